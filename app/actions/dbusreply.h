// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

#include <chrono>

namespace taskdeck {

/// Sends a D-Bus call and waits for its answer, which may be an error message. A cancel stops
/// listening; the call itself cannot be taken back.
[[nodiscard]] Coro<QDBusMessage> dbusReply(QDBusConnection bus, QDBusMessage call,
                                           std::chrono::milliseconds limit);

} // namespace taskdeck
