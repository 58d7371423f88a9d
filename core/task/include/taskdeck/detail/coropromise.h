// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/awaited.h>
#include <taskdeck/detail/futurestate.h>

#include <coroutine>
#include <optional>
#include <tuple>

namespace taskdeck {
template<typename T>
class Coro;
}

namespace taskdeck::detail {

template<typename T>
class CoroAwaiter;
template<typename T>
class TaskState;

/// Destroys a frame that is not running. A chain of unstarted ones that own each other through
/// their parameters is taken apart in a loop, not by recursion.
TASKDECK_EXPORT void destroyCoroutine(std::coroutine_handle<> handle) noexcept;

/// Marks an await inside the library: its place is not shown in stacks.
template<typename Awaitable>
struct Unseen {
    explicit Unseen(Awaitable &&awaited)
        : awaitable(std::forward<Awaitable>(awaited))
    {
    }
    Awaitable awaitable;
};
template<typename Awaitable>
Unseen(Awaitable &&) -> Unseen<Awaitable>;

/// How one of our coroutines awaits an X: specialised for each kind of awaitable, with a static
/// `awaiter(CoroPromiseBase &, SourcePlace, X &&)` that returns a prvalue. (g++ 12 copies an
/// awaiter that is returned by reference, hazards b11.)
template<typename X>
struct AwaitTraits;

/// Names an operation and what it is made of, for an await: `co_await Operation<Op, Args…>(args…)`.
template<AwaitOperation Op, typename... Args>
struct Operation {
    explicit Operation(Args... args)
        : arguments(std::move(args)...)
    {
    }
    std::tuple<Args...> arguments;
};

template<AwaitOperation Op, typename... Args>
struct AwaitTraits<Operation<Op, Args...>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place,
                        Operation<Op, Args...> &&operation)
    {
        return std::make_from_tuple<OperationAwaiter<Op>>(std::tuple_cat(
            std::tie(promise), std::make_tuple(place), std::move(operation.arguments)));
    }
};

template<typename X>
concept AwaitableHere = requires(CoroPromiseBase &promise, X &&x)
{
    AwaitTraits<std::remove_cvref_t<X>>::awaiter(promise, SourcePlace(), std::forward<X>(x));
};

/// What `co_await x` gives.
template<AwaitableHere X>
using AwaitGives = decltype(AwaitTraits<std::remove_cvref_t<X>>::awaiter(
                                std::declval<CoroPromiseBase &>(), SourcePlace(), std::declval<X>())
                                .await_resume());

/// The same, as a value.
template<AwaitableHere X>
using AwaitedValue = std::remove_cvref_t<AwaitGives<X>>;

/// What the promises of all our coroutines do the same.
class PromiseCommon : public CoroPromiseBase
{
public:
    std::suspend_always initial_suspend() noexcept { return {}; }

    // Not symmetric transfer, which overflows the stack on g++: the step loop resumes the parent.
    struct FinalAwaiter {
        bool await_ready() noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> handle) noexcept
        {
            CoroPromiseBase &ended = handle.promise();
            if (ended.parent)
                ended.task->runNext(*ended.parent);
            else
                ended.task->rootEnded();
        }
        void await_resume() noexcept {}
    };
    FinalAwaiter final_suspend() noexcept { return {}; }

    void unhandled_exception() noexcept
    {
        failure = std::current_exception();
        task->noteFailure(*this);
    }

    template<typename X>
    auto await_transform(X &&x, SourcePlace place = SourcePlace::here())
    {
        using Bare = std::remove_cvref_t<X>;
        static_assert(AwaitableHere<X>,
                      "this cannot be awaited here: include <taskdeck/await.h> or <taskdeck/qt.h>");
        return AwaitTraits<Bare>::awaiter(*this, place, std::forward<X>(x));
    }
    template<typename X>
    auto await_transform(Unseen<X> &&unseen)
    {
        return AwaitTraits<std::remove_cvref_t<X>>::awaiter(*this, SourcePlace(),
                                                            std::forward<X>(unseen.awaitable));
    }
};

template<typename T>
class CoroPromise : public PromiseCommon
{
public:
    Coro<T> get_return_object()
    {
        const auto handle = std::coroutine_handle<CoroPromise>::from_promise(*this);
        self = handle;
        return Coro<T>(handle);
    }

    template<typename U = T>
    requires std::constructible_from<T, U>
    void return_value(U &&value) { m_value.emplace(std::forward<U>(value)); }

    bool hasValue() const { return m_value.has_value(); }
    T takeValue() { return std::move(*m_value); }

private:
    std::optional<T> m_value;
};

template<>
class CoroPromise<void> : public PromiseCommon
{
public:
    inline Coro<void> get_return_object();
    void return_void() noexcept {}

    std::monostate takeValue() { return {}; }
};

} // namespace taskdeck::detail
