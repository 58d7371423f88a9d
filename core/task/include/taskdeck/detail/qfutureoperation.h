// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/outsidework.h>
#include <taskdeck/detail/qfutureresult.h>

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
        m_outside.begin(awaited.task().future().loop());
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [&awaited] {
            awaited.wake();
        });
        m_watcher.setFuture(m_future);
        return true;
    }
    CancelReply cancel(const QString &)
    {
        m_outside.end();
        m_watcher.disconnect();
        m_future.cancel();
        return CancelReply::Aborted;
    }
    T resume() { return detail::resultOf(m_future); }
    QString description() const { return QStringLiteral("QFuture"); }

private:
    QFuture<T> m_future;
    QFutureWatcher<T> m_watcher;
    OutsideWork m_outside;
};

template<typename T>
struct AwaitTraits<QFuture<T>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QFuture<T> future)
    {
        return OperationAwaiter<QFutureOperation<T>>(promise, place, std::move(future));
    }
};

} // namespace taskdeck::detail
