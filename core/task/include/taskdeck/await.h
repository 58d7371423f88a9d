// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/detach.h>
#include <taskdeck/detail/deviceoperation.h>
#include <taskdeck/detail/foreign.h>
#include <taskdeck/detail/processoperation.h>
#include <taskdeck/detail/qfutureoperation.h>
#include <taskdeck/detail/signaloperation.h>
#include <taskdeck/detail/timeroperation.h>

// What can be awaited in a Coro besides our own types, and what a cancel does to it:
//
// QTimer *       → void, at its next timeout      | stops listening at once; the timer goes on
// signalOf(…)    → what the signal carries        | stops listening at once
// QIODevice *    → QByteArray: all that is there, | stops listening at once; nothing is read, and
//                  as soon as there is something; | nothing is lost
//                  empty at the end
// QFuture<T>     → T                              | QFuture::cancel(), and goes on at once
// QProcess *     → int, its exit code             | terminate, after 3 s kill, on a second request
// ProcessWait    → int, the same with options     | kill; CancelledError comes when it is gone
// others' awaiters → what they give               | refused: CancelledError comes when they end.
//                                                 | detach() and onCancel() say it otherwise
//
// A null pointer is std::invalid_argument, an object of another thread is UsageError (a signal may
// come from any thread). If the awaited object dies: SenderDestroyedError.
//
// A device is at its end when it is closed, not open for reading, or will give no more: a file is
// read at once, a socket ends with its connection, however that ends (look at its error()), and
// one that is not connected yet is waited for. Seen as a plain QIODevice * it counts as ended
// until it is connected. One reader at a time: of two, one is given nothing.

namespace taskdeck {

/// Waits for the end of a process, with a say in how a cancel ends it.
///
/// @code
/// const int code = co_await ProcessWait(process).grace(5s).wholeGroup();
/// @endcode
class ProcessWait
{
public:
    /// @param process  started; must outlive the wait, else SenderDestroyedError
    explicit ProcessWait(QProcess *process) { m_options.process = process; }

    /// Time between SIGTERM and SIGKILL. 3 s by default.
    ProcessWait &grace(std::chrono::milliseconds time)
    {
        m_options.grace = time;
        return *this;
    }

    /// Signals the process group that the process leads (see setpgid() in
    /// QProcess::setChildProcessModifier), so that its children end with it.
    ProcessWait &wholeGroup()
    {
        m_options.wholeGroup = true;
        return *this;
    }

private:
    friend struct detail::AwaitTraits<ProcessWait>;
    detail::ProcessOptions m_options;
};

template<>
struct detail::AwaitTraits<ProcessWait> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, const ProcessWait &wait)
    {
        return OperationAwaiter<ProcessOperation>(promise, place, wait.m_options);
    }
};

/// What signalOf() gives. It can be awaited again and again.
template<typename Signal>
class SignalWait
{
public:
    using Sender = typename detail::SignalTraits<Signal>::Sender;

    SignalWait(const Sender *sender, Signal signal)
        : m_sender(sender)
        , m_signal(signal)
    {
    }

private:
    friend struct detail::AwaitTraits<SignalWait>;
    const Sender *m_sender;
    Signal m_signal;
};

template<typename Signal>
struct detail::AwaitTraits<SignalWait<Signal>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, const SignalWait<Signal> &wait)
    {
        return OperationAwaiter<SignalOperation<Signal>>(promise, place, wait.m_sender,
                                                         wait.m_signal);
    }
};

/// To await the next emission of a signal: gives nothing, the argument, or a tuple of them, as
/// values. It listens from the await on: what was emitted before is missed, and of several
/// emissions before the task goes on the first counts.
///
/// @code
/// const QString text = co_await signalOf(edit, &QLineEdit::textEdited);
/// co_await signalOf(&process, qOverload<int, QProcess::ExitStatus>(&QProcess::finished));
/// @endcode
/// @param sender  of any thread
/// @throws std::invalid_argument  at the await: null, or not a signal
/// @throws SenderDestroyedError   at the await: it died first
template<typename Signal>
requires std::is_member_function_pointer_v<Signal>
[[nodiscard]] SignalWait<Signal>
signalOf(const typename detail::SignalTraits<Signal>::Sender *sender, Signal signal)
{
    return SignalWait<Signal>(sender, signal);
}

/// To await `awaitable` and leave it behind on a cancel: CancelledError comes at once, and what was
/// awaited goes on alone. Its value is dropped, a failure is reported to the loop's exception
/// handler.
///
/// For others' awaitables, which refuse otherwise. All that they refer to must outlive them: not
/// the locals of the awaiting coroutine. Of ours a Future or Task is not cancelled then, as with
/// shield(); everything else is awaited by a task of its own.
///
/// @code
/// auto answer = server.ask();                 // QCoro::Task<QString>
/// co_await detach(std::move(answer));
/// @endcode
template<detail::AwaitableHere Awaitable>
[[nodiscard]] detail::Detached<Awaitable> detach(Awaitable awaitable)
{
    return detail::Detached<Awaitable>(std::move(awaitable));
}

/// To await `awaitable` and call `hook` with the message of the first cancel request:
/// CancelledError comes when what is awaited has ended, which is what the hook is to see to.
///
/// The hook runs inside the cancel(), once; later requests only wait. What it throws goes to the
/// loop's exception handler. An rvalue is moved in, an lvalue is borrowed. Of ours a Future or Task
/// is not cancelled, unless the hook does it; everything else is awaited by a task of its own.
///
/// @code
/// auto call = onCancel(client.fetch(), [&client](const QString &) { client.abort(); });
/// co_await std::move(call);                    // named first: g++ 12 breaks lambdas in an await
/// @endcode
template<detail::AwaitableHere Awaitable>
[[nodiscard]] detail::Hooked<Awaitable> onCancel(Awaitable &&awaitable,
                                                 std::function<void(QString)> hook)
{
    return detail::Hooked<Awaitable>(std::forward<Awaitable>(awaitable), std::move(hook));
}

} // namespace taskdeck
