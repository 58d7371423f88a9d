// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/permit.h>

namespace taskdeck {

/// A mutex for coroutines of one thread, as asyncio's: first come first served, not recursive.
///
/// One who is cancelled while waiting loses nothing and keeps nothing. Those who still wait when
/// the lock dies get CancelledError. Thread: that of its tasks, else UsageError while one waits.
class TASKDECK_EXPORT Lock
{
public:
    Lock();
    ~Lock();
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

    /// Waits until it is unlocked and all who came before have had it, then locks it.
    [[nodiscard]] Coro<> acquire();
    /// acquire(), and release() when the permit dies:
    /// `const auto held = co_await lock.acquireScoped();`
    [[nodiscard]] Coro<Permit> acquireScoped();
    /// Anybody may call it. @throws UsageError  it is not locked
    void release();
    bool locked() const { return d->permits() == 0; }

private:
    std::shared_ptr<detail::WaitLine> d;
};

} // namespace taskdeck
