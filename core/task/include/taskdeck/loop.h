// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/call.h>
#include <taskdeck/future.h>
#include <taskdeck/sourceplace.h>

#include <chrono>
#include <concepts>
#include <functional>
#include <memory>

class QCoreApplication;

namespace taskdeck::detail {
class LoopOfThread;
}

namespace taskdeck {

class TaskObserver;
class TestLoop;
template<typename T>
class Coro;

/// What an exception handler is told [L-05].
struct ErrorContext {
    QString message{};
    std::exception_ptr exception{}; ///< null if nothing was thrown
    AnyFuture future{};             ///< null if it is gone already [F-18]
    SourcePlace place{};
};

/// A queued or timed call. Copies refer to the same call; a null handle ignores cancel().
class TASKDECK_EXPORT Handle
{
public:
    Handle() = default;
    explicit Handle(std::shared_ptr<detail::Call> call)
        : d(std::move(call))
    {
    }

    /// The call is not made, unless it was made before [L-02]. What it captured is freed.
    void cancel();

private:
    std::shared_ptr<detail::Call> d;
};

/// Runs callbacks and tasks of one thread, inside Qt's event loop.
///
/// There is one per thread, made on first use and ended with the thread. Ready callbacks are one
/// FIFO; a pass runs what was ready when it began [L-01]. One posted Qt event runs at most 64
/// passes and about 1 ms, so that the rest of the program has its turn.
///
/// Thread: its own; only callSoonThreadsafe() and isOwnThread() may be called from any.
class TASKDECK_EXPORT Loop
{
public:
    using Clock = std::chrono::steady_clock;
    using TimePoint = Clock::time_point;

    /// The loop of this thread.
    static Loop &current();

    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    /// Calls `f` once on the next pass. @throws UsageError  foreign thread, or shut down
    template<std::invocable F>
    Handle callSoon(F f)
    {
        return callSoon(detail::makeCall(std::move(f)));
    }

    /// Calls `f` once after `delay`; overdue calls run in order of their due time [L-03].
    /// @throws UsageError  foreign thread, or shut down
    template<std::invocable F>
    Handle callLater(std::chrono::milliseconds delay, F f)
    {
        return callAt(deadline(delay), std::move(f));
    }
    template<std::invocable F>
    Handle callAt(TimePoint due, F f)
    {
        return callAt(due, detail::makeCall(std::move(f)));
    }

    /// As callSoon(), from any thread; wakes a sleeping loop [TH-08]. @throws UsageError  shut down
    void callSoonThreadsafe(std::function<void()> f);

    /// The clock that timers follow: monotonic, or virtual under a TestLoop.
    TimePoint time() const;
    /// time() + delay, or the end of time if that overflows.
    TimePoint deadline(std::chrono::milliseconds delay) const;

    bool isOwnThread() const noexcept;

    /// Gets every report: callbacks that throw, failures nobody looked at. Empty = the default,
    /// which logs one qCCritical(taskdeck) each. A handler that throws falls back to it [L-05].
    void setExceptionHandler(std::function<void(const ErrorContext &)> handler);
    std::function<void(const ErrorContext &)> exceptionHandler() const;
    /// Hands a report to the handler. Never throws.
    void report(const ErrorContext &context) noexcept;

    /// Runs `coro` as a task and blocks, running Qt's event loop, until it ends [L-06].
    ///
    /// @throws UsageError   inside a task's step, or inside another of these calls
    /// @throws …            what the coroutine threw, CancelledError included
    template<typename T>
    T runUntilComplete(Coro<T> coro);

    /// Cancels every task, waits for them together and reports their failures one by one [L-07].
    ///
    /// Asks again once after half of `patience`; tasks that are still there after all of it are
    /// destroyed and reported. The loop accepts nothing afterwards. Idempotent. The main
    /// thread's loop does it on QCoreApplication::aboutToQuit().
    /// @throws UsageError  inside a task's step
    void shutdown(std::chrono::milliseconds patience = std::chrono::seconds(5));

    /// Who is told of every task of this loop; null = nobody. Not owned; it must outlive its time
    /// here.
    void setObserver(TaskObserver *observer);
    TaskObserver *observer() const;

    struct Private;
    Private &internals() { return *d; } ///< for the library's own sources

private:
    friend class detail::LoopOfThread;
    Loop();
    ~Loop();

    Handle callSoon(std::shared_ptr<detail::Call> call);
    Handle callAt(TimePoint due, std::shared_ptr<detail::Call> call);

    std::unique_ptr<Private> d;
};

/// Runs `coro` as the program's main task and returns its value as the exit code. First Ctrl-C
/// cancels it, the second kills the program [L-07].
///
/// @throws what the coroutine threw; a CancelledError gives exit code 130 instead
TASKDECK_EXPORT int run(QCoreApplication &application, Coro<int> coro);

} // namespace taskdeck

#include <taskdeck/detail/loop.h>
