// SPDX-License-Identifier: MIT
#include <taskdeck/detail/waitline.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

WaitLine::WaitLine(QString what, qsizetype permits, qsizetype maxPermits)
    : m_what(std::move(what))
    , m_permits(permits)
    , m_maxPermits(maxPermits)
{
}

void WaitLine::requireOwnThread() const
{
    const Awaited *waiting = m_first ? m_first->m_awaited : nullptr;
    if (waiting && !waiting->task().future().loop().isOwnThread())
        throw UsageError("tasks of another thread wait here");
}

bool WaitLine::addPermit()
{
    requireOwnThread();
    if (m_permits == m_maxPermits)
        return false;
    ++m_permits;
    callWhoMayGo();
    return true;
}

void WaitLine::takePermit()
{
    requireOwnThread();
    --m_permits;
    if (m_called > m_permits)
        uncallLast();
}

void WaitLine::callAll()
{
    requireOwnThread();
    while (m_toCall)
        call(*m_toCall);
}

void WaitLine::close(std::exception_ptr why)
{
    requireOwnThread();
    m_closed = true;
    m_why = std::move(why);
    while (m_toCall)
        refuse(*m_toCall);
}

void WaitLine::throwClosed() const
{
    if (m_why)
        std::rethrow_exception(m_why);
    throw CancelledError(QStringLiteral("the %1 was destroyed").arg(m_what));
}

void WaitLine::revokePermits()
{
    m_permits = 0;
    while (m_called > 0)
        uncallLast();
}

void WaitLine::callWhoMayGo()
{
    while (m_toCall && m_called < m_permits)
        call(*m_toCall);
}

void WaitLine::call(Place &place)
{
    place.m_state = Place::State::Called;
    ++m_called;
    m_toCall = place.m_next;
    if (place.m_awaited)
        place.m_awaited->wake();
}

// Its wake-up is on the way; it will find that it must wait.
void WaitLine::uncallLast()
{
    Place &place = m_toCall ? *m_toCall->m_previous : *m_last;
    place.m_state = Place::State::Waiting;
    --m_called;
    m_toCall = &place;
    if (m_closed)
        refuse(place);
}

void WaitLine::refuse(Place &place)
{
    remove(place);
    place.m_state = Place::State::Refused;
    if (place.m_awaited)
        place.m_awaited->wake();
}

void WaitLine::append(Place &place)
{
    requireOwnThread();
    place.m_previous = m_last;
    (m_last ? m_last->m_next : m_first) = &place;
    m_last = &place;
    if (!m_toCall)
        m_toCall = &place;
    callWhoMayGo();
    if (m_closed && m_toCall)
        refuse(place);
}

void WaitLine::remove(Place &place) noexcept
{
    if (m_toCall == &place)
        m_toCall = place.m_next;
    (place.m_previous ? place.m_previous->m_next : m_first) = place.m_next;
    (place.m_next ? place.m_next->m_previous : m_last) = place.m_previous;
    if (std::exchange(place.m_state, Place::State::Left) == Place::State::Called)
        --m_called;
}

bool WaitLine::Place::mustWait() const
{
    if (m_state == State::Refused)
        m_line.throwClosed();
    if (m_state != State::Called)
        return true;
    return !m_hasWaited && m_line.m_first != this; // those before it have not gone on yet
}

void WaitLine::Place::takePermit()
{
    --m_line.m_permits;
    m_line.remove(*this);
}

void WaitLine::Place::leave() noexcept
{
    if (m_state != State::Waiting && m_state != State::Called)
        return;
    m_line.remove(*this);
    m_line.callWhoMayGo();
}

bool TurnOperation::start(Awaited &awaited)
{
    m_place.m_hasWaited = true;
    m_place.m_awaited = &awaited;
    if (m_place.m_state == WaitLine::Place::State::Called)
        awaited.wake(); // behind those who were called before
    return true;
}

CancelReply TurnOperation::cancel(const QString &)
{
    m_place.leave();
    return CancelReply::Aborted;
}

Coro<> takePermit(std::shared_ptr<WaitLine> line)
{
    WaitLine::Place place(*line);
    while (place.mustWait()) {
        auto turn = turnOf(place);
        co_await Unseen(std::move(turn));
    }
    place.takePermit();
}

Coro<> waitForCall(std::shared_ptr<WaitLine> line)
{
    WaitLine::Place place(*line);
    while (place.mustWait()) {
        auto turn = turnOf(place);
        co_await Unseen(std::move(turn));
    }
}

} // namespace taskdeck::detail
