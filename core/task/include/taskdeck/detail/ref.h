// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace taskdeck::detail {

/// Counted reference. Null by default.
template<typename State>
class Ref
{
public:
    Ref() = default;
    /// Takes over one reference.
    static Ref adopt(State *state) noexcept
    {
        Ref ref;
        ref.m_state = state;
        return ref;
    }
    static Ref share(State *state) noexcept
    {
        if (state)
            state->ref();
        return adopt(state);
    }

    Ref(const Ref &other) noexcept
        : m_state(other.m_state)
    {
        if (m_state)
            m_state->ref();
    }
    Ref(Ref &&other) noexcept
        : m_state(std::exchange(other.m_state, nullptr))
    {
    }
    Ref &operator=(Ref other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~Ref()
    {
        if (m_state)
            m_state->deref();
    }

    State *get() const noexcept { return m_state; }
    State *operator->() const noexcept { return m_state; }
    State &operator*() const noexcept { return *m_state; }
    explicit operator bool() const noexcept { return m_state; }

private:
    State *m_state = nullptr;
};

} // namespace taskdeck::detail
