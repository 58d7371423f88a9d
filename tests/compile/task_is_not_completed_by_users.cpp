// SPDX-License-Identifier: MIT
// Only its coroutine ends a task. T-03
// expect: setResult
#include <taskdeck/taskdeck.h>

[[maybe_unused]] static void complete(taskdeck::Task<int> task)
{
    task.cancel();
#ifdef MISUSE
    task.setResult(42);
#endif
}
