// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/gather.h>
#include <taskdeck/shield.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class ShieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valueAndExceptionPass();
    void outerEndsOnePassAfterTheInner();
    void cancelOfTheOuterLeavesTheInnerRunning();
    void cancelOfTheAwaiterLeavesTheInnerRunning();
    void cancelOfTheInnerEndsTheOuterWithoutTheMessage();
    void doneInnerIsReturnedItself();
    void coroutineBecomesATask();
    void failureAfterACancelIsReportedOnce_data();
    void failureAfterACancelIsReportedOnce();
    void failureInThePassOfTheCancelIsReportedOnce();
    void failureSeenByAnotherShieldIsReportedToo();
    void valueAfterACancelIsNotReported();
    void cancelOfTheInnerAfterACancelIsNotReported();
    void failureThatPassesIsReportedOnlyIfItIsLost();
    void shieldOfAGather();
    void gatherOfShields();
    void shieldInAShield();
    void moveOnlyValueIsTaken();
    void cancelledShieldLeavesNothingBehind();
    void droppedShieldPassesNothing();
    void loopsEndEndsItAsCancelled();
    void otherLoopIsRefused();
    void manyShieldsOfOneFuture();
    void chainOfShields();
};

void ShieldTest::valueAndExceptionPass() // SH-01
{
    TestLoop loop;
    Promise<int> value;
    Promise<int> failure;
    const auto exception = std::make_exception_ptr(std::runtime_error("boom"));
    const auto outerValue = shield(value.future());
    const auto outerFailure = shield(failure.future());
    const auto outerVoid = shield(sleep(0ms));

    value.setResult(7);
    failure.setException(exception);
    loop.tick(3);

    QCOMPARE(outerValue.result(), 7);
    QVERIFY(outerFailure.exception() == exception);
    QCOMPARE(ending(outerVoid), u"value"_s);
}

void ShieldTest::outerEndsOnePassAfterTheInner() // SH-01, F-09
{
    TestLoop loop;
    Promise<int> promise;
    const auto outer = shield(promise.future());

    promise.setResult(7);
    QVERIFY(!outer.done());
    loop.tick();

    QVERIFY(outer.done());
}

void ShieldTest::cancelOfTheOuterLeavesTheInnerRunning() // SH-02
{
    TestLoop loop;
    const auto inner = createTask(sleep(1s));
    auto outer = shield(inner);

    QVERIFY(outer.cancel(u"why"_s));

    QCOMPARE(ending(outer), u"cancelled: why"_s); // at once
    QCOMPARE(inner.cancelling(), 0);
    loop.advance(1s);
    QCOMPARE(ending(inner), u"value"_s);
    QCOMPARE(ending(outer), u"cancelled: why"_s);
}

void ShieldTest::cancelOfTheAwaiterLeavesTheInnerRunning() // SH-02
{
    TestLoop loop;
    const auto inner = createTask(sleep(1s));
    const auto body = [&]() -> Coro<> {
        co_await shield(inner);
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(inner.cancelling(), 0);
    loop.advance(1s);
    QCOMPARE(ending(inner), u"value"_s);
}

void ShieldTest::cancelOfTheInnerEndsTheOuterWithoutTheMessage() // SH-03
{
    TestLoop loop;
    auto inner = createTask(never());
    const auto outer = shield(inner);

    inner.cancel(u"why"_s);
    loop.tick(2);

    QCOMPARE(ending(inner), u"cancelled: why"_s);
    QCOMPARE(ending(outer), u"cancelled"_s);
}

void ShieldTest::doneInnerIsReturnedItself() // SH-04
{
    TestLoop loop;
    const auto value = Future<int>::completed(7);
    auto cancelled = createTask(never());
    cancelled.cancel();
    loop.tick();

    QVERIFY(same(shield(value), value));
    QVERIFY(same(shield(cancelled), cancelled));
}

void ShieldTest::coroutineBecomesATask() // SH-04
{
    TestLoop loop;

    const auto outer = shield(giving(7));
    const int line = __LINE__ - 1;

    QCOMPARE(allTasks().size(), 1);
    QCOMPARE(allTasks().constFirst().createdAt().line(), line);
    QVERIFY(!same(outer, allTasks().constFirst()));
    loop.tick(2);
    QCOMPARE(outer.result(), 7);
}

void ShieldTest::failureAfterACancelIsReportedOnce_data() // SH-05
{
    QTest::addColumn<int>("shields");
    QTest::addColumn<bool>("together");

    QTest::newRow("one") << 1 << true;
    QTest::newRow("three at once") << 3 << true;
    QTest::newRow("three after each other") << 3 << false;
}

void ShieldTest::failureAfterACancelIsReportedOnce() // SH-05
{
    QFETCH(int, shields);
    QFETCH(bool, together);
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    QList<Future<int>> outers;
    for (int i = 0; i < shields; ++i) {
        outers += shield(promise->future());
        if (!together)
            outers.last().cancel();
        loop.tick();
    }
    for (Future<int> &outer : outers)
        outer.cancel();

    promise->setException<std::runtime_error>("boom");
    QCOMPARE(reports.texts(), QStringList()); // not inside
    loop.tick();

    const QStringList once{u"Exception in a shielded future <- runtime_error: boom"_s};
    QCOMPARE(reports.texts(), once);
    QVERIFY(same(reports.last().future, promise->future()));
    promise.reset();
    loop.tick(2);
    QCOMPARE(reports.texts(), once);
}

void ShieldTest::failureInThePassOfTheCancelIsReportedOnce() // SH-05
{
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    QList<Future<int>> outers{shield(promise->future()), shield(promise->future())};

    promise->setException<std::runtime_error>("boom");
    for (Future<int> &outer : outers)
        QVERIFY(outer.cancel()); // its turn is on the way
    promise.reset();
    loop.tick(2);

    QCOMPARE(reports.texts(),
             QStringList({u"Exception in a shielded future <- runtime_error: boom"_s}));
}

void ShieldTest::failureSeenByAnotherShieldIsReportedToo() // SH-05
{
    Reports reports;
    TestLoop loop;
    Promise<int> promise;
    const auto seen = shield(promise.future());
    auto cancelled = shield(promise.future());
    cancelled.cancel();

    promise.setException<std::runtime_error>("boom");
    loop.tick();

    QCOMPARE(ending(seen), u"runtime_error: boom"_s);
    QCOMPARE(reports.texts().size(), 1);
}

void ShieldTest::valueAfterACancelIsNotReported() // SH-05
{
    Reports reports;
    TestLoop loop;
    Promise<int> promise;
    auto outer = shield(promise.future());
    outer.cancel();

    promise.setResult(7);
    loop.tick(2);

    QCOMPARE(reports.texts(), QStringList());
}

void ShieldTest::cancelOfTheInnerAfterACancelIsNotReported() // SH-05
{
    Reports reports;
    TestLoop loop;
    const Promise<int> promise;
    auto outer = shield(promise.future());
    outer.cancel();

    promise.future().cancel();
    loop.tick(2);

    QCOMPARE(reports.texts(), QStringList());
}

void ShieldTest::failureThatPassesIsReportedOnlyIfItIsLost() // SH-01, F-18
{
    Reports reports;
    TestLoop loop;
    {
        const auto seen = shield(failing("seen"));
        const auto lost = shield(failing("lost"));
        loop.tick(2);
        QCOMPARE(ending(seen), u"runtime_error: seen"_s);
    }

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: lost"_s}));
}

void ShieldTest::shieldOfAGather() // SH-06
{
    TestLoop loop;
    const QList<Task<>> children{createTask(sleep(1s)), createTask(sleep(2s))};
    const auto all = gather(children);
    auto outer = shield(all);

    outer.cancel(u"why"_s);
    loop.advance(2s);

    QCOMPARE(ending(outer), u"cancelled: why"_s);
    QCOMPARE(ending(all), u"value"_s);
    QCOMPARE(ending(children[1]), u"value"_s);
}

void ShieldTest::gatherOfShields() // SH-06
{
    TestLoop loop;
    const auto first = createTask(sleep(1s));
    const auto second = createTask(sleep(2s));
    auto all = gather(shield(first), shield(second));

    all.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(all), u"cancelled: why"_s);
    loop.advance(2s);
    QCOMPARE(ending(first), u"value"_s);
    QCOMPARE(ending(second), u"value"_s);
}

void ShieldTest::shieldInAShield() // SH-02
{
    TestLoop loop;
    const auto task = createTask(sleep(1s));
    const auto inner = shield(task);
    auto outer = shield(inner);

    outer.cancel();
    loop.advance(1s);

    QCOMPARE(ending(outer), u"cancelled"_s);
    QCOMPARE(ending(inner), u"value"_s);
}

void ShieldTest::moveOnlyValueIsTaken() // SH-01
{
    TestLoop loop;
    auto inner = createTask(giving(std::make_unique<int>(7)));
    auto outer = shield(inner);

    loop.tick(2);

    QCOMPARE(*outer.takeResult(), 7);
    QVERIFY(thrownBy([&] {
                inner.result();
            }).startsWith(u"InvalidStateError"_s));
}

void ShieldTest::cancelledShieldLeavesNothingBehind() // SH-02, I-01
{
    TestLoop loop;
    const auto inner = createTask(never(), u"inner"_s);
    const auto body = [&]() -> Coro<> {
        for (;;) {
            auto outer = shield(inner);
            outer.cancel();
            try {
                co_await outer;
            } catch (const CancelledError &) {
            }
            co_await yieldNow();
        }
    };
    createTask(body, u"impatient"_s);

    loop.tick(1000);

    // One report for all that were given up, and nobody who waits.
    QCOMPARE(inner.toString().count(u','), 0);
    QCOMPARE(inner.awaitedBy().size(), 0);
}

void ShieldTest::droppedShieldPassesNothing() // SH-01
{
    Log log;
    TestLoop loop;
    Promise<std::shared_ptr<void>> promise;

    static_cast<void>(shield(promise.future()));
    promise.setResult(farewell([&] {
        log += u"gone"_s;
    }));
    promise = {};
    loop.tick();

    QCOMPARE(log, QStringList({u"gone"_s}));
}

void ShieldTest::loopsEndEndsItAsCancelled()
{
    Future<void> outer;
    {
        TestLoop loop;
        outer = shield(never());
        loop.tick();
    }

    QCOMPARE(ending(outer), u"cancelled: the loop has been shut down"_s);
}

void ShieldTest::otherLoopIsRefused() // T-07
{
    TestLoop loop;
    const Promise<int> promise;
    QString thrown;

    inThread([&] {
        TestLoop other;
        thrown = thrownBy([&] {
            static_cast<void>(shield(promise.future()));
        });
    });

    QVERIFY2(thrown.startsWith(u"UsageError: "_s), qPrintable(thrown));
}

static constexpr int links = 100'000;

void ShieldTest::manyShieldsOfOneFuture() // SH-05
{
    Reports reports;
    TestLoop loop;
    Promise<int> promise;
    QList<Future<int>> outers;
    for (int i = 0; i < links; ++i)
        outers += shield(promise.future());

    for (Future<int> &outer : outers)
        outer.cancel();
    promise.setException<std::runtime_error>("boom");
    loop.tick();

    QCOMPARE(reports.texts().size(), 1);
}

void ShieldTest::chainOfShields()
{
    QString end;
    QString text;

    const auto body = [&] {
        TestLoop loop;
        Promise<int> promise;
        QList<Future<int>> chain{promise.future()};
        while (chain.size() <= links)
            chain += shield(chain.constLast());
        const auto task = createTask(awaiting(chain.constLast()));
        loop.tick();
        text = task.toString();
        promise.setResult(7);
        loop.tick(links + 1);
        end = ending(task);
    };
    inThread(body, 512 * 1024);

    QCOMPARE(end, u"value"_s);
    QVERIFY2(text.contains(u"wait_for=shield"_s), qPrintable(text));
}

QTEST_GUILESS_MAIN(ShieldTest)
#include "tst_shield.moc"
