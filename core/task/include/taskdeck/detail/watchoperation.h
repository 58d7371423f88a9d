// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/future.h>

namespace taskdeck::detail {

/// Waits for the end of a future from outside: its outcome is not looked at, and a cancel only
/// stops the watching [SH-02].
class TASKDECK_EXPORT WatchOperation final : public Waiter
{
public:
    explicit WatchOperation(Ref<FutureBase> future)
        : m_future(std::move(future))
    {
    }

    bool ready() const { return m_future->done(); }
    bool start(Awaited &awaited)
    {
        m_awaited = &awaited;
        m_future->waiters().append(*this);
        return true;
    }
    CancelReply cancel(const QString &)
    {
        unlink();
        return CancelReply::Aborted;
    }
    void resume() const {}
    QString description() const { return m_future->description(); }

    void futureEnded() override { m_awaited->wake(); }
    TaskControl *waitingTask() const override { return m_awaited ? &m_awaited->task() : nullptr; }

private:
    Ref<FutureBase> m_future;
    Awaited *m_awaited = nullptr;
};

/// `co_await Unseen(watch(future))`
inline auto watch(const AnyFuture &future)
{
    return Operation<WatchOperation, Ref<FutureBase>>(
        Ref<FutureBase>::share(&Access::state(future)));
}

} // namespace taskdeck::detail
