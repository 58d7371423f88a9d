// SPDX-License-Identifier: MIT
#include <taskdeck/detail/threadsafestart.h>

namespace taskdeck::detail {

void reportNotMade(Loop &loop)
{
    reportCurrentException(loop, QStringLiteral("A task could not be made"));
}

void postOrDrop(Loop &loop, std::function<void()> f)
{
    try {
        loop.callSoonThreadsafe(std::move(f));
    } catch (const UsageError &) {
        // What it holds tells the one who waits.
    }
}

} // namespace taskdeck::detail
