// SPDX-License-Identifier: MIT
#include "timerheap_p.h"

#include <utility>

namespace taskdeck::detail {

void TimerHeap::insert(TimerNode &node, TimePoint due)
{
    const Entry entry{due, m_next++, &node};
    m_entries.push_back(entry);
    siftUp(m_entries.size() - 1, entry);
}

void TimerHeap::remove(TimerNode &node)
{
    const std::size_t position = std::exchange(node.m_position, TimerNode::notArmed);
    const Entry last = m_entries.back();
    m_entries.pop_back();
    if (position == m_entries.size())
        return;
    siftUp(position, last);
    siftDown(last.node->m_position, last);
}

TimerNode &TimerHeap::takeEarliest()
{
    TimerNode &node = *m_entries.front().node;
    remove(node);
    return node;
}

void TimerHeap::put(std::size_t position, const Entry &entry)
{
    m_entries[position] = entry;
    entry.node->m_position = position;
}

void TimerHeap::siftUp(std::size_t position, const Entry &entry)
{
    while (position > 0) {
        const std::size_t parent = (position - 1) / 2;
        if (!entry.before(m_entries[parent]))
            break;
        put(position, m_entries[parent]);
        position = parent;
    }
    put(position, entry);
}

void TimerHeap::siftDown(std::size_t position, const Entry &entry)
{
    for (std::size_t child; (child = 2 * position + 1) < m_entries.size(); position = child) {
        if (child + 1 < m_entries.size() && m_entries[child + 1].before(m_entries[child]))
            ++child;
        if (!m_entries[child].before(entry))
            break;
        put(position, m_entries[child]);
    }
    put(position, entry);
}

} // namespace taskdeck::detail
