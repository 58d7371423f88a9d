// SPDX-License-Identifier: MIT
#pragma once

#include "actionlistmodel.h"
#include "newtask.h"
#include "outputmodel.h"
#include "qmlid.h"
#include "taskdetailsmodel.h"
#include "tasklistmodel.h"

namespace taskdeck {

/// Root view-model: everything a window shows hangs below one Session.
///
/// Ids cross the QML border as double. Nothing here throws; a request for a task that is over
/// or unknown does nothing.
///
/// Thread: that of the feed.
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to Main.qml by main()")
    Q_PROPERTY(taskdeck::TaskListModel *tasks READ tasks CONSTANT FINAL)
    Q_PROPERTY(taskdeck::TaskDetailsModel *details READ details CONSTANT FINAL)
    Q_PROPERTY(taskdeck::OutputModel *output READ output CONSTANT FINAL)
    Q_PROPERTY(taskdeck::ActionListModel *actions READ actions CONSTANT FINAL)
    Q_PROPERTY(taskdeck::NewTask *newTask READ newTask CONSTANT FINAL)
    Q_PROPERTY(double currentTask READ currentTask NOTIFY currentTaskChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged FINAL)
    Q_PROPERTY(double droppedTasks READ droppedTasks NOTIFY droppedTasksChanged FINAL)

public:
    /// @param feed, launcher, actionBook  must outlive the session
    Session(taskdeck::monitor::TaskFeed &feed, JobLauncher &launcher, ActionBook &actionBook,
            const WallClock &clock, QObject *parent = nullptr);

    TaskListModel *tasks() { return &m_tasks; }
    TaskDetailsModel *details() { return &m_details; }
    OutputModel *output() { return &m_output; }
    ActionListModel *actions() { return &m_actions; }
    NewTask *newTask() { return &m_newTask; }

    /// The task that the details are about; 0 = none. It always has a row: when that is folded
    /// away the folded ancestor takes over, when it leaves for another reason there is none.
    double currentTask() const { return idToQml(m_current); }
    int currentRow() const { return m_currentRow; } ///< -1 = none
    /// Ended tasks that the feed forgot to bound memory.
    double droppedTasks() const { return double(m_dropped); }

    /// Asks the task to end; the row tells what becomes of it.
    Q_INVOKABLE void cancel(double taskId);
    Q_INVOKABLE void cancelCurrent();
    /// Forgets a task that is over.
    Q_INVOKABLE void dismiss(double taskId);
    /// Forgets the tasks that are over and match the filter, folded ones included.
    Q_INVOKABLE void dismissEnded();

    /// Makes a task current, unfolding what hides it; 0 = none.
    ///
    /// @returns false, and changes nothing, if the task is unknown or filtered away
    Q_INVOKABLE bool select(double taskId);
    /// Makes the row `delta` rows on current, held within the list; from none it enters the
    /// list at the end where `delta` comes from.
    Q_INVOKABLE void moveCurrent(int delta);

Q_SIGNALS:
    void currentTaskChanged();
    void currentRowChanged();
    void droppedTasksChanged();

private:
    void apply(const taskdeck::monitor::TaskDelta &delta);
    void tick();
    void followRows();
    void setCurrent(quint64 id);
    void selectStarted(double taskId);
    void tickWhileLive();

    taskdeck::monitor::TaskFeed &m_feed;
    TaskListModel m_tasks;
    TaskDetailsModel m_details;
    OutputModel m_output;
    ActionListModel m_actions;
    NewTask m_newTask;
    QTimer m_tick;
    quint64 m_current = 0;
    quint64 m_started = 0; ///< a new task that becomes current once it has a row
    int m_currentRow = -1;
    quint64 m_dropped = 0;
};

} // namespace taskdeck
