// SPDX-License-Identifier: MIT
#include "actionengine.h"

#include "displaytext.h"
#include "inputchecks.h"

#include <QtCore/QCoreApplication>

namespace taskdeck::actionengine {
namespace {

using State = monitor::TaskSnapshot::State;
using When = CompletionAction::When;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::ActionBook)
};

constexpr int nameCharacters = 120;

} // namespace

bool fires(When when, State state)
{
    switch (when) {
    case When::Done: return state == State::Done;
    case When::Failed: return state == State::Failed;
    case When::Cancelled: return state == State::Cancelled;
    case When::Any: break;
    }
    // Not Lost: how it ended, or whether, is not known.
    return state == State::Done || state == State::Failed || state == State::Cancelled;
}

QList<quint64> settle(QList<CompletionAction> &actions, const monitor::TaskSnapshot &ended)
{
    QList<quint64> firing;
    for (CompletionAction &action : actions) {
        if (action.progress != CompletionAction::Progress::Armed)
            continue;
        if (fires(action.when, ended.state))
            firing += action.id;
        else
            action.progress = CompletionAction::Progress::NotApplicable;
    }
    return firing;
}

QString refusal(const CompletionAction &action, int depthOfTask)
{
    if (depthOfTask >= maxDepth)
        return Text::tr("Actions of actions end after %1 steps: this task is the last one that an "
                        "action started.")
            .arg(maxDepth);
    if (action.effect == CompletionAction::Effect::Command)
        return inputchecks::shellLine(action.text).message;
    return {};
}

QString sentence(const monitor::TaskSnapshot &ended)
{
    const QString name = displaytext::oneLine(ended.name, nameCharacters);
    switch (ended.state) {
    case State::Done: return Text::tr("%1 is done").arg(name);
    case State::Cancelled: return Text::tr("%1 was cancelled").arg(name);
    case State::Failed: break;
    default: return Text::tr("%1 ended").arg(name);
    }
    const QString why = displaytext::oneLine(ended.failureMessage);
    return why.isEmpty() ? Text::tr("%1 failed").arg(name)
                         : Text::tr("%1 failed: %2").arg(name, why);
}

QString runName(const CompletionAction &action, const monitor::TaskSnapshot &ended)
{
    const bool isCommand = action.effect == CompletionAction::Effect::Command;
    const QString what =
        isCommand ? displaytext::oneLine(action.text, nameCharacters) : Text::tr("notify");
    return Text::tr("when %1 ends: %2").arg(displaytext::oneLine(ended.name, nameCharacters), what);
}

} // namespace taskdeck::actionengine
