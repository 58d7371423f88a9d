// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/scope.h>
#include <taskdeck/taskgroup.h>

namespace taskdeck {

template<std::invocable<TaskGroup &> Body>
auto taskGroup(Body body) -> std::invoke_result_t<Body &, TaskGroup &>
{
    using T = typename std::invoke_result_t<Body &, TaskGroup &>::Value;
    const TaskGroup scope;
    TaskGroup handle = scope; // the body's own: it may assign to it
    detail::BodyOutcome<T> outcome;
    const detail::Closing closing(scope);
    auto run = detail::runBody(outcome, body, handle);
    co_await detail::Unseen(std::move(run));
    auto end = scope.end(outcome.failure());
    co_await detail::Unseen(std::move(end));
    co_return outcome.take();
}

} // namespace taskdeck
