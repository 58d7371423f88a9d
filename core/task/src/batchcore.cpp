// SPDX-License-Identifier: MIT
#include <taskdeck/detail/batchcore.h>

namespace taskdeck::detail {

BatchCore::BatchCore(const BatchOptions &options)
    : m_options(options)
{
}

BatchCore::~BatchCore() = default;

TaskControl *BatchCore::Watch::waitingTask() const
{
    return Access::state(core->m_task).task();
}

void BatchCore::begin(int count, SourcePlace place)
{
    m_count = count;
    m_watches = std::make_unique<Watch[]>(std::size_t(count) + 1);
    if (count == 0)
        ended.shutdown();
    m_task = createTask(waitForItems(shared_from_this()), m_options.name(), place);
}

void BatchCore::watchRequest(const AnyTask &request)
{
    m_request = request;
    m_requestRuns = true;
    watch(m_watches[m_count], request);
}

void BatchCore::watchItem(const AnyTask &item)
{
    watch(m_watches[m_watched++], item);
}

void BatchCore::watch(Watch &watch, const AnyTask &task)
{
    FutureBase &future = Access::state(task);
    future.task()->setParent(m_task.id());
    watch.core = this;
    watch.future = &future;
    future.waiters().append(watch);
}

void BatchCore::itemEnded(const Watch &watch)
{
    if (!m_queued && !m_task.done()) { // one report for all that ends in this pass
        m_queued = shared_from_this();
        push(watch.future->loop(), *this);
    }
    const int index = int(&watch - m_watches.get());
    if (index == m_count) {
        m_requestRuns = false;
    } else {
        ++m_doneCount;
        if (watch.future->outcome() != Outcome::Value)
            ++m_failedCount;
        if (firstIndex < 0) {
            firstIndex = index;
            firstEnded.set();
        }
        ended.tryPut(index);
        if (m_doneCount == m_count) {
            ended.shutdown();
            if (m_requestRuns)
                m_request.cancel(QStringLiteral("every item was cancelled"));
        }
    }
    if (hasEnded() && m_waiting)
        m_waiting->wake();
}

void BatchCore::run()
{
    const auto self = std::exchange(m_queued, nullptr);
    if (!m_task.done())
        reportProgress();
}

void BatchCore::drop() noexcept
{
    const auto self = std::exchange(m_queued, nullptr);
}

void BatchCore::reportProgress()
{
    auto text = QStringLiteral("%1/%2").arg(QString::number(m_doneCount), QString::number(m_count));
    if (m_failedCount > 0)
        text += QStringLiteral(", %1 failed").arg(m_failedCount);
    m_task.setProgress(double(m_doneCount) / double(m_count), text);
}

void BatchCore::cancelItems(const QString &message)
{
    const auto self = shared_from_this(); // a cancel runs hooks
    if (m_requestRuns) {
        m_request.cancel(message);
        return;
    }
    for (int i = 0; i < m_count; ++i)
        item(i).requestCancel(message);
}

void BatchCore::markSeen() const
{
    Access::state(m_task).markRetrieved();
    for (int i = 0; i < m_count; ++i)
        item(i).markRetrieved();
}

void BatchCore::throwIfAnyFailed() const
{
    if (m_failedCount == 0)
        return;
    QList<QString> failed;
    QMap<QString, std::exception_ptr> failures;
    for (int i = 0; i < m_count; ++i) {
        if (item(i).outcome() == Outcome::Value)
            continue;
        failed += keyTextAt(i);
        failures.insert(failed.constLast(), item(i).peekException());
    }
    throw BatchError(failed, std::move(failures));
}

// An item that somebody else holds reports for itself. For the others the batch's own task does,
// once, unless there is nothing left to report.
void BatchCore::settleReports(bool itemsAreHeld) noexcept
{
    bool unseen = false;
    for (int i = 0; i < m_watched && !itemsAreHeld; ++i) {
        FutureBase &future = item(i);
        if (future.outcome() != Outcome::Failure || future.isRetrieved() || future.isShared())
            continue;
        future.markRetrieved();
        unseen = true;
    }
    if (!unseen && !m_task.isNull())
        Access::state(m_task).markRetrieved();
}

Coro<> BatchCore::waitForItems(std::shared_ptr<BatchCore> core)
{
    Operation<BatchOperation, BatchCore *> items(core.get());
    co_await Unseen(std::move(items));
    if (core->m_count > 0)
        core->reportProgress();
    core->throwIfAnyFailed();
}

bool BatchOperation::start(Awaited &awaited)
{
    m_core->m_waiting = &awaited;
    return true;
}

CancelReply BatchOperation::cancel(const QString &message)
{
    m_core->cancelItems(message);
    return CancelReply::Ending;
}

QString BatchOperation::description() const
{
    return QStringLiteral("%1 items").arg(m_core->m_count - m_core->m_doneCount);
}

} // namespace taskdeck::detail
