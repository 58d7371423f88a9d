// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/futurestate.h>

#include <QtCore/QFuture>

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
/// Thread: copying, done(), outcome(), cancelled(), failed(), cancel(), waitForFinished() and
/// addDoneCallback() with a context from any; everything else in the thread of loop(), elsewhere it
/// throws UsageError [TH-09].
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
    /// @returns false if the limit passed first, nothing is cancelled then [K-06]; or, in a foreign
    ///          thread, if the owner's loop was shut down, so that nothing will come
    bool waitForFinished(std::chrono::milliseconds limit = noLimit) const;

    /// Calls f(AnyFuture) once when done; queued, never inside this call [F-09…F-11].
    template<std::invocable<AnyFuture> F>
    CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<AnyFuture>(ownState(), nullptr, std::move(f));
    }
    /// The same in the thread of `context`, and not once that is gone. Any thread may call this.
    ///
    /// In another thread than loop()'s `f` is called by Qt's event loop there, and what it captured
    /// dies there. The value must not be taken meanwhile.
    /// @param context  must live until this returns; null = none
    /// @throws UsageError  from a foreign thread: `context` is null, or the loop was shut down
    ///                     while the future was pending
    template<std::invocable<AnyFuture> F>
    CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<AnyFuture>(state(), context, std::move(f));
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

    // Hides the base's: f(AnyFuture) is served here too. As overloads told apart by constraints
    // clang 14 would not see the base's (LLVM bug 50886).
    template<std::invocable<Future> F>
    CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<Future>(ownState(), nullptr, std::move(f));
    }
    template<std::invocable<Future> F>
    CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<Future>(state(), context, std::move(f));
    }

    /// The future of what `f` makes of the value; f(const T &), or f() for void [K-10].
    ///
    /// `f` is queued, never called inside this call [K-13], and called even if nobody keeps what
    /// this returns. If it gives a Coro, Future or Task, the result is the future of that one's
    /// value; what it captured lives until that has ended.
    ///
    /// A failure or cancellation passes by `f`, the same object. What `f` throws is the failure of
    /// the result [K-11]. Cancelling the result does not cancel this future [K-09]: `f` is not
    /// called any more, or the Coro or Task that it gave is cancelled; a Future is left alone.
    template<typename F>
    auto then(F f, SourcePlace place = SourcePlace::here()) const;
    /// The same with `f` in the thread of `context`; the result still belongs to loop(). If
    /// `context` is gone by then, the result is cancelled. See addDoneCallback().
    template<typename F>
    auto then(QObject *context, F f, SourcePlace place = SourcePlace::here()) const;

    /// Calls f(Future<T>) when done, and passes the outcome on [K-12]. A T that cannot be copied is
    /// taken.
    ///
    /// What `f` throws is the failure of the result if this future has a value; else the original
    /// outcome wins, and it is reported to the loop's exception handler. For the rest see then().
    template<typename F>
    Future whenDone(F f) const;
    template<typename F>
    Future whenDone(QObject *context, F f) const;

    /// The same outcome as a QFuture, which any thread may wait for.
    ///
    /// A cancelled future ends it with the exception CancelledError: Qt 6.4 crashes on the result
    /// of one that is only cancelled. Its cancel() is passed on to this future. It ends with
    /// UsageError if the loop is shut down while this future is pending.
    QFuture<T> toQFuture() const requires std::copy_constructible<detail::Stored<T>>;

protected:
    using AnyFuture::AnyFuture;

    detail::FutureState<T> &typedState() const
    {
        return static_cast<detail::FutureState<T> &>(ownState());
    }

private:
    friend struct detail::Access;
};

/// A future of this thread's loop with the outcome of `source`, from whatever thread that comes
/// [TH-04]. Done from the start if `source` is.
///
/// Cancelling it cancels `source` [TH-05]. A `source` that was cancelled, or failed with a
/// CancelledError, makes it cancelled. After the loop was shut down nothing comes any more.
template<typename T>
Future<T> fromQFuture(QFuture<T> source);

} // namespace taskdeck

#include <taskdeck/detail/qfuturebridge.h>
#include <taskdeck/detail/then.h>
