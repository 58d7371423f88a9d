// SPDX-License-Identifier: MIT
// A task is made of a coroutine or of what returns one. T-12
// expect: no matching function for call to .*createTask
#include <taskdeck/taskdeck.h>

static taskdeck::Coro<int> answer()
{
    co_return 42;
}

[[maybe_unused]] static void create()
{
    (void)taskdeck::createTask(answer());
#ifdef MISUSE
    (void)taskdeck::createTask(42);
#endif
}
