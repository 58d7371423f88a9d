// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

namespace taskdeck {

/// One on-completion action: "when this task ends so, do that".
class CompletionAction
{
    Q_GADGET
public:
    enum class When { Any, Done, Failed, Cancelled };
    Q_ENUM(When)
    enum class Effect { Command, Notification };
    Q_ENUM(Effect)
    enum class Progress { Armed, Fired, NotApplicable }; ///< the last: the task ended another way
    Q_ENUM(Progress)

    quint64 id = 0;   ///< given by the book
    quint64 task = 0; ///< of the feed
    When when = When::Any;
    Effect effect = Effect::Notification;
    QString text{}; ///< the shell line, or the notification's text; empty text: a default sentence
    Progress progress = Progress::Armed;
    quint64 runTask = 0; ///< the task that runs it, once fired; it shows in the feed

    friend bool operator==(const CompletionAction &, const CompletionAction &) = default;
};

/// The user's on-completion actions. The application implements it; tests fake it.
class ActionBook : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QList<CompletionAction> actionsOf(quint64 task) const = 0;

    /// Adds an action; on a task that has already ended it runs at once.
    ///
    /// @returns empty, or one sentence why it was not added
    virtual QString add(const CompletionAction &action) = 0;

    /// Removes an action that has not fired.
    virtual void remove(quint64 actionId) = 0;

Q_SIGNALS:
    void changed(quint64 task);
};

} // namespace taskdeck
