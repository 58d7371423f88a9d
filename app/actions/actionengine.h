// SPDX-License-Identifier: MIT
#pragma once

#include "actionbook.h"

#include <taskdeck/monitor/tasksnapshot.h>

/// Which on-completion actions fire, and what they say. Pure: starts nothing.
namespace taskdeck::actionengine {

/// Actions of actions end here.
inline constexpr int maxDepth = 5;

/// True if an action that waits for `when` fires on a task that is in this state.
bool fires(CompletionAction::When when, monitor::TaskSnapshot::State state);

/// Goes through a task's actions when it has ended. Those that it does not concern become
/// NotApplicable.
///
/// @returns the ids of the armed ones that fire, in order
QList<quint64> settle(QList<CompletionAction> &actions, const monitor::TaskSnapshot &ended);

/// @returns empty, or one sentence why the action cannot be added
QString refusal(const CompletionAction &action, int depthOfTask);

/// "download iso is done", "tar failed: no space", "sync was cancelled".
QString sentence(const monitor::TaskSnapshot &ended);

/// The name of the task that runs the action: "when tar ends: mail -s ready me".
QString runName(const CompletionAction &action, const monitor::TaskSnapshot &ended);

} // namespace taskdeck::actionengine
