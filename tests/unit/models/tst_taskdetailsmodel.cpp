// SPDX-License-Identifier: MIT
#include "fakefeed.h"
#include "modeltesting.h"
#include "taskdetailsmodel.h"
#include "tasklistmodel.h"

#include <QtCore/QLocale>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace std::chrono_literals;
using namespace taskdeck;
using namespace taskdeck::monitor;
using namespace modeltesting;

namespace {

struct Fixture {
    TestClock time;
    FakeFeed feed;
    TaskListModel tasks{time.clock()};
    TaskDetailsModel details{feed, tasks, time.clock()};
};

} // namespace

class TaskDetailsModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void snapshotShowsInDisplayForm();
    void nothingIsShownForNoTask();
    void loadingLastsUntilTheFirstAnswer();
    void changesAskAtMostOnceInAHundredMilliseconds();
    void heldBackRequestIsSentWithoutTicks();
    void anotherTaskIsAskedForAtOnce();
    void lateAnswerForAnotherTaskIsIgnored();
    void resultKindFollowsTheValue_data();
    void resultKindFollowsTheValue();
    void answerFillsTheSubmodels();
    void equalAnswerIsNotAChange();
    void tickMovesTheElapsedTimeOfALiveTask();
};

void TaskDetailsModelTest::initTestCase()
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
}

void TaskDetailsModelTest::snapshotShowsInDisplayForm()
{
    Fixture f;
    f.tasks.reset({task(3)});
    f.details.showTask({.id = 7,
                        .parent = 3,
                        .waitsOnTask = 9,
                        .name = QStringLiteral("iso"),
                        .kind = QStringLiteral("download"),
                        .waitsOn = QStringLiteral("network"),
                        .state = State::Cancelling,
                        .created = 900s,
                        .started = 935s,
                        .busy = 12'345us,
                        .steps = 5,
                        .progress = 0.25,
                        .progressText = QStringLiteral("1 of 4"),
                        .place = {QStringLiteral("run"), QStringLiteral("main.cpp"), 3},
                        .cancelRequests = 1,
                        .cancelMessage = QStringLiteral("by you"),
                        .cancelVerdict = Verdict::Asked});

    QCOMPARE(f.details.taskId(), 7.0);
    QCOMPARE(f.details.name(), QStringLiteral("iso"));
    QCOMPARE(f.details.kind(), QStringLiteral("download"));
    QCOMPARE(f.details.taskState(), TaskState::Cancelling);
    QCOMPARE(f.details.stateText(), QStringLiteral("Cancelling"));
    QCOMPARE(f.details.verdict(), CancelVerdict::Asked);
    QCOMPARE(f.details.note(), QStringLiteral("cancelling, waits on network"));
    QVERIFY(f.details.cancellable());
    QCOMPARE(f.details.createdText(), QStringLiteral("00:15:00"));
    QCOMPARE(f.details.startedText(), QStringLiteral("00:15:35"));
    QCOMPARE(f.details.endedText(), QString());
    QCOMPARE(f.details.elapsedText(), QStringLiteral("1:05"));
    QCOMPARE(f.details.busyText(), QStringLiteral("12.3 ms"));
    QCOMPARE(f.details.steps(), 5.0);
    QCOMPARE(f.details.progress(), 0.25);
    QCOMPARE(f.details.progressText(), QStringLiteral("1 of 4"));
    QCOMPARE(f.details.place(), QStringLiteral("main.cpp:3 in run"));
    QCOMPARE(f.details.waitsOn(), QStringLiteral("network"));
    QCOMPARE(f.details.waitsOnTask(), 9.0);
    QCOMPARE(f.details.parentTask(), 3.0);
    QCOMPARE(f.details.parentName(), QStringLiteral("t3"));
    QCOMPARE(f.details.cancelRequests(), 1);
    QCOMPARE(f.details.cancelMessage(), QStringLiteral("by you"));
}

void TaskDetailsModelTest::nothingIsShownForNoTask()
{
    Fixture f;
    f.details.showTask(task(1));
    f.details.clear();

    QCOMPARE(f.details.taskId(), 0.0);
    QCOMPARE(f.details.stateText() + f.details.note() + f.details.createdText() +
                 f.details.elapsedText() + f.details.busyText() + f.details.parentName() +
                 f.details.resultNote(),
             QString());
    QVERIFY(!f.details.cancellable());
    QVERIFY(!f.details.loading());
}

void TaskDetailsModelTest::loadingLastsUntilTheFirstAnswer()
{
    Fixture f;
    f.details.showTask(task(1, State::Done));
    QVERIFY(f.details.loading());
    QCOMPARE(f.details.resultNote(), QString());

    Q_EMIT f.feed.details({.id = 1});

    QVERIFY(!f.details.loading());
    QCOMPARE(f.details.resultNote(), QStringLiteral("The task returned no value."));
}

void TaskDetailsModelTest::changesAskAtMostOnceInAHundredMilliseconds()
{
    Fixture f;
    TaskSnapshot shown = task(1);
    const auto change = [&] {
        ++shown.steps;
        f.details.showTask(shown);
    };
    f.details.showTask(shown);
    QCOMPARE(f.feed.detailsRequests.size(), 1);

    change();
    f.time.now += 50ms;
    change();
    f.details.tick();
    QCOMPARE(f.feed.detailsRequests.size(), 1);

    f.time.now += 50ms;
    f.details.tick();
    QCOMPARE(f.feed.detailsRequests.size(), 2);
    f.time.now += 500ms;
    f.details.tick(); // nothing has changed
    f.details.showTask(shown);
    QCOMPARE(f.feed.detailsRequests.size(), 2);

    change();
    QCOMPARE(f.feed.detailsRequests.size(), 3);
}

void TaskDetailsModelTest::heldBackRequestIsSentWithoutTicks()
{
    Fixture f;
    f.details.showTask(task(1));
    f.details.showTask(task(1, State::Done)); // its last change: no tick follows
    auto *due = f.details.findChild<QTimer *>();
    QVERIFY(due);
    QVERIFY(due->isActive());
    QVERIFY(due->interval() <= 100);

    due->setInterval(0);
    QTRY_COMPARE(f.feed.detailsRequests, (QList<quint64>{1, 1}));
}

void TaskDetailsModelTest::anotherTaskIsAskedForAtOnce()
{
    Fixture f;
    f.details.showTask(task(1));
    f.details.showTask(task(2));
    f.details.clear();
    f.time.now += 1s;
    f.details.tick();

    QCOMPARE(f.feed.detailsRequests, (QList<quint64>{1, 2}));
}

void TaskDetailsModelTest::lateAnswerForAnotherTaskIsIgnored()
{
    Fixture f;
    f.details.showTask(task(1, State::Done));
    f.details.showTask(task(2, State::Done));

    Q_EMIT f.feed.details({.id = 1, .result = 42});

    QVERIFY(f.details.loading());
    QCOMPARE(f.details.resultKind(), ResultKind::None);
}

void TaskDetailsModelTest::resultKindFollowsTheValue_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");

    QTest::newRow("none") << QVariant() << int(ResultKind::None) << QString();
    QTest::newRow("null") << QVariant::fromValue(nullptr) << int(ResultKind::None) << QString();
    QTest::newRow("number") << QVariant(42) << int(ResultKind::Text) << QStringLiteral("42");
    QTest::newRow("empty text") << QVariant(QString()) << int(ResultKind::Text) << QString();
    QTest::newRow("list") << QVariant(QVariantList{1}) << int(ResultKind::Tree)
                          << QStringLiteral("[\n    1\n]\n");
}

void TaskDetailsModelTest::resultKindFollowsTheValue()
{
    QFETCH(QVariant, value);
    QFETCH(int, kind);
    QFETCH(QString, text);

    Fixture f;
    f.feed.answers.insert(1, {.id = 1, .result = value, .resultType = QStringLiteral("T")});
    f.details.showTask(task(1, State::Done));

    QCOMPARE(int(f.details.resultKind()), kind);
    QCOMPARE(f.details.resultText(), text);
    QCOMPARE(f.details.resultType(), QStringLiteral("T"));
    QCOMPARE(f.details.resultNote().isEmpty(), kind != ResultKind::None);
    QCOMPARE(f.details.resultTree()->count(), kind == ResultKind::Tree ? 1 : 0);
}

void TaskDetailsModelTest::answerFillsTheSubmodels()
{
    Fixture f;
    f.feed.answers.insert(1, {.id = 1,
                              .failure = Failure{.type = QStringLiteral("OSError")},
                              .awaits = {{.task = 1, .name = QStringLiteral("t1")}},
                              .cancels = {{.asked = 900s}, {.asked = 901s}}});
    f.details.showTask(task(1, State::Failed));
    QCOMPARE(f.details.failure()->count(), 1);
    QCOMPARE(f.details.awaitChain()->count(), 1);
    QCOMPARE(f.details.receipts().size(), 2);

    f.details.showTask(task(2));
    QCOMPARE(f.details.failure()->count(), 0);
    QCOMPARE(f.details.awaitChain()->count(), 0);
    QCOMPARE(f.details.receipts().size(), 0);
}

void TaskDetailsModelTest::equalAnswerIsNotAChange()
{
    Fixture f;
    f.details.showTask(task(1));
    Q_EMIT f.feed.details({.id = 1, .result = 42});
    QSignalSpy changed(&f.details, &TaskDetailsModel::detailsChanged);

    Q_EMIT f.feed.details({.id = 1, .result = 42});

    QCOMPARE(changed.size(), 0);
}

void TaskDetailsModelTest::tickMovesTheElapsedTimeOfALiveTask()
{
    Fixture f;
    TaskSnapshot shown = task(1);
    shown.created = f.time.now;
    f.details.showTask(shown);
    QSignalSpy elapsed(&f.details, &TaskDetailsModel::elapsedChanged);

    f.time.now += 250ms;
    f.details.tick();
    QCOMPARE(f.details.elapsedText(), QStringLiteral("0.25 s"));
    QCOMPARE(elapsed.size(), 1);

    shown.state = State::Done;
    shown.ended = f.time.now;
    f.details.showTask(shown);
    f.time.now += 250ms;
    f.details.tick();
    QCOMPARE(f.details.elapsedText(), QStringLiteral("0.25 s"));
    QCOMPARE(elapsed.size(), 2);
}

QTEST_GUILESS_MAIN(TaskDetailsModelTest)
#include "tst_taskdetailsmodel.moc"
