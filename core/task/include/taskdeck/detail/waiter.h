// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>
#include <taskdeck/taskid.h>

namespace taskdeck::detail {

class TaskControl;

/// Somebody who wants to know when a future ends. Linked into the future, without allocation.
class TASKDECK_EXPORT Waiter
{
public:
    Waiter() = default;
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;

    /// The future has ended and this is out of its list. Only puts something into the ready queue.
    virtual void futureEnded() = 0;
    /// The future dies pending; nothing will come.
    virtual void futureLost() noexcept {}
    /// The task that waits; null for a callback.
    virtual TaskControl *waitingTask() const { return nullptr; }
    /// The task on whose behalf somebody waits, as gather() does for its caller: for display
    /// [I-02].
    virtual TaskControl *callerTask() const { return waitingTask(); }
    /// Zero unless this is a done-callback.
    virtual CallbackId callbackId() const { return {}; }

    bool isLinked() const { return m_next; }
    void unlink() noexcept;

protected:
    virtual ~Waiter() { unlink(); }

private:
    friend class WaiterList;
    Waiter *m_previous = nullptr;
    Waiter *m_next = nullptr;
};

/// The waiters of one future, in the order in which they came.
class TASKDECK_EXPORT WaiterList
{
public:
    WaiterList();

    bool isEmpty() const { return m_anchor.m_next == &m_anchor; }
    void append(Waiter &waiter) noexcept;
    Waiter &takeFirst() noexcept;
    /// Null if there is none.
    const Waiter *last() const { return isEmpty() ? nullptr : m_anchor.m_previous; }
    /// The one after `waiter`, or the first for null; null at the end.
    Waiter *next(const Waiter *waiter = nullptr) const;

private:
    class Anchor final : public Waiter
    {
    public:
        void futureEnded() override {}
    };
    Anchor m_anchor;
};

} // namespace taskdeck::detail
