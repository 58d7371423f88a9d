// SPDX-License-Identifier: MIT
#include "fakeactionbook.h"

using taskdeck::CompletionAction;

QList<CompletionAction> FakeActionBook::actionsOf(quint64 task) const
{
    QList<CompletionAction> found;
    for (const CompletionAction &action : actions) {
        if (action.task == task)
            found += action;
    }
    return found;
}

QString FakeActionBook::add(const CompletionAction &action)
{
    if (!refusal.isEmpty())
        return refusal;
    actions += action;
    actions.last().id = m_nextId++;
    Q_EMIT changed(action.task);
    return {};
}

void FakeActionBook::remove(quint64 actionId)
{
    for (qsizetype index = 0; index < actions.size(); ++index) {
        const CompletionAction action = actions.at(index);
        if (action.id != actionId || action.progress == CompletionAction::Progress::Fired)
            continue;
        actions.removeAt(index);
        Q_EMIT changed(action.task);
        return;
    }
}

void FakeActionBook::fire(quint64 actionId, quint64 runTask)
{
    for (CompletionAction &action : actions) {
        if (action.id != actionId)
            continue;
        action.progress = CompletionAction::Progress::Fired;
        action.runTask = runTask;
        Q_EMIT changed(action.task);
        return;
    }
}
