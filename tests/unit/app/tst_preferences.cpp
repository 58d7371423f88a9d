// SPDX-License-Identifier: MIT
#include "preferences.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace taskdeck;

class PreferencesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void remembersTheWindow();
    void firstRunKnowsNothing();
    void sizesThatCannotBeAreIgnored();
    void damagedFileIsNamed();
    void folderThatCannotBeIsNamed();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("taskdeck/taskdeck.conf")); }
    void write(const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("taskdeck"))));
        QFile opened(file());
        QVERIFY(opened.open(QIODevice::WriteOnly));
        opened.write(bytes);
    }

    std::optional<QTemporaryDir> m_folder;
};

void PreferencesTest::remembersTheWindow()
{
    {
        Preferences preferences(file());
        QCOMPARE(preferences.saveWindowSize(QSize(900, 700)), QString());
    }
    const Preferences preferences(file());

    QCOMPARE(preferences.problem(), QString());
    QCOMPARE(preferences.windowSize(), QSize(900, 700));
}

void PreferencesTest::firstRunKnowsNothing()
{
    const Preferences preferences(file());

    QCOMPARE(preferences.problem(), QString());
    QVERIFY(!preferences.windowSize().isValid());
}

void PreferencesTest::sizesThatCannotBeAreIgnored()
{
    write("[window]\nsize=@Size(-5 900000)\n");

    QVERIFY(!Preferences(file()).windowSize().isValid());
}

void PreferencesTest::damagedFileIsNamed()
{
    write("[window\nsize\x01\xff");

    const QString problem = Preferences(file()).problem();

    QVERIFY2(problem.contains(file()), qPrintable(problem));
}

void PreferencesTest::folderThatCannotBeIsNamed()
{
    QFile inTheWay(m_folder->filePath(QStringLiteral("taskdeck")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));

    Preferences preferences(file());

    QVERIFY2(preferences.problem().contains(inTheWay.fileName()),
             qPrintable(preferences.problem()));
    QVERIFY(!preferences.saveWindowSize(QSize(900, 700)).isEmpty());
}

QTEST_GUILESS_MAIN(PreferencesTest)
#include "tst_preferences.moc"
