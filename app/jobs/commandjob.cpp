// SPDX-License-Identifier: MIT
#include "commandjob.h"

#include "commandoutput.h"
#include "processgroup.h"

#include <taskdeck/await.h>
#include <taskdeck/task.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::CommandFailed)
};

std::string sentence(const QString &program, int exitCode, const QString &said)
{
    const QString name = QFileInfo(program).fileName();
    const QString ended =
        Text::tr("%1 ended with exit code %2").arg(name, QString::number(exitCode));
    return (said.isEmpty() ? ended : QStringLiteral("%1: %2").arg(ended, said)).toStdString();
}

QProcessEnvironment environmentWith(const QMap<QString, QString> &added)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto it = added.begin(); it != added.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

void start(QProcess &process, const Command &command)
{
    process.setProgram(command.program);
    process.setArguments(command.arguments);
    process.setWorkingDirectory(command.folder.isEmpty() ? QDir::homePath() : command.folder);
    process.setProcessEnvironment(environmentWith(command.environment));
    if (command.input.isEmpty()) // a command that reads ends, rather than waits for nobody
        process.setStandardInputFile(QProcess::nullDevice());
    process.start();
    if (!command.input.isEmpty()) {
        process.write(command.input);
        process.closeWriteChannel();
    }
}

} // namespace

Command shellCommand(const QString &line)
{
    Command command;
    command.program = QStringLiteral("/bin/sh");
    command.arguments = QStringList{QStringLiteral("-c"), line};
    return command;
}

CommandFailed::CommandFailed(const QString &program, int exitCode, const QString &said)
    : std::runtime_error(sentence(program, exitCode, said))
    , m_exitCode(exitCode)
{
}

CommandFailed::~CommandFailed() = default;

Coro<CommandResult> runCommand(Command command)
{
    ProcessGroup group;
    QProcess process;
    CommandOutput output(process, currentTask());

    group.lead(process);
    start(process, command);
    group.started(process);
    const int exitCode = co_await ProcessWait(&process).wholeGroup();
    group.ended();

    output.readRest();
    if (exitCode != 0)
        throw CommandFailed(command.program, exitCode, output.lastErrorLine());
    co_return CommandResult{0, output.lastLine()};
}

QVariant ResultView<CommandResult>::of(const CommandResult &result)
{
    return QVariantMap{{QStringLiteral("exitCode"), result.exitCode},
                       {QStringLiteral("lastLine"), result.lastLine}};
}

} // namespace taskdeck
