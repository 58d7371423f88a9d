// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>

#include <chrono>

namespace taskdeck::detail {

/// waitForFinished() under a TestLoop: runs passes and jumps the clock, by `limit` at most.
/// @returns false if the limit passed, or nothing is left that could end the future
bool driveUntilDone(FutureBase &future, std::chrono::milliseconds limit);

} // namespace taskdeck::detail
