// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>

#include <exception>
#include <optional>

namespace taskdeck::detail {

/// How a scope's body ended: kept while the scope cleans up, since nothing can be awaited in a
/// handler [A2].
template<typename T>
class BodyOutcome
{
public:
    template<typename... Args>
    void succeed(Args &&...args)
    {
        m_value.emplace(std::forward<Args>(args)...);
    }
    /// Call it in a handler.
    void fail() { m_failure = std::current_exception(); }

    std::exception_ptr failure() const { return m_failure; }
    /// @throws NotAvailableError  the body gave no value
    T take()
    {
        if constexpr (!std::is_void_v<T>) {
            if (!m_value)
                throw NotAvailableError("the scope was cancelled before its body gave a value");
            return std::move(*m_value);
        }
    }

private:
    std::optional<Stored<T>> m_value;
    std::exception_ptr m_failure;
};

/// Ends a scope with its frame, also with one that is destroyed while it is suspended.
template<typename Scope>
class Closing
{
public:
    explicit Closing(const Scope &scope)
        : m_scope(scope)
    {
    }
    ~Closing() { m_scope.close(); }
    Closing(const Closing &) = delete;
    Closing &operator=(const Closing &) = delete;

private:
    const Scope &m_scope;
};

/// Cancel requests of the current task so far. One that it has not noticed yet does not count: it
/// belongs to whoever made it, and comes inside the scope that is entered now [TO-15].
TASKDECK_EXPORT int deliveredRequests();
/// @throws UsageError  the current task cannot await `future`
TASKDECK_EXPORT void requireAwaitable(FutureBase &future);

/// Tells the loop's handler of a body's failure that its cleanup has replaced. Null and
/// CancelledError are no news. A fatal one stops the loop all the same [A7].
TASKDECK_EXPORT void reportLostFailure(const std::exception_ptr &failure) noexcept;

/// Runs a scope's body inside the calling task. Never throws.
template<typename T, typename Body, typename... Args>
Coro<> runBody(BodyOutcome<T> &outcome, Body &body, Args &...args)
{
    try {
        auto coro = body(args...);
        if constexpr (std::is_void_v<T>)
            co_await Unseen(std::move(coro));
        else
            outcome.succeed(co_await Unseen(std::move(coro)));
    } catch (...) {
        outcome.fail();
    }
}

} // namespace taskdeck::detail
