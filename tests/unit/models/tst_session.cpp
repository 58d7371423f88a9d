// SPDX-License-Identifier: MIT
#include "fakeactionbook.h"
#include "fakefeed.h"
#include "fakelauncher.h"
#include "modeltesting.h"
#include "session.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace std::chrono_literals;
using namespace taskdeck;
using namespace taskdeck::monitor;
using namespace modeltesting;

namespace {

struct Fixture {
    TestClock time;
    FakeFeed feed;
    FakeLauncher launcher;
    FakeActionBook book;
    Session session;

    explicit Fixture(const QList<TaskSnapshot> &tasks)
        : session((feed.tasks = tasks, feed), launcher, book, time.clock())
    {
    }
};

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelGoesToTheFeed();
    void whatIsNoIdIsNotAskedFor_data();
    void whatIsNoIdIsNotAskedFor();
    void cancelCurrentCancelsTheSelection();
    void dismissSparesLiveTasks();
    void dismissEndedTakesWhatTheFilterShows();
    void selectionSurvivesDeltas();
    void selectionEndsWithItsTask();
    void selectionEndsWhenItsRowIsFilteredAway();
    void foldingASelectedTaskSelectsItsFold();
    void selectUnfoldsTheTask();
    void selectOfAnUnknownTaskChangesNothing();
    void moveCurrentStaysInTheList_data();
    void moveCurrentStaysInTheList();
    void panesFollowTheSelection();
    void currentSnapshotFollowsTheFeed();
    void startedTaskBecomesCurrentOnceItIsHere();
    void laterChoiceWinsOverAStartedTask();
    void droppedTasksAreCounted();
    void elapsedMovesOnlyWhileTasksLive();
};

void SessionTest::cancelGoesToTheFeed()
{
    Fixture f({task(7)});

    f.session.cancel(7);

    QCOMPARE(f.feed.cancelRequests, (QList<FakeFeed::CancelRequest>{
                                        {.id = 7, .message = QStringLiteral("from the window")}}));
    QCOMPARE(f.session.tasks()->count(), 1); // the row leaves when the feed says so
}

void SessionTest::whatIsNoIdIsNotAskedFor_data()
{
    QTest::addColumn<double>("id");

    QTest::newRow("none") << 0.0;
    QTest::newRow("negative") << -1.0;
    QTest::newRow("not a number") << std::nan("");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
    QTest::newRow("beyond exact numbers") << 9'007'199'254'740'992.0;
}

void SessionTest::whatIsNoIdIsNotAskedFor()
{
    QFETCH(double, id);

    Fixture f({task(7)});
    f.session.cancel(id);
    f.session.dismiss(id);
    f.session.select(id);

    QCOMPARE(f.feed.cancelRequests.size(), 0);
    QCOMPARE(f.feed.dismissed.size(), 0);
    QCOMPARE(f.session.currentTask(), 0.0);
}

void SessionTest::cancelCurrentCancelsTheSelection()
{
    Fixture f({task(7), task(8)});

    f.session.cancelCurrent();
    QCOMPARE(f.feed.cancelRequests.size(), 0);

    f.session.select(8);
    f.session.cancelCurrent();
    QCOMPARE(f.feed.cancelRequests.first().id, 8u);
}

void SessionTest::dismissSparesLiveTasks()
{
    Fixture f({task(1), task(2, State::Done)});

    f.session.dismiss(1);
    f.session.dismiss(2);

    QCOMPARE(f.feed.dismissed, QList<QList<quint64>>{{2}});
}

void SessionTest::dismissEndedTakesWhatTheFilterShows()
{
    Fixture f({task(1), task(2, State::Done), task(3, State::Failed)});

    f.session.tasks()->setStateFilter(TaskFilter::Failed);
    f.session.dismissEnded();
    f.session.tasks()->setStateFilter(TaskFilter::All);
    f.session.dismissEnded();
    f.session.tasks()->setStateFilter(TaskFilter::Running);
    f.session.dismissEnded();

    QCOMPARE(f.feed.dismissed, (QList<QList<quint64>>{{3}, {2, 3}}));
}

void SessionTest::selectionSurvivesDeltas()
{
    Fixture f({task(1), task(2), task(3)});
    f.session.select(2);
    QSignalSpy current(&f.session, &Session::currentTaskChanged);
    QSignalSpy row(&f.session, &Session::currentRowChanged);

    f.feed.send({.added = {child(4, 1)}, .changed = {task(2, State::Done)}});
    QCOMPARE(f.session.currentRow(), 2);
    f.feed.remove(1);
    QCOMPARE(f.session.currentRow(), 1);

    QCOMPARE(f.session.currentTask(), 2.0);
    QCOMPARE(current.size(), 0);
    QCOMPARE(row.size(), 2);
}

void SessionTest::selectionEndsWithItsTask()
{
    Fixture f({task(1), task(2)});
    f.session.select(2);
    QSignalSpy current(&f.session, &Session::currentTaskChanged);

    f.feed.remove(2);

    QCOMPARE(f.session.currentTask(), 0.0);
    QCOMPARE(f.session.currentRow(), -1);
    QCOMPARE(f.session.details()->taskId(), 0.0);
    QCOMPARE(current.size(), 1);
}

void SessionTest::selectionEndsWhenItsRowIsFilteredAway()
{
    Fixture f({task(1), task(2, State::Done)});
    f.session.select(2);

    f.session.tasks()->setStateFilter(TaskFilter::Running);

    QCOMPARE(f.session.currentTask(), 0.0);
}

void SessionTest::foldingASelectedTaskSelectsItsFold()
{
    Fixture f({task(1), task(2), child(3, 2), child(4, 3)});
    f.session.select(4);

    f.session.tasks()->setExpanded(1, false);

    QCOMPARE(f.session.currentTask(), 2.0);
    QCOMPARE(f.session.currentRow(), 1);
}

void SessionTest::selectUnfoldsTheTask()
{
    Fixture f({task(1), child(2, 1), child(3, 2)});
    f.session.tasks()->setExpanded(0, false);

    QVERIFY(f.session.select(3));

    QCOMPARE(f.session.currentTask(), 3.0);
    QCOMPARE(f.session.currentRow(), 2);
}

void SessionTest::selectOfAnUnknownTaskChangesNothing()
{
    Fixture f({task(1)});
    f.session.select(1);

    QVERIFY(!f.session.select(99));
    QCOMPARE(f.session.currentTask(), 1.0);
    QVERIFY(f.session.select(0));
    QCOMPARE(f.session.currentTask(), 0.0);
}

void SessionTest::moveCurrentStaysInTheList_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<int>("delta");
    QTest::addColumn<double>("expected");

    const int most = std::numeric_limits<int>::max();
    QTest::newRow("down") << 1.0 << 1 << 2.0;
    QTest::newRow("up") << 3.0 << -1 << 2.0;
    QTest::newRow("down at the end") << 3.0 << 1 << 3.0;
    QTest::newRow("up at the start") << 1.0 << -1 << 1.0;
    QTest::newRow("to the end") << 2.0 << most << 3.0;
    QTest::newRow("to the start") << 2.0 << -most << 1.0;
    QTest::newRow("down from none") << 0.0 << 1 << 1.0;
    QTest::newRow("up from none") << 0.0 << -1 << 3.0;
    QTest::newRow("nowhere") << 0.0 << 0 << 0.0;
}

void SessionTest::moveCurrentStaysInTheList()
{
    QFETCH(double, from);
    QFETCH(int, delta);
    QFETCH(double, expected);

    Fixture f({task(1), task(2), task(3)});
    f.session.select(from);
    f.session.moveCurrent(delta);
    QCOMPARE(f.session.currentTask(), expected);

    Fixture empty({});
    empty.session.moveCurrent(delta);
    QCOMPARE(empty.session.currentTask(), 0.0);
}

void SessionTest::panesFollowTheSelection()
{
    Fixture f({task(1), task(2)});
    f.feed.answers.insert(2, {.id = 2, .result = 42});
    f.feed.write(2, {QStringLiteral("hello")});
    f.book.add({.task = 2});

    f.session.select(2);
    QCOMPARE(f.session.details()->name(), QStringLiteral("t2"));
    QCOMPARE(f.session.details()->resultText(), QStringLiteral("42"));
    QCOMPARE(f.session.output()->count(), 1);
    QCOMPARE(f.session.actions()->count(), 1);

    f.session.select(1);
    QCOMPARE(f.session.details()->name(), QStringLiteral("t1"));
    QCOMPARE(f.session.output()->count(), 0);
    QCOMPARE(f.session.actions()->count(), 0);
}

void SessionTest::currentSnapshotFollowsTheFeed()
{
    Fixture f({task(1)});
    f.session.select(1);
    f.time.now += 1s;

    f.feed.change(task(1, State::Failed));

    QCOMPARE(f.session.details()->taskState(), TaskState::Failed);
    QCOMPARE(f.feed.detailsRequests, (QList<quint64>{1, 1}));
}

void SessionTest::startedTaskBecomesCurrentOnceItIsHere()
{
    Fixture f({task(1)});
    f.launcher.nextTask = 5;
    f.session.select(1);

    f.session.newTask()->startCommand(QStringLiteral("true"), false, {});
    QCOMPARE(f.session.currentTask(), 1.0);
    f.feed.add(task(4));
    QCOMPARE(f.session.currentTask(), 1.0);
    f.feed.add(task(5));
    QCOMPARE(f.session.currentTask(), 5.0);
}

void SessionTest::laterChoiceWinsOverAStartedTask()
{
    Fixture f({task(1)});
    f.launcher.nextTask = 5;
    f.session.newTask()->startCommand(QStringLiteral("true"), false, {});

    f.session.select(1);
    f.feed.add(task(5));

    QCOMPARE(f.session.currentTask(), 1.0);
}

void SessionTest::droppedTasksAreCounted()
{
    Fixture f({});
    QSignalSpy dropped(&f.session, &Session::droppedTasksChanged);

    f.feed.send({.dropped = 3});
    f.feed.send({.dropped = 3});

    QCOMPARE(f.session.droppedTasks(), 3.0);
    QCOMPARE(dropped.size(), 1);
}

void SessionTest::elapsedMovesOnlyWhileTasksLive()
{
    Fixture f({task(1)});
    const auto *ticker = f.session.findChild<QTimer *>();
    QVERIFY(ticker);
    QVERIFY(ticker->isActive());
    QCOMPARE(ticker->interval(), 250);

    f.feed.change(task(1, State::Done));
    QVERIFY(!ticker->isActive());
    f.feed.add(task(2));
    QVERIFY(ticker->isActive());
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
