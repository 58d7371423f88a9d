// SPDX-License-Identifier: MIT
#include "taskdetailsmodel.h"

#include "displaytext.h"
#include "tasklistmodel.h"
#include "taskwords.h"
#include "valuetext.h"

#include <taskdeck/monitor/taskfeed.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace taskdeck::monitor;

namespace taskdeck {
namespace {

constexpr std::chrono::milliseconds RequestInterval = 100ms;

} // namespace

TaskDetailsModel::TaskDetailsModel(TaskFeed &feed, const TaskListModel &tasks, WallClock clock,
                                   QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_tasks(tasks)
    , m_clock(std::move(clock))
    , m_due(this)
    , m_now(m_clock())
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &TaskDetailsModel::request);
    connect(&feed, &TaskFeed::details, this, &TaskDetailsModel::take);
}

QString TaskDetailsModel::stateText() const
{
    return m_task.id == 0 ? QString() : taskwords::state(taskState());
}

QString TaskDetailsModel::note() const
{
    return taskwords::note(m_task);
}

QString TaskDetailsModel::createdText() const
{
    return displaytext::moment(m_task.created, m_now);
}

QString TaskDetailsModel::startedText() const
{
    return displaytext::moment(m_task.started, m_now);
}

QString TaskDetailsModel::endedText() const
{
    return displaytext::moment(m_task.ended, m_now);
}

QString TaskDetailsModel::elapsedText() const
{
    return m_task.id == 0 ? QString() : taskwords::elapsedText(m_task, m_now);
}

QString TaskDetailsModel::busyText() const
{
    return m_task.id == 0 ? QString() : displaytext::busy(m_task.busy);
}

QString TaskDetailsModel::place() const
{
    return displaytext::place(m_task.place);
}

QString TaskDetailsModel::parentName() const
{
    const TaskSnapshot *creator = m_tasks.find(m_task.parent);
    return creator ? creator->name : QString();
}

QStringList TaskDetailsModel::receipts() const
{
    QStringList lines;
    for (const CancelReceipt &receipt : m_details.cancels)
        lines += taskwords::receipt(receipt, m_now);
    return lines;
}

ResultKind::Value TaskDetailsModel::resultKind() const
{
    if (m_details.result.isNull())
        return ResultKind::None;
    return valuetext::entries(m_details.result) < 0 ? ResultKind::Text : ResultKind::Tree;
}

QString TaskDetailsModel::resultText() const
{
    return valuetext::whole(m_details.result);
}

QString TaskDetailsModel::resultNote() const
{
    if (m_task.id == 0 || m_loading || resultKind() != ResultKind::None)
        return {};
    return taskwords::noResult(m_task, resultType());
}

void TaskDetailsModel::showTask(const TaskSnapshot &task)
{
    if (task == m_task)
        return;
    const bool isOther = task.id != m_task.id;
    const bool changesState = task.state != m_task.state;
    m_task = task;
    m_now = m_clock();
    Q_EMIT changed();
    Q_EMIT elapsedChanged();
    if (isOther)
        setDetails({.id = task.id}, true);
    else if (changesState)
        Q_EMIT detailsChanged(); // why there is no result
    if (isOther)
        request();
    else
        requestSoon();
}

void TaskDetailsModel::clear()
{
    if (m_task.id == 0)
        return;
    m_due.stop();
    m_task = {};
    Q_EMIT changed();
    Q_EMIT elapsedChanged();
    setDetails({}, false);
}

void TaskDetailsModel::tick()
{
    m_now = m_clock();
    if (m_task.id != 0 && !m_task.isOver())
        Q_EMIT elapsedChanged();
    if (m_due.isActive())
        requestSoon();
}

void TaskDetailsModel::request()
{
    m_due.stop();
    m_lastRequest = m_clock();
    m_feed.requestDetails(m_task.id);
}

void TaskDetailsModel::requestSoon()
{
    const std::chrono::milliseconds left = m_lastRequest + RequestInterval - m_clock();
    if (left <= 0ms)
        request();
    else if (!m_due.isActive())
        m_due.start(std::min(left, RequestInterval)); // a clock that was set back must not stall it
}

void TaskDetailsModel::take(const TaskDetails &details)
{
    if (details.id == m_task.id && details.id != 0)
        setDetails(details, false);
}

void TaskDetailsModel::setDetails(const TaskDetails &details, bool loading)
{
    if (details == m_details && loading == m_loading)
        return;
    m_details = details;
    m_loading = loading;
    m_resultTree.setValue(valuetext::entries(details.result) < 0 ? QVariant() : details.result);
    m_failure.setFailure(details.failure);
    m_awaitChain.setDetails(details);
    Q_EMIT detailsChanged();
}

} // namespace taskdeck
