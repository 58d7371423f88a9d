// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Coro<int> countTimeouts(QTimer *timer, int times)
{
    int count = 0;
    for (; count < times; ++count)
        co_await timer;
    co_return count;
}

} // namespace

class AwaitTimerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAtEachTimeout();
    void aCancelStopsListeningAndLeavesTheTimerRunning();
    void aTimerThatDiesThrowsInsteadOfHanging();
    void aTimerMayDieOnceTheWaitIsCancelled();
    void aNullTimerIsRefused();
    void theMonitorCanNameIt();
};

void AwaitTimerTest::goesOnAtEachTimeout()
{
    QTimer timer;
    timer.start(0);

    QCOMPARE(Loop::current().runUntilComplete(countTimeouts(&timer, 3)), 3);
}

void AwaitTimerTest::aCancelStopsListeningAndLeavesTheTimerRunning()
{
    QTimer timer;
    timer.start(1h);
    auto task = createTask(countTimeouts(&timer, 1));
    QTimer::singleShot(0, &timer, [&task] {
        task.cancel(u"enough"_s);
    });

    QVERIFY(task.waitForFinished(5s));

    QVERIFY(task.cancelled());
    QVERIFY(timer.isActive());
}

void AwaitTimerTest::aTimerThatDiesThrowsInsteadOfHanging()
{
    auto timer = std::make_unique<QTimer>();
    const auto task = createTask(countTimeouts(timer.get(), 1));
    QTimer::singleShot(0, this, [&timer] {
        timer.reset();
    });

    QVERIFY(task.waitForFinished(5s));

    QVERIFY_THROWS_EXCEPTION(SenderDestroyedError, task.result());
}

void AwaitTimerTest::aTimerMayDieOnceTheWaitIsCancelled()
{
    auto timer = std::make_unique<QTimer>();
    timer->setObjectName(u"refresh"_s);
    TestLoop loop;
    auto task = createTask(countTimeouts(timer.get(), 1));
    loop.tick();

    task.cancel(u"enough"_s);
    timer.reset();
    const QString awaits = task.info().awaits; // a monitor may look before the task goes on
    loop.tick();

    QCOMPARE(awaits, u"timer"_s);
    QVERIFY(task.cancelled());
}

void AwaitTimerTest::aNullTimerIsRefused()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             Loop::current().runUntilComplete(countTimeouts(nullptr, 1)));
}

void AwaitTimerTest::theMonitorCanNameIt()
{
    QTimer timer;
    timer.setObjectName(u"refresh"_s);
    auto task = createTask(countTimeouts(&timer, 1));
    Loop::current().runUntilComplete(yieldNow());

    QCOMPARE(task.info().awaits, u"timer refresh"_s);
    task.cancel();
    QVERIFY(task.waitForFinished(5s));
}

QTEST_GUILESS_MAIN(AwaitTimerTest)
#include "tst_awaittimer.moc"
