// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/task.h>

#include <QtCore/QByteArray>
#include <QtCore/QObject>

class QProcess;

namespace taskdeck {

/// Hands what a process writes to its task while it runs, and remembers the last lines.
class CommandOutput : public QObject
{
    Q_OBJECT
public:
    /// @param process  must outlive this object
    CommandOutput(QProcess &process, AnyTask task);

    /// After the end of the process: what is still in the pipes.
    void readRest();

    /// The last line that is not blank; cut at 500 characters.
    QString lastLine() const { return lastLineOf(m_out); }
    QString lastErrorLine() const { return lastLineOf(m_error); }

private:
    void read(TaskObserver::Channel channel);
    static QString lastLineOf(const QByteArray &tail);

    QProcess &m_process;
    AnyTask m_task;
    QByteArray m_out;   ///< the end of stdout
    QByteArray m_error; ///< the end of stderr
};

} // namespace taskdeck
