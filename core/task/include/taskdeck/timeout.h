// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/detail/scope.h>
#include <taskdeck/loop.h>

#include <chrono>
#include <concepts>
#include <memory>
#include <optional>

namespace taskdeck {

class Timeout;

/// Runs `body` and cancels what it awaits when the limit passes.
///
/// The scope owns the closure while it runs, and runs it inside the calling task. A body that
/// swallows the cancellation goes on without limit, and its value is the scope's [TO-08].
///
/// @param limit  from now; zero or less lets the body run up to its first suspending await; none
///               never fires
/// @param body   Coro<T>(Timeout &)
/// @throws TimeoutError    the limit passed and nobody else asked the task to end; its cause() is
///                         the CancelledError. The body has ended by then.
/// @throws CancelledError  the task was cancelled by another [TO-06, TO-07]
/// Thread: that of the calling task.
template<std::invocable<Timeout &> Body>
[[nodiscard]] auto timeout(std::optional<std::chrono::milliseconds> limit, Body body)
    -> std::invoke_result_t<Body &, Timeout &>;

/// The same, with a moment on the loop's clock.
template<std::invocable<Timeout &> Body>
[[nodiscard]] auto timeoutAt(std::optional<Loop::TimePoint> when, Body body)
    -> std::invoke_result_t<Body &, Timeout &>;

/// Handle to a running scope. A copy kept past its end refuses with UsageError.
///
/// Thread: that of the calling task; from another one everything is UsageError.
class TASKDECK_EXPORT Timeout
{
public:
    // Not moved from, so that no handle is ever null.
    Timeout(const Timeout &) = default;
    Timeout &operator=(const Timeout &) = default;

    /// The deadline, also after the end; none if it never fires.
    std::optional<Loop::TimePoint> when() const;
    /// True once the limit has passed, also after the end.
    bool expired() const;
    /// Moves the deadline: later, earlier, past (fires on the next pass) or none [TO-13].
    /// @throws UsageError  it has expired, or the scope has ended
    void reschedule(std::optional<Loop::TimePoint> when);
    /// "<Timeout active in 1500 ms>", "<Timeout expired>" [TO-14]
    QString toString() const;

private:
    template<std::invocable<Timeout &> Body>
    friend auto timeoutAt(std::optional<Loop::TimePoint> when, Body body)
        -> std::invoke_result_t<Body &, Timeout &>;
    friend class detail::Closing<Timeout>;

    explicit Timeout(std::optional<Loop::TimePoint> when);
    /// Takes back what it asked for. @throws what the scope ends with, if not with a value
    void end(std::exception_ptr failure) const;
    void close() const noexcept;

    struct State;
    std::shared_ptr<State> d;
};

} // namespace taskdeck

#include <taskdeck/detail/timeout.h>
