// SPDX-License-Identifier: MIT
#include "tasklistmodel.h"

#include "cancelverdict.h"
#include "displaytext.h"
#include "taskwords.h"

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;
using taskdeck::monitor::TaskDelta;
using taskdeck::monitor::TaskSnapshot;

namespace taskdeck {
namespace {

constexpr std::chrono::milliseconds MaxElapsed(std::numeric_limits<int>::max());

} // namespace

TaskListModel::TaskListModel(WallClock clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(std::move(clock))
    , m_now(m_clock())
{
}

int TaskListModel::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

int TaskListModel::runningCount() const
{
    return std::accumulate(m_counts.begin(), m_counts.begin() + TaskState::Done, 0);
}

void TaskListModel::setFilterText(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    setMatcher({.state = stateFilter(), .text = text.trimmed()});
}

void TaskListModel::setStateFilter(TaskFilter::Value filter)
{
    if (filter != stateFilter())
        setMatcher({.state = filter, .text = m_tree.matcher().text});
}

int TaskListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TaskListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TaskNode &node = *m_rows[size_t(index.row())];
    const TaskSnapshot &task = node.task;
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return task.name;
    case TaskIdRole: return task.id;
    case KindRole: return task.kind;
    case TaskStateRole: return TaskState::fromCore(task.state);
    case StateTextRole: return taskwords::state(TaskState::fromCore(task.state));
    case VerdictRole: return CancelVerdict::fromCore(task.cancelVerdict);
    case WaitsOnRole: return task.waitsOn;
    case NoteRole: return taskwords::note(task);
    case ElapsedRole: return int(std::min(taskwords::elapsed(task, m_now), MaxElapsed).count());
    case ElapsedTextRole: return taskwords::elapsedText(task, m_now);
    case ProgressRole: return task.progress;
    case ProgressTextRole: return task.progressText;
    case DepthRole: return node.depth;
    case HasChildrenRole: return node.shownChildren > 0;
    case ExpandedRole: return m_tree.isExpanded(node);
    case CancellableRole: return !task.isOver();
    case StepsRole: return task.steps;
    case CancelRequestsRole: return task.cancelRequests;
    }
    return {};
}

QHash<int, QByteArray> TaskListModel::roleNames() const
{
    return {
        {TaskIdRole, "taskId"},       {NameRole, "name"},
        {KindRole, "kind"},           {TaskStateRole, "taskState"},
        {StateTextRole, "stateText"}, {VerdictRole, "verdict"},
        {WaitsOnRole, "waitsOn"},     {NoteRole, "note"},
        {ElapsedRole, "elapsed"},     {ElapsedTextRole, "elapsedText"},
        {ProgressRole, "progress"},   {ProgressTextRole, "progressText"},
        {DepthRole, "depth"},         {HasChildrenRole, "hasChildren"},
        {ExpandedRole, "expanded"},   {CancellableRole, "cancellable"},
        {StepsRole, "steps"},         {CancelRequestsRole, "cancelRequests"},
    };
}

void TaskListModel::reset(const QList<TaskSnapshot> &tasks)
{
    const int before = count();
    beginResetModel();
    m_now = m_clock();
    m_rows.clear();
    m_tree.clear();
    for (const TaskSnapshot &task : tasks)
        m_tree.add(task);
    for (TaskNode *node = m_tree.rowAfter(nullptr); node; node = m_tree.rowAfter(node)) {
        node->row = count();
        m_rows.push_back(node);
    }
    m_tree.settled();
    endResetModel();
    announceCounts(before);
    Q_EMIT rowsSettled();
}

void TaskListModel::apply(const TaskDelta &delta)
{
    m_now = m_clock();
    for (const TaskSnapshot &task : delta.added)
        m_tree.add(task);
    for (const TaskSnapshot &task : delta.changed)
        m_tree.update(task);
    for (const quint64 id : delta.removed)
        m_tree.remove(id);
    settle();
}

int TaskListModel::rowOf(quint64 id) const
{
    const TaskNode *node = m_tree.find(id);
    return node ? node->row : -1;
}

quint64 TaskListModel::taskAt(int row) const
{
    return row >= 0 && row < count() ? m_rows[size_t(row)]->task.id : 0;
}

quint64 TaskListModel::nearestRowTask(quint64 id) const
{
    const TaskNode *node = m_tree.find(id);
    if (!node || !node->isShown())
        return 0;
    while (node->row < 0 && node->parent)
        node = node->parent;
    return node->task.id;
}

const TaskSnapshot *TaskListModel::find(quint64 id) const
{
    const TaskNode *node = m_tree.find(id);
    return node ? &node->task : nullptr;
}

QList<quint64> TaskListModel::endedTasks() const
{
    QList<quint64> ids;
    for (const auto &[id, node] : m_tree.nodes()) {
        if (node.matches && node.task.isOver())
            ids += id;
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool TaskListModel::reveal(quint64 id)
{
    TaskNode *node = m_tree.find(id);
    if (!node || !node->isShown())
        return false;
    m_tree.unfoldAbove(*node);
    settle();
    return true;
}

void TaskListModel::setExpanded(int row, bool expanded)
{
    if (row < 0 || row >= count())
        return;
    m_tree.setExpanded(*m_rows[size_t(row)], expanded);
    settle();
}

void TaskListModel::tick()
{
    m_now = m_clock();
    const auto isLive = [](const TaskNode *node) {
        return !node->task.isOver();
    };
    const auto first = std::find_if(m_rows.begin(), m_rows.end(), isLive);
    const auto last = std::find_if(m_rows.rbegin(), m_rows.rend(), isLive);
    if (first == m_rows.end())
        return;
    Q_EMIT dataChanged(index((*first)->row), index((*last)->row), {ElapsedRole, ElapsedTextRole});
}

void TaskListModel::setMatcher(const TaskMatcher &matcher)
{
    if (matcher != m_tree.matcher()) {
        m_tree.setMatcher(matcher);
        settle();
    }
    Q_EMIT filterChanged();
}

} // namespace taskdeck
