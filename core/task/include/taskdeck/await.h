// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/foreign.h>
#include <taskdeck/detail/processoperation.h>
#include <taskdeck/detail/qfutureoperation.h>
#include <taskdeck/detail/timeroperation.h>

// What can be awaited in a Coro besides our own types, and what a cancel does to it:
//
// QTimer *       → void, at its next timeout     | stops listening at once; the timer goes on
// QProcess *     → int, its exit code            | terminate, after 3 s kill, on a second request
// kill; ProcessWait    → int, the same with options    | CancelledError comes when it is really
// gone QFuture<T>     → T                             | QFuture::cancel(), and goes on at once
// other awaiters → what they give                | refused: CancelledError comes when they end
//
// A null pointer is std::invalid_argument. If the awaited object dies: SenderDestroyedError.

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

} // namespace taskdeck
