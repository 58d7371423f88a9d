// SPDX-License-Identifier: MIT
#include <taskdeck/future.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

void inThreadOf(const FutureBase &future, std::function<void()> f)
{
    if (future.loop().isOwnThread())
        return f();
    try {
        future.loop().callSoonThreadsafe(std::move(f));
    } catch (const UsageError &) {
        // Nobody is left there to be told.
    }
}

void reportException(FutureBase &future, const QString &message,
                     const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (...) {
        reportCurrentException(future.loop(), message, &future);
    }
}

} // namespace taskdeck::detail
