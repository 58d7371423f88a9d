// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/future.h>

#include <atomic>
#include <concepts>

namespace taskdeck::detail {

template<typename A>
concept HasMemberCoAwait = requires(A &&a)
{
    std::forward<A>(a).operator co_await();
};
template<typename A>
concept HasFreeCoAwait = requires(A &&a)
{
    operator co_await(std::forward<A>(a));
};
template<typename A>
concept HasAwaiterInterface = requires(std::remove_reference_t<A> &a,
                                       std::coroutine_handle<> handle)
{
    a.await_ready();
    a.await_suspend(handle);
    a.await_resume();
};

template<typename>
inline constexpr bool isCoro = false;
template<typename T>
inline constexpr bool isCoro<Coro<T>> = true;

/// Any awaitable that is not ours: a QCoro::Task, another library's operation. (Ours have an
/// operator co_await, too, where the component Qt is: for others' coroutines.)
template<typename A>
concept ForeignAwaitable =
    !std::derived_from<std::remove_cvref_t<A>, AnyFuture> && !isCoro<std::remove_cvref_t<A>> &&
    (HasMemberCoAwait<A> || HasFreeCoAwait<A> || HasAwaiterInterface<A>);

template<ForeignAwaitable A>
decltype(auto) foreignAwaiter(A &&a)
{
    if constexpr (HasMemberCoAwait<A>)
        return std::forward<A>(a).operator co_await();
    else if constexpr (HasFreeCoAwait<A>)
        return operator co_await(std::forward<A>(a));
    else
        return std::forward<A>(a);
}

template<typename A>
using ForeignResult = decltype(foreignAwaiter(std::declval<A>()).await_resume());

/// What the adapters of all foreign awaitables do the same.
///
/// An adapter is a small coroutine that awaits the foreign thing for us and can be left behind:
/// destroying a suspended awaiter of another library is a use after free (hazards §0.4). Its frame
/// lives until it has ended and the operation that made it is gone.
///
/// Thread: the foreign thing may end in any; everything but that end belongs to the task's.
class TASKDECK_EXPORT ForeignPromise
{
public:
    ForeignPromise();
    ForeignPromise(const ForeignPromise &) = delete;
    ForeignPromise &operator=(const ForeignPromise &) = delete;

    void ref() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void deref() noexcept
    {
        if (m_references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            m_frame.destroy();
    }

    /// Runs the adapter up to where the foreign thing suspends. False if it has ended there.
    bool start(Awaited &awaited);
    /// Its end wakes nobody any more.
    void forget() noexcept { m_awaited = nullptr; }
    /// Nobody will look at its outcome either: a failure is reported.
    void leave() noexcept;

    std::suspend_always initial_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
    struct FinalAwaiter {
        bool await_ready() noexcept { return false; }
        // Not inlined: the frame may be gone before it returns, and clang would still write to it
        // (LLVM bug 56301).
        template<typename Promise>
        [[gnu::noinline]] void await_suspend(std::coroutine_handle<Promise> ended) noexcept
        {
            ended.promise().bodyEnded();
        }
        void await_resume() noexcept {}
    };
    FinalAwaiter final_suspend() noexcept { return {}; }

    std::exception_ptr failure;

protected:
    ~ForeignPromise() = default;
    void setFrame(std::coroutine_handle<> frame) { m_frame = frame; }

private:
    void bodyEnded() noexcept;
    void ended() noexcept;

    Loop &m_loop;
    std::coroutine_handle<> m_frame;
    std::atomic<int> m_references{1};
    Awaited *m_awaited = nullptr;
    bool m_ended = false;
    bool m_left = false;
};

template<typename R>
struct ForeignAdapter {
    struct WithValue : ForeignPromise {
        std::optional<std::conditional_t<std::is_reference_v<R>, std::remove_reference_t<R> *, R>>
            value;

        template<typename U>
        void return_value(U &&u)
        {
            if constexpr (std::is_reference_v<R>)
                value.emplace(&u);
            else
                value.emplace(std::forward<U>(u));
        }
    };
    struct WithoutValue : ForeignPromise {
        void return_void() noexcept {}
    };
    struct promise_type : std::conditional_t<std::is_void_v<R>, WithoutValue, WithValue> {
        ForeignAdapter get_return_object()
        {
            this->setFrame(std::coroutine_handle<promise_type>::from_promise(*this));
            return ForeignAdapter{Ref<promise_type>::adopt(this)};
        }
    };

    Ref<promise_type> promise;
};

template<typename R, typename A>
ForeignAdapter<R> adaptForeign(A awaitable)
{
    if constexpr (std::is_reference_v<R>) {
        co_return co_await std::forward<A>(awaitable); // what is referred to may be a part of it
    } else {
        A kept = std::forward<A>(awaitable); // dies in the thread in which it ends
        co_return co_await std::forward<A>(kept);
    }
}

/// Awaits something foreign. It cannot be interrupted: a cancel is delivered when it ends.
///
/// The task stays in its thread, wherever the foreign thing ends: the wake-up is posted.
template<typename A>
class ForeignOperation
{
public:
    using Result = ForeignResult<A>;

    explicit ForeignOperation(A &&awaitable)
        : m_adapter(adaptForeign<Result, A>(std::forward<A>(awaitable)).promise)
    {
    }
    ForeignOperation(const ForeignOperation &) = delete;
    ForeignOperation &operator=(const ForeignOperation &) = delete;
    ~ForeignOperation() { m_adapter->leave(); }

    bool ready() const { return false; }
    bool start(Awaited &awaited) { return m_adapter->start(awaited); }
    CancelReply cancel(const QString &) { return CancelReply::Refused; }
    void forget() { m_adapter->forget(); }
    Result resume()
    {
        if (m_adapter->failure)
            std::rethrow_exception(std::exchange(m_adapter->failure, nullptr));
        if constexpr (std::is_reference_v<Result>)
            return static_cast<Result>(**m_adapter->value);
        else if constexpr (!std::is_void_v<Result>)
            return std::move(*m_adapter->value);
    }
    QString description() const { return QStringLiteral("an await that cannot be interrupted"); }

private:
    Ref<typename ForeignAdapter<Result>::promise_type> m_adapter;
};

template<ForeignAwaitable X>
struct AwaitTraits<X> {
    /// An rvalue is moved into the adapter, an lvalue is borrowed.
    template<typename A>
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, A &&awaitable)
    {
        using Kept = std::conditional_t<std::is_lvalue_reference_v<A>, A, std::remove_cvref_t<A>>;
        return OperationAwaiter<ForeignOperation<Kept>>(promise, place, std::forward<A>(awaitable));
    }
};

} // namespace taskdeck::detail
