// SPDX-License-Identifier: MIT
#pragma once

#include "actionbook.h"

/// A book that runs nothing: the test fires its actions.
class FakeActionBook : public taskdeck::ActionBook
{
    Q_OBJECT
public:
    using ActionBook::ActionBook;

    QList<taskdeck::CompletionAction> actions; ///< of all tasks, in order of addition
    QString refusal; ///< while not empty, every addition is refused with it

    QList<taskdeck::CompletionAction> actionsOf(quint64 task) const override;
    QString add(const taskdeck::CompletionAction &action) override;
    void remove(quint64 actionId) override;

    /// Lets an action fire, run by the given task, and tells so.
    void fire(quint64 actionId, quint64 runTask);

private:
    quint64 m_nextId = 1;
};
