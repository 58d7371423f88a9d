// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/call.h>
#include <taskdeck/task.h>

#include <coroutine>

namespace taskdeck::detail {

/// A coroutine of another library that waits for one of our futures.
///
/// It is resumed from the ready queue, in no task. If its frame is destroyed while it waits it is
/// not resumed.
/// Thread: that of the future's loop.
class TASKDECK_EXPORT OutsideWaiter : public Waiter
{
public:
    /// Whether the future is cancelled when the one who waits for it is destroyed.
    enum class Interest { Shared, Sole };

    OutsideWaiter(Ref<FutureBase> future, Interest interest);
    ~OutsideWaiter() override;

    /// @throws UsageError  this is not the thread of the future's loop
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<> waiting);

    void futureEnded() override;

private:
    Ref<FutureBase> m_future;
    std::shared_ptr<Call> m_resume;
    Interest m_interest;
};

template<typename T, bool takes>
class OutsideAwaiter final : public OutsideWaiter
{
public:
    explicit OutsideAwaiter(FutureState<T> &state, Interest interest = Interest::Shared)
        : OutsideWaiter(Ref<FutureBase>::share(&state), interest)
        , m_state(state)
    {
    }

    std::conditional_t<takes, T, std::add_lvalue_reference_t<const T>> await_resume()
    {
        if constexpr (std::is_void_v<T>)
            m_state.throwUnlessValue();
        else if constexpr (takes)
            return m_state.takeOrCopy();
        else
            return m_state.value();
    }

private:
    FutureState<T> &m_state;
};

template<typename T>
OutsideAwaiter<T, true> awaitOutside(Coro<T> coro)
{
    const auto task = createTask(std::move(coro), {}, SourcePlace());
    return OutsideAwaiter<T, true>(Access::typedState(task), OutsideWaiter::Interest::Sole);
}

} // namespace taskdeck::detail

namespace taskdeck {

// For the coroutines of other libraries; our own have an await_transform and do not look here.
// Not members, so that Core needs nothing of it. Each returns a prvalue: g++ 12 copies an awaiter
// that is an object of its own (hazards b11).

template<typename T>
detail::OutsideAwaiter<T, false> operator co_await(const Future<T> &future)
{
    return detail::OutsideAwaiter<T, false>(detail::Access::typedState(future));
}

template<typename T>
detail::OutsideAwaiter<T, true> operator co_await(Future<T> &&future)
{
    const Future<T> taken = std::exchange(future, {});
    return detail::OutsideAwaiter<T, true>(detail::Access::typedState(taken));
}

template<typename T>
detail::OutsideAwaiter<T, true> operator co_await(Coro<T> &&coro)
{
    return detail::awaitOutside(std::move(coro));
}

// QCoro's own helpers, as connect() and QmlTask, await what they are given as an lvalue.
template<typename T>
detail::OutsideAwaiter<T, true> operator co_await(Coro<T> &coro)
{
    return detail::awaitOutside(std::move(coro));
}

} // namespace taskdeck
