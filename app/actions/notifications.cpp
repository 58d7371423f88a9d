// SPDX-License-Identifier: MIT
#include "notifications.h"

#include "sessionbus.h"

#include <taskdeck/await.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QVariantMap>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::Notifications)
};

constexpr auto answerLimit = 10s;

QDBusMessage notifyCall(const QString &summary, const QString &body)
{
    const QString service = QStringLiteral("org.freedesktop.Notifications");
    auto call =
        QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/Notifications"),
                                       service, QStringLiteral("Notify"));
    // The body is markup for the desktop: foreign text must not be read as such.
    call << QStringLiteral("Taskdeck") << quint32(0) << QStringLiteral("taskdeck") << summary
         << body.toHtmlEscaped() << QStringList() << QVariantMap() << -1;
    return call;
}

NotificationFailed noService(const QString &why)
{
    return NotificationFailed(
        Text::tr("There is no notification service on this session: %1").arg(why));
}

} // namespace

NotificationFailed::NotificationFailed(const QString &message)
    : std::runtime_error(message.toStdString())
{
}

NotificationFailed::~NotificationFailed() = default;

Coro<quint32> showNotification(QString summary, QString body)
{
    auto connecting = sessionBus();
    const QDBusConnection bus = co_await std::move(connecting);
    if (!bus.isConnected())
        throw noService(bus.lastError().message());

    auto asking = dbusReply(bus, notifyCall(summary, body), answerLimit);
    const QDBusMessage reply = co_await std::move(asking);
    if (reply.type() == QDBusMessage::ErrorMessage)
        throw noService(reply.errorMessage());
    co_return reply.arguments().value(0).toUInt();
}

} // namespace taskdeck
