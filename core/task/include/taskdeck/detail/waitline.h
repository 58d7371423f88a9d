// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtCore/QString>

#include <exception>
#include <limits>
#include <memory>

namespace taskdeck::detail {

class TurnOperation;

/// Those who wait for a Lock, an Event, …, first come first served, and the permits they wait for.
///
/// As many from the front as there are permits are called: woken, to take theirs in their next
/// step. Until then the permit is nobody's, and they keep their place: one that is cancelled in
/// between only leaves the line, and the next is called.
///
/// Shared by the primitive and its waiters, so that neither must outlive the other.
/// Thread: while somebody waits that of his loop, elsewhere it throws UsageError.
class TASKDECK_EXPORT WaitLine
{
public:
    class Place;
    static constexpr auto noLimit = std::numeric_limits<qsizetype>::max();

    /// @param what  is waited for, in words for monitors
    explicit WaitLine(QString what, qsizetype permits = 0, qsizetype maxPermits = noLimit);
    WaitLine(const WaitLine &) = delete;
    WaitLine &operator=(const WaitLine &) = delete;

    qsizetype permits() const { return m_permits; }
    /// True if one who comes now need not wait.
    bool isFree() const { return m_permits > 0 && !m_first; }

    /// @returns false if there are as many as there may be
    bool addPermit();
    /// Past those who wait: one who was called for it waits on. @pre permits() > 0
    void takePermit();
    /// Calls all who wait now, whatever the permits.
    void callAll();

    /// Nobody waits here from now on: who is not called gets `why`, or a CancelledError for null,
    /// which says that the primitive has died.
    void close(std::exception_ptr why = {});
    /// There are no permits any more: who was called for one waits on.
    void revokePermits();

private:
    friend class TurnOperation;

    void requireOwnThread() const;
    [[noreturn]] void throwClosed() const;
    void callWhoMayGo();
    void call(Place &place);
    void uncallLast();
    void refuse(Place &place);
    void append(Place &place);
    void remove(Place &place) noexcept;

    QString m_what;
    qsizetype m_permits;
    qsizetype m_maxPermits;
    qsizetype m_called = 0;
    Place *m_first = nullptr;
    Place *m_last = nullptr;
    Place *m_toCall = nullptr; ///< the first that is not called; before it all are
    bool m_closed = false;
    std::exception_ptr m_why;
};

/// One's place in a line, from its end until it dies. Lives in the coroutine that waits.
class TASKDECK_EXPORT WaitLine::Place
{
public:
    explicit Place(WaitLine &line)
        : m_line(line)
    {
        line.append(*this);
    }
    ~Place() { leave(); }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;

    /// False once it is this one's turn. @throws what the line was closed with
    bool mustWait() const;
    /// Takes the permit that it was called for, and leaves.
    void takePermit();

private:
    friend class WaitLine;
    friend class TurnOperation;
    enum class State { Waiting, Called, Refused, Left };

    void leave() noexcept;

    WaitLine &m_line;
    Place *m_previous = nullptr;
    Place *m_next = nullptr;
    Awaited *m_awaited = nullptr;
    State m_state = State::Waiting;
    bool m_hasWaited = false;
};

/// Waits until a place is called. A cancel leaves the line at once.
class TASKDECK_EXPORT TurnOperation
{
public:
    explicit TurnOperation(WaitLine::Place *place)
        : m_place(*place)
    {
    }
    ~TurnOperation() { m_place.m_awaited = nullptr; }
    TurnOperation(const TurnOperation &) = delete;
    TurnOperation &operator=(const TurnOperation &) = delete;

    bool ready() const { return false; }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &);
    void resume() const {}
    QString description() const { return m_place.m_line.m_what; }

private:
    WaitLine::Place &m_place;
};

/// Until it is called: `co_await Unseen(std::move(turn))`, named first.
inline auto turnOf(WaitLine::Place &place)
{
    return Operation<TurnOperation, WaitLine::Place *>(&place);
}

/// Waits for a permit and takes it. @throws what the line was closed with
TASKDECK_EXPORT Coro<> takePermit(std::shared_ptr<WaitLine> line);

/// Waits for callAll(). @throws what the line was closed with
TASKDECK_EXPORT Coro<> waitForCall(std::shared_ptr<WaitLine> line);

} // namespace taskdeck::detail
