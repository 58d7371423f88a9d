// SPDX-License-Identifier: MIT
#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/foreign.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

ForeignPromise::ForeignPromise()
    : m_loop(Loop::current())
{
}

bool ForeignPromise::start(Awaited &awaited)
{
    ref(); // the coroutine's own, until it has ended
    m_frame.resume();
    if (m_ended)
        return false;
    m_awaited = &awaited;
    return true;
}

void ForeignPromise::leave() noexcept
{
    m_awaited = nullptr;
    m_left = true;
}

void ForeignPromise::bodyEnded() noexcept
{
    auto self = Ref<ForeignPromise>::adopt(this);
    if (m_loop.isOwnThread())
        return ended();
    try {
        // Moved all the way: nothing here may touch the frame once it is posted.
        m_loop.callSoonThreadsafe([self = std::move(self)] {
            self->ended();
        });
    } catch (const UsageError &) { // the loop has ended, and with it the task
    }
}

void ForeignPromise::ended() noexcept
{
    m_ended = true;
    if (m_awaited)
        m_awaited->wake();
    else if (m_left && failure && !exceptionAs<CancelledError>(failure))
        m_loop.report(
            {QStringLiteral("Exception in an await that was left behind"), failure, {}, {}});
}

} // namespace taskdeck::detail
