// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "loopthread.h"

#include <taskdeck/await.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QPromise>
#include <QtTest/QTest>

#include <semaphore>

using namespace taskdeck;
using namespace taskdeck::coretest;

class QFutureBridgeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valueArrives();
    void voidArrives();
    void failureArrivesAsTheSameObject();
    void cancellationArrivesAsAnException();
    void ofADoneFutureIsFinishedAtOnce();
    void consumersCancelReachesTheFuture();
    void consumersCancelReachesTheTask();
    void consumerMayAskForTheResultAfterItsCancel_data();
    void consumerMayAskForTheResultAfterItsCancel();
    void valueOfATaskThatRefusedIsDropped();
    void continuationRuns();
    void endsWithTheLoop();
    void endsWithTheTaskOfTheLoop();
    void ofAShutDownLoopEndsAtOnce();
    void takenValueIsAnException();
    void needsTheOwnersThread();
    void doesNotKeepAReportAway();

    void fromGivesTheValue();
    void fromGivesWhatIsMoveOnly();
    void fromGivesVoid();
    void fromAFinishedOneIsDoneAtOnce();
    void fromGivesTheExceptionThatWasThrown();
    void fromACancelledOneIsCancelled();
    void fromOneWithoutAResultSaysSo();
    void cancelReachesTheQFuture();
    void cancelLeavesADoneQFutureItsValue();
    void completionAfterTheLoopsEndIsDropped();
    void fromOnAShutDownLoopIsRefused();
    void leavesTheContinuationOfOthersAlone();
    void testLoopWaitsForAQFuture();

    void bridgesBetweenLoops_data();
    void bridgesBetweenLoops();
    void bridgePassesACancelBack();
    void bothEndsMayMoveAtOnce();
};

/// What the consumer gets.
static QString resultOf(QFuture<int> future)
{
    const QString thrown = thrownByQt(future);
    return thrown.isEmpty() ? QString::number(future.result()) : thrown;
}

void QFutureBridgeTest::valueArrives() // K-15
{
    TestLoop loop;
    Promise<int> promise;
    const QFuture<int> future = promise.future().toQFuture();

    QVERIFY(future.isStarted() && !future.isFinished());
    promise.setResult(7);
    QVERIFY(!future.isFinished()); // queued, as any callback
    loop.tick();

    QVERIFY(future.isFinished());
    QCOMPARE(resultOf(future), u"7"_s);
}

void QFutureBridgeTest::voidArrives() // K-15
{
    TestLoop loop;
    QFuture<void> future = createTask(taskdeck::sleep(1s)).toQFuture();

    loop.advance(999ms);
    QVERIFY(!future.isFinished());
    loop.advance(1ms);

    QVERIFY(future.isFinished() && !future.isCanceled());
    future.waitForFinished();
}

void QFutureBridgeTest::failureArrivesAsTheSameObject() // K-15
{
    const Reports reports;
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    std::exception_ptr thrown;
    {
        TestLoop loop;
        Promise<int> promise;
        QFuture<int> future = promise.future().toQFuture();

        promise.setException(failure);
        loop.tick();
        try {
            future.waitForFinished();
        } catch (...) {
            thrown = std::current_exception();
        }
        QCOMPARE(resultOf(future), u"runtime_error: boom"_s);
    }

    QVERIFY(thrown == failure);
    QCOMPARE(reports.texts(), QStringList()); // it was passed on
}

void QFutureBridgeTest::cancellationArrivesAsAnException() // TH-02
{
    TestLoop loop;
    auto task = createTask(giving(7));
    const QFuture<int> future = task.toQFuture();
    QFuture<void> nothing = createTask(failing("boom")).then([] {}).toQFuture();

    task.cancel(u"why"_s);
    loop.tick(4);

    QCOMPARE(resultOf(future), u"CancelledError: why"_s);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, nothing.waitForFinished());
}

void QFutureBridgeTest::ofADoneFutureIsFinishedAtOnce()
{
    TestLoop loop;

    const QFuture<int> future = Future<int>::completed(7).toQFuture();

    QVERIFY(future.isFinished());
    QCOMPARE(future.result(), 7);
}

void QFutureBridgeTest::consumersCancelReachesTheFuture() // TH-02
{
    QString message;
    TestLoop loop;
    Promise<int> promise;
    promise.setCancelHook([&](const QString &why) {
        message = why;
    });
    QFuture<int> future = promise.future().toQFuture();

    future.cancel();
    QVERIFY(!promise.future().done()); // posted
    loop.tick();

    QVERIFY(promise.future().cancelled());
    QCOMPARE(message, u"the QFuture was cancelled"_s);
    QVERIFY(future.isFinished());
}

void QFutureBridgeTest::consumersCancelReachesTheTask() // TH-02
{
    auto task = createTask(never());
    QFuture<void> future = task.toQFuture();

    std::thread([future]() mutable {
        future.cancel();
    }).join();
    QVERIFY(task.waitForFinished(10s)); // on a real loop

    QVERIFY(task.cancelled());
}

void QFutureBridgeTest::consumerMayAskForTheResultAfterItsCancel_data() // TH-02
{
    QTest::addColumn<bool>("blocks");

    QTest::newRow("blocked in result()") << true;
    QTest::newRow("after the end") << false;
}

void QFutureBridgeTest::consumerMayAskForTheResultAfterItsCancel() // TH-02
{
    QFETCH(bool, blocks);
    LoopThread thread;
    const auto value = []() -> Coro<int> {
        co_await never();
        co_return 7;
    };
    QFuture<int> future = thread.call([&] {
        return createTask(value()).toQFuture();
    });

    future.cancel();
    if (!blocks) {
        thrownByQt(QFuture<void>(future)); // waits for the end
        QVERIFY(future.isFinished());
    }

    // Qt 6.4 alone crashes here.
    QCOMPARE(resultOf(future), u"CancelledError: the QFuture was cancelled"_s);
    QVERIFY(future.isCanceled());
}

void QFutureBridgeTest::valueOfATaskThatRefusedIsDropped() // TH-02
{
    TestLoop loop;
    const auto refuses = []() -> Coro<int> {
        try {
            co_await never();
        } catch (const CancelledError &) {
        }
        co_return 7;
    };
    const auto task = createTask(refuses);
    QFuture<int> future = task.toQFuture();
    loop.tick();

    future.cancel();
    loop.tick(4);

    QCOMPARE(task.result(), 7);
    QCOMPARE(resultOf(future), u"CancelledError: the QFuture was cancelled"_s);
}

void QFutureBridgeTest::continuationRuns()
{
    TestLoop loop;
    Promise<int> promise;
    QFuture<int> next = promise.future().toQFuture().then([](int n) {
        return n + 1;
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(next.result(), 8);
}

void QFutureBridgeTest::endsWithTheLoop()
{
    QFuture<int> future;
    std::unique_ptr<Promise<int>> promise;
    inThread([&] {
        promise = std::make_unique<Promise<int>>();
        future = promise->future().toQFuture();
    });

    QCOMPARE(resultOf(future), u"UsageError: the loop has been shut down"_s);
}

void QFutureBridgeTest::endsWithTheTaskOfTheLoop()
{
    QFuture<void> asked;
    QFuture<void> destroyed;
    inThread([&] {
        asked = createTask(never()).toQFuture();
        Loop::current().shutdown();
    });
    inThread([&] {
        const Reports reports;
        destroyed = createTask(never()).toQFuture();
        Loop::current().shutdown(0ms);
    });

    QCOMPARE(thrownByQt(asked), u"CancelledError: the program ends"_s);
    QCOMPARE(thrownByQt(destroyed), u"CancelledError: the loop has been shut down"_s);
}

void QFutureBridgeTest::ofAShutDownLoopEndsAtOnce()
{
    QString thrown;
    inThread([&] {
        const Promise<int> promise;
        Loop::current().shutdown();
        QFuture<int> future = promise.future().toQFuture();
        thrown = thrownByQt(future);
    });

    QCOMPARE(thrown, u"UsageError: the loop has been shut down"_s);
}

void QFutureBridgeTest::takenValueIsAnException()
{
    TestLoop loop;
    Promise<int> promise;
    const QFuture<int> future = promise.future().toQFuture();

    promise.setResult(7);
    promise.future().takeResult();
    loop.tick();

    QVERIFY(resultOf(future).startsWith(u"InvalidStateError"_s));
}

void QFutureBridgeTest::needsTheOwnersThread() // TH-09
{
    TestLoop loop;
    const auto future = Future<int>::completed(7);
    QString thrown;

    inThread([&] {
        thrown = thrownBy([&] {
            future.toQFuture();
        });
    });

    QVERIFY(thrown.startsWith(u"UsageError"_s));
}

void QFutureBridgeTest::doesNotKeepAReportAway() // F-18
{
    const Reports reports;
    TestLoop loop;
    {
        Promise<int> promise;
        promise.future().toQFuture().cancel();
        promise.setException<std::runtime_error>("boom");
    }
    loop.tick();

    QCOMPARE(reports.texts(), QStringList()); // the QFuture has it
}

void QFutureBridgeTest::fromGivesTheValue() // TH-04
{
    const auto future = fromQFuture(QtConcurrent::run([] {
        return 42;
    }));

    QVERIFY(future.waitForFinished());
    QCOMPARE(future.result(), 42);
}

void QFutureBridgeTest::fromGivesWhatIsMoveOnly() // TH-04
{
    auto future = fromQFuture(QtConcurrent::run([] {
        return std::make_unique<int>(42);
    }));

    QVERIFY(future.waitForFinished());
    QCOMPARE(*future.takeResult(), 42);
}

void QFutureBridgeTest::fromGivesVoid() // TH-04
{
    TestLoop loop;
    QPromise<void> promise;
    promise.start();
    const Future<void> future = fromQFuture(promise.future());

    loop.tick();
    QVERIFY(!future.done());
    promise.finish();
    QVERIFY(!future.done());
    loop.tick();

    QCOMPARE(future.outcome(), Outcome::Value);
}

void QFutureBridgeTest::fromAFinishedOneIsDoneAtOnce() // TH-04
{
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    promise.addResult(7);
    promise.finish();

    QCOMPARE(fromQFuture(promise.future()).result(), 7);
}

void QFutureBridgeTest::fromGivesTheExceptionThatWasThrown() // TH-04
{
    const auto future = fromQFuture(QtConcurrent::run([]() -> int {
        throw std::out_of_range("too far");
    }));

    QVERIFY(future.waitForFinished());
    QCOMPARE(ending(future), u"out_of_range: too far"_s); // not Qt's wrapper
}

void QFutureBridgeTest::fromACancelledOneIsCancelled() // TH-04
{
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    const Future<int> future = fromQFuture(promise.future());

    promise.future().cancel();
    promise.finish();
    loop.tick();

    QCOMPARE(ending(future), u"cancelled: the QFuture was cancelled"_s);
}

void QFutureBridgeTest::fromOneWithoutAResultSaysSo()
{
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    promise.finish();

    QVERIFY_THROWS_EXCEPTION(NotAvailableError, fromQFuture(promise.future()).result());
}

void QFutureBridgeTest::cancelReachesTheQFuture() // TH-05
{
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    Future<int> future = fromQFuture(promise.future());

    QVERIFY(future.cancel(u"why"_s));

    QVERIFY(promise.isCanceled());
    QCOMPARE(ending(future), u"cancelled: why"_s);
    promise.finish(); // late: dropped
    loop.tick();
}

void QFutureBridgeTest::cancelLeavesADoneQFutureItsValue() // TH-05
{
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    Future<int> future = fromQFuture(promise.future());
    promise.addResult(7);
    promise.finish();

    future.cancel(); // before its completion has arrived
    loop.tick();

    QVERIFY(future.cancelled());
    QVERIFY(!promise.isCanceled());
    QCOMPARE(promise.future().result(), 7);
}

void QFutureBridgeTest::completionAfterTheLoopsEndIsDropped() // TH-05
{
    QPromise<int> promise;
    promise.start();
    Future<int> future;
    inThread([&] {
        future = fromQFuture(promise.future());
    });

    promise.addResult(7);
    promise.finish();

    QCOMPARE(future.outcome(), Outcome::Pending);
    QVERIFY(!future.waitForFinished()); // nothing will come: it does not hang
}

void QFutureBridgeTest::fromOnAShutDownLoopIsRefused()
{
    QString thrown;
    QPromise<int> promise;
    promise.start();
    inThread([&] {
        Loop::current().shutdown();
        thrown = thrownBy([&] {
            fromQFuture(promise.future());
        });
    });

    QVERIFY(thrown.startsWith(u"UsageError"_s));
    promise.finish();
}

void QFutureBridgeTest::leavesTheContinuationOfOthersAlone()
{
    int called = 0;
    TestLoop loop;
    QPromise<int> promise;
    promise.start();
    const auto first = fromQFuture(promise.future());
    const auto next = promise.future().then([&](int n) {
        called = n;
    });
    const auto second = fromQFuture(promise.future());

    promise.addResult(7);
    promise.finish();
    loop.tick();

    QCOMPARE(called, 7); // a QFuture has room for one only
    QCOMPARE(first.result() + second.result(), 14);
}

void QFutureBridgeTest::testLoopWaitsForAQFuture()
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        auto future = fromQFuture(QtConcurrent::run([] {
            return 3;
        }));
        auto direct = QtConcurrent::run([] {
            return 4;
        });
        co_return co_await future + co_await direct;
    };

    QCOMPARE(run(loop, body), 7);
}

void QFutureBridgeTest::bridgesBetweenLoops_data() // TH-04, T-07
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");

    QTest::newRow("value") << u"value"_s << u"value"_s;
    QTest::newRow("failure") << u"failure"_s << u"runtime_error: boom"_s;
    QTest::newRow("cancel") << u"cancel"_s << u"cancelled: why"_s;
}

void QFutureBridgeTest::bridgesBetweenLoops() // TH-04, T-07
{
    QFETCH(QString, how);
    LoopThread thread;
    const auto body = [&]() -> Coro<int> {
        co_await taskdeck::sleep(1ms);
        if (how == u"failure")
            throw std::runtime_error("boom");
        if (how == u"cancel")
            throw CancelledError(u"why"_s);
        co_return 7;
    };
    const QFuture<int> between = thread.call([&] {
        return createTask(body).toQFuture();
    });
    const auto here = fromQFuture(between);
    auto task = createTask(awaiting(here));

    QVERIFY(task.waitForFinished(10s));

    QTEST(ending(task), "expected");
    QCOMPARE(here.outcome(), task.outcome());
}

void QFutureBridgeTest::bridgePassesACancelBack() // TH-05
{
    QString message;
    std::binary_semaphore ended(0);
    LoopThread thread;
    const auto body = [&]() -> Coro<int> {
        try {
            co_await never();
        } catch (const CancelledError &error) {
            message = error.message();
        }
        ended.release();
        co_return 7;
    };
    auto here = fromQFuture(thread.call([&] {
        return createTask(body).toQFuture();
    }));

    here.cancel();
    ended.acquire();

    QVERIFY(here.cancelled());
    QCOMPARE(message, u"the QFuture was cancelled"_s);
}

// For the sanitizers: the consumer cancels while the producer ends it.
void QFutureBridgeTest::bothEndsMayMoveAtOnce()
{
    constexpr int count = 300;
    int values = 0;
    int cancelled = 0;
    LoopThread thread;
    for (int i = 0; i < count; ++i) {
        auto promise = thread.call([] {
            return std::make_unique<Promise<int>>();
        });
        QFuture<int> future = thread.call([&] {
            return promise->future().toQFuture();
        });
        thread.loop().callSoonThreadsafe([&] {
            promise->trySetResult(7);
        });
        future.cancel();
        const QString text = thrownByQt(future);
        (text.isEmpty() ? values : cancelled) += 1;
        thread.call([&] {
            promise.reset();
        });
    }

    QCOMPARE(values + cancelled, count);
}

QTEST_GUILESS_MAIN(QFutureBridgeTest)
#include "tst_qfuturebridge.moc"
