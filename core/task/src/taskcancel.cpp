// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "taskcontrol_p.h"

namespace taskdeck::detail {

bool TaskControl::cancel(const QString &message)
{
    if (m_future.done() || m_rootEnded) // the latter: asked by what dies with the coroutine's frame
        return false;
    noteRequest(message);
    deliver(message);
    return true;
}

// A task that lives long may see a time limit pass a million times.
static constexpr qsizetype maxRequests = 32;

void TaskControl::noteRequest(const QString &message)
{
    ++m_cancelCount;
    auto &requests = extras().requests;
    if (requests.size() == maxRequests)
        requests.removeFirst();
    requests += CancelRequest{message, m_future.loop().time(), {}, {}};
    changed();
}

// Down the chain of tasks that wait for tasks, to whatever the innermost waits for. A loop: asyncio
// recurses here and dies at a few thousand [T-15].
void TaskControl::deliver(const QString &message)
{
    auto alive = Ref<FutureBase>::share(&m_future);
    TaskControl *task = this;
    while (task->m_awaited && !task->m_queued) {
        FutureBase *awaited = task->m_awaited->future();
        TaskControl *child = awaited ? awaited->task() : nullptr;
        if (!child)
            break;
        alive = Ref<FutureBase>::share(awaited);
        task = child;
        task->noteRequest(message);
    }
    Awaited *awaited = task->m_awaited;
    if (!awaited || task->m_queued)
        return task->remember(message); // not started, running or runnable [T-13, T-19, T-21]
    if (FutureBase *future = awaited->future()) {
        if (!future->requestCancel(message))
            task->remember(message);
        return;
    }
    switch (awaited->cancel(message)) {
    case CancelReply::Aborted: return task->interrupt(message);
    case CancelReply::Refused: task->m_uninterruptible = true; [[fallthrough]];
    case CancelReply::Ending: return task->remember(message);
    }
}

void TaskControl::remember(const QString &message)
{
    m_mustCancel = true;
    extras().cancelMessage = message;
}

void TaskControl::interrupt(const QString &message)
{
    m_interrupted = true;
    extras().interruptMessage = message;
    wake();
}

int TaskControl::uncancel()
{
    if (m_cancelCount == 0)
        return 0;
    if (--m_cancelCount == 0)
        m_mustCancel = false;
    changed();
    return m_cancelCount;
}

void TaskControl::suspendAt(CoroPromiseBase &leaf, SourcePlace place)
{
    m_leaf = &leaf;
    leaf.awaitPlace = place;
}

void TaskControl::suspendedAt(Awaited &awaited)
{
    m_awaited = &awaited;
    // A wake-up that is queued already has nothing left to interrupt: thrown when it resumes
    // [T-20].
    if (m_queued || !std::exchange(m_mustCancel, false))
        return;
    deliver(QString(extras().cancelMessage));
}

void TaskControl::resumeFrom(const Awaited &awaited)
{
    m_awaited = nullptr;
    m_uninterruptible = false;
    const bool interrupted = std::exchange(m_interrupted, false);
    const bool remembered = std::exchange(m_mustCancel, false);
    if (interrupted)
        throwCancelled(extras().interruptMessage); // one error for two requests, the first [T-26]
    const FutureBase *future = awaited.future();
    const auto *given = future ? exceptionAs<CancelledError>(future->peekException()) : nullptr;
    if (given)
        return noteDelivery(given->token()); // it throws its own
    if (remembered) {
        if (future)
            awaited.future()->markRetrieved(); // its outcome is dropped [T-19]
        throwCancelled(extras().cancelMessage);
    }
    noteDelivery({}); // what it waited for took the request and went on: so does this task [T-16]
}

void TaskControl::throwCancelled(const QString &message)
{
    const CancelledError error(message);
    noteDelivery(error.token());
    throw error;
}

void TaskControl::noteDelivery(std::weak_ptr<const void> token)
{
    if (m_cancelCount == 0 || extras().requests.isEmpty())
        return;
    const CoroPromiseBase *frame = m_leaf;
    while (frame->awaitPlace.isNull() &&
           frame->parent) // an await inside the library: who called it?
        frame = frame->parent;
    for (CancelRequest &request : extras().requests) {
        if (request.delivered != TimePoint())
            continue;
        request.delivered = m_future.loop().time();
        request.deliveredAt = frame->awaitPlace;
        m_extras->delivered = token;
    }
}

FutureBase *TaskControl::awaitedFuture() const
{
    return m_awaited ? m_awaited->future() : nullptr;
}

static TaskControl *awaitedTask(const TaskControl &task)
{
    FutureBase *future = task.awaitedFuture();
    return future ? future->task() : nullptr;
}

// Would `other`, on whom this is about to wait, end up waiting for this? Looks down from `other`
// and up from this in turn and stops at the first end, so that long chains cost nothing [T-09].
bool TaskControl::waitsBelow(const TaskControl &other) const
{
    const TaskControl *down = &other;
    QList<const TaskControl *> above{this};
    const Waiter *waiter = nullptr; // of the first above
    for (qsizetype looked = 0;;) {
        down = awaitedTask(*down);
        if (!down)
            return false;
        if (down == this)
            return true;
        while (!(waiter = above.at(looked)->m_future.waiters().next(waiter))) {
            if (++looked == above.size())
                return false;
        }
        const TaskControl *task = waiter->waitingTask();
        if (task == &other)
            return true;
        if (task)
            above += task;
    }
}

void TaskControl::requireAwaitable(FutureBase &future) const
{
    if (&future.loop() != &m_future.loop())
        throw UsageError("this future belongs to another loop: bridge it with toQFuture()");
    const TaskControl *other = future.task();
    if (other == this)
        throw UsageError("a task cannot wait for itself");
    if (other && waitsBelow(*other))
        throw UsageError("this wait would close a cycle of tasks that wait for each other");
}

} // namespace taskdeck::detail
