// SPDX-License-Identifier: MIT
#include "feedactionbook.h"

#include "actionengine.h"
#include "actionrun.h"
#include "jobtask.h"

#include <algorithm>

namespace taskdeck {

using monitor::TaskDelta;
using monitor::TaskFeed;
using monitor::TaskSnapshot;

FeedActionBook::FeedActionBook(TaskFeed &feed, QObject *parent)
    : ActionBook(parent)
    , m_feed(feed)
{
    connect(&feed, &TaskFeed::updated, this, &FeedActionBook::apply);
}

QList<CompletionAction> FeedActionBook::actionsOf(quint64 task) const
{
    return m_actions.value(task);
}

QString FeedActionBook::add(const CompletionAction &action)
{
    const auto tasks = m_feed.snapshot();
    const auto task =
        std::find_if(tasks.begin(), tasks.end(), [&action](const TaskSnapshot &candidate) {
            return candidate.id == action.task;
        });
    if (task == tasks.end())
        return tr("This task is no longer in the list.");
    if (const QString refusal = actionengine::refusal(action, m_depths.value(action.task));
        !refusal.isEmpty())
        return refusal;

    CompletionAction added = action;
    added.id = m_nextId++;
    added.progress = CompletionAction::Progress::Armed;
    added.runTask = 0;
    m_actions[action.task] += added;
    if (task->isOver())
        settle(*task);
    else
        Q_EMIT changed(action.task);
    return {};
}

void FeedActionBook::remove(quint64 actionId)
{
    for (auto actions = m_actions.begin(); actions != m_actions.end(); ++actions) {
        const auto removed = actions->removeIf([actionId](const CompletionAction &action) {
            return action.id == actionId && action.progress != CompletionAction::Progress::Fired;
        });
        if (removed > 0) {
            Q_EMIT changed(actions.key()); // the last thing: a slot may change the book
            return;
        }
    }
}

void FeedActionBook::disarm()
{
    m_feed.disconnect(this);
}

void FeedActionBook::apply(const TaskDelta &delta)
{
    for (const auto &tasks : {delta.added, delta.changed}) {
        for (const TaskSnapshot &task : tasks) {
            if (task.isOver() && m_actions.contains(task.id))
                settle(task);
        }
    }
    for (const quint64 task : delta.removed)
        forget(task);
}

void FeedActionBook::settle(const TaskSnapshot &ended)
{
    auto actions = m_actions.value(ended.id);
    const auto before = actions;
    const auto firing = actionengine::settle(actions, ended);
    QStringList notices;
    for (CompletionAction &action : actions) {
        if (firing.contains(action.id))
            notices += fire(action, ended);
    }
    notices.removeAll(QString());
    const bool differs = actions != before;
    m_actions.insert(ended.id, actions);
    if (!notices.isEmpty())
        Q_EMIT noticeWanted(notices.join(u' '));
    if (differs)
        Q_EMIT changed(ended.id);
}

QString FeedActionBook::fire(CompletionAction &action, const TaskSnapshot &ended)
{
    const JobLauncher::Started run = start(action, ended);
    if (run.task == 0)
        return run.refusal;
    action.progress = CompletionAction::Progress::Fired;
    action.runTask = run.task;
    m_depths.insert(run.task, m_depths.value(ended.id) + 1);
    if (action.effect != CompletionAction::Effect::Notification)
        return {};
    return action.text.isEmpty() ? actionengine::sentence(ended) : action.text;
}

JobLauncher::Started FeedActionBook::start(const CompletionAction &action,
                                           const TaskSnapshot &ended)
{
    const QString name = actionengine::runName(action, ended);
    const QString kind = QStringLiteral("action");
    if (action.effect == CompletionAction::Effect::Command)
        return startJob(runShellAction(&m_feed, ended, action.text), name, kind);
    NotificationText text;
    text.summary = actionengine::sentence(ended);
    text.body = action.text;
    return startJob(runNotificationAction(text), name, kind);
}

void FeedActionBook::forget(quint64 task)
{
    m_depths.remove(task);
    const auto actions = m_actions.take(task);
    const bool missed =
        std::any_of(actions.begin(), actions.end(), [](const CompletionAction &action) {
            return action.progress == CompletionAction::Progress::Armed;
        });
    if (missed)
        Q_EMIT noticeWanted(tr("A task left the list before its action could run."));
    if (!actions.isEmpty())
        Q_EMIT changed(task);
}

} // namespace taskdeck
