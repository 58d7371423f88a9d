// SPDX-License-Identifier: MIT
// A coroutine that is called and not awaited never runs.
// expect: nodiscard|unused-result
#include <taskdeck/taskdeck.h>

static taskdeck::Coro<int> answer()
{
    co_return 42;
}

[[maybe_unused]] static taskdeck::Coro<int> caller()
{
#ifdef MISUSE
    answer();
#endif
    co_return co_await answer();
}
