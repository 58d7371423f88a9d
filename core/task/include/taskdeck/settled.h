// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurestate.h>
#include <taskdeck/outcome.h>

#include <exception>
#include <optional>

namespace taskdeck {

namespace detail {
template<typename T>
struct SettledOf;
}

/// How one of many has ended, see gatherSettled(): a value on its own.
///
/// Thread: any.
template<typename T = void>
class Settled
{
public:
    /// Never Pending.
    Outcome outcome() const { return m_outcome; }

    /// @throws  the failure or the CancelledError, if it ended with one
    std::add_lvalue_reference_t<const T> value() const
    {
        if (m_exception)
            std::rethrow_exception(m_exception);
        if constexpr (!std::is_void_v<T>)
            return *m_value;
    }

    /// The failure or the CancelledError; null if there is a value.
    std::exception_ptr exception() const { return m_exception; }

private:
    friend struct detail::SettledOf<T>;
    explicit Settled(detail::FutureState<T> &future)
        : m_outcome(future.outcome())
        , m_exception(future.peekException())
    {
        future.markRetrieved();
        if (!m_exception)
            m_value.emplace(future.takeOrCopy());
    }

    Outcome m_outcome;
    std::exception_ptr m_exception;
    std::optional<detail::Stored<T>> m_value;
};

} // namespace taskdeck
