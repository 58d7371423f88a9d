// SPDX-License-Identifier: MIT
#include "fakelauncher.h"
#include "newtask.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;

class NewTaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsReachTheLauncher();
    void successTellsTheTask();
    void refusalStaysUntilTheNextSuccess();
    void openingAnewClearsTheRefusal();
};

void NewTaskTest::callsReachTheLauncher()
{
    FakeLauncher launcher;
    NewTask newTask(launcher);

    newTask.startCommand(QStringLiteral("tar -x"), true, QStringLiteral("/tmp"));
    newTask.startCommand(QStringLiteral("ls 'a b'"), false, {});
    newTask.startDownload(QStringLiteral("example.org/a.iso"), QStringLiteral("/tmp/a.iso"));
    newTask.startDownload(QStringLiteral("https://example.org/b"), QStringLiteral("b"));
    newTask.startChecksums(QStringLiteral("file:///home/me/my%20photos"));

    QCOMPARE(launcher.calls, (QStringList{QStringLiteral("command|tar -x|shell|/tmp"),
                                          QStringLiteral("command|ls 'a b'|plain|"),
                                          QStringLiteral("download|http://example.org/a.iso|"
                                                         "/tmp/a.iso"),
                                          QStringLiteral("download|https://example.org/b|b"),
                                          QStringLiteral("checksums|/home/me/my photos")}));
}

void NewTaskTest::successTellsTheTask()
{
    FakeLauncher launcher;
    launcher.nextTask = 7;
    NewTask newTask(launcher);
    QSignalSpy started(&newTask, &NewTask::started);

    QVERIFY(newTask.startCommand(QStringLiteral("true"), false, {}));

    QCOMPARE(started.size(), 1);
    QCOMPARE(started.at(0).at(0), 7.0);
    QCOMPARE(newTask.refusal(), QString());
}

void NewTaskTest::refusalStaysUntilTheNextSuccess()
{
    FakeLauncher launcher;
    launcher.refusal = QStringLiteral("Type a command to run.");
    NewTask newTask(launcher);
    QSignalSpy started(&newTask, &NewTask::started);
    QSignalSpy refusal(&newTask, &NewTask::refusalChanged);

    QVERIFY(!newTask.startCommand({}, false, {}));
    QVERIFY(!newTask.startDownload({}, {}));
    QVERIFY(!newTask.startChecksums({}));
    QCOMPARE(newTask.refusal(), launcher.refusal);
    QCOMPARE(started.size(), 0);
    QCOMPARE(refusal.size(), 1);

    launcher.refusal.clear();
    QVERIFY(newTask.startChecksums(QStringLiteral("/tmp")));
    QCOMPARE(newTask.refusal(), QString());
}

void NewTaskTest::openingAnewClearsTheRefusal()
{
    FakeLauncher launcher;
    launcher.refusal = QStringLiteral("Type a command to run.");
    NewTask newTask(launcher);
    newTask.startCommand({}, false, {});

    newTask.clearRefusal();

    QCOMPARE(newTask.refusal(), QString());
}

QTEST_GUILESS_MAIN(NewTaskTest)
#include "tst_newtask.moc"
