// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "fakenotifications.h"
#include "notifications.h"
#include "privatebus.h"

#include <QtDBus/QDBusConnection>

using namespace apptesting;
using namespace taskdeck;

class NotificationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void withoutAServiceItFailsInWords();
    void theDesktopShowsIt();
    void theBodyIsPlainText();
    void cancelStopsWaiting();

private:
    PrivateBus m_bus;
};

static const QString service = QStringLiteral("org.freedesktop.Notifications");
static const QString path = QStringLiteral("/org/freedesktop/Notifications");

/// The service, on a connection of its own: another program as far as the bus knows.
class Desktop
{
public:
    explicit Desktop(const QString &address)
        : m_connection(QDBusConnection::connectToBus(address, QStringLiteral("desktop")))
        , m_isRegistered(
              m_connection.registerObject(path, &notifications, QDBusConnection::ExportAllSlots) &&
              m_connection.registerService(service))
    {
    }
    ~Desktop()
    {
        m_connection.unregisterService(service);
        m_connection = QDBusConnection(QStringLiteral("none"));
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    }
    bool isRegistered() const { return m_isRegistered; }

    FakeNotifications notifications;

private:
    QDBusConnection m_connection;
    bool m_isRegistered;
};

void NotificationsTest::initTestCase()
{
    QVERIFY(!m_bus.address().isEmpty());
}

void NotificationsTest::withoutAServiceItFailsInWords()
{
    const auto task = ended(showNotification(QStringLiteral("tar is done"), {}));

    const QString message = failureOf<NotificationFailed>(task);
    QVERIFY2(
        message.startsWith(QStringLiteral("There is no notification service on this session: ")),
        qPrintable(message));
}

void NotificationsTest::theDesktopShowsIt()
{
    Desktop desktop(m_bus.address());
    QVERIFY(desktop.isRegistered());

    const auto task =
        ended(showNotification(QStringLiteral("사진 백업 is done"), QStringLiteral("dinner")));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(task.result(), 1u);
    QCOMPARE(desktop.notifications.shown, QStringList{QStringLiteral("사진 백업 is done|dinner")});
}

void NotificationsTest::theBodyIsPlainText()
{
    Desktop desktop(m_bus.address());

    const auto task = ended(showNotification(QStringLiteral("a"), QStringLiteral("<b>&")));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(desktop.notifications.shown, QStringList{QStringLiteral("a|&lt;b&gt;&amp;")});
}

void NotificationsTest::cancelStopsWaiting()
{
    auto task = createTask(showNotification(QStringLiteral("a"), {}));

    task.cancel();
    QVERIFY(task.waitForFinished(patience));

    QCOMPARE(task.outcome(), Outcome::Cancelled);
}

QTEST_GUILESS_MAIN(NotificationsTest)
#include "tst_notifications.moc"
