// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "reports_p.h"
#include "taskcontrol_p.h"

#include <taskdeck/callgraph.h>
#include <taskdeck/taskinfo.h>

namespace taskdeck::detail {

QString TaskControl::name() const
{
    if (m_extras && !m_extras->name.isEmpty())
        return m_extras->name;
    return QStringLiteral("Task-%1").arg(quint64(m_id));
}

void TaskControl::setName(QString name)
{
    extras().name = std::move(name);
    changed();
}

QString TaskControl::kind() const
{
    return m_extras ? m_extras->kind : QString();
}

void TaskControl::setKind(QString kind)
{
    extras().kind = std::move(kind);
    changed();
}

void TaskControl::setProgress(double fraction, QString text)
{
    Extras &x = extras();
    x.progress = fraction < 0 ? -1 : std::min(fraction, 1.0);
    x.progressText = std::move(text);
    changed();
}

void TaskControl::changed()
{
    TaskObserver *observer = m_future.loop().observer();
    if (Q_UNLIKELY(observer) && markDirty())
        observer->taskChanged(handle());
}

QList<SourcePlace> TaskControl::stack() const
{
    QList<SourcePlace> places;
    for (const CoroPromiseBase *frame = m_leaf; frame; frame = frame->parent) {
        if (!frame->awaitPlace.isNull()) // null: an await inside the library
            places += frame->awaitPlace;
    }
    return places;
}

static constexpr qsizetype maxFailureFrames = 64;

void TaskControl::noteFailure(const CoroPromiseBase &coroutine) noexcept
{
    // A cancellation is never kept: its life tells whether the task still holds it.
    if (!m_future.loop().observer() || exceptionAs<CancelledError>(coroutine.failure))
        return;
    Extras &x = extras();
    if (x.lastFailure == coroutine.failure)
        return; // on its way up
    x.lastFailure = coroutine.failure;
    x.failureStack.clear();
    for (const auto *frame = &coroutine; frame && x.failureStack.size() < maxFailureFrames;
         frame = frame->parent) {
        if (!frame->awaitPlace.isNull())
            x.failureStack += frame->awaitPlace;
    }
}

QList<SourcePlace> TaskControl::failureStack() const
{
    return m_extras ? m_extras->failureStack : QList<SourcePlace>();
}

QList<AnyTask> TaskControl::awaitedBy() const
{
    return waitersOf(handle());
}

QList<CancelRequest> TaskControl::cancelRequests() const
{
    return m_extras ? m_extras->requests : QList<CancelRequest>();
}

TaskInfo::Cancel TaskControl::cancelState() const
{
    if (m_cancelCount == 0 || !m_extras || m_extras->requests.isEmpty())
        return TaskInfo::Cancel::NotAsked;
    if (m_extras->requests.constLast().delivered == TimePoint())
        return m_uninterruptible ? TaskInfo::Cancel::Uninterruptible : TaskInfo::Cancel::Asked;
    return m_extras->delivered.expired() ? TaskInfo::Cancel::Refused : TaskInfo::Cancel::CleaningUp;
}

TaskInfo::State TaskControl::state() const
{
    switch (m_future.outcome()) {
    case Outcome::Value: return TaskInfo::State::Done;
    case Outcome::Failure: return TaskInfo::State::Failed;
    case Outcome::Cancelled: return TaskInfo::State::Cancelled;
    case Outcome::Pending: break;
    }
    const TaskInfo::Cancel cancel = cancelState();
    if (cancel != TaskInfo::Cancel::NotAsked && cancel != TaskInfo::Cancel::Refused)
        return TaskInfo::State::Cancelling;
    if (!m_begun)
        return TaskInfo::State::Scheduled;
    const bool waits = m_awaited && !m_queued && !m_awaited->isWork();
    return waits ? TaskInfo::State::Waiting : TaskInfo::State::Running;
}

TaskInfo TaskControl::info() const
{
    TaskInfo info;
    info.id = m_id;
    info.parent = m_parent;
    if (const FutureBase *awaited = awaitedFuture(); awaited && awaited->task())
        info.waitsOn = awaited->task()->id();
    info.state = state();
    info.cancel = cancelState();
    info.cancelling = m_cancelCount;
    info.name = name();
    if (m_awaited && !m_future.done())
        info.awaits = m_awaited->description();
    info.createdAt = m_createdAt;
    info.created = m_created;
    info.started = m_started;
    info.ended = m_ended;
    info.busy = m_busy;
    info.steps = m_steps;
    if (m_extras) {
        info.kind = m_extras->kind;
        if (!m_extras->requests.isEmpty())
            info.cancelMessage = m_extras->requests.constLast().message;
        info.progress = m_extras->progress;
        info.progressText = m_extras->progressText;
    }
    return info;
}

void writeOutput(TaskControl &task, TaskObserver::Channel channel, const QByteArray &bytes)
{
    if (TaskObserver *observer = task.future().loop().observer())
        observer->taskWrote(task.id(), channel, bytes);
}

} // namespace taskdeck::detail

namespace taskdeck {

TaskObserver::~TaskObserver() = default;

AnyTask currentTask()
{
    const detail::TaskControl *task = Loop::current().internals().current;
    return task ? detail::Access::handle<AnyTask>(task->future()) : AnyTask();
}

QList<AnyTask> allTasks()
{
    QList<AnyTask> tasks;
    for (auto *task = Loop::current().internals().firstTask; task; task = task->nextInRegistry())
        tasks.prepend(detail::Access::handle<AnyTask>(task->future()));
    return tasks;
}

void setProgress(double fraction, QString text)
{
    if (auto *task = Loop::current().internals().current)
        task->setProgress(fraction, std::move(text));
}

void setProgress(qint64 done, qint64 total, const QString &unit)
{
    const QString text =
        total > 0
            ? QStringLiteral("%1 of %2 %3").arg(QString::number(done), QString::number(total), unit)
            : QStringLiteral("%1 %2").arg(QString::number(done), unit);
    setProgress(total > 0 ? double(done) / double(total) : -1, text);
}

} // namespace taskdeck
