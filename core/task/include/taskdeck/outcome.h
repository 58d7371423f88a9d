// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

namespace taskdeck {
Q_NAMESPACE

/// How a future ended, or that it has not.
enum class Outcome : unsigned char { Pending, Value, Failure, Cancelled };
Q_ENUM_NS(Outcome)

} // namespace taskdeck
