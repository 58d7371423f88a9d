// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/qtorder.h>
#include <taskdeck/errors.h>

#include <QtCore/QException>
#include <QtCore/QFuture>

#include <type_traits>

namespace taskdeck::detail {

/// Waits for the end, and throws what the work threw: QtConcurrent wraps what is not a QException.
template<typename T>
void waitAndUnwrap(QFuture<T> &future)
{
    std::exception_ptr thrown;
    try {
        future.waitForFinished();
    } catch (const QUnhandledException &wrapper) {
        thrown = wrapper.exception() ? wrapper.exception() : std::current_exception();
    } catch (...) {
        thrown = std::current_exception();
    }
    takeFromQt();
    if (thrown)
        std::rethrow_exception(std::move(thrown));
}

/// The value of a finished QFuture: copied, or taken if it cannot be.
///
/// @throws CancelledError     it was cancelled
/// @throws NotAvailableError  it ended without a result
/// @throws …                  what the work threw
template<typename T>
T resultOf(QFuture<T> &future)
{
    detail::waitAndUnwrap(future);
    if constexpr (std::is_void_v<T>) {
        if (future.isCanceled())
            throw CancelledError(QStringLiteral("the QFuture was cancelled"));
    } else {
        // Qt 6.4 crashes on the result of a future that is cancelled without one.
        if (!future.isResultReadyAt(0) && future.isCanceled())
            throw CancelledError(QStringLiteral("the QFuture was cancelled"));
        if (!future.isResultReadyAt(0))
            throw NotAvailableError("the QFuture ended without a result");
        if constexpr (std::is_copy_constructible_v<T>)
            return future.result();
        else
            return future.takeResult();
    }
}

} // namespace taskdeck::detail
