// SPDX-License-Identifier: MIT
#pragma once

// Part of <taskdeck/future.h>, which includes it at its end.
#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/outsidework.h>
#include <taskdeck/detail/qfutureresult.h>

#include <QtCore/QFuture>

#include <memory>

namespace taskdeck::detail {

class QFutureWatch;

/// Between a future and a QFuture: told of what happens to either, and of the loop's end.
///
/// Thread: that of the loop.
class TASKDECK_EXPORT QFutureBridge
{
public:
    QFutureBridge(const QFutureBridge &) = delete;
    QFutureBridge &operator=(const QFutureBridge &) = delete;

protected:
    QFutureBridge();
    virtual ~QFutureBridge();

    /// @throws UsageError  the loop has been shut down
    void watch(Loop &loop, const QFuture<void> &future);
    /// Nothing of the QFuture's arrives any more.
    void stopWatching();

    virtual void qfutureCancelled() {}
    virtual void qfutureFinished() {}
    virtual void loopEnds() noexcept = 0;

private:
    class UntilClosed;
    std::unique_ptr<UntilClosed> m_untilClosed;
    std::unique_ptr<QFutureWatch> m_watch;
};

/// Gives a future's outcome to a QFuture. Deletes itself when that is done.
class TASKDECK_EXPORT QFutureOutlet : public QFutureBridge, public Waiter, public ReadyNode
{
public:
    void follow(FutureBase &future, const QFuture<void> &consumers);

    void futureEnded() override;
    void run() override;
    void drop() noexcept override { run(); } // another thread may wait for it

    virtual void fail(const std::exception_ptr &failure) = 0;

protected:
    virtual void finish(FutureBase &ended) = 0;

    void qfutureCancelled() override;
    void loopEnds() noexcept override;

private:
    Ref<FutureBase> m_future;
};

/// The producer's end of a QFuture that always ends with a value or an exception.
template<typename T>
class QFutureProducer final : public QFutureInterface<T>
{
public:
    QFutureProducer() { this->reportStarted(); }
    ~QFutureProducer() { this->cleanContinuation(); } // as a QPromise does: it may refer to itself

    void succeed(FutureState<T> &ended)
    {
        handToQt();
        if constexpr (std::is_void_v<T>) {
            if (this->isCanceled())
                return failCancelled();
        } else if constexpr (std::is_copy_constructible_v<T>) {
            if (!this->reportResult(ended.value()))
                return failCancelled();
        } else if (!this->reportAndMoveResult(ended.take())) {
            return failCancelled();
        }
        this->reportFinished();
    }

    // Qt drops the exception of a QFuture that its consumer has cancelled, and crashes on the
    // result of one that has none.
    void fail(const std::exception_ptr &failure)
    {
        handToQt();
        this->reportException(failure);
        while (!this->hasException()) {
            {
                const QMutexLocker lock(&this->mutex());
                this->reset();
            }
            this->reportException(failure);
        }
        this->reportFinished();
    }

private:
    void failCancelled()
    {
        fail(std::make_exception_ptr(CancelledError(QStringLiteral("the QFuture was cancelled"))));
    }
};

template<typename T>
class QFutureOutletOf final : public QFutureOutlet
{
public:
    QFuture<T> future() { return m_producer.future(); }
    bool isCancelled() const { return m_producer.isCanceled(); }
    void fail(const std::exception_ptr &failure) override { m_producer.fail(failure); }
    /// Hands this object over to itself.
    static void start(std::unique_ptr<QFutureOutletOf> outlet, FutureBase &future)
    {
        const QFuture<void> consumers(outlet->future());
        outlet.release()->follow(future, consumers);
    }

protected:
    void finish(FutureBase &ended) override
    {
        if (ended.outcome() == Outcome::Value)
            return m_producer.succeed(static_cast<FutureState<T> &>(ended));
        ended.markRetrieved();
        m_producer.fail(ended.peekException());
    }

private:
    QFutureProducer<T> m_producer;
};

/// Gives the outcome of a QFuture to a future. Deletes itself when that is done.
template<typename T>
class QFutureInlet final : public QFutureBridge, public ReadyNode
{
public:
    static Ref<PromiseState<T>> open(QFuture<T> source)
    {
        auto state = Ref<PromiseState<T>>::adopt(new PromiseState<T>);
        if (source.isFinished())
            settle(*state, source);
        else
            static_cast<void>(new QFutureInlet(state, std::move(source)));
        return state;
    }

    void run() override
    {
        const std::unique_ptr<QFutureInlet> self(this);
        m_state->setCancelHook({});
        if (!m_state->done())
            settle(*m_state, m_source);
    }
    void drop() noexcept override
    {
        m_state->setCancelHook({});
        delete this;
    }

protected:
    // Not settled here: it would die inside the signal of its watcher.
    void qfutureFinished() override
    {
        stopWatching();
        m_isQueued = true;
        push(m_state->loop(), *this);
    }
    void loopEnds() noexcept override { drop(); } // not while queued: that is dropped first

private:
    QFutureInlet(Ref<PromiseState<T>> state, QFuture<T> source)
        : m_state(std::move(state))
        , m_source(std::move(source))
    {
        watch(m_state->loop(), QFuture<void>(m_source));
        m_outside.begin(m_state->loop());
        m_state->setCancelHook([this](const QString &) {
            cancelled();
        });
    }

    void cancelled()
    {
        if (!m_source.isFinished()) // else it would lose its value
            m_source.cancel();
        if (!m_isQueued)
            delete this;
    }

    static void settle(PromiseState<T> &state, QFuture<T> &source)
    {
        std::exception_ptr thrown;
        try {
            if constexpr (std::is_void_v<T>) {
                detail::resultOf(source);
                state.succeed();
            } else {
                state.succeed(detail::resultOf(source));
            }
            return;
        } catch (...) {
            thrown = std::current_exception();
        }
        if (exceptionAs<CancelledError>(thrown))
            state.endCancelled(std::move(thrown));
        else
            state.fail(std::move(thrown));
    }

    Ref<PromiseState<T>> m_state;
    QFuture<T> m_source;
    OutsideWork m_outside;
    bool m_isQueued = false;
};

} // namespace taskdeck::detail

namespace taskdeck {

template<typename T>
QFuture<T> Future<T>::toQFuture() const requires std::copy_constructible<detail::Stored<T>>
{
    detail::FutureBase &state = ownState();
    auto outlet = std::make_unique<detail::QFutureOutletOf<T>>();
    const QFuture<T> future = outlet->future();
    detail::QFutureOutletOf<T>::start(std::move(outlet), state);
    return future;
}

template<typename T>
Future<T> fromQFuture(QFuture<T> source)
{
    return detail::Access::handle<Future<T>>(*detail::QFutureInlet<T>::open(std::move(source)));
}

} // namespace taskdeck
