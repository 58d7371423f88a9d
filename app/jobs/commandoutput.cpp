// SPDX-License-Identifier: MIT
#include "commandoutput.h"

#include <QtCore/QProcess>

namespace taskdeck {

using Channel = TaskObserver::Channel;

static constexpr qsizetype tailBytes = 4'096;
static constexpr qsizetype lineCharacters = 500;

CommandOutput::CommandOutput(QProcess &process, AnyTask task)
    : m_process(process)
    , m_task(std::move(task))
{
    connect(&process, &QProcess::readyReadStandardOutput, this, [this] {
        read(Channel::Out);
    });
    connect(&process, &QProcess::readyReadStandardError, this, [this] {
        read(Channel::Error);
    });
}

void CommandOutput::readRest()
{
    read(Channel::Out);
    read(Channel::Error);
}

void CommandOutput::read(Channel channel)
{
    const bool isOut = channel == Channel::Out;
    const QByteArray bytes =
        isOut ? m_process.readAllStandardOutput() : m_process.readAllStandardError();
    if (bytes.isEmpty())
        return;
    QByteArray &tail = isOut ? m_out : m_error;
    tail = (tail + bytes.right(tailBytes)).right(tailBytes);
    if (!m_task.isNull() && !m_task.done())
        m_task.write(bytes, channel);
}

QString CommandOutput::lastLineOf(const QByteArray &tail)
{
    const QByteArray text = tail.trimmed();
    const QByteArray line = text.mid(text.lastIndexOf('\n') + 1).trimmed();
    return QString::fromUtf8(line).left(lineCharacters);
}

} // namespace taskdeck
