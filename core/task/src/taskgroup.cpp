// SPDX-License-Identifier: MIT
#include "scope_p.h"

#include <taskdeck/promise.h>
#include <taskdeck/taskgroup.h>

namespace taskdeck {

static QString groupEnds()
{
    return QStringLiteral("the task group ends");
}

struct TaskGroup::State {
    Loop &loop;
    detail::Ref<detail::FutureBase> parent; ///< null when the scope has ended
    detail::ScopeRequest request{*parent->task()};
    QMap<TaskId, AnyTask> children{}; ///< whose end has not been seen
    QList<std::exception_ptr> failures{};
    std::optional<Promise<void>> lastEnded{}; ///< while the scope waits for its children
    bool aborting = false;

    bool ended() const { return !parent; }
    detail::TaskControl &parentTask() const { return *parent->task(); }

    void abort();
    void interruptBody();
    void childEnded(const AnyTask &child);
    void keepRequest(const std::exception_ptr &cancellation);
    void reportFailures(const QString &message) noexcept;
};

TaskGroup::TaskGroup()
    : d(new State{Loop::current(), detail::currentTaskFuture()})
{
}

void TaskGroup::requireOpen() const
{
    detail::requireScopeThread(d->loop);
    detail::requireOpenLoop();
    if (d->ended())
        throw UsageError("the task group has ended");
    if (d->aborting)
        throw UsageError("the task group is shutting down");
}

void TaskGroup::adopt(const AnyTask &child)
{
    d->children.insert(child.id(), child);
    const auto tell = [state = d](const AnyTask &ended) {
        state->childEnded(ended);
    };
    detail::FutureBase &future = detail::Access::state(child);
    auto callback =
        std::make_unique<detail::CallbackOf<AnyTask, decltype(tell)>>(future, nullptr, tell);
    callback->setCaller(d->parent); // shown as waiting for its children [I-02]
    detail::registerCallback(future, std::move(callback));
}

int TaskGroup::pending() const
{
    detail::requireScopeThread(d->loop);
    return int(std::count_if(d->children.cbegin(), d->children.cend(), [](const AnyTask &child) {
        return !child.done();
    }));
}

void TaskGroup::cancel()
{
    detail::requireScopeThread(d->loop);
    if (d->ended() || d->aborting)
        return;
    d->abort();
    d->interruptBody();
}

void TaskGroup::State::abort()
{
    aborting = true;
    const QMap<TaskId, AnyTask> now = children; // a cancel may run anything
    for (AnyTask child : now) {
        if (!child.done())
            child.cancel(groupEnds());
    }
}

void TaskGroup::State::interruptBody()
{
    if (!lastEnded) // else nothing of the body is left to interrupt
        request.make(*parent, groupEnds());
}

void TaskGroup::State::childEnded(const AnyTask &child)
{
    children.remove(child.id());
    if (children.isEmpty() && lastEnded)
        lastEnded->trySetResult();
    if (!child.failed())
        return;
    const auto failure = child.exception();
    if (ended() || parent->done()) { // nobody is left to be told [G-27]
        loop.report({QStringLiteral("Task '%1' failed after the task that owns its group had ended")
                         .arg(child.name()),
                     failure, child, child.createdAt()});
        return;
    }
    failures += failure;
    if (!aborting) {
        abort();
        interruptBody();
    }
}

// Waits for the children. The body has ended, and with it what the group may interrupt.
Coro<> TaskGroup::end(std::exception_ptr failure) const
{
    const std::shared_ptr<State> state = d;
    const auto alive = state->parent;
    const bool cancelled = detail::exceptionAs<CancelledError>(failure);
    std::exception_ptr cancellation = cancelled ? failure : nullptr;
    if (state->request.isMade() && state->request.takeBack(state->parentTask()))
        cancellation = nullptr; // only the group's own request was left [G-04]
    if (failure && !state->aborting)
        state->abort();
    while (!state->children.isEmpty()) {
        const Future<void> last = state->lastEnded.emplace().future();
        try {
            co_await detail::Unseen(last);
        } catch (const CancelledError &) {
            // From outside; the first such request counts [G-29, G-33].
            if (!cancellation)
                cancellation = std::current_exception();
            if (!state->aborting)
                state->abort();
        }
        state->lastEnded.reset();
    }

    if (detail::exceptionAs<FatalError>(failure)) { // [G-15]
        state->reportFailures(QStringLiteral("A failure in a task group that ended fatally"));
        state->keepRequest(cancellation);
        close();
        std::rethrow_exception(std::move(failure));
    }
    if (failure && !cancelled)
        state->failures += std::move(failure);
    if (!state->failures.isEmpty()) {
        state->keepRequest(cancellation);
        const auto failures = std::exchange(state->failures, {});
        close();
        throw ExceptionGroup(QStringLiteral("unhandled errors in a task group"), failures);
    }
    close();
    if (cancellation)
        std::rethrow_exception(std::move(cancellation));
}

// Something else is thrown instead of the CancelledError: it comes at the next await [G-08, G-28].
void TaskGroup::State::keepRequest(const std::exception_ptr &cancellation)
{
    detail::TaskControl &task = parentTask();
    if (task.cancelling() == 0)
        return;
    const auto *error = detail::exceptionAs<CancelledError>(cancellation);
    const QString message = error ? error->message() : QString();
    task.uncancel();
    task.cancel(message == groupEnds() ? QString() : message);
}

void TaskGroup::State::reportFailures(const QString &message) noexcept
{
    for (const auto &failure : std::exchange(failures, {}))
        loop.report({message, failure, {}, {}});
}

// A copy of the handle that was kept keeps nothing else [G-26].
void TaskGroup::close() const noexcept
{
    const auto alive = std::exchange(d->parent, {});
    d->reportFailures(QStringLiteral("A failure in a task group that was destroyed"));
}

} // namespace taskdeck
