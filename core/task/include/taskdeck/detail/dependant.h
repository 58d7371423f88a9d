// SPDX-License-Identifier: MIT
#pragma once

// Part of <taskdeck/future.h>, which includes it at its end.
#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/futurestate.h>

#include <functional>
#include <memory>

namespace taskdeck::detail {

/// Calls `f` in the thread of the future's loop: at once if that is this one, else posted. If that
/// loop has ended, `f` is dropped.
TASKDECK_EXPORT void inThreadOf(const FutureBase &future, std::function<void()> f);
/// As reportCurrentException(), of one that was kept.
TASKDECK_EXPORT void reportException(FutureBase &future, const QString &message,
                                     const std::exception_ptr &exception);

/// How a future ended, on its way to another, perhaps in another thread.
template<typename T>
struct Settlement {
    /// Of what `f` threw.
    static Settlement failure(std::exception_ptr thrown)
    {
        return Settlement{Outcome::Failure, {}, std::move(thrown)};
    }
    /// Counts as looked at. A value is copied, or taken if it cannot be. In the thread of `ended`.
    static Settlement of(FutureState<T> &ended) noexcept
    {
        try {
            if (ended.outcome() == Outcome::Value)
                return Settlement{Outcome::Value, copyOrTake(ended), {}};
        } catch (...) {
            return failure(std::current_exception()); // taken before, or the copy threw
        }
        ended.markRetrieved();
        return Settlement{ended.outcome(), {}, ended.peekException()};
    }

    Outcome outcome;
    std::optional<Stored<T>> value;
    std::exception_ptr exception;

private:
    static Stored<T> copyOrTake(FutureState<T> &ended)
    {
        if constexpr (std::is_copy_constructible_v<Stored<T>>)
            return ended.value();
        else
            return ended.take();
    }
};

/// State of the future that then() or whenDone() returns: a view of its source. Cancelling it does
/// not cancel the source [K-09].
template<typename T>
class DependantState final : public FutureState<T>
{
public:
    /// The callback through which it waits for its source; null once that has left the list.
    void setWaiting(Callback *waiting) { m_waiting = waiting; }
    /// What `f` has started: cancelled with this.
    void setInner(const AnyFuture &inner)
    {
        if (this->outcome() == Outcome::Cancelled)
            AnyFuture(inner).cancel(m_cancelMessage);
        else if (!this->done())
            m_inner = inner;
    }
    /// Ends as told, unless it was cancelled meanwhile [F-25].
    void settle(Settlement<T> settlement)
    {
        if (this->done())
            return;
        switch (settlement.outcome) {
        case Outcome::Value: return succeedWith(std::move(*settlement.value));
        case Outcome::Failure: return this->fail(std::move(settlement.exception));
        case Outcome::Cancelled: return this->endCancelled(std::move(settlement.exception));
        case Outcome::Pending: Q_UNREACHABLE();
        }
    }

protected:
    bool cancelNow(const QString &message) override
    {
        const auto alive = Ref<FutureBase>::share(this);
        AnyFuture inner = std::exchange(m_inner, {});
        Callback *const waiting = std::exchange(m_waiting, nullptr);
        m_cancelMessage = message;
        FutureState<T>::cancelNow(message);
        if (waiting && waiting->isLinked()) { // else it is queued, and passes its turn
            waiting->unlink();
            waiting->futureLost();
        }
        if (!inner.isNull())
            inner.cancel(message);
        return true;
    }
    void aboutToTell() override { m_inner = {}; }

private:
    void succeedWith(Stored<T> value)
    {
        try {
            this->succeed(std::move(value));
        } catch (...) {
            this->fail(std::current_exception()); // T threw when it was moved
        }
    }

    Callback *m_waiting = nullptr;
    AnyFuture m_inner;
    QString m_cancelMessage;
};

/// A callback on whose end another future depends. Dropped uncalled it cancels that one.
template<typename T>
class DependantCallback : public Callback
{
public:
    DependantCallback(FutureBase &source, QObject *context, Ref<DependantState<T>> dependant)
        : Callback(source, context)
        , m_dependant(std::move(dependant))
    {
    }
    ~DependantCallback() override
    {
        if (!m_isSettled)
            m_dependant->requestCancel(hasContext()
                                           ? QStringLiteral("the context is gone")
                                           : QStringLiteral("the loop has been shut down"));
    }
    void drop() noexcept override { delete this; } // nobody is left to depend on it

protected:
    DependantState<T> &dependant() const { return *m_dependant; }

    void settle(Settlement<T> settlement)
    {
        m_isSettled = true;
        const auto given = std::make_shared<Settlement<T>>(std::move(settlement));
        inThreadOf(*m_dependant, [dependant = m_dependant, given] {
            dependant->settle(std::move(*given));
        });
    }
    /// Somebody else will settle it, or it is done.
    Ref<DependantState<T>> letGo()
    {
        m_isSettled = true;
        return m_dependant;
    }

private:
    Ref<DependantState<T>> m_dependant;
    bool m_isSettled = false;
};

/// One that waits for the source: it can be taken out when the dependant is cancelled. Until it is
/// called it belongs to the loop's thread.
template<typename T>
class SourceCallback : public DependantCallback<T>
{
public:
    SourceCallback(FutureBase &source, QObject *context, Ref<DependantState<T>> dependant)
        : DependantCallback<T>(source, context, std::move(dependant))
    {
        this->dependant().setWaiting(this);
    }
    void futureLost() noexcept override
    {
        this->dependant().setWaiting(nullptr);
        delete this;
    }
    void drop() noexcept override { futureLost(); }

protected:
    bool passesBy(FutureBase &) override
    {
        this->dependant().setWaiting(nullptr);
        if (!this->dependant().done())
            return false;
        this->letGo(); // it was cancelled meanwhile
        return true;
    }
};

/// Makes the future that depends on `source` through a callback of type C.
template<typename C, typename... Args>
auto dependOn(FutureBase &source, QObject *context, Args &&...args)
{
    using T = typename C::Value;
    const auto dependant = Ref<DependantState<T>>::adopt(new DependantState<T>);
    registerCallback(source,
                     std::make_unique<C>(source, context, dependant, std::forward<Args>(args)...));
    return Access::handle<Future<T>>(*dependant);
}

} // namespace taskdeck::detail
