// SPDX-License-Identifier: MIT
#pragma once

#include "tasktree.h"
#include "wallclock.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QList>
#include <QtQml/qqmlregistration.h>

namespace taskdeck {

/// The tasks of a feed, one row per task, a child below its creator; rows fold and filter.
///
/// A flat list with a depth, since a list view does all that is needed. Rows keep their
/// identity: a change of a task is a dataChanged() of its row, never a reset, and rows never
/// swap places. One delta gives at most a few dataChanged() spans, however much it changes;
/// when rows come and go in a great many places, one span of rows is removed and inserted anew.
/// The model owns copies of the snapshots and never touches a task.
class TaskListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int total READ total NOTIFY countsChanged FINAL)
    Q_PROPERTY(int runningCount READ runningCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int failedCount READ failedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int doneCount READ doneCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int cancelledCount READ cancelledCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int endedCount READ endedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged FINAL)
    Q_PROPERTY(taskdeck::TaskFilter::Value stateFilter READ stateFilter WRITE setStateFilter NOTIFY
                   filterChanged FINAL)
    Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged FINAL)

public:
    enum Role {
        TaskIdRole = Qt::UserRole + 1, ///< quint64, from 1, exact as a double, never reused
        NameRole,                      ///< QString, plain text
        KindRole,                      ///< QString, "command", "download"…; empty = a coroutine
        TaskStateRole,                 ///< TaskState::Value
        StateTextRole,                 ///< QString, the state's word, translated
        VerdictRole,                   ///< CancelVerdict::Value
        WaitsOnRole,                   ///< QString, plain text
        NoteRole,                      ///< QString, one sentence, see taskwords::note()
        ElapsedRole,                   ///< int, ms since the start, or since creation before it
        ElapsedTextRole,               ///< QString, "0.42 s"
        ProgressRole,                  ///< double, 0…1; negative = unknown
        ProgressTextRole,              ///< QString, plain text
        DepthRole,                     ///< int, from 0
        HasChildrenRole,               ///< bool, has children that the filter lets through
        ExpandedRole,                  ///< bool
        CancellableRole,               ///< bool, not over; a second request is possible
        StepsRole,                     ///< quint64
        CancelRequestsRole,            ///< int
    };
    Q_ENUM(Role)

    /// @param clock  the present, for what still runs
    explicit TaskListModel(WallClock clock, QObject *parent = nullptr);

    int count() const { return int(m_rows.size()); } ///< rows, after folding and filtering
    int total() const;
    int runningCount() const; ///< scheduled, running, waiting, cancelling
    int failedCount() const { return m_counts[TaskState::Failed]; }
    int doneCount() const { return m_counts[TaskState::Done]; }
    int cancelledCount() const { return m_counts[TaskState::Cancelled]; }
    int endedCount() const { return total() - runningCount(); }

    QString filterText() const { return m_filterText; }
    void setFilterText(const QString &text); ///< white space around it does not count
    TaskFilter::Value stateFilter() const { return m_tree.matcher().state; }
    void setStateFilter(TaskFilter::Value filter);
    bool filtered() const { return m_tree.matcher().isActive(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Replaces all tasks.
    void reset(const QList<taskdeck::monitor::TaskSnapshot> &tasks);
    /// Applies one frame. What `removed` names is gone, whatever the rest says; unknown ids in
    /// `changed` and `removed` are ignored.
    void apply(const taskdeck::monitor::TaskDelta &delta);

    /// The task's row; -1 if it is unknown, folded or filtered away. Between the row signals of
    /// one change it is not up to date: wait for rowsSettled().
    int rowOf(quint64 id) const;
    /// The task of a row; 0 if there is no such row.
    quint64 taskAt(int row) const;
    /// The task itself if it has a row, else the folded ancestor that hides it, else 0.
    quint64 nearestRowTask(quint64 id) const;
    /// @returns null if unknown; valid until the next apply() or reset()
    const taskdeck::monitor::TaskSnapshot *find(quint64 id) const;
    /// Ids of the tasks that are over and match the filter, folded ones included.
    QList<quint64> endedTasks() const;
    /// Unfolds what hides a task. False if it is unknown or filtered away.
    bool reveal(quint64 id);

    Q_INVOKABLE void setExpanded(int row, bool expanded);

public Q_SLOTS:
    /// Moves the elapsed times of live rows on to the clock's present.
    void tick();

Q_SIGNALS:
    void countChanged();
    void countsChanged();
    void filterChanged();
    /// Rows came, went or moved up or down; once for each change, when all of it is done.
    void rowsSettled();

private:
    void setMatcher(const TaskMatcher &matcher);
    void settle();
    void settleRows();
    void coarsen(int from, unsigned stamp, const std::vector<TaskNode *> &wanted);
    void removeUnwanted(int from, unsigned stamp);
    void insertMissing(int from, const std::vector<TaskNode *> &wanted);
    void announceTouched();
    void announceCounts(int rowsBefore);

    WallClock m_clock;
    std::chrono::milliseconds m_now;
    TaskTree m_tree;
    std::vector<TaskNode *> m_rows;
    TaskTree::Counts m_counts{}; ///< as last announced
    QString m_filterText;
    unsigned m_stamp = 0;
};

} // namespace taskdeck
