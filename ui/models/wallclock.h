// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

namespace taskdeck {

/// Tells the wall-clock time in milliseconds since the Unix epoch, the axis of TaskSnapshot.
///
/// Handed in by who composes the window, so that tests own the time.
using WallClock = std::function<std::chrono::milliseconds()>;

} // namespace taskdeck
