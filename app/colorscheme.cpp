// SPDX-License-Identifier: MIT
#include "colorscheme.h"

#include "sessionbus.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusVariant>

namespace taskdeck {
namespace {

const auto service = QStringLiteral("org.freedesktop.portal.Desktop");
const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
const auto interface = QStringLiteral("org.freedesktop.portal.Settings");
const auto appearance = QStringLiteral("org.freedesktop.appearance");
const auto colorScheme = QStringLiteral("color-scheme");

/// Read() wraps its answer twice.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

ColorScheme::ColorScheme(QObject *parent)
    : QObject(parent)
{
}

void ColorScheme::follow()
{
    sessionBus().then(this, [this](const QDBusConnection &bus) {
        ask(bus);
    });
}

void ColorScheme::ask(const QDBusConnection &bus)
{
    if (!bus.isConnected())
        return;
    QDBusConnection connection = bus;
    connection.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                       SLOT(settingChanged(QDBusMessage)));
    auto call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call << appearance << colorScheme;
    auto *watcher = new QDBusPendingCallWatcher(connection.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher *answered) {
                answered->deleteLater();
                if (!answered->isError())
                    tell(answered->reply().arguments().value(0));
            });
}

// The whole message: connect() refuses a QDBusVariant parameter while none was ever seen on the
// bus.
void ColorScheme::settingChanged(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    if (arguments.value(0) == appearance && arguments.value(1) == colorScheme)
        tell(arguments.value(2));
}

void ColorScheme::tell(const QVariant &value)
{
    Q_EMIT changed(meaning(unwrapped(value).toUInt()));
}

QString ColorScheme::meaning(uint portalValue)
{
    switch (portalValue) {
    case 1: return QStringLiteral("dark");
    case 2: return QStringLiteral("light");
    default: return QStringLiteral("follow");
    }
}

} // namespace taskdeck
