// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/task.h>

namespace taskdeck::detail {

/// Promise of a function that returns a Task: calling it is createEagerTask() of its body.
///
/// Has no members of its own: the task sees the frame as that of a Coro.
template<typename T>
class TaskPromise final : public CoroPromise<T>
{
public:
    explicit TaskPromise(SourcePlace place = SourcePlace::here())
    {
        this->awaitPlace = place; // free until its first await
    }

    /// @throws UsageError  the loop has been shut down
    Task<T> get_return_object()
    {
        requireOpenLoop(); // first: what throws here leaves the frame to the compiler
        const auto place = std::exchange(this->awaitPlace, SourcePlace());
        return Access::handle<Task<T>>(
            *makeTask(CoroPromise<T>::get_return_object(), QString(), place));
    }

    struct Starter {
        bool await_ready() noexcept { return false; }
        // The frame may be gone when this returns.
        void await_suspend(std::coroutine_handle<TaskPromise> handle)
        {
            handle.promise().task->startEagerly();
        }
        void await_resume() noexcept {}
    };
    Starter initial_suspend() noexcept { return {}; }
};

} // namespace taskdeck::detail
