// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/loop.h>
#include <taskdeck/task.h>

#include <QtCore/QStringList>

#include <chrono>
#include <memory>

namespace taskdeck {

namespace detail {
struct VirtualTime;
}

/// Makes this thread's loop use a virtual clock, and run only when told, while it lives.
///
/// An hour of sleep costs nothing, and what runs when is exact. At the end the tasks that still
/// pend are destroyed without a report, so that one test cannot disturb the next.
///
/// Thread: that of the loop. One at a time.
class TASKDECK_EXPORT TestLoop
{
public:
    TestLoop();
    ~TestLoop();
    TestLoop(const TestLoop &) = delete;
    TestLoop &operator=(const TestLoop &) = delete;

    /// `n` passes: timers that are due join the ready queue in order of due time, then what was
    /// ready runs.
    void tick(int n = 1);

    /// Goes from one due time to the next, running passes until nothing is ready at each; ends at
    /// the present + `duration`.
    void advance(std::chrono::milliseconds duration);

    /// Moves the clock and runs nothing, as a callback that blocks would.
    void block(std::chrono::milliseconds duration);

    /// Drives `coro` to its end as a task, jumping the clock whenever nothing is ready. Waits up to
    /// 5 s of real time for toThread() and QFutures first.
    ///
    /// @throws UsageError  nothing is ready and no timer runs: it would hang for ever
    /// @throws …           what the coroutine threw
    template<typename T>
    T run(Coro<T> coro)
    {
        auto task = createTask(std::move(coro));
        drive(task);
        return task.takeResult();
    }

    /// Since this TestLoop began.
    std::chrono::milliseconds elapsed() const;
    /// The names of the tasks that are not done, oldest first.
    QStringList liveTasks() const;

private:
    void drive(const AnyFuture &future);

    std::unique_ptr<detail::VirtualTime> m_time;
    Loop::TimePoint m_start;
};

} // namespace taskdeck
