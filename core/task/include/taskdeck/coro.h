// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>

namespace taskdeck {

/// A coroutine that has not run yet: lazy, move-only, awaited at most once.
///
/// `co_await coro()` runs it inside the awaiting task: no new task, no tick, current task
/// unchanged, constant native stack however deep [T-05]. createTask() makes a task of it. Dropped
/// unstarted it never ran. Its frame is freed as soon as it has ended and its value was taken.
///
/// Thread: that of the task that runs it.
template<typename T = void>
class [[nodiscard]] Coro
{
public:
    using Value = T;
    using promise_type = detail::CoroPromise<T>;

    Coro() = default;
    Coro(Coro &&other) noexcept
        : m_handle(std::exchange(other.m_handle, {}))
    {
    }
    Coro &operator=(Coro &&other) noexcept
    {
        Coro old(std::move(*this));
        m_handle = std::exchange(other.m_handle, {});
        return *this;
    }
    ~Coro()
    {
        if (m_handle)
            detail::destroyCoroutine(m_handle);
    }

private:
    template<typename>
    friend class detail::CoroAwaiter;
    template<typename>
    friend class detail::TaskState;
    friend promise_type;

    explicit Coro(std::coroutine_handle<promise_type> handle)
        : m_handle(handle)
    {
    }

    promise_type &promise() const
    {
        return std::coroutine_handle<promise_type>::from_address(m_handle.address()).promise();
    }

    std::coroutine_handle<> m_handle;
};

} // namespace taskdeck

#include <taskdeck/detail/coroawaiter.h>
