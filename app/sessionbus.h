// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtCore/QFuture>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

#include <chrono>

namespace taskdeck {

/// The session bus. Its first use connects, which blocks: that happens in a pool thread.
QFuture<QDBusConnection> sessionBus();

/// Sends a D-Bus call and waits for its answer, which may be an error message. A cancel stops
/// listening; the call itself cannot be taken back.
[[nodiscard]] Coro<QDBusMessage> dbusReply(QDBusConnection bus, QDBusMessage call,
                                           std::chrono::milliseconds limit);

} // namespace taskdeck
