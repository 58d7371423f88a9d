// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/permit.h>

namespace taskdeck {

/// A counted permit, first come first served, as asyncio's.
///
/// A waiter that is cancelled loses no permit. Those who still wait when the semaphore dies get
/// CancelledError. Thread: that of its tasks, else UsageError while one waits.
class TASKDECK_EXPORT Semaphore
{
public:
    /// @throws std::invalid_argument  negative
    explicit Semaphore(int permits = 1);
    ~Semaphore();
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// Takes a permit, waiting for one if need be.
    [[nodiscard]] Coro<> acquire();
    /// acquire(), and release() when the permit dies.
    [[nodiscard]] Coro<Permit> acquireScoped();
    /// Gives a permit back, or a new one. It is for the one who has waited longest.
    void release();
    /// True if acquire() would wait.
    bool locked() const { return !d->isFree(); }

private:
    std::shared_ptr<detail::WaitLine> d;
};

} // namespace taskdeck
