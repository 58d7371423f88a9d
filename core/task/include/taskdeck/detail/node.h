// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <chrono>
#include <cstddef>

namespace taskdeck {
class Loop;
}

namespace taskdeck::detail {

using TimePoint = std::chrono::steady_clock::time_point;

/// Something that waits for its turn. A node is in the queue at most once and keeps itself alive
/// while it is.
class TASKDECK_EXPORT ReadyNode
{
public:
    ReadyNode() = default;
    ReadyNode(const ReadyNode &) = delete;
    ReadyNode &operator=(const ReadyNode &) = delete;

    /// Its turn has come; it has left the queue.
    virtual void run() = 0;
    /// The loop ends: it has left the queue and will not run.
    virtual void drop() noexcept = 0;

protected:
    virtual ~ReadyNode() = default;

private:
    friend class ReadyQueue;
    ReadyNode *m_next = nullptr;
};

/// First in, first out, without allocation.
class ReadyQueue
{
public:
    bool isEmpty() const { return !m_head; }
    std::size_t size() const { return m_size; }

    void push(ReadyNode &node)
    {
        node.m_next = nullptr;
        (m_tail ? m_tail->m_next : m_head) = &node;
        m_tail = &node;
        ++m_size;
    }

    ReadyNode &pop()
    {
        ReadyNode &node = *m_head;
        m_head = node.m_next;
        if (!m_head)
            m_tail = nullptr;
        --m_size;
        return node;
    }

private:
    ReadyNode *m_head = nullptr;
    ReadyNode *m_tail = nullptr;
    std::size_t m_size = 0;
};

/// Something that waits for a moment. Its owner takes it out of the heap before it dies.
class TASKDECK_EXPORT TimerNode
{
public:
    TimerNode() = default;
    TimerNode(const TimerNode &) = delete;
    TimerNode &operator=(const TimerNode &) = delete;

    /// The moment has come; it has left the heap. Puts something into the ready queue, no more.
    virtual void fire() = 0;
    /// The loop ends: it has left the heap and will not fire.
    virtual void drop() noexcept = 0;

    bool isArmed() const { return m_position != notArmed; }

protected:
    virtual ~TimerNode() = default;

private:
    friend class TimerHeap;
    static constexpr std::size_t notArmed = ~std::size_t(0);
    std::size_t m_position = notArmed;
};

TASKDECK_EXPORT void push(Loop &loop, ReadyNode &node);
TASKDECK_EXPORT void arm(Loop &loop, TimerNode &node, TimePoint due);
TASKDECK_EXPORT void disarm(Loop &loop, TimerNode &node);

} // namespace taskdeck::detail
