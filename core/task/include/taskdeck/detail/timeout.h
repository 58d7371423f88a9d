// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/scope.h>
#include <taskdeck/timeout.h>

namespace taskdeck {

template<std::invocable<Timeout &> Body>
auto timeoutAt(std::optional<Loop::TimePoint> when, Body body)
    -> std::invoke_result_t<Body &, Timeout &>
{
    using T = typename std::invoke_result_t<Body &, Timeout &>::Value;
    const Timeout scope(when);
    Timeout handle = scope; // the body's own: it may assign to it
    detail::BodyOutcome<T> outcome;
    const detail::Closing closing(scope);
    auto run = detail::runBody(outcome, body, handle);
    co_await detail::Unseen(std::move(run));
    scope.end(outcome.failure());
    co_return outcome.take();
}

template<std::invocable<Timeout &> Body>
auto timeout(std::optional<std::chrono::milliseconds> limit, Body body)
    -> std::invoke_result_t<Body &, Timeout &>
{
    std::optional<Loop::TimePoint> when;
    if (limit)
        when = Loop::current().deadline(*limit);
    auto scope = timeoutAt(when, std::move(body));
    co_return co_await detail::Unseen(std::move(scope));
}

} // namespace taskdeck
