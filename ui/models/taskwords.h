// SPDX-License-Identifier: MIT
#pragma once

#include "taskstate.h"

#include <taskdeck/monitor/taskdetails.h>

#include <QtCore/QString>

/// What the window says about a task, in the user's language.
namespace taskdeck::taskwords {

/// The word that goes with the state's shape and colour: "Running".
QString state(TaskState::Value state);

/// One sentence on where the task stands: what became of a cancel request, else what it waits
/// for; once it is over, its failure, its cancel message or a preview of its result. May be empty.
QString note(const taskdeck::monitor::TaskSnapshot &task);

/// From the start, or from the creation before that, to the end or to `now`.
///
/// @returns zero if the task is over and its end is not known
std::chrono::milliseconds elapsed(const taskdeck::monitor::TaskSnapshot &task,
                                  std::chrono::milliseconds now);

/// elapsed() as text; empty if it is not known.
QString elapsedText(const taskdeck::monitor::TaskSnapshot &task, std::chrono::milliseconds now);

/// One line on a cancel request: when, by whom, and when and where it was delivered.
QString receipt(const taskdeck::monitor::CancelReceipt &receipt, std::chrono::milliseconds now);

/// Why the Result pane has nothing to show for a task without a showable value.
///
/// @param resultType  demangled, empty if not known
QString noResult(const taskdeck::monitor::TaskSnapshot &task, const QString &resultType);

} // namespace taskdeck::taskwords
