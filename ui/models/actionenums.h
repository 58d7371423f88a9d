// SPDX-License-Identifier: MIT
#pragma once

#include "actionbook.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// The enums of CompletionAction as QML spells them: `ActionWhen.Failed`,
/// `ActionEffect.Command`, `ActionProgress.Armed`. The values are those of the core enums.
namespace taskdeck::ActionWhen {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    Any = int(CompletionAction::When::Any),
    Done = int(CompletionAction::When::Done),
    Failed = int(CompletionAction::When::Failed),
    Cancelled = int(CompletionAction::When::Cancelled)
};
Q_ENUM_NS(Value)

} // namespace taskdeck::ActionWhen

namespace taskdeck::ActionEffect {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    Command = int(CompletionAction::Effect::Command),
    Notification = int(CompletionAction::Effect::Notification)
};
Q_ENUM_NS(Value)

} // namespace taskdeck::ActionEffect

namespace taskdeck::ActionProgress {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    Armed = int(CompletionAction::Progress::Armed),
    Fired = int(CompletionAction::Progress::Fired),
    NotApplicable = int(CompletionAction::Progress::NotApplicable)
};
Q_ENUM_NS(Value)

} // namespace taskdeck::ActionProgress
