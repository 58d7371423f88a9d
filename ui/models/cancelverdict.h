// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// What became of the last cancel request, as QML spells it: `CancelVerdict.Refused`.
namespace taskdeck::CancelVerdict {
Q_NAMESPACE
QML_ELEMENT

enum Value { NotAsked, Asked, Uninterruptible, CleaningUp, Refused };
Q_ENUM_NS(Value)

constexpr Value fromCore(taskdeck::monitor::TaskSnapshot::CancelVerdict verdict)
{
    using Core = taskdeck::monitor::TaskSnapshot::CancelVerdict;
    switch (verdict) {
    case Core::NotAsked: return NotAsked;
    case Core::Asked: return Asked;
    case Core::Uninterruptible: return Uninterruptible;
    case Core::CleaningUp: return CleaningUp;
    case Core::Refused: return Refused;
    }
    return NotAsked;
}

} // namespace taskdeck::CancelVerdict
