// SPDX-License-Identifier: MIT
#include <taskdeck/detail/waiter.h>

namespace taskdeck::detail {

void Waiter::unlink() noexcept
{
    if (!m_next)
        return;
    m_previous->m_next = m_next;
    m_next->m_previous = m_previous;
    m_previous = m_next = nullptr;
}

WaiterList::WaiterList()
{
    m_anchor.m_previous = m_anchor.m_next = &m_anchor;
}

void WaiterList::append(Waiter &waiter) noexcept
{
    waiter.m_previous = m_anchor.m_previous;
    waiter.m_next = &m_anchor;
    waiter.m_previous->m_next = &waiter;
    m_anchor.m_previous = &waiter;
}

Waiter &WaiterList::takeFirst() noexcept
{
    Waiter &first = *m_anchor.m_next;
    first.unlink();
    return first;
}

Waiter *WaiterList::next(const Waiter *waiter) const
{
    Waiter *following = (waiter ? waiter : &m_anchor)->m_next;
    return following == &m_anchor ? nullptr : following;
}

} // namespace taskdeck::detail
