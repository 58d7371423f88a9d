// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/future.h>
#include <taskdeck/sourceplace.h>
#include <taskdeck/task.h>
#include <taskdeck/taskid.h>

#include <QtCore/QList>
#include <QtCore/QString>

namespace taskdeck {

/// Who waits for a future, who waits for those, and so on [I-03]: values only.
///
/// Flat, so that neither a chain of 100,000 nor a cycle is a problem.
struct CallGraph {
    struct Node {
        TaskId id{};                 ///< zero = a future that is no task
        QString name{};              ///< "future" for one that is no task
        QList<SourcePlace> frames{}; ///< its own, innermost first
        QList<qsizetype> waiters{};  ///< places in `nodes`, in the order in which they came
    };
    QList<Node> nodes{}; ///< each once; what was asked for comes first
};

/// The tasks that wait for `future`, each once, in the order in which they came: by an await, or
/// because they gather, wait for, stream or shield it [I-01, I-02].
/// @throws UsageError  a null handle, or a foreign thread
[[nodiscard]] TASKDECK_EXPORT QList<AnyTask> waitersOf(const AnyFuture &future);

/// @throws UsageError  a null handle, or a foreign thread
[[nodiscard]] TASKDECK_EXPORT CallGraph callGraph(const AnyFuture &future);

/// One line for each task and frame; waiters are below, and farther in than, what they wait for. A
/// task that comes again is named again, but what waits for it is shown once.
[[nodiscard]] TASKDECK_EXPORT QString formatCallGraph(const CallGraph &graph);

/// `tasks` as a tree: below each one those for which it waits. At the top are those for which none
/// of the others waits; a cycle, which nobody outside waits for, begins with its first in `tasks`.
///
/// A task under two waiters appears under both, with what is below it under the first; one that
/// closes a cycle is marked as that [I-04].
/// @throws UsageError  a null handle, or a foreign thread
[[nodiscard]] TASKDECK_EXPORT QString formatTaskTree(const QList<AnyTask> &tasks);

} // namespace taskdeck
