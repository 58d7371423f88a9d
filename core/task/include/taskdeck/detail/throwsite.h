// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/exception.h>

namespace taskdeck::detail {

/// Knows the stack of the throw that made an exception object; empty if it does not. Any thread.
using ThrowSiteProvider = QList<ExceptionInfo::Frame> (*)(const void *exceptionObject);

/// For Taskdeck::ThrowTrace: describe() asks `provider` from now on. The core never links it.
TASKDECK_EXPORT void setThrowSiteProvider(ThrowSiteProvider provider) noexcept;

} // namespace taskdeck::detail
