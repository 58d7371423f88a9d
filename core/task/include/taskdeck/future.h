// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/futurestate.h>

#include <chrono>
#include <concepts>

class QDebug;

namespace taskdeck {

class Loop;

/// No limit: the longest time that can be given.
inline constexpr std::chrono::milliseconds noLimit = std::chrono::milliseconds::max();

/// Handle to something that will end: with a value, a failure, or cancelled.
///
/// A handle keeps the outcome alive, not the work. Copies refer to the same future. Apart from
/// isNull() every call on a null handle throws UsageError.
///
/// Thread: copying, done(), outcome(), cancelled(), failed(), cancel() and waitForFinished() from
/// any; everything else in the thread of loop(), elsewhere it throws UsageError [TH-09].
class TASKDECK_EXPORT AnyFuture
{
public:
    AnyFuture() = default;

    bool isNull() const { return !d; }
    bool done() const { return state().done(); }
    bool cancelled() const { return outcome() == Outcome::Cancelled; }
    bool failed() const { return outcome() == Outcome::Failure; }
    Outcome outcome() const { return state().outcome(); }

    /// Asks the work to end. A plain future is cancelled at once; a task gets a CancelledError at
    /// its await and may refuse [F-06, F-07, T-13…].
    ///
    /// @param message  given to every CancelledError that comes of it
    /// @returns false if it is done already. From a foreign thread the request is posted to the
    ///          owner, and true means "requested".
    bool cancel(const QString &message = {});

    /// The failure, or null if there is a value. Counts as looked at [F-19].
    ///
    /// @throws InvalidStateError  pending
    /// @throws CancelledError     cancelled
    std::exception_ptr exception() const;

    /// Blocks until the future is done: runs a nested event loop in the owner's thread, sleeps in
    /// any other. Under a TestLoop it drives the virtual clock.
    ///
    /// @returns false if the limit passed first; nothing is cancelled then [K-06]
    bool waitForFinished(std::chrono::milliseconds limit = noLimit) const;

    /// Calls f(AnyFuture) once when done; queued, never inside this call [F-09…F-11].
    template<std::invocable<AnyFuture> F>
    CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<AnyFuture>(ownState(), nullptr, std::move(f));
    }
    /// Not called once `context` is gone, and not once it lives in another thread.
    template<std::invocable<AnyFuture> F>
    CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<AnyFuture>(ownState(), context, std::move(f));
    }
    /// @returns 1, or 0 when it is unknown, removed before, or already queued to run [F-12, F-13]
    int removeDoneCallback(CallbackId id);

    Loop &loop() const { return state().loop(); }

    /// State, value or error, callbacks [F-24].
    QString toString() const;

protected:
    explicit AnyFuture(detail::Ref<detail::FutureBase> state)
        : d(std::move(state))
    {
    }

    detail::FutureBase &state() const
    {
        if (!d)
            detail::throwNullHandle();
        return *d;
    }
    /// As state(), in the owner's thread only.
    detail::FutureBase &ownState() const
    {
        detail::requireOwnThread(state());
        return *d;
    }

private:
    friend struct detail::Access;
    detail::Ref<detail::FutureBase> d;
};

TASKDECK_EXPORT QDebug operator<<(QDebug debug, const AnyFuture &future);

/// Handle to a future value of type T: the consumer's view.
///
/// `co_await future` gives `const T &` for an lvalue. For an rvalue it gives T: moved out if this
/// handle is the last and nobody else waits, or if T cannot be copied; else copied.
template<typename T>
class Future : public AnyFuture
{
public:
    using Value = T;

    Future() = default;

    /// A future that is done from the start [K-01].
    template<typename... Args>
    requires std::constructible_from<detail::Stored<T>, Args...>
    [[nodiscard]] static Future completed(Args &&...args)
    {
        auto state = detail::Ref<detail::PromiseState<T>>::adopt(new detail::PromiseState<T>);
        state->succeed(std::forward<Args>(args)...);
        return detail::Access::handle<Future>(*state);
    }

    /// @throws InvalidStateError  pending, or the value was taken
    /// @throws CancelledError     cancelled
    /// @throws …                  the failure, the same object each time
    std::add_lvalue_reference_t<const T> result() const
    {
        if constexpr (std::is_void_v<T>)
            ownState().throwUnlessValue();
        else
            return typedState().value();
    }

    /// Moves the value out, once. @throws as result()
    T takeResult()
    {
        if constexpr (std::is_void_v<T>)
            typedState().take();
        else
            return typedState().take();
    }

    /// Empty while pending. @throws as result(), when done [K-07]
    std::optional<detail::Stored<T>>
    resultNow() const requires std::copy_constructible<detail::Stored<T>>
    {
        if (!done())
            return std::nullopt;
        return typedState().value();
    }

    using AnyFuture::addDoneCallback;
    template<std::invocable<Future> F>
    requires(!std::invocable<F, AnyFuture>) CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<Future>(ownState(), nullptr, std::move(f));
    }
    template<std::invocable<Future> F>
    requires(!std::invocable<F, AnyFuture>) CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<Future>(ownState(), context, std::move(f));
    }

protected:
    using AnyFuture::AnyFuture;

    detail::FutureState<T> &typedState() const
    {
        return static_cast<detail::FutureState<T> &>(ownState());
    }

private:
    friend struct detail::Access;
};

} // namespace taskdeck
