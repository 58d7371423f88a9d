// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;
using std::chrono::milliseconds;

class SleepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resumesAfterItsTimeWithItsValue();
    void valueMayBeMoveOnly();
    void sleepersWakeInOrderOfDueTime();
    void zeroTakesExactlyOneTick_data();
    void zeroTakesExactlyOneTick();
    void zeroLetsRunWhatWasQueuedBefore();
    void zeroIsCancelledLikeAnyOther();
    void cancelEndsItAtOnce();
    void cancelStopsTheTimer();
    void cancelOfOneLeavesTheOthers();
    void durationThatOverflowsIsRefused_data();
    void durationThatOverflowsIsRefused();
    void longestDurationIsSlept();
};

void SleepTest::resumesAfterItsTimeWithItsValue() // SL-01
{
    TestLoop loop;
    const auto task = createTask(sleep(90min, 7));

    loop.advance(90min - 1ms);
    QVERIFY(!task.done());
    loop.advance(1ms);

    QCOMPARE(task.result(), 7);
}

void SleepTest::valueMayBeMoveOnly() // SL-01
{
    TestLoop loop;

    const std::unique_ptr<int> value = loop.run(sleep(1s, std::make_unique<int>(7)));

    QCOMPARE(*value, 7);
    QCOMPARE(loop.elapsed(), 1s);
}

void SleepTest::sleepersWakeInOrderOfDueTime() // SL-01
{
    Log log;
    TestLoop loop;
    const auto body = [&](milliseconds delay) -> Coro<> {
        co_await sleep(delay);
        log += QString::number(delay.count());
    };
    for (const auto delay : {30ms, 10ms, 20ms, 0ms, 10ms})
        createTask(body(delay));

    loop.advance(30ms);

    QCOMPARE(log, QStringList({u"0"_s, u"10"_s, u"10"_s, u"20"_s, u"30"_s}));
}

void SleepTest::zeroTakesExactlyOneTick_data() // SL-02
{
    QTest::addColumn<qint64>("duration");

    QTest::newRow("zero") << qint64(0);
    QTest::newRow("negative") << qint64(-1);
    QTest::newRow("most negative") << qint64(milliseconds::min().count());
}

void SleepTest::zeroTakesExactlyOneTick() // SL-02
{
    QFETCH(qint64, duration);
    TestLoop loop;
    const auto task = createTask(sleep(milliseconds(duration), 7));

    loop.tick();
    QVERIFY(!task.done());
    loop.tick();

    QVERIFY(task.done());
    QCOMPARE(loop.elapsed(), 0ms);
}

void SleepTest::zeroLetsRunWhatWasQueuedBefore() // SL-02
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        Loop::current().callSoon([&] {
            log += u"queued before"_s;
        });
        co_await sleep(0ms);
        log += u"goes on"_s;
        Loop::current().callSoon([&] {
            log += u"queued before the second"_s;
        });
        co_await yieldNow();
        log += u"ends"_s;
    };
    createTask(body);

    loop.tick(3);

    QCOMPARE(log, QStringList({u"queued before"_s, u"goes on"_s, u"queued before the second"_s,
                               u"ends"_s}));
}

void SleepTest::zeroIsCancelledLikeAnyOther() // SL-03
{
    TestLoop loop;
    auto task = createTask(sleep(0ms));
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
}

void SleepTest::cancelEndsItAtOnce() // SL-03
{
    TestLoop loop;
    auto task = createTask(sleep(1h));
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(loop.elapsed(), 0ms);
}

void SleepTest::cancelStopsTheTimer() // SL-03
{
    TestLoop loop;
    auto task = createTask(sleep(1h));
    loop.tick();
    task.cancel();
    loop.tick();

    // Only a timer that still runs would let the clock jump: without one, this is a deadlock.
    QVERIFY_THROWS_EXCEPTION(UsageError, loop.run(never()));

    QCOMPARE(loop.elapsed(), 0ms);
}

void SleepTest::cancelOfOneLeavesTheOthers() // SL-03
{
    TestLoop loop;
    QList<Task<int>> tasks;
    for (int i = 1; i <= 20; ++i)
        tasks += createTask(sleep(i * 1s, i));
    loop.tick();

    for (int i = 0; i < 20; i += 3)
        tasks[i].cancel();
    loop.advance(20s);

    for (int i = 0; i < 20; ++i)
        QCOMPARE(ending(tasks.at(i)), i % 3 == 0 ? u"cancelled"_s : u"value"_s);
}

void SleepTest::durationThatOverflowsIsRefused_data() // SL-04
{
    QTest::addColumn<qint64>("duration");

    QTest::newRow("most milliseconds") << qint64(milliseconds::max().count());
    QTest::newRow("beyond the clock's end") << qint64(
        std::chrono::duration_cast<milliseconds>(std::chrono::nanoseconds::max()).count());
}

void SleepTest::durationThatOverflowsIsRefused() // SL-04
{
    QFETCH(qint64, duration);
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        try {
            co_await sleep(milliseconds(duration));
        } catch (const std::invalid_argument &) {
            log += u"refused"_s;
        }
        co_await sleep(1s);
        log += u"goes on"_s;
    };

    run(loop, body);

    QCOMPARE(log, QStringList({u"refused"_s, u"goes on"_s}));
}

void SleepTest::longestDurationIsSlept() // SL-04
{
    constexpr auto century = std::chrono::hours(24 * 365 * 100);
    TestLoop loop;

    loop.run(sleep(century));

    QCOMPARE(loop.elapsed(), century);
}

QTEST_GUILESS_MAIN(SleepTest)
#include "tst_sleep.moc"
