// SPDX-License-Identifier: MIT
#pragma once

#include "timerheap_p.h"

#include <taskdeck/detail/waiter.h>
#include <taskdeck/loop.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QEvent>
#include <QtCore/QEventLoop>
#include <QtCore/QObject>

#include <atomic>
#include <mutex>
#include <vector>

namespace taskdeck {

namespace detail {
class TaskControl;

/// A virtual clock in place of the real one; see TestLoop.
struct VirtualTime {
    Loop::TimePoint now{};
};
} // namespace detail

/// The part of a loop that Qt's event loop drives.
struct Loop::Private final : public QObject {
    enum class Leftovers { Reported, Ignored };

    // Two kinds: an event that drains is posted when there is none, else two would be on their way
    // for ever and Qt's own events would wait twice as long.
    static constexpr auto drainEvent = QEvent::User;
    static constexpr auto takePostedEvent = QEvent::Type(QEvent::User + 1);

    explicit Private(Loop &loop);
    ~Private() override;

    void push(detail::ReadyNode &node);
    void arm(detail::TimerNode &node, TimePoint due);
    void disarm(detail::TimerNode &node);

    /// Runs passes until nothing is ready, or the event's share of time is used up.
    void drain();
    /// Timers that are due join the queue; then what is ready runs. Never cut.
    void runPass();
    /// True if there is something that a pass would run now.
    bool hasWork();
    void takePosted();
    void requireOpen() const;
    /// Accepts nothing from here on. Destroys and reports the tasks that are left.
    void close();
    /// Destroys the pending tasks, and takes out everything that is queued or timed.
    void dropEverything(Leftovers leftovers);
    /// A fatal exception ends the blocking call that goes on, if one does.
    void stop(std::exception_ptr failure);

    Loop &q;
    detail::TaskControl *current =
        nullptr;      ///< the task whose step runs; a stack through nested loops [A13]
    int stepping = 0; ///< steps on the native stack; more than one through nested loops
    detail::TaskControl *firstTask = nullptr; ///< registry: the pending tasks of this loop
    detail::VirtualTime *virtualTime = nullptr;
    TaskObserver *observer = nullptr;
    std::function<void(const ErrorContext &)> handler;
    QEventLoop *blocking = nullptr; ///< of the runUntilComplete() or run() that is going on
    std::exception_ptr fatal;       ///< what has stopped it [A7]
    bool closed = false;
    detail::TimerHeap timers;
    int outsideWorks = 0;           ///< for a TestLoop; see OutsideWork
    detail::WaiterList untilClosed; ///< told by futureLost() that the loop ends: other threads wait

protected:
    bool event(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void wake();
    void beginPass();
    void runNext();
    void restartTimer();

    detail::ReadyQueue m_ready;
    std::size_t m_leftInPass = 0;
    bool m_wakePosted = false;
    QBasicTimer m_timer;
    TimePoint m_timerDue{};

    std::mutex m_mutex; ///< guards the two below
    std::vector<std::function<void()>> m_posted;
    bool m_postedClosed = false;

    friend class Loop;
};

} // namespace taskdeck
