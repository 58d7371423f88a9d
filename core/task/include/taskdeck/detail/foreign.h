// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/future.h>

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

/// Any awaitable that is not ours: a QCoro::Task, another library's operation.
template<typename A>
concept ForeignAwaitable =
    (HasMemberCoAwait<A> || HasFreeCoAwait<A> ||
     HasAwaiterInterface<A>)&&!std::derived_from<std::remove_cvref_t<A>, AnyFuture>;

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

/// A small coroutine that awaits the foreign thing for us and can be left behind: destroying a
/// suspended awaiter of another library is a use after free (hazards §0.4).
template<typename R>
struct ForeignAdapter {
    struct Shared {
        Awaited *awaited = nullptr;
        bool finished = false;
        bool abandoned = false;
        std::exception_ptr failure;

        std::suspend_always initial_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { failure = std::current_exception(); }
    };
    struct WithValue : Shared {
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
    struct WithoutValue : Shared {
        void return_void() noexcept {}
    };
    struct promise_type : std::conditional_t<std::is_void_v<R>, WithoutValue, WithValue> {
        ForeignAdapter get_return_object()
        {
            return ForeignAdapter{std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        struct FinalAwaiter {
            bool await_ready() noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> handle) noexcept
            {
                promise_type &promise = handle.promise();
                promise.finished = true;
                if (promise.abandoned)
                    handle.destroy();
                else if (promise.awaited)
                    promise.awaited->wake();
            }
            void await_resume() noexcept {}
        };
        FinalAwaiter final_suspend() noexcept { return {}; }
    };

    std::coroutine_handle<promise_type> handle;
};

template<typename R, typename A>
ForeignAdapter<R> adaptForeign(A awaitable)
{
    co_return co_await std::forward<A>(awaitable);
}

/// Awaits something foreign. It cannot be interrupted: a cancel is delivered when it ends.
///
/// It must end in the thread in which it was awaited.
template<typename A>
class ForeignOperation
{
public:
    using Result = ForeignResult<A>;

    explicit ForeignOperation(A &&awaitable)
        : m_adapter(adaptForeign<Result, A>(std::forward<A>(awaitable)).handle)
    {
    }
    ForeignOperation(const ForeignOperation &) = delete;
    ForeignOperation &operator=(const ForeignOperation &) = delete;
    ~ForeignOperation()
    {
        if (m_started && !m_adapter.promise().finished) {
            m_adapter.promise().awaited = nullptr;
            m_adapter.promise().abandoned = true;
        } else {
            m_adapter.destroy();
        }
    }

    bool ready() const { return false; }
    bool start(Awaited &awaited)
    {
        m_started = true;
        m_adapter.resume();
        if (m_adapter.promise().finished)
            return false;
        m_adapter.promise().awaited = &awaited;
        return true;
    }
    CancelReply cancel(const QString &) { return CancelReply::Refused; }
    Result resume()
    {
        auto &promise = m_adapter.promise();
        if (promise.failure)
            std::rethrow_exception(std::move(promise.failure));
        if constexpr (std::is_reference_v<Result>)
            return static_cast<Result>(**promise.value);
        else if constexpr (!std::is_void_v<Result>)
            return std::move(*promise.value);
    }
    QString description() const { return QStringLiteral("an await that cannot be interrupted"); }

private:
    std::coroutine_handle<typename ForeignAdapter<Result>::promise_type> m_adapter;
    bool m_started = false;
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
