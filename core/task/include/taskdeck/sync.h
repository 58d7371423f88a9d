// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/promise.h>

#include <deque>

namespace taskdeck {

/// A counted permit, first come first served, as asyncio's.
///
/// A waiter that is cancelled loses no permit. Must outlive its waiters. Thread: that of its tasks.
class TASKDECK_EXPORT Semaphore
{
public:
    /// @throws std::invalid_argument  negative
    explicit Semaphore(int permits = 1);

    /// Takes a permit, waiting for one if need be.
    [[nodiscard]] Coro<> acquire();
    /// Gives a permit back, or to the one who has waited longest.
    void release();
    /// True if acquire() would wait.
    bool locked() const { return m_permits == 0 || !m_waiting.empty(); }

private:
    void handOn();

    int m_permits;
    std::deque<Promise<void>> m_waiting;
};

} // namespace taskdeck
