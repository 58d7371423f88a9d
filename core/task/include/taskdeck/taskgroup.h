// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/scope.h>
#include <taskdeck/task.h>

#include <concepts>
#include <memory>

namespace taskdeck {

class TaskGroup;

/// Runs `body`, then waits until every task that it started in the group has ended.
///
/// No child outlives the scope, whichever way it is left. The first failure cancels the other
/// children and interrupts the body; cancelling the calling task cancels the children and still
/// waits for them.
///
/// @param body  Coro<T>(TaskGroup &); the scope owns the closure while it runs; its value is the
///              scope's
/// @throws ExceptionGroup  the body or a child failed; the failures in order of completion, the
///                         body's last [G-03, G-09]
/// @throws CancelledError  the calling task was cancelled and nothing failed
/// @throws FatalError      the body's, bare [G-15]; the children's failures are reported
/// @throws NotAvailableError  cancel() ended the body before it gave its value; never if T is void
/// Thread: that of the calling task.
template<std::invocable<TaskGroup &> Body>
[[nodiscard]] auto taskGroup(Body body) -> std::invoke_result_t<Body &, TaskGroup &>;

/// Handle to a running scope. A copy kept past the scope's end refuses with UsageError.
///
/// Thread: that of the calling task; from another one everything is UsageError.
class TASKDECK_EXPORT TaskGroup
{
public:
    // Not moved from, so that no handle is ever null.
    TaskGroup(const TaskGroup &) = default;
    TaskGroup &operator=(const TaskGroup &) = default;

    /// Schedules `coro` as a child: its first step comes on the next pass.
    ///
    /// Dropping the returned handle neither cancels nor detaches the child.
    /// @throws UsageError  the group is aborting or has ended; `coro` dies unstarted [G-18, G-19]
    template<typename T>
    Task<T> createTask(Coro<T> coro, QString name = {}, SourcePlace place = SourcePlace::here())
    {
        requireOpen();
        auto child = taskdeck::createTask(std::move(coro), std::move(name), place);
        adopt(child);
        return child;
    }
    template<CoroFactory F>
    auto createTask(F f, QString name = {}, SourcePlace place = SourcePlace::here())
    {
        return createTask(detail::runClosure(std::move(f)), std::move(name), place);
    }

    /// The same, but the first step is taken inside the call. If the child fails in it, the body is
    /// not interrupted inside the call [G-25].
    template<typename T>
    Task<T> createEagerTask(Coro<T> coro, QString name = {},
                            SourcePlace place = SourcePlace::here())
    {
        requireOpen();
        const auto state = detail::makeTask(std::move(coro), std::move(name), place);
        auto child = detail::Access::handle<Task<T>>(*state);
        adopt(child);
        state->startEagerly();
        return child;
    }
    template<CoroFactory F>
    auto createEagerTask(F f, QString name = {}, SourcePlace place = SourcePlace::here())
    {
        return createEagerTask(detail::runClosure(std::move(f)), std::move(name), place);
    }

    /// Cancels the children and interrupts the body at its next suspending await. The scope then
    /// ends without an exception unless something failed [G-30…G-34]. Harmless when repeated or
    /// after the end. A child that calls it is cancelled as well: its own value is dropped.
    void cancel();

    /// Number of children that have not ended.
    int pending() const;

private:
    template<std::invocable<TaskGroup &> Body>
    friend auto taskGroup(Body body) -> std::invoke_result_t<Body &, TaskGroup &>;
    friend class detail::Closing<TaskGroup>;

    TaskGroup();
    void requireOpen() const;
    void adopt(const AnyTask &child);
    /// Waits for the children. @throws what the scope ends with, if not with a value
    Coro<> end(std::exception_ptr failure) const;
    void close() const noexcept;

    struct State;
    std::shared_ptr<State> d;
};

} // namespace taskdeck

#include <taskdeck/detail/taskgroup.h>
