// SPDX-License-Identifier: MIT
// Whoever links the monitor gets values, never the task engine behind them.
// expect: taskdeck/task\.h.*(No such file|not found)
#include <taskdeck/monitor/tasksnapshot.h>
#ifdef MISUSE
#include <taskdeck/task.h>
#endif
