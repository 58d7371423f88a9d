// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>

namespace taskdeck::detail {

void blockOutside(FutureBase &future)
{
    requireOwnThread(future);
    const TaskControl *task = future.task();
    if (task && task->isRunning())
        throw UsageError("a task cannot wait for itself");
    const auto handle = Access::handle<AnyFuture>(future);
    if (!handle.waitForFinished())
        throw UsageError("the event loop was stopped before the future was done");
}

} // namespace taskdeck::detail
