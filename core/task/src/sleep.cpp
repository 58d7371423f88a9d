// SPDX-License-Identifier: MIT
#include <taskdeck/loop.h>
#include <taskdeck/sleep.h>

#include <stdexcept>

namespace taskdeck {

namespace detail {

SleepOperation::~SleepOperation()
{
    if (isArmed())
        disarm(m_awaited->task().future().loop(), *this);
}

bool SleepOperation::start(Awaited &awaited)
{
    m_awaited = &awaited;
    if (m_duration.count() <= 0) {
        awaited.wake();
    } else {
        Loop &loop = awaited.task().future().loop();
        const TimePoint due = loop.deadline(m_duration);
        if (due == TimePoint::max())
            throw std::invalid_argument("a sleep beyond the end of the clock"); // [SL-04]
        arm(loop, *this, due);
    }
    return true;
}

CancelReply SleepOperation::cancel(const QString &)
{
    disarm(m_awaited->task().future().loop(), *this); // armed, or the task would be queued [SL-03]
    return CancelReply::Aborted;
}

QString SleepOperation::description() const
{
    return QStringLiteral("sleep");
}

} // namespace detail

Coro<> sleep(std::chrono::milliseconds duration)
{
    detail::Operation<detail::SleepOperation, std::chrono::milliseconds> sleeping(duration);
    co_await detail::Unseen(std::move(sleeping));
}

Coro<> yieldNow()
{
    return sleep(std::chrono::milliseconds::zero());
}

} // namespace taskdeck
