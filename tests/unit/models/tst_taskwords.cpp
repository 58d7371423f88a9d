// SPDX-License-Identifier: MIT
#include "modeltesting.h"
#include "taskwords.h"

#include <QtCore/QLocale>
#include <QtTest/QTest>

using namespace std::chrono_literals;
using namespace taskdeck;
using namespace taskdeck::monitor;
using modeltesting::State;
using modeltesting::Verdict;

class TaskWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noteSaysWhereTheTaskStands_data();
    void noteSaysWhereTheTaskStands();
    void elapsedRunsFromTheStartToTheEnd_data();
    void elapsedRunsFromTheStartToTheEnd();
    void receiptTellsTheWayOfARequest();
    void missingResultIsExplained();
};

void TaskWordsTest::initTestCase()
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
}

void TaskWordsTest::noteSaysWhereTheTaskStands_data()
{
    QTest::addColumn<TaskSnapshot>("task");
    QTest::addColumn<QString>("expected");

    const QString sleep = QStringLiteral("sleep");
    QTest::newRow("running") << TaskSnapshot{.state = State::Running} << QString();
    QTest::newRow("waiting") << TaskSnapshot{.waitsOn = sleep, .state = State::Waiting} << sleep;
    QTest::newRow("cancelling") << TaskSnapshot{.waitsOn = sleep,
                                                .state = State::Cancelling,
                                                .cancelVerdict = Verdict::Asked}
                                << QStringLiteral("cancelling, waits on sleep");
    QTest::newRow("cancelling, waits for nothing")
        << TaskSnapshot{.state = State::Cancelling} << QStringLiteral("cancelling");
    QTest::newRow("uninterruptible")
        << TaskSnapshot{.waitsOn = sleep,
                        .state = State::Cancelling,
                        .cancelVerdict = Verdict::Uninterruptible}
        << QStringLiteral("cannot be interrupted here: delivered when it ends");
    QTest::newRow("cleaning up") << TaskSnapshot{.state = State::Cancelling,
                                                 .cancelVerdict = Verdict::CleaningUp}
                                 << QStringLiteral("cleaning up");
    QTest::newRow("refused") << TaskSnapshot{.waitsOn = sleep,
                                             .state = State::Waiting,
                                             .cancelRequests = 2,
                                             .cancelVerdict = Verdict::Refused}
                             << QStringLiteral("refused, still running (2 request(s))");
    QTest::newRow("refused, then done") << TaskSnapshot{.state = State::Done,
                                                        .cancelVerdict = Verdict::Refused,
                                                        .resultPreview = QStringLiteral("42")}
                                        << QStringLiteral("42");
    QTest::newRow("failed") << TaskSnapshot{.state = State::Failed,
                                            .failureType = QStringLiteral("OSError"),
                                            .failureMessage = QStringLiteral("bad\nblock")}
                            << QStringLiteral("OSError: bad block");
    QTest::newRow("cancelled with a message")
        << TaskSnapshot{.state = State::Cancelled, .cancelMessage = QStringLiteral("by you")}
        << QStringLiteral("cancelled: by you");
    QTest::newRow("cancelled without")
        << TaskSnapshot{.state = State::Cancelled} << QStringLiteral("cancelled");
    QTest::newRow("lost") << TaskSnapshot{.state = State::Lost}
                          << QStringLiteral("its source is gone: how it ended is not known");
}

void TaskWordsTest::noteSaysWhereTheTaskStands()
{
    QFETCH(TaskSnapshot, task);
    QFETCH(QString, expected);

    QCOMPARE(taskwords::note(task), expected);
}

void TaskWordsTest::elapsedRunsFromTheStartToTheEnd_data()
{
    QTest::addColumn<TaskSnapshot>("task");
    QTest::addColumn<QString>("expected");

    QTest::newRow("scheduled counts from creation")
        << TaskSnapshot{.created = 10s} << QStringLiteral("20.0 s");
    QTest::newRow("running counts from the start")
        << TaskSnapshot{.state = State::Running, .created = 10s, .started = 25s}
        << QStringLiteral("5.00 s");
    QTest::newRow("done stands still")
        << TaskSnapshot{.state = State::Done, .created = 10s, .started = 20s, .ended = 21s}
        << QStringLiteral("1.00 s");
    QTest::newRow("cancelled before its start")
        << TaskSnapshot{.state = State::Cancelled, .created = 10s, .ended = 12s}
        << QStringLiteral("2.00 s");
    QTest::newRow("lost at an unknown time")
        << TaskSnapshot{.state = State::Lost, .created = 10s, .started = 20s} << QString();
    QTest::newRow("clock of the source is ahead")
        << TaskSnapshot{.state = State::Running, .created = 40s} << QStringLiteral("0.00 s");
}

void TaskWordsTest::elapsedRunsFromTheStartToTheEnd()
{
    QFETCH(TaskSnapshot, task);
    QFETCH(QString, expected);

    QCOMPARE(taskwords::elapsedText(task, 30s), expected);
}

void TaskWordsTest::receiptTellsTheWayOfARequest()
{
    CancelReceipt receipt{.asked = 3'600s, .message = QStringLiteral("from the window")};
    QCOMPARE(taskwords::receipt(receipt, 3'601s),
             QStringLiteral("01:00:00 from the window: not delivered yet"));

    receipt.delivered = 3'600'120ms;
    QCOMPARE(taskwords::receipt(receipt, 3'601s),
             QStringLiteral("01:00:00 from the window: delivered after 0.12 s"));

    receipt.deliveredAt = {QStringLiteral("fetch"), QStringLiteral("net.cpp"), 7};
    receipt.message.clear();
    QCOMPARE(
        taskwords::receipt(receipt, 3'601s),
        QStringLiteral("01:00:00 asked to cancel: delivered after 0.12 s at net.cpp:7 in fetch"));
}

void TaskWordsTest::missingResultIsExplained()
{
    const auto noResult = [](State state, const QString &type = {}) {
        return taskwords::noResult({.state = state}, type);
    };
    QCOMPARE(noResult(State::Running),
             QStringLiteral("The result shows here when the task is done."));
    QCOMPARE(noResult(State::Failed), QStringLiteral("The task failed, so it has no result."));
    QCOMPARE(noResult(State::Done, QStringLiteral("void")),
             QStringLiteral("The task returned no value."));
    QCOMPARE(noResult(State::Done, QStringLiteral("Disk")),
             QStringLiteral("The task returned a value of type Disk, which cannot be shown."));
}

QTEST_GUILESS_MAIN(TaskWordsTest)
#include "tst_taskwords.moc"
