// SPDX-License-Identifier: MIT
#include <taskdeck/detail/processoperation.h>

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

#include <csignal>

namespace taskdeck::detail {

bool ProcessOperation::ready()
{
    SenderWatch::requireOwnSender(m_options.process);
    if (m_options.process->state() != QProcess::NotRunning)
        return false;
    takeEnd();
    return true;
}

bool ProcessOperation::start(Awaited &awaited)
{
    QProcess *process = m_options.process;
    m_pid = process->processId();
    m_watch.watch(process, awaited);
    QObject::connect(process, &QProcess::finished, m_watch.context(), [this, &awaited] {
        ended(awaited);
    });
    QObject::connect(process, &QProcess::errorOccurred, m_watch.context(),
                     [this, &awaited](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart)
                             ended(awaited);
                     });
    return true;
}

void ProcessOperation::takeEnd()
{
    const QProcess &process = *m_options.process;
    m_end = End{process.program(), process.errorString(), process.exitCode(),
                process.error() == QProcess::FailedToStart,
                process.exitStatus() == QProcess::CrashExit};
}

void ProcessOperation::ended(Awaited &awaited)
{
    takeEnd();
    m_kill.cancel();
    if (m_requests > 0 && m_options.wholeGroup)
        signalProcess(SIGKILL); // children that outlived their leader
    awaited.wake();
}

CancelReply ProcessOperation::cancel(const QString &)
{
    if (++m_requests > 1) {
        signalProcess(SIGKILL);
        return CancelReply::Ending;
    }
    signalProcess(SIGTERM);
    m_kill = Loop::current().callLater(m_options.grace, [this] {
        signalProcess(SIGKILL);
    });
    return CancelReply::Ending;
}

void ProcessOperation::signalProcess(int signal) const
{
    if (m_pid > 0) // never 0 or -1, which mean "everybody"
        ::kill(pid_t(m_options.wholeGroup ? -m_pid : m_pid), signal);
}

int ProcessOperation::resume()
{
    if (!m_end || m_end->crashed) // ~QProcess() kills: then this is not the program's crash
        m_watch.checkSender();
    if (m_end->failedToStart)
        throw ProcessError(ProcessError::Kind::FailedToStart, m_end->program, m_end->errorString);
    if (m_end->crashed)
        throw ProcessError(ProcessError::Kind::Crashed, m_end->program, m_end->errorString);
    return m_end->exitCode;
}

QString ProcessOperation::description() const
{
    return m_watch.isSenderGone()
               ? QStringLiteral("process")
               : QStringLiteral("process ") + QFileInfo(m_options.process->program()).fileName();
}

} // namespace taskdeck::detail
