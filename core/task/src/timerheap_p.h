// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/node.h>

#include <QtCore/QtGlobal>

#include <vector>

namespace taskdeck::detail {

/// Timers by due time; equal times in the order in which they were added.
///
/// A binary heap: inserting and removing are O(log n), which QTimer's sorted list is not.
class TimerHeap
{
public:
    bool isEmpty() const { return m_entries.empty(); }
    TimePoint earliest() const { return m_entries.front().due; }

    void insert(TimerNode &node, TimePoint due);
    void remove(TimerNode &node);
    TimerNode &takeEarliest();

private:
    struct Entry {
        TimePoint due;
        quint64 number;
        TimerNode *node;

        bool before(const Entry &other) const
        {
            return due != other.due ? due < other.due : number < other.number;
        }
    };

    void put(std::size_t position, const Entry &entry);
    void siftUp(std::size_t position, const Entry &entry);
    void siftDown(std::size_t position, const Entry &entry);

    std::vector<Entry> m_entries;
    quint64 m_next = 0;
};

} // namespace taskdeck::detail
