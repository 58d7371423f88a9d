// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/detail/scope.h>

#include <concepts>

namespace taskdeck {

/// Runs `body`, then `cleanup` whichever way the body ended: `finally` with an await in it [A2].
///
/// A cancel during the cleanup interrupts the cleanup. Both closures live in the scope.
///
/// @param body     Coro<T>(); its value is the scope's
/// @param cleanup  Coro<>()
/// @throws …  what the cleanup threw, else what the body threw. A failure of the body that is lost
///            to one of the cleanup goes to the loop's exception handler, and stops the loop if it
///            is fatal.
/// Thread: that of the calling task.
template<std::invocable Body, std::invocable Cleanup>
[[nodiscard]] auto withCleanup(Body body, Cleanup cleanup) -> std::invoke_result_t<Body &>
{
    using T = typename std::invoke_result_t<Body &>::Value;
    detail::BodyOutcome<T> outcome;
    auto run = detail::runBody(outcome, body);
    co_await detail::Unseen(std::move(run));
    detail::BodyOutcome<void> cleaned;
    auto clean = detail::runBody(cleaned, cleanup);
    co_await detail::Unseen(std::move(clean));
    if (cleaned.failure()) {
        detail::reportLostFailure(outcome.failure());
        std::rethrow_exception(cleaned.failure());
    }
    if (outcome.failure())
        std::rethrow_exception(outcome.failure());
    co_return outcome.take();
}

} // namespace taskdeck
