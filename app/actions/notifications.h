// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtCore/QString>

#include <stdexcept>

namespace taskdeck {

/// The desktop did not take a notification. The message is one sentence.
class NotificationFailed : public std::runtime_error
{
public:
    explicit NotificationFailed(const QString &message);
    ~NotificationFailed() override;
};

/// Shows a desktop notification through org.freedesktop.Notifications on the session bus.
///
/// @param body  plain text
/// @returns the number that the desktop gave it
/// @throws NotificationFailed  there is no session bus or no service on it, or it refused
[[nodiscard]] Coro<quint32> showNotification(QString summary, QString body);

} // namespace taskdeck
