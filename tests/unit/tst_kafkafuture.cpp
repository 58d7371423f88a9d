// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/result.h>

#include <QtCore/QException>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

// What KafkaFuture's users expect of ours.
class KafkaFutureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completedFutureIsDoneFromTheStart();
    void onlyTheFirstCompletionCounts_data();
    void onlyTheFirstCompletionCounts();
    void onlyTheProducerCanComplete();
    void stateTruthTable_data();
    void stateTruthTable();
    void getGivesTheExactExceptionObject();
    void getWithoutTimeLeavesItPending();
    void getNowIsEmptyWhilePending();
    void cancelIsUnwrapped();
    void failingWithACancelledErrorIsAFailure();
    void cancellingADependantLeavesItsSourceAlone();
    void thenGivesWhatTheFunctionReturns();
    void manyMayDependOnOneSource();
    void thenAfterCompletionIsCalledToo();
    void thenPassesAFailureByTheFunction();
    void thenPassesACancellationByTheFunction();
    void whatTheFunctionThrowsIsTheFailure();
    void whenDoneSeesAValueAndPassesIt();
    void whenDoneSeesAFailureAndPassesIt();
    void whenDoneSeesACancellationAndPassesIt();
    void whenDoneThatThrowsAfterAValueFails();
    void whenDoneThatThrowsAfterAFailureKeepsTheOriginal();
    void continuationsAreNeverCalledInline_data();
    void continuationsAreNeverCalledInline();
    void eachContinuationTakesOneTick();
    void allWaitsForEveryItem();
    void allOfNothingIsDone();
    void allFailsIfAnItemWasCancelled();
    void textShowsTheOutcome();
    void qfutureIsAViewForOtherCode();
};

void KafkaFutureTest::completedFutureIsDoneFromTheStart() // K-01
{
    TestLoop loop;

    auto future = Future<int>::completed(7);

    QVERIFY(future.done());
    QCOMPARE(future.result(), 7);
    QVERIFY(!future.cancel());
    QCOMPARE(future.result(), 7);
}

void KafkaFutureTest::onlyTheFirstCompletionCounts_data() // K-02
{
    QTest::addColumn<QString>("first");

    QTest::newRow("value") << u"value"_s;
    QTest::newRow("failure") << u"failure"_s;
    QTest::newRow("cancel") << u"cancel"_s;
}

void KafkaFutureTest::onlyTheFirstCompletionCounts() // K-02
{
    QFETCH(QString, first);
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();

    if (first == u"value")
        QVERIFY(promise.trySetResult(1));
    else if (first == u"failure")
        QVERIFY(promise.trySetException(std::make_exception_ptr(std::runtime_error("boom"))));
    else
        QVERIFY(future.cancel());
    const QString before = ending(future);

    QVERIFY(!promise.trySetResult(2));
    QVERIFY(!promise.trySetException(std::make_exception_ptr(std::runtime_error("late"))));
    QVERIFY(!future.cancel());
    QCOMPARE(ending(future), before);
}

template<typename F>
concept CanBeCompleted = requires(F future)
{
    future.setResult(1);
};

void KafkaFutureTest::onlyTheProducerCanComplete() // K-03
{
    static_assert(CanBeCompleted<Promise<int>>);
    static_assert(!CanBeCompleted<Future<int>> && !CanBeCompleted<Task<int>>);
    static_assert(!CanBeCompleted<QFuture<int>>); // the view for other code
}

void KafkaFutureTest::stateTruthTable_data() // K-04
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("done");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<bool>("cancelled");

    QTest::newRow("pending") << u"pending"_s << false << false << false;
    QTest::newRow("value") << u"value"_s << true << false << false;
    QTest::newRow("failed") << u"failure"_s << true << true << false;
    QTest::newRow("cancelled") << u"cancel"_s << true << false << true; // not failed, as in asyncio
}

void KafkaFutureTest::stateTruthTable() // K-04
{
    QFETCH(QString, how);
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();

    if (how == u"value")
        promise.setResult(7);
    else if (how == u"failure")
        promise.setException<std::runtime_error>("boom");
    else if (how == u"cancel")
        future.cancel();

    QTEST(future.done(), "done");
    QTEST(future.failed(), "failed");
    QTEST(future.cancelled(), "cancelled");
    static_cast<void>(ending(future));
}

void KafkaFutureTest::getGivesTheExactExceptionObject() // K-05
{
    const auto inner = std::make_exception_ptr(std::runtime_error("boom"));
    const auto wrapper = std::make_exception_ptr(QUnhandledException(inner));
    TestLoop loop;

    for (const auto &given : {inner, wrapper}) {
        Promise<int> promise;
        const Future<int> future = promise.future();
        promise.setException(given);
        QVERIFY(future.waitForFinished());
        std::exception_ptr thrown;
        try {
            future.result();
        } catch (...) {
            thrown = std::current_exception();
        }
        QVERIFY(thrown == given); // no wrapper, and a wrapper that was given stays on
    }
}

void KafkaFutureTest::getWithoutTimeLeavesItPending() // K-06
{
    Promise<int> promise;
    const Future<int> future = promise.future();

    QVERIFY(!future.waitForFinished(0ms));
    QVERIFY(!future.waitForFinished(1ms));

    QCOMPARE(future.outcome(), Outcome::Pending);
    promise.setResult(7);
    QVERIFY(future.waitForFinished(0ms));
}

void KafkaFutureTest::getNowIsEmptyWhilePending() // K-07
{
    TestLoop loop;
    Promise<int> promise;
    Promise<int> failing;

    QCOMPARE(promise.future().resultNow(), std::nullopt);
    promise.setResult(7);
    failing.setException<std::runtime_error>("boom");

    QCOMPARE(promise.future().resultNow(), 7);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, failing.future().resultNow());
}

void KafkaFutureTest::cancelIsUnwrapped() // K-08
{
    TestLoop loop;
    const Promise<int> promise;
    Future<int> future = promise.future();

    QVERIFY(future.cancel(u"why"_s));

    QCOMPARE(thrownBy([&] {
                 future.result();
             }),
             u"CancelledError: why"_s);
}

void KafkaFutureTest::failingWithACancelledErrorIsAFailure() // K-08
{
    TestLoop loop;
    Promise<int> promise;

    promise.setException<CancelledError>(u"why"_s);

    QVERIFY(!promise.future().cancelled());
    QCOMPARE(ending(promise.future()), u"CancelledError: why"_s);
}

void KafkaFutureTest::cancellingADependantLeavesItsSourceAlone() // K-09
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    promise.setCancelHook([&](const QString &) {
        log += u"source cancelled"_s;
    });
    Future<int> then = promise.future().then([&](int) {
        log += u"called"_s;
        return 1;
    });
    Future<int> whenDone = promise.future().whenDone([&](Future<int>) {
        log += u"called"_s;
    });

    QVERIFY(then.cancel(u"why"_s));
    QVERIFY(whenDone.cancel());
    QCOMPARE(ending(then), u"cancelled: why"_s);
    QVERIFY(!promise.future().done());
    promise.setResult(7);
    loop.tick(3);

    QCOMPARE(log, QStringList());
    QCOMPARE(promise.future().result(), 7);
    QVERIFY(whenDone.cancelled());
}

void KafkaFutureTest::thenGivesWhatTheFunctionReturns() // K-10
{
    TestLoop loop;
    Promise<int> promise;
    Future<QString> text = promise.future().then([](int n) {
        return QString::number(n);
    });
    Future<void> nothing = text.then([](const QString &) {});
    Future<int> again = nothing.then([] {
        return 8;
    });

    promise.setResult(7);
    loop.tick(3);

    QCOMPARE(text.result(), u"7"_s);
    QCOMPARE(nothing.outcome(), Outcome::Value);
    QCOMPARE(again.result(), 8);
}

void KafkaFutureTest::manyMayDependOnOneSource() // K-10
{
    Log log;
    TestLoop loop;
    Promise<QString> promise;
    QList<Future<QString>> dependants;
    for (int i = 0; i < 3; ++i)
        dependants += promise.future().then([&log, i](const QString &text) {
            log += QString::number(i);
            return text + QString::number(i);
        });

    promise.setResult(u"x"_s);
    loop.tick();

    QCOMPARE(log, QStringList({u"0"_s, u"1"_s, u"2"_s}));
    QCOMPARE(dependants.at(2).result(), u"x2"_s);
    QCOMPARE(promise.future().result(), u"x"_s);
}

void KafkaFutureTest::thenAfterCompletionIsCalledToo() // K-10
{
    TestLoop loop;
    const auto source = Future<int>::completed(7);

    const Future<int> next = source.then([](int n) {
        return n + 1;
    });

    QVERIFY(!next.done());
    loop.tick();
    QCOMPARE(next.result(), 8);
}

void KafkaFutureTest::thenPassesAFailureByTheFunction() // K-10
{
    bool called = false;
    Reports reports;
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    {
        TestLoop loop;
        Promise<int> promise;
        const Future<void> next = promise.future().then([&](int) {
            called = true;
        });

        promise.setException(failure);
        loop.tick();

        QVERIFY(next.failed());
        QVERIFY(next.exception() == failure);
    }
    QVERIFY(!called);
    QCOMPARE(reports.texts(), QStringList()); // seen at the dependant, the source counts as seen
}

void KafkaFutureTest::thenPassesACancellationByTheFunction() // K-10
{
    bool called = false;
    TestLoop loop;
    const Promise<int> promise;
    const Future<void> next = promise.future().then([&](int) {
        called = true;
    });

    promise.future().cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(next), u"cancelled: why"_s);
    QVERIFY(!called);
}

void KafkaFutureTest::whatTheFunctionThrowsIsTheFailure() // K-11
{
    const auto thrown = std::make_exception_ptr(QUnhandledException());
    TestLoop loop;
    const auto source = Future<int>::completed(7);

    const Future<int> next = source.then([&](int) -> int {
        std::rethrow_exception(thrown);
    });
    const Future<int> cancelled = source.then([](int) -> int {
        throw CancelledError(u"why"_s);
    });
    loop.tick();

    QVERIFY(next.exception() == thrown);
    QCOMPARE(source.result(), 7);
    QVERIFY(!cancelled.cancelled()); // as K-08: nobody called cancel()
    QCOMPARE(ending(cancelled), u"CancelledError: why"_s);
}

void KafkaFutureTest::whenDoneSeesAValueAndPassesIt() // K-12
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    const Future<int> next = promise.future().whenDone([&](Future<int> future) {
        log += QString::number(future.result());
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"7"_s}));
    QCOMPARE(next.result(), 7);
}

void KafkaFutureTest::whenDoneSeesAFailureAndPassesIt() // K-12
{
    Log log;
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    TestLoop loop;
    Promise<int> promise;
    const Future<int> next = promise.future().whenDone([&](const AnyFuture &future) {
        log += ending(future);
    });

    promise.setException(failure);
    loop.tick();

    QCOMPARE(log, QStringList({u"runtime_error: boom"_s}));
    QVERIFY(next.exception() == failure);
}

void KafkaFutureTest::whenDoneSeesACancellationAndPassesIt() // K-12
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    const Future<int> next = promise.future().whenDone([&](Future<int> future) {
        log += ending(future);
    });

    promise.future().cancel(u"why"_s);
    loop.tick();

    QCOMPARE(log, QStringList({u"cancelled: why"_s}));
    QCOMPARE(ending(next), u"cancelled: why"_s);
}

void KafkaFutureTest::whenDoneThatThrowsAfterAValueFails() // K-12
{
    const auto thrown = std::make_exception_ptr(std::runtime_error("from the function"));
    TestLoop loop;
    const auto source = Future<int>::completed(7);

    const Future<int> next = source.whenDone([&](Future<int>) {
        std::rethrow_exception(thrown);
    });
    loop.tick();

    QVERIFY(next.exception() == thrown);
    QCOMPARE(source.result(), 7);
}

void KafkaFutureTest::whenDoneThatThrowsAfterAFailureKeepsTheOriginal() // K-12
{
    const Reports reports;
    TestLoop loop;
    Promise<int> failed;
    Promise<int> cancelled;
    const auto throws = [](const Future<int> &) {
        throw std::runtime_error("from the function");
    };
    const Future<int> afterFailure = failed.future().whenDone(throws);
    const Future<int> afterCancel = cancelled.future().whenDone(throws);

    failed.setException<std::runtime_error>("original");
    cancelled.future().cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(afterFailure), u"runtime_error: original"_s);
    QCOMPARE(ending(afterCancel), u"cancelled: why"_s);
    const QString lost = u"Exception in a done-callback <- runtime_error: from the function"_s;
    QCOMPARE(reports.texts(), QStringList({lost, lost})); // not silently
}

void KafkaFutureTest::continuationsAreNeverCalledInline_data() // K-13
{
    QTest::addColumn<bool>("doneBefore");

    QTest::newRow("completed later") << false;
    QTest::newRow("done before") << true;
}

void KafkaFutureTest::continuationsAreNeverCalledInline() // K-13
{
    QFETCH(bool, doneBefore);
    Log log;
    TestLoop loop;
    Promise<int> promise;
    if (doneBefore)
        promise.setResult(7);
    promise.future().then([&](int) {
        log += u"then"_s;
    });
    promise.future().whenDone([&](Future<int>) {
        log += u"whenDone"_s;
    });
    if (!doneBefore)
        promise.setResult(7);

    QCOMPARE(log, QStringList());
    loop.tick();
    QCOMPARE(log, QStringList({u"then"_s, u"whenDone"_s}));
}

void KafkaFutureTest::eachContinuationTakesOneTick() // K-13
{
    TestLoop loop;
    const auto plusOne = [](int n) {
        return n + 1;
    };
    const Future<int> third = Future<int>::completed(7).then(plusOne).then(plusOne).then(plusOne);

    loop.tick(2);
    QVERIFY(!third.done());
    loop.tick();

    QCOMPARE(third.result(), 10);
}

void KafkaFutureTest::allWaitsForEveryItem() // K-14
{
    Log log;
    const Reports reports;
    TestLoop loop;
    const auto work = [&](int key) -> Coro<> {
        if (key == 1)
            throw std::runtime_error("boom");
        co_await taskdeck::sleep(1h);
        log += u"slow one ended"_s;
    };
    auto result = batch(QList<int>{1, 2}, work);

    const Task<> all = result.all();
    loop.advance(30min);
    QVERIFY(!all.done()); // although one has failed
    loop.advance(30min);

    QCOMPARE(log, QStringList({u"slow one ended"_s}));
    QVERIFY(all.failed());
    QVERIFY_THROWS_EXCEPTION(BatchError, all.result());
}

void KafkaFutureTest::allOfNothingIsDone() // K-14
{
    TestLoop loop;
    auto result = batch(QList<int>{}, [](int) -> Coro<> {
        co_return;
    });

    const Task<> all = result.all();
    loop.tick(3);

    QCOMPARE(all.outcome(), Outcome::Value);
}

void KafkaFutureTest::allFailsIfAnItemWasCancelled() // K-14
{
    TestLoop loop;
    auto result = batch(QList<int>{1, 2}, [](int) {
        return taskdeck::sleep(1h);
    });
    const Task<> all = result.all();
    loop.tick();

    result.value(1).cancel();
    loop.advance(1h);

    QVERIFY(all.failed()); // not cancelled: nobody cancelled it
    QVERIFY_THROWS_EXCEPTION(BatchError, all.result());
}

void KafkaFutureTest::textShowsTheOutcome() // K-15
{
    TestLoop loop;
    Promise<int> pending;
    Promise<int> failed;
    failed.setException<std::runtime_error>("boom");
    const auto value = Future<QString>::completed(QString());

    QCOMPARE(pending.future().toString(), u"<Future pending>"_s);
    QCOMPARE(value.toString(), u"<Future finished>"_s); // an empty value is done as well
    QCOMPARE(Future<int>::completed(7).toString(), u"<Future finished result=7>"_s);
    QCOMPARE(failed.future().toString(), u"<Future finished exception=std::runtime_error: boom>"_s);
    static_cast<void>(ending(failed.future()));
}

void KafkaFutureTest::qfutureIsAViewForOtherCode() // K-15
{
    TestLoop loop;
    Promise<int> promise;
    const QFuture<int> view = promise.future().toQFuture();

    QVERIFY(!view.isFinished());
    promise.setResult(7);
    loop.tick();

    QVERIFY(view.isFinished());
    QCOMPARE(view.result(), 7);
}

QTEST_GUILESS_MAIN(KafkaFutureTest)
#include "tst_kafkafuture.moc"
