// SPDX-License-Identifier: MIT
#pragma once

namespace taskdeck {

/// When a wait() returns, if its time limit does not pass before.
enum class ReturnWhen {
    AllCompleted,
    FirstCompleted,
    FirstException, ///< a failure; a cancelled one is none [W-04]
};

} // namespace taskdeck
