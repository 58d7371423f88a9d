// SPDX-License-Identifier: MIT
#include "colorscheme.h"
#include "privatebus.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusVariant>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;

/// The settings part of a desktop portal.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 1;

public Q_SLOTS:
    QDBusVariant Read(const QString &, const QString &)
    {
        return QDBusVariant(
            QVariant::fromValue(QDBusVariant(scheme))); // twice, as the real one does
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class ColorSchemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersHaveMeanings();
    void asksThePortalAndFollowsIt();

private:
    PrivateBus m_bus;
};

void ColorSchemeTest::numbersHaveMeanings()
{
    QCOMPARE(ColorScheme::meaning(0), QStringLiteral("follow"));
    QCOMPARE(ColorScheme::meaning(1), QStringLiteral("dark"));
    QCOMPARE(ColorScheme::meaning(2), QStringLiteral("light"));
    QCOMPARE(ColorScheme::meaning(77), QStringLiteral("follow"));
}

void ColorSchemeTest::asksThePortalAndFollowsIt()
{
    auto desktop = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("desktop"));
    FakePortal portal;
    QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                   QDBusConnection::ExportAllSlots |
                                       QDBusConnection::ExportAllSignals));
    QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    ColorScheme scheme;
    QSignalSpy changed(&scheme, &ColorScheme::changed);

    scheme.follow();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
    QCOMPARE(changed.at(0).at(0).toString(), QStringLiteral("dark"));

    Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                                 QStringLiteral("contrast"), QDBusVariant(1u));
    Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                                 QStringLiteral("color-scheme"), QDBusVariant(2u));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 30'000);
    QCOMPARE(changed.at(1).at(0).toString(), QStringLiteral("light"));
}

QTEST_GUILESS_MAIN(ColorSchemeTest)
#include "tst_colorscheme.moc"
