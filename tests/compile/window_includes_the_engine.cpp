// SPDX-License-Identifier: MIT
// The window holds snapshots and ids: it cannot name a task.
// expect: taskdeck/task\.h.*(No such file|not found)
#include <taskdeck/monitor/taskfeed.h>
#ifdef MISUSE
#include <taskdeck/task.h>
#endif
