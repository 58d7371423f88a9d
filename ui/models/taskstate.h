// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// The task states as QML spells them: `TaskState.Failed`. Done and what follows are over.
///
/// Core has the same states but must not know QML; fromCore() is the only bridge.
namespace taskdeck::TaskState {
Q_NAMESPACE
QML_ELEMENT

enum Value { Scheduled, Running, Waiting, Cancelling, Done, Failed, Cancelled, Lost };
Q_ENUM_NS(Value)

constexpr Value fromCore(taskdeck::monitor::TaskSnapshot::State state)
{
    using Core = taskdeck::monitor::TaskSnapshot::State;
    switch (state) {
    case Core::Scheduled: return Scheduled;
    case Core::Running: return Running;
    case Core::Waiting: return Waiting;
    case Core::Cancelling: return Cancelling;
    case Core::Done: return Done;
    case Core::Failed: return Failed;
    case Core::Cancelled: return Cancelled;
    case Core::Lost: return Lost;
    }
    return Lost; // a remote feed may know a state that this window does not
}

} // namespace taskdeck::TaskState
