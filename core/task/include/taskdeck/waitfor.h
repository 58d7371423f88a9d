// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/watchoperation.h>
#include <taskdeck/timeout.h>

namespace taskdeck {

/// Awaits `awaitable`, a Coro, Task, Future or anything else that can be awaited, for at most
/// `limit`.
///
/// When the limit passes it is cancelled and its end awaited, however long that takes; if it then
/// gives a value or a failure of its own, that counts [WF-02…WF-06]. A shield() is left running.
/// When it ends in the very pass in which the limit passes, the limit wins and the value is lost
/// to the waiter [WF-09].
///
/// @param limit  none: a plain await. Zero or less: what is done gives its outcome, a coroutine
///               never starts, a running task is cancelled [WF-03].
/// @throws TimeoutError    its cause() is the CancelledError that ended the work
/// @throws CancelledError  the calling task was cancelled: so was what it waits for
/// @throws …               what the awaitable threw
/// Thread: that of the calling task.
template<detail::AwaitableHere Awaitable>
[[nodiscard]] auto waitFor(Awaitable awaitable, std::optional<std::chrono::milliseconds> limit)
    -> Coro<detail::AwaitedValue<Awaitable>>;

} // namespace taskdeck

#include <taskdeck/detail/waitfor.h>
