// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/senderwatch.h>
#include <taskdeck/loop.h>

#include <optional>

class QProcess;

namespace taskdeck::detail {

struct ProcessOptions {
    QProcess *process = nullptr;
    std::chrono::milliseconds grace = std::chrono::seconds(3);
    bool wholeGroup = false;
};

/// Waits until a process is really gone. See ProcessWait.
class TASKDECK_EXPORT ProcessOperation
{
public:
    static constexpr bool isWork = true;

    explicit ProcessOperation(const ProcessOptions &options)
        : m_options(options)
    {
    }

    ~ProcessOperation() { m_kill.cancel(); }
    ProcessOperation(const ProcessOperation &) = delete;
    ProcessOperation &operator=(const ProcessOperation &) = delete;

    bool ready();
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    /// @throws ProcessError  it crashed or could not start
    int resume();
    QString description() const;

private:
    void signalProcess(int signal) const;
    void takeEnd();
    void ended(Awaited &awaited);

    /// Taken when it ends: the QProcess may be gone when the task resumes.
    struct End {
        QString program;
        QString errorString;
        int exitCode = 0;
        bool failedToStart = false;
        bool crashed = false;
    };

    ProcessOptions m_options;
    std::optional<End> m_end;
    SenderWatch m_watch;
    qint64 m_pid = 0; ///< kept: QProcess forgets it when the process ends
    int m_requests = 0;
    Handle m_kill;
};

template<typename Process>
requires PointerTo<Process *, QProcess>
struct AwaitTraits<Process *> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QProcess *process)
    {
        ProcessOptions options;
        options.process = process;
        return OperationAwaiter<ProcessOperation>(promise, place, options);
    }
};

} // namespace taskdeck::detail
