// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/future.h>

namespace taskdeck::detail {

/// Awaits a future in one of our coroutines. A cancel is passed on to it, and the task goes on only
/// when the future has ended [T-14, T-15].
template<typename T, bool takes>
class FutureAwaiter final : public Awaited, public Waiter
{
public:
    /// Awaits a future that the caller keeps: no reference is taken unless it suspends.
    FutureAwaiter(CoroPromiseBase &awaiting, SourcePlace place,
                  FutureState<T> &state) requires(!takes)
        : Awaited(awaiting, place)
        , m_state(&state)
    {
    }
    /// Awaits a future that the caller gives up.
    FutureAwaiter(CoroPromiseBase &awaiting, SourcePlace place, Future<T> &&handle) requires(takes)
        : Awaited(awaiting, place)
        , m_state(&Access::typedState(handle))
        , m_kept(Ref<FutureBase>::share(m_state))
    {
        handle = {};
    }

    bool await_ready() const
    {
        // One of another loop is refused even if it is done: else it would depend on who is faster.
        if (m_state->done() && &m_state->loop() == &task().future().loop())
            return true;
        task().requireAwaitable(*m_state);
        return false;
    }
    void await_suspend(std::coroutine_handle<>)
    {
        if constexpr (!takes)
            m_kept = Ref<FutureBase>::share(m_state);
        beginSuspend();
        m_state->waiters().append(*this);
        endSuspend();
    }
    std::conditional_t<takes, T, std::add_lvalue_reference_t<const T>> await_resume()
    {
        resumed();
        if constexpr (std::is_void_v<T>)
            m_state->throwUnlessValue();
        else if constexpr (takes)
            return m_state->takeOrCopy();
        else
            return m_state->value();
    }

    CancelReply cancel(const QString &) override { Q_UNREACHABLE(); } // the task asks the future
    QString description() const override { return m_state->description(); }
    FutureBase *future() const override { return m_state; }
    void futureEnded() override { wake(); }
    TaskControl *waitingTask() const override { return &task(); }

private:
    FutureState<T> *m_state;
    Ref<FutureBase> m_kept;
};

template<typename T>
struct AwaitTraits<Future<T>> {
    static FutureAwaiter<T, false> awaiter(CoroPromiseBase &promise, SourcePlace place,
                                           const Future<T> &future)
    {
        return FutureAwaiter<T, false>(promise, place, Access::typedState(future));
    }
    static FutureAwaiter<T, true> awaiter(CoroPromiseBase &promise, SourcePlace place,
                                          Future<T> &&future)
    {
        return FutureAwaiter<T, true>(promise, place, std::move(future));
    }
};

} // namespace taskdeck::detail
