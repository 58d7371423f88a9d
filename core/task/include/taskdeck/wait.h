// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/waitset.h>
#include <taskdeck/returnwhen.h>
#include <taskdeck/task.h>

#include <QtCore/QList>

namespace taskdeck {

/// What a wait() found, each in the order of the request.
template<typename T, typename Handle = Task<T>>
struct WaitResult {
    QList<Handle> done{}; ///< with whatever outcome
    QList<Handle> pending{};
};

// Waits until enough of `tasks` have ended, two passes at least, or `limit` has passed. What ends
// before the caller's step is in the done list too [W-01…W-03].
//
// Nothing of theirs is thrown here or counts as looked at, and nothing is cancelled, neither by the
// limit nor with the caller [W-02, W-05, W-07]. Duplicates count once.
//
// @param limit  zero or less: what has ended by the next pass
// @throws std::invalid_argument  at the await: the list is empty [W-06]
// @throws UsageError             at the await: a null handle, or one of another loop
// @throws CancelledError         the caller was cancelled

template<typename T>
[[nodiscard]] Coro<WaitResult<T>> wait(QList<Task<T>> tasks,
                                       ReturnWhen when = ReturnWhen::AllCompleted,
                                       std::optional<std::chrono::milliseconds> limit = {})
{
    return detail::waitForSome<WaitResult<T>>(std::move(tasks), when, limit);
}
template<typename T>
[[nodiscard]] Coro<WaitResult<T, Future<T>>>
wait(QList<Future<T>> futures, ReturnWhen when = ReturnWhen::AllCompleted,
     std::optional<std::chrono::milliseconds> limit = {})
{
    return detail::waitForSome<WaitResult<T, Future<T>>>(std::move(futures), when, limit);
}
[[nodiscard]] inline Coro<WaitResult<void, AnyTask>>
wait(QList<AnyTask> tasks, ReturnWhen when = ReturnWhen::AllCompleted,
     std::optional<std::chrono::milliseconds> limit = {})
{
    return detail::waitForSome<WaitResult<void, AnyTask>>(std::move(tasks), when, limit);
}

} // namespace taskdeck
