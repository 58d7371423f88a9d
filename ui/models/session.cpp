// SPDX-License-Identifier: MIT
#include "session.h"

#include <taskdeck/monitor/taskfeed.h>

#include <algorithm>

using namespace std::chrono_literals;
using taskdeck::monitor::TaskDelta;
using taskdeck::monitor::TaskFeed;
using taskdeck::monitor::TaskSnapshot;

namespace taskdeck {

Session::Session(TaskFeed &feed, JobLauncher &launcher, ActionBook &actionBook,
                 const WallClock &clock, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_tasks(clock)
    , m_details(feed, m_tasks, clock)
    , m_output(feed)
    , m_actions(actionBook)
    , m_newTask(launcher)
    , m_tick(this)
{
    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, this, &Session::tick);
    connect(&m_tasks, &TaskListModel::countsChanged, this, &Session::tickWhileLive);
    connect(&m_tasks, &TaskListModel::rowsSettled, this, &Session::followRows);
    connect(&m_newTask, &NewTask::started, this, &Session::selectStarted);
    connect(&feed, &TaskFeed::updated, this, &Session::apply);
    m_tasks.reset(feed.snapshot());
}

void Session::cancel(double taskId)
{
    if (const quint64 id = idFromQml(taskId))
        m_feed.requestCancel(id, tr("from the window"));
}

void Session::cancelCurrent()
{
    cancel(currentTask());
}

void Session::dismiss(double taskId)
{
    const TaskSnapshot *task = m_tasks.find(idFromQml(taskId));
    if (task && task->isOver())
        m_feed.dismiss({task->id});
}

void Session::dismissEnded()
{
    const QList<quint64> ids = m_tasks.endedTasks();
    if (!ids.isEmpty())
        m_feed.dismiss(ids);
}

bool Session::select(double taskId)
{
    const quint64 id = idFromQml(taskId);
    if (id != 0 && !m_tasks.reveal(id))
        return false;
    m_started = 0;
    setCurrent(id);
    return true;
}

void Session::moveCurrent(int delta)
{
    const int last = m_tasks.count() - 1;
    if (last < 0 || delta == 0)
        return;
    const int from = m_currentRow >= 0 ? m_currentRow : delta > 0 ? -1 : last + 1;
    select(idToQml(m_tasks.taskAt(int(std::clamp<qint64>(qint64(from) + delta, 0, last)))));
}

void Session::apply(const TaskDelta &delta)
{
    m_tasks.apply(delta);
    if (const TaskSnapshot *task = m_tasks.find(m_current))
        m_details.showTask(*task);
    if (m_started != 0)
        select(idToQml(m_started));
    if (delta.dropped > m_dropped) {
        m_dropped = delta.dropped;
        Q_EMIT droppedTasksChanged();
    }
}

void Session::tick()
{
    m_tasks.tick();
    m_details.tick();
}

void Session::tickWhileLive()
{
    const bool live = m_tasks.runningCount() > 0;
    if (live && !m_tick.isActive())
        m_tick.start();
    else if (!live)
        m_tick.stop();
}

void Session::followRows()
{
    setCurrent(m_tasks.nearestRowTask(m_current));
}

void Session::setCurrent(quint64 id)
{
    const int row = m_tasks.rowOf(id);
    const bool isOther = id != m_current;
    const bool moves = row != m_currentRow;
    m_current = id;
    m_currentRow = row;
    if (isOther) {
        const TaskSnapshot *task = m_tasks.find(id);
        if (task)
            m_details.showTask(*task);
        else
            m_details.clear();
        m_output.showTask(id);
        m_actions.showTask(id);
        Q_EMIT currentTaskChanged();
    }
    if (moves)
        Q_EMIT currentRowChanged();
}

// The feed may tell of the new task later: apply() then tries again.
void Session::selectStarted(double taskId)
{
    if (!select(taskId))
        m_started = idFromQml(taskId);
}

} // namespace taskdeck
