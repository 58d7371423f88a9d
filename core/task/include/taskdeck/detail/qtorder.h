// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace taskdeck::detail {

// What one thread hands to another through Qt (an event, a pool) is ordered by Qt's own locks. The
// thread sanitizer does not see into Qt, so the order is made once more where it does see it.
inline std::atomic<unsigned> qtOrder{0};

/// Before something is handed to Qt for another thread.
inline void handToQt() noexcept
{
    qtOrder.fetch_add(1, std::memory_order_acq_rel);
}

/// First thing in the thread that gets it.
inline void takeFromQt() noexcept
{
    static_cast<void>(qtOrder.load(std::memory_order_acquire));
}

} // namespace taskdeck::detail
