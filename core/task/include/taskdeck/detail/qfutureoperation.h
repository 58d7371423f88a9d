// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>

#include <QtCore/QException>
#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>

namespace taskdeck::detail {

/// Waits for a QFuture. Its work is asked to stop on a cancel, and left behind.
template<typename T>
class QFutureOperation
{
public:
    static constexpr bool isWork = true;

    explicit QFutureOperation(QFuture<T> future)
        : m_future(std::move(future))
    {
    }

    bool ready() const { return m_future.isFinished(); }
    bool start(Awaited &awaited)
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [&awaited] {
            awaited.wake();
        });
        m_watcher.setFuture(m_future);
        return true;
    }
    CancelReply cancel(const QString &)
    {
        m_watcher.disconnect();
        m_future.cancel();
        return CancelReply::Aborted;
    }
    T resume()
    {
        waitAndUnwrap();
        if constexpr (std::is_void_v<T>) {
            if (m_future.isCanceled())
                throw CancelledError(QStringLiteral("the QFuture was cancelled"));
        } else {
            // Qt 6.4 crashes on the result of a future that is cancelled without one.
            if (!m_future.isResultReadyAt(0))
                throwNoResult();
            if constexpr (std::is_copy_constructible_v<T>)
                return m_future.result();
            else
                return m_future.takeResult();
        }
    }
    QString description() const { return QStringLiteral("QFuture"); }

private:
    // QtConcurrent wraps what is not a QException; the one who awaits wants what was thrown.
    void waitAndUnwrap()
    {
        std::exception_ptr thrown;
        try {
            m_future.waitForFinished();
        } catch (const QUnhandledException &wrapper) {
            thrown = wrapper.exception() ? wrapper.exception() : std::current_exception();
        }
        if (thrown)
            std::rethrow_exception(std::move(thrown));
    }
    [[noreturn]] void throwNoResult() const
    {
        if (m_future.isCanceled())
            throw CancelledError(QStringLiteral("the QFuture was cancelled"));
        throw NotAvailableError("the QFuture ended without a result");
    }

    QFuture<T> m_future;
    QFutureWatcher<T> m_watcher;
};

template<typename T>
struct AwaitTraits<QFuture<T>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QFuture<T> future)
    {
        return OperationAwaiter<QFutureOperation<T>>(promise, place, std::move(future));
    }
};

} // namespace taskdeck::detail
