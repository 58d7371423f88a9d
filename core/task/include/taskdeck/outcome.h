// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <QtCore/QObject>

namespace taskdeck {
Q_NAMESPACE_EXPORT(TASKDECK_EXPORT)

/// How a future ended, or that it has not.
enum class Outcome : unsigned char { Pending, Value, Failure, Cancelled };
Q_ENUM_NS(Outcome)

} // namespace taskdeck
