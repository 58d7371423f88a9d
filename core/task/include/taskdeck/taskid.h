// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace taskdeck {

/// Names a task within this process: from 1, rising, never reused, below 2^53.
enum class TaskId : quint64 {};

/// Names one registered done-callback. Zero names none.
enum class CallbackId : quint64 {};

} // namespace taskdeck
