// SPDX-License-Identifier: MIT
// A coroutine runs once, so it has one owner.
// expect: use of deleted function|call to (deleted|implicitly-deleted)
#include <taskdeck/taskdeck.h>

[[maybe_unused]] static void copy(taskdeck::Coro<int> coro)
{
#ifdef MISUSE
    auto other = coro;
#else
    auto other = std::move(coro);
#endif
    (void)other;
}
