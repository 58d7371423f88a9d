// SPDX-License-Identifier: MIT
#include <taskdeck/detail/watchuntil.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

WatchUntilOperation::WatchUntilOperation(Ref<FutureBase> future, std::chrono::milliseconds limit)
    : m_future(std::move(future))
    , m_limit(limit)
{
}

WatchUntilOperation::~WatchUntilOperation()
{
    disarm();
}

bool WatchUntilOperation::start(Awaited &awaited)
{
    m_awaited = &awaited;
    m_future->waiters().append(*this);
    Loop &loop = m_future->loop();
    const TimePoint due = loop.deadline(m_limit);
    if (due != TimePoint::max()) // else there is no limit
        arm(loop, *this, due);
    return true;
}

CancelReply WatchUntilOperation::cancel(const QString &)
{
    unlink();
    disarm();
    return CancelReply::Aborted;
}

void WatchUntilOperation::futureEnded()
{
    disarm();
    m_awaited->wake();
}

void WatchUntilOperation::disarm() noexcept
{
    if (isArmed())
        detail::disarm(m_future->loop(), *this);
}

} // namespace taskdeck::detail
