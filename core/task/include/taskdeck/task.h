// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/detail/futureawaiter.h>
#include <taskdeck/detail/taskmethods.h>
#include <taskdeck/detail/taskstate.h>
#include <taskdeck/future.h>
#include <taskdeck/taskobserver.h>

#include <QtCore/QList>

namespace taskdeck {

/// Handle to a task of any type. Null by default.
class AnyTask : public AnyFuture, public detail::TaskMethods<AnyTask>
{
public:
    AnyTask() = default;

    template<std::invocable<AnyTask> F>
    CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<AnyTask>(ownState(), nullptr, std::move(f));
    }
    template<std::invocable<AnyTask> F>
    CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<AnyTask>(state(), context, std::move(f));
    }

private:
    friend struct detail::Access;
    using AnyFuture::AnyFuture;
};

namespace detail {

template<typename T>
class TaskPromise;

template<typename Handle>
AnyTask TaskMethods<Handle>::awaitedTask() const
{
    FutureBase *awaited = control().awaitedFuture();
    return awaited && awaited->task() ? Access::handle<AnyTask>(*awaited) : AnyTask();
}

template<typename Handle>
QList<AnyTask> TaskMethods<Handle>::awaitedBy() const
{
    return control().awaitedBy();
}

} // namespace detail

/// A coroutine wrapped in a Future.
///
/// cancel() throws CancelledError in at the current await; the coroutine may catch it, and even
/// refuse. The loop keeps a pending task alive: dropping all handles detaches it [A6]. The
/// coroutine's frame, with every argument and local, is freed when it ends.
///
/// A function may return Task instead of Coro: calling it is createEagerTask() of its body, so that
/// a slot can be a coroutine. What it uses must outlive it; a lambda's captures do not.
///
/// Thread: that of the loop it was created in; see AnyFuture for what any thread may call.
template<typename T = void>
class Task : public Future<T>, public detail::TaskMethods<Task<T>>
{
public:
    using promise_type = detail::TaskPromise<T>;

    Task() = default;

    operator AnyTask() const
    {
        return detail::Access::handle<AnyTask>(detail::Access::state(*this));
    }

    template<std::invocable<Task> F>
    CallbackId addDoneCallback(F f)
    {
        return detail::addCallback<Task>(this->ownState(), nullptr, std::move(f));
    }
    template<std::invocable<Task> F>
    CallbackId addDoneCallback(QObject *context, F f)
    {
        return detail::addCallback<Task>(this->state(), context, std::move(f));
    }

private:
    friend struct detail::Access;
    using Future<T>::Future;
};

/// A function that makes a coroutine: F() -> Coro<T>.
template<typename F>
concept CoroFactory = requires(F f)
{
    []<typename T>(Coro<T>) {}(f());
};

namespace detail {

/// A task that has not started.
template<typename T>
Ref<TaskState<T>> makeTask(Coro<T> coro, QString name, SourcePlace place)
{
    return Ref<TaskState<T>>::adopt(new TaskState<T>(std::move(coro), std::move(name), place));
}

} // namespace detail

/// Makes a task of `coro`: its first step comes on the next pass [T-01].
///
/// @param name  shown by monitors; empty gives "Task-<id>"
/// @throws UsageError  the loop has been shut down; `coro` dies unstarted [T-11]
template<typename T>
Task<T> createTask(Coro<T> coro, QString name = {}, SourcePlace place = SourcePlace::here())
{
    const auto state = detail::makeTask(std::move(coro), std::move(name), place);
    state->start();
    return detail::Access::handle<Task<T>>(*state);
}

/// The same, and takes the first step inside the call [E-01…E-08].
///
/// A body that never suspends gives a task that is done; its callbacks are queued all the same.
/// Nothing that the body throws leaves this call. @throws as createTask()
template<typename T>
Task<T> createEagerTask(Coro<T> coro, QString name = {}, SourcePlace place = SourcePlace::here())
{
    const auto state = detail::makeTask(std::move(coro), std::move(name), place);
    state->startEagerly();
    return detail::Access::handle<Task<T>>(*state);
}

namespace detail {

/// Keeps the closure in a frame for as long as the coroutine that it makes.
template<typename F, typename T = typename std::invoke_result_t<F &>::Value>
Coro<T> runClosure(F f)
{
    auto coro = f();
    co_return co_await Unseen(std::move(coro));
}

} // namespace detail

/// Makes a task of what `f` returns. `f` itself lives in the task until it ends, so a lambda may
/// capture. It is called on the first step.
template<CoroFactory F>
auto createTask(F f, QString name = {}, SourcePlace place = SourcePlace::here())
{
    return createTask(detail::runClosure(std::move(f)), std::move(name), place);
}
template<CoroFactory F>
auto createEagerTask(F f, QString name = {}, SourcePlace place = SourcePlace::here())
{
    return createEagerTask(detail::runClosure(std::move(f)), std::move(name), place);
}

/// The task whose step runs in this thread; null outside of one [T-37].
[[nodiscard]] TASKDECK_EXPORT AnyTask currentTask();
/// The tasks of this thread's loop that are not done, oldest first [T-39].
[[nodiscard]] TASKDECK_EXPORT QList<AnyTask> allTasks();

/// How far the current task is, for monitors. Ignored outside a task.
/// @param fraction  0…1; negative = unknown
TASKDECK_EXPORT void setProgress(double fraction, QString text = {});
/// "3 of 12 files". @param total  zero or less = unknown
TASKDECK_EXPORT void setProgress(qint64 done, qint64 total, const QString &unit);

namespace detail {

template<typename T>
struct AwaitTraits<Task<T>> : AwaitTraits<Future<T>> {
};

} // namespace detail

} // namespace taskdeck

#include <taskdeck/detail/taskpromise.h>
