// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/taskdetails.h>
#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QMap>

/// What an ended task tells the command that an action runs. Pure.
namespace taskdeck::taskreport {

/// Bytes of UTF-8 that one environment variable holds at most; longer values are cut.
inline constexpr qsizetype longestValue = 32 * 1024;

/// "done", "failed" or "cancelled".
QString outcome(const monitor::TaskSnapshot &ended);

/// TASKDECK_TASK_ID, _NAME, _KIND, _OUTCOME, _RESULT, _FAILURE_TYPE, _FAILURE_MESSAGE, _ELAPSED_MS.
/// All of them are always set. Zero characters, which would end a value, become U+FFFD.
QMap<QString, QString> environment(const monitor::TaskSnapshot &ended,
                                   const monitor::TaskDetails &details);

/// Everything, uncut, as one JSON object.
QByteArray json(const monitor::TaskSnapshot &ended, const monitor::TaskDetails &details);

} // namespace taskdeck::taskreport
