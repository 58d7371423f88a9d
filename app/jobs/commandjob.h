// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/resultview.h>

#include <QtCore/QMap>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <stdexcept>

namespace taskdeck {

/// What to run, and what it is given.
struct Command {
    QString program{};
    QStringList arguments{};
    QString folder{};                     ///< empty = the user's home
    QMap<QString, QString> environment{}; ///< added to that of this process
    QByteArray input{};                   ///< its stdin, which ends after it
};

/// `/bin/sh -c line`. The line is handed over as it is: put nothing foreign into it.
Command shellCommand(const QString &line);

/// How a command ended well.
struct CommandResult {
    int exitCode = 0;
    QString lastLine{}; ///< the last line that it wrote to stdout, cut at 500 characters
};

/// A command ended with an exit code other than zero: "tar ended with exit code 2: no such file".
class CommandFailed : public std::runtime_error
{
public:
    /// @param said  the last line that it wrote to stderr; may be empty
    CommandFailed(const QString &program, int exitCode, const QString &said);
    ~CommandFailed() override;

    int exitCode() const { return m_exitCode; }

private:
    int m_exitCode;
};

/// Runs a command in a process group of its own and hands what it writes to the current task.
///
/// A cancel sends SIGTERM to the whole group, SIGKILL after 3 s or on the second request; nothing
/// of the group is left when the coroutine ends so. Children that outlive a command that ends by
/// itself are left alone, as a shell does.
///
/// @throws CommandFailed  the exit code is not zero
/// @throws ProcessError   it could not start, or was killed by a signal
[[nodiscard]] Coro<CommandResult> runCommand(Command command);

template<>
struct ResultView<CommandResult> {
    static QVariant of(const CommandResult &result);
};

} // namespace taskdeck
