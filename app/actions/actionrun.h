// SPDX-License-Identifier: MIT
#pragma once

#include "commandjob.h"

#include <taskdeck/monitor/taskfeed.h>

#include <QtCore/QPointer>

namespace taskdeck {

/// What a notification action shows on the desktop and in the window.
struct NotificationText {
    QString summary{};
    QString body{};
};

/// Runs `/bin/sh -c line` with what the ended task tells in the environment and, as JSON, on stdin.
///
/// Nothing of the task becomes part of the line.
///
/// @param feed  asked for the task's details; they are missing if it is gone or silent for 2 s
/// @throws as runCommand()
[[nodiscard]] Coro<CommandResult> runShellAction(QPointer<monitor::TaskFeed> feed,
                                                 monitor::TaskSnapshot ended, QString line);

/// @returns the text that was shown
/// @throws NotificationFailed
[[nodiscard]] Coro<QString> runNotificationAction(NotificationText text);

} // namespace taskdeck
