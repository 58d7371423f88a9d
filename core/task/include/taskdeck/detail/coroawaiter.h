// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

namespace taskdeck::detail {

inline Coro<void> CoroPromise<void>::get_return_object()
{
    const auto handle = std::coroutine_handle<CoroPromise>::from_promise(*this);
    self = handle;
    return Coro<void>(handle);
}

/// Awaits a coroutine inside the same task: a trampoline, so that no depth costs native stack [A5].
template<typename T>
class CoroAwaiter
{
public:
    CoroAwaiter(CoroPromiseBase &awaiting, SourcePlace place, Coro<T> child)
        : m_awaiting(awaiting)
        , m_place(place)
        , m_child(std::move(child))
    {
    }
    CoroAwaiter(const CoroAwaiter &) = delete;
    CoroAwaiter &operator=(const CoroAwaiter &) = delete;

    bool await_ready() const
    {
        if (!m_child.m_handle)
            throw UsageError("this coroutine was awaited or moved away before");
        return false;
    }
    void await_suspend(std::coroutine_handle<>)
    {
        CoroPromiseBase &child = m_child.promise();
        child.task = m_awaiting.task;
        child.parent = &m_awaiting;
        child.owner = &m_child.m_handle;
        m_awaiting.awaitPlace = m_place;
        child.task->runNext(child);
    }
    T await_resume()
    {
        auto &child = m_child.promise();
        if (child.failure)
            std::rethrow_exception(std::move(child.failure));
        if constexpr (!std::is_void_v<T>)
            return child.takeValue();
    }

private:
    CoroPromiseBase &m_awaiting;
    SourcePlace m_place;
    Coro<T> m_child;
};

template<typename T>
struct AwaitTraits<Coro<T>> {
    static CoroAwaiter<T> awaiter(CoroPromiseBase &promise, SourcePlace place, Coro<T> &&coro)
    {
        return CoroAwaiter<T>(promise, place, std::move(coro));
    }
};

} // namespace taskdeck::detail
