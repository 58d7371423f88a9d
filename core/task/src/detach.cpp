// SPDX-License-Identifier: MIT
#include <taskdeck/detail/detach.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

void callCancelHook(const CancelHook &hook, const QString &message) noexcept
{
    try {
        hook(message);
    } catch (...) {
        reportCurrentException(Loop::current(), QStringLiteral("Exception in a cancel hook"));
    }
}

} // namespace taskdeck::detail
