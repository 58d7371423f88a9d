// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/loop.h>
#include <taskdeck/task.h>

namespace taskdeck {

namespace detail {

/// Runs Qt's event loop until `future` is done. @throws as Loop::runUntilComplete()
TASKDECK_EXPORT void blockOn(Loop &loop, const AnyFuture &future);
/// @throws UsageError  a blocking call would be nested, or is made inside a step
TASKDECK_EXPORT void requireMayBlock(Loop &loop);

} // namespace detail

template<typename T>
T Loop::runUntilComplete(Coro<T> coro)
{
    detail::requireMayBlock(*this);
    auto task = createTask(std::move(coro));
    detail::blockOn(*this, task);
    return task.takeResult();
}

} // namespace taskdeck
