// SPDX-License-Identifier: MIT
#include <taskdeck/detail/batchstate.h>

namespace taskdeck::detail {

BatchCore::BatchCore() = default;
BatchCore::~BatchCore() = default;

void BatchCore::itemEnded(const AnyFuture &item)
{
    ++doneCount;
    if (item.outcome() != Outcome::Value)
        ++failedCount;
    Access::state(item).markRetrieved(); // reported once, by the batch's own task
    reportProgress();
    if (doneCount == total && m_waiting)
        m_waiting->wake();
}

void BatchCore::reportProgress()
{
    auto text = QStringLiteral("%1/%2").arg(QString::number(doneCount), QString::number(total));
    if (failedCount > 0)
        text += QStringLiteral(", %1 failed").arg(failedCount);
    task.setProgress(double(doneCount) / double(total), text);
}

Coro<> BatchCore::run(std::shared_ptr<BatchCore> core)
{
    Operation<BatchOperation, BatchCore *> items(core.get());
    co_await Unseen(std::move(items));
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
    return QStringLiteral("%1 items").arg(m_core->total - m_core->doneCount);
}

void setParent(const AnyTask &child, TaskId parent)
{
    Access::state(child).task()->setParent(parent);
}

} // namespace taskdeck::detail
