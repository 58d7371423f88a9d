// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>

#include <chrono>

namespace taskdeck::detail {

/// See AnyFuture::waitForFinished().
bool blockUntilDone(FutureBase &future, std::chrono::milliseconds limit);

} // namespace taskdeck::detail
