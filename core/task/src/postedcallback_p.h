// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>

namespace taskdeck::detail {

/// Sends a callback to the future's loop, to be registered there. @throws as registerCallback()
void postCallback(FutureBase &future, std::unique_ptr<Callback> callback);

/// Takes back one that has not arrived yet. False = there is none.
bool takeBackCallback(const FutureBase &future, CallbackId id);

} // namespace taskdeck::detail
