// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/loop.h>

namespace taskdeck::detail {

/// Hands a report to the handler of a loop of another thread.
void reportFrom(Loop &loop, const ErrorContext &context) noexcept;
/// A step came due on a task that is done [T-04].
void reportInvalidStep(FutureBase &future) noexcept;
/// "Task was destroyed but it is pending!" [T-40]
void reportDestroyedPending(FutureBase &future) noexcept;

/// State, value or error, callbacks; for a task also name and what it waits for [F-24, T-35].
QString describeFuture(const FutureBase &future);
/// The message of an exception, or its type if it has none.
QString messageOf(const std::exception_ptr &exception);

} // namespace taskdeck::detail
