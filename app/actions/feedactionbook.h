// SPDX-License-Identifier: MIT
#pragma once

#include "actionbook.h"
#include "joblauncher.h"

#include <taskdeck/monitor/taskfeed.h>

#include <QtCore/QHash>

namespace taskdeck {

/// Watches a feed and runs the actions of each task that ends, every run as a task of its own.
///
/// Thread: that of the feed, which must also be that of the loop.
class FeedActionBook : public ActionBook
{
    Q_OBJECT
public:
    /// @param feed  must outlive the book
    explicit FeedActionBook(monitor::TaskFeed &feed, QObject *parent = nullptr);

    QList<CompletionAction> actionsOf(quint64 task) const override;
    QString add(const CompletionAction &action) override;
    void remove(quint64 actionId) override;

    /// From here on nothing fires: the program ends, and takes its tasks with it.
    void disarm();

Q_SIGNALS:
    /// One sentence for the window, now.
    void noticeWanted(const QString &text);

private:
    void apply(const monitor::TaskDelta &delta);
    void settle(const monitor::TaskSnapshot &ended);
    /// @returns what the window should say, or nothing
    QString fire(CompletionAction &action, const monitor::TaskSnapshot &ended);
    void forget(quint64 task);
    JobLauncher::Started start(const CompletionAction &action, const monitor::TaskSnapshot &ended);

    monitor::TaskFeed &m_feed;
    QHash<quint64, QList<CompletionAction>> m_actions; ///< by task, in order of addition
    QHash<quint64, int> m_depths; ///< of tasks that actions started: 1 = action of a plain task
    quint64 m_nextId = 1;
};

} // namespace taskdeck
