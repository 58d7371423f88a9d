// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/outsideawaiter.h>

#include <functional>

namespace taskdeck::detail {

/// Runs a nested event loop until the future is done.
/// @throws UsageError  wrong thread, the task whose step runs, or the event loop was stopped
TASKDECK_EXPORT void blockOutside(FutureBase &future);

template<typename T>
T waitOutside(Future<T> future)
{
    blockOutside(Access::state(future));
    if constexpr (std::is_void_v<T>)
        Access::typedState(future).throwUnlessValue();
    else
        return Access::typedState(future).takeOrCopy();
}

/// With the value where that fits, else with nothing.
template<typename T, typename Function>
void callWith(Future<T> &future, Function &function)
{
    if constexpr (std::is_void_v<T>)
        function();
    else if constexpr (std::is_invocable_v<Function &, const T &>)
        function(future.result());
    else if constexpr (std::is_invocable_v<Function &, T>)
        function(future.takeResult());
    else
        function();
}

template<typename T, typename Context, typename Callback>
void connectOutside(Future<T> future, Context *context, Callback callback)
{
    if constexpr (std::is_member_function_pointer_v<Callback>) {
        connectOutside(std::move(future), context, std::bind_front(callback, context));
    } else {
        future.addDoneCallback(context, [callback = std::move(callback)](Future<T> ended) mutable {
            if (ended.outcome() == Outcome::Value) // a failure that nobody looks at is reported
                callWith(ended, callback);
        });
    }
}

} // namespace taskdeck::detail

/// QCoro's functions for our types. They win over its own, which take any awaitable but with QCoro
/// 0.8 hang when it fails, want a T that can be default-constructed, and swallow failures.
namespace QCoro {

/// Blocks in a nested event loop, also inside a running task. Moves the value out of the last
/// handle, else copies it.
///
/// @throws taskdeck::UsageError  from another thread; for the task that calls it; or the event
///                               loop was stopped first
/// @throws …                     what the future ended with, CancelledError included
template<typename T>
T waitFor(taskdeck::Future<T> future)
{
    return taskdeck::detail::waitOutside(std::move(future));
}
template<typename T>
T waitFor(taskdeck::Task<T> task)
{
    return taskdeck::detail::waitOutside<T>(std::move(task));
}
/// As a task of its own.
template<typename T>
T waitFor(taskdeck::Coro<T> coro)
{
    return taskdeck::detail::waitOutside<T>(taskdeck::createTask(std::move(coro)));
}

/// Calls `callback`, a function or a member function of `context`, with the value or with nothing,
/// if there is a value and `context` still lives then. What it throws, and a failure that nobody
/// else looks at, goes to the loop's exception handler.
template<typename T, typename Context, typename Callback>
void connect(taskdeck::Future<T> future, Context *context, Callback callback)
{
    taskdeck::detail::connectOutside(std::move(future), context, std::move(callback));
}
template<typename T, typename Context, typename Callback>
void connect(taskdeck::Task<T> task, Context *context, Callback callback)
{
    taskdeck::detail::connectOutside<T>(std::move(task), context, std::move(callback));
}
template<typename T, typename Context, typename Callback>
void connect(taskdeck::Coro<T> coro, Context *context, Callback callback)
{
    taskdeck::detail::connectOutside<T>(taskdeck::createTask(std::move(coro)), context,
                                        std::move(callback));
}

} // namespace QCoro
