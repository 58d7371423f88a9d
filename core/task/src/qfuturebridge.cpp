// SPDX-License-Identifier: MIT
#include "loop_p.h"

#include <taskdeck/future.h>

#include <QtCore/QFutureWatcher>

namespace taskdeck::detail {

/// A child of the loop's, so that a TestLoop finds it.
class QFutureWatch final : public QFutureWatcher<void>
{
public:
    using QFutureWatcher::QFutureWatcher;
};

class QFutureBridge::UntilClosed final : public Waiter
{
public:
    explicit UntilClosed(QFutureBridge &bridge)
        : m_bridge(bridge)
    {
    }
    void futureEnded() override {}
    void futureLost() noexcept override { m_bridge.loopEnds(); }

private:
    QFutureBridge &m_bridge;
};

QFutureBridge::QFutureBridge() = default;
QFutureBridge::~QFutureBridge() = default;

void QFutureBridge::watch(Loop &loop, const QFuture<void> &future)
{
    loop.internals().requireOpen();
    m_untilClosed = std::make_unique<UntilClosed>(*this);
    loop.internals().untilClosed.append(*m_untilClosed);
    m_watch = std::make_unique<QFutureWatch>(&loop.internals());
    QObject::connect(m_watch.get(), &QFutureWatcherBase::canceled, m_watch.get(), [this] {
        qfutureCancelled();
    });
    QObject::connect(m_watch.get(), &QFutureWatcherBase::finished, m_watch.get(), [this] {
        qfutureFinished();
    });
    m_watch->setFuture(future);
}

void QFutureBridge::stopWatching()
{
    if (m_watch) // it lives on: this may be inside its signal
        m_watch->disconnect();
}

void QFutureOutlet::follow(FutureBase &future, const QFuture<void> &consumers)
{
    m_future = Ref<FutureBase>::share(&future);
    if (future.done())
        return run();
    try {
        watch(future.loop(), consumers);
        future.waiters().append(*this);
    } catch (const UsageError &) {
        loopEnds(); // it has
    }
}

void QFutureOutlet::qfutureCancelled()
{
    m_future->requestCancel(QStringLiteral("the QFuture was cancelled"));
}

void QFutureOutlet::futureEnded()
{
    stopWatching();
    push(m_future->loop(), *this);
}

void QFutureOutlet::run()
{
    const std::unique_ptr<QFutureOutlet> self(this);
    try {
        finish(*m_future);
    } catch (...) {
        fail(std::current_exception()); // the value was taken, or its copy threw
    }
}

void QFutureOutlet::loopEnds() noexcept
{
    const std::unique_ptr<QFutureOutlet> self(this);
    fail(std::make_exception_ptr(UsageError("the loop has been shut down")));
}

} // namespace taskdeck::detail
