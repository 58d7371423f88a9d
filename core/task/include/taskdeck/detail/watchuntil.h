// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/future.h>

namespace taskdeck::detail {

/// Waits for the end of a future from outside, but not beyond a moment. Gives: has it ended?
class TASKDECK_EXPORT WatchUntilOperation final : public Waiter, public TimerNode
{
public:
    WatchUntilOperation(Ref<FutureBase> future, std::chrono::milliseconds limit);
    ~WatchUntilOperation() override;

    bool ready() const { return m_future->done() || m_limit.count() <= 0; }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    bool resume() const { return m_future->done(); }
    QString description() const { return m_future->description(); }

    void futureEnded() override;
    TaskControl *waitingTask() const override { return m_awaited ? &m_awaited->task() : nullptr; }
    void fire() override { m_awaited->wake(); }
    void drop() noexcept override {}

private:
    void disarm() noexcept;

    Ref<FutureBase> m_future;
    std::chrono::milliseconds m_limit;
    Awaited *m_awaited = nullptr;
};

/// `co_await Unseen(std::move(ended))`, named first.
inline auto watchUntil(const AnyFuture &future, std::chrono::milliseconds limit)
{
    return Operation<WatchUntilOperation, Ref<FutureBase>, std::chrono::milliseconds>(
        Ref<FutureBase>::share(&Access::state(future)), limit);
}

} // namespace taskdeck::detail
