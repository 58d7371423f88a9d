// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "loopthread.h"

#include <QtTest/QTest>

#include <semaphore>

using namespace taskdeck;
using namespace taskdeck::coretest;

// then() and whenDone() beyond what KafkaFuture's users know.
class ThenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void functionSeesTheValueItself();
    void valuesMayBeMoveOnly();
    void whenDoneTakesAMoveOnlyValue();
    void takenValueIsAFailure();
    void coroutineIsFlattened();
    void taskIsFlattened();
    void futureIsFlattened();
    void failureOfTheInnerIsTheFailure();
    void cancellationOfTheInnerIsACancellation();
    void nullFutureIsAUsageError();
    void closureLivesUntilTheInnerHasEnded_data();
    void closureLivesUntilTheInnerHasEnded();
    void valueLivesUntilTheInnerHasEnded();
    void coroutineIsCreatedWhereThenWasCalled();
    void cancelReachesTheCoroutine();
    void cancelReachesTheTask();
    void cancelLeavesAReturnedFutureAlone();
    void cancelFreesTheFunctionAtOnce();
    void cancelWhileTheCallIsQueued();
    void droppedDependantStopsNothing();
    void droppedFailureIsReportedOnce();
    void failureThatWhenDoneHasSeenIsNotReported();
    void contextInThisThread();
    void contextThatIsGoneCancels_data();
    void contextThatIsGoneCancels();
    void contextElsewhereIsCalledThere();
    void failurePassesByAContextElsewhere();
    void exceptionElsewhereIsTheFailure();
    void coroutineElsewhereRunsThere();
    void cancelReachesACoroutineElsewhere();
    void futureOfAnotherLoopIsRefused();
    void whenDoneElsewhere();
    void endOfTheOtherThreadCancels();
    void endOfTheLoopCancels();
    void needsTheOwnersThread();
    void longChainsNeedNoStack();
};

void ThenTest::functionSeesTheValueItself() // K-10
{
    const QString *seen = nullptr;
    TestLoop loop;
    const auto source = Future<QString>::completed(u"x"_s);

    source.then([&](const QString &text) {
        seen = &text;
    });
    loop.tick();

    QCOMPARE(seen, &source.result()); // no copy
}

void ThenTest::valuesMayBeMoveOnly() // K-10
{
    TestLoop loop;
    const auto source = Future<std::unique_ptr<int>>::completed(std::make_unique<int>(7));

    Future<std::unique_ptr<int>> next = source.then([](const std::unique_ptr<int> &n) {
        return std::make_unique<int>(*n + 1);
    });
    Future<std::unique_ptr<int>> inner = source.then([](const std::unique_ptr<int> &n) {
        return giving(std::make_unique<int>(*n + 2));
    });
    loop.tick(3);

    QCOMPARE(*next.takeResult(), 8);
    QCOMPARE(*inner.takeResult(), 9);
    QCOMPARE(*source.result(), 7);
}

void ThenTest::whenDoneTakesAMoveOnlyValue() // K-12
{
    int seen = 0;
    TestLoop loop;
    const auto source = Future<std::unique_ptr<int>>::completed(std::make_unique<int>(7));

    const auto next = source.whenDone([&](const Future<std::unique_ptr<int>> &future) {
        seen = *future.result();
    });
    loop.tick();

    QCOMPARE(seen, 7);
    QCOMPARE(*next.result(), 7);
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, source.result());
}

void ThenTest::takenValueIsAFailure()
{
    TestLoop loop;
    auto source = Future<int>::completed(7);
    const Future<void> next = source.then([](int) {});
    source.takeResult();

    loop.tick();

    QVERIFY_THROWS_EXCEPTION(InvalidStateError, next.result());
}

void ThenTest::coroutineIsFlattened() // K-10
{
    TestLoop loop;
    const Future<int> next = Future<int>::completed(7).then([](int n) -> Coro<int> {
        co_await taskdeck::sleep(1s);
        co_return n + 1;
    });
    const Future<void> nothing = Future<void>::completed().then([] {
        return taskdeck::sleep(1s);
    });

    loop.tick(5);
    QVERIFY(!next.done());
    loop.advance(1s);

    QCOMPARE(next.result(), 8);
    QCOMPARE(nothing.outcome(), Outcome::Value);
}

void ThenTest::taskIsFlattened() // K-10
{
    TestLoop loop;
    const Future<int> next = Future<int>::completed(7).then([](int n) {
        return createTask(taskdeck::sleep(1s, n + 1));
    });

    loop.advance(1s);

    QCOMPARE(next.result(), 8);
}

void ThenTest::futureIsFlattened() // K-10
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> next = Future<int>::completed(7).then([&](int) {
        return promise.future();
    });
    const Future<int> done = Future<int>::completed(7).then([&](int n) {
        return Future<int>::completed(n + 1);
    });

    loop.tick(2);
    QVERIFY(!next.done());
    QCOMPARE(done.result(), 8);
    promise.setResult(9);
    loop.tick();

    QCOMPARE(next.result(), 9);
    QCOMPARE(promise.future().result(), 9); // a copy
}

void ThenTest::failureOfTheInnerIsTheFailure() // K-11
{
    const Reports reports;
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    {
        TestLoop loop;
        const Future<void> next = Future<int>::completed(7).then([&](int) -> Coro<> {
            co_await yieldNow();
            std::rethrow_exception(failure);
        });
        loop.tick(4);

        QVERIFY(next.failed());
        QVERIFY(next.exception() == failure);
    }
    QCOMPARE(reports.texts(), QStringList());
}

void ThenTest::cancellationOfTheInnerIsACancellation()
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> next = Future<int>::completed(7).then([&](int) {
        return promise.future();
    });
    loop.tick();

    promise.future().cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(next), u"cancelled: why"_s);
}

void ThenTest::nullFutureIsAUsageError()
{
    TestLoop loop;
    const Future<int> next = Future<int>::completed(7).then([&](int) {
        return Future<int>();
    });

    loop.tick();

    QVERIFY_THROWS_EXCEPTION(UsageError, next.result());
}

void ThenTest::closureLivesUntilTheInnerHasEnded_data()
{
    QTest::addColumn<bool>("isTask");

    QTest::newRow("Coro") << false;
    QTest::newRow("Task") << true;
}

void ThenTest::closureLivesUntilTheInnerHasEnded()
{
    QFETCH(bool, isTask);
    Log log;
    TestLoop loop;
    auto body = [&log, text = u"captured"_s, kept = farewell([&] {
                                                 log += u"freed"_s;
                                             })](int) -> Coro<> {
        co_await taskdeck::sleep(1s);
        log += text;
    };
    auto source = Future<int>::completed(7);
    Future<void> next;
    if (isTask)
        next = source.then([body = std::move(body)](int n) {
            return createTask(body(n));
        });
    else
        next = source.then(std::move(body));

    loop.advance(1s);

    QVERIFY(next.done());
    QCOMPARE(log, QStringList({u"captured"_s, u"freed"_s}));
}

void ThenTest::valueLivesUntilTheInnerHasEnded()
{
    QString seen;
    TestLoop loop;
    Promise<QString> promise;
    const Future<void> next = promise.future().then([&](const QString &text) -> Coro<> {
        co_await taskdeck::sleep(1s);
        seen = text; // the parameter is a reference
    });
    promise.setResult(u"value of the source"_s);
    promise = {};

    loop.advance(1s);

    QVERIFY(next.done());
    QCOMPARE(seen, u"value of the source"_s);
}

void ThenTest::coroutineIsCreatedWhereThenWasCalled()
{
    TestLoop loop;
    const int line = __LINE__ + 1;
    Future<int>::completed(7).then([](int) {
        return never();
    });
    loop.tick();

    QCOMPARE(allTasks().size(), 1);
    QCOMPARE(allTasks().constFirst().createdAt().line(), line);
}

void ThenTest::cancelReachesTheCoroutine() // K-09
{
    Log log;
    TestLoop loop;
    Future<void> next = Future<int>::completed(7).then([&](int) -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &error) {
            log += error.message();
            throw;
        }
    });
    loop.tick(3);

    QVERIFY(next.cancel(u"why"_s));
    QCOMPARE(ending(next), u"cancelled: why"_s); // at once, like any future [F-06]
    loop.tick(2);

    QCOMPARE(log, QStringList({u"why"_s}));
    QCOMPARE(loop.liveTasks(), QStringList());
}

void ThenTest::cancelReachesTheTask() // K-09
{
    TestLoop loop;
    Task<> inner;
    Future<void> next = Future<int>::completed(7).then([&](int) {
        inner = createTask(never());
        return inner;
    });
    loop.tick(3);

    next.cancel(u"why"_s);
    loop.tick(2);

    QCOMPARE(ending(inner), u"cancelled: why"_s);
}

void ThenTest::cancelLeavesAReturnedFutureAlone() // K-09
{
    TestLoop loop;
    Promise<int> shared;
    Future<int> next = Future<int>::completed(7).then([&](int) {
        return shared.future();
    });
    loop.tick(2);

    next.cancel();
    loop.tick();

    QVERIFY(next.cancelled());
    QVERIFY(!shared.future().done()); // it was there before, and may be others'
    shared.setResult(7);
    loop.tick();
    QVERIFY(next.cancelled());
}

void ThenTest::cancelFreesTheFunctionAtOnce() // K-09
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    Future<void> next = promise.future().then([kept = farewell([&] {
                                                   log += u"freed"_s;
                                               })](int) {});

    next.cancel();

    QCOMPARE(log, QStringList({u"freed"_s}));
    QCOMPARE(promise.future().toString(), u"<Future pending>"_s); // nothing hangs on the source
}

void ThenTest::cancelWhileTheCallIsQueued() // K-09
{
    bool called = false;
    TestLoop loop;
    Future<void> next = Future<int>::completed(7).then([&](int) {
        called = true;
    });
    Future<int> watched = Future<int>::completed(7).whenDone([&](Future<int>) {
        called = true;
    });

    next.cancel();
    watched.cancel();
    loop.tick(2);

    QVERIFY(!called);
    QVERIFY(next.cancelled());
}

void ThenTest::droppedDependantStopsNothing() // K-10
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    promise.future().then([&](int n) -> Coro<> {
        co_await taskdeck::sleep(1s);
        log += QString::number(n);
    });
    promise.future().whenDone([&](Future<int>) {
        log += u"whenDone"_s;
    });

    promise.setResult(7);
    loop.advance(1s);

    QCOMPARE(log, QStringList({u"whenDone"_s, u"7"_s}));
}

void ThenTest::droppedFailureIsReportedOnce() // F-18
{
    Reports reports;
    TestLoop loop;
    {
        Promise<int> promise;
        promise.future().then([](int) {}).then([] {});
        promise.setException<std::runtime_error>("boom");
    }
    loop.tick(3);

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: boom"_s}));
}

void ThenTest::failureThatWhenDoneHasSeenIsNotReported() // F-19
{
    const Reports reports;
    TestLoop loop;
    {
        Promise<int> promise;
        promise.future().whenDone([](Future<int> future) {
            static_cast<void>(future.exception());
        });
        promise.setException<std::runtime_error>("boom");
    }
    loop.tick(2);

    QCOMPARE(reports.texts(), QStringList());
}

void ThenTest::contextInThisThread()
{
    Log log;
    TestLoop loop;
    QObject context;
    Promise<int> promise;
    const Future<int> next = promise.future().then(&context, [&](int n) {
        log += u"then"_s;
        return n + 1;
    });
    const Future<int> watched = promise.future().whenDone(&context, [&](Future<int>) {
        log += u"whenDone"_s;
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"then"_s, u"whenDone"_s}));
    QCOMPARE(next.result(), 8);
    QCOMPARE(watched.result(), 7);
}

void ThenTest::contextThatIsGoneCancels_data()
{
    QTest::addColumn<bool>("queued");

    QTest::newRow("gone before") << false;
    QTest::newRow("gone while the call is queued") << true;
}

void ThenTest::contextThatIsGoneCancels()
{
    QFETCH(bool, queued);
    bool called = false;
    TestLoop loop;
    auto context = std::make_unique<QObject>();
    Promise<int> promise;
    const Future<void> next = promise.future().then(context.get(), [&](int) {
        called = true;
    });
    const Future<int> watched = promise.future().whenDone(context.get(), [&](Future<int>) {
        called = true;
    });

    if (!queued)
        context.reset();
    promise.setResult(7);
    context.reset();
    loop.tick(2);

    QVERIFY(!called);
    QCOMPARE(ending(next), u"cancelled: the context is gone"_s);
    QCOMPARE(ending(watched), u"cancelled: the context is gone"_s);
}

/// A thread with an object in it, both to the end of the test.
class Elsewhere : public LoopThread
{
public:
    Elsewhere()
        : context(call([] {
            return new QObject;
        }))
        , id(call(std::this_thread::get_id))
    {
    }
    ~Elsewhere()
    {
        call([this] {
            delete context;
        });
    }

    QObject *const context;
    const std::thread::id id;
};

/// Drives the loop until `future`, which other threads will end, is done.
static void drive(TestLoop &loop, const AnyFuture &future)
{
    while (!future.done()) {
        loop.tick();
        std::this_thread::yield();
    }
}

void ThenTest::contextElsewhereIsCalledThere()
{
    std::thread::id calledIn;
    TestLoop loop;
    Elsewhere other;
    const Future<QString> next = Future<int>::completed(7).then(other.context, [&](int n) {
        calledIn = std::this_thread::get_id();
        return QString::number(n);
    });

    drive(loop, next);

    QVERIFY(calledIn == other.id);
    QCOMPARE(next.result(), u"7"_s); // the result belongs to this loop
    QCOMPARE(&next.loop(), &Loop::current());
}

void ThenTest::failurePassesByAContextElsewhere()
{
    bool called = false;
    TestLoop loop;
    Elsewhere other;
    Promise<int> promise;
    const Future<void> next = promise.future().then(other.context, [&](int) {
        called = true;
    });

    promise.setException<std::runtime_error>("boom");
    loop.tick();

    QCOMPARE(ending(next), u"runtime_error: boom"_s); // without asking that thread
    QVERIFY(!called);
}

void ThenTest::exceptionElsewhereIsTheFailure() // K-11
{
    TestLoop loop;
    Elsewhere other;
    const Future<int> next = Future<int>::completed(7).then(other.context, [](int) -> int {
        throw std::runtime_error("boom");
    });

    drive(loop, next);

    QCOMPARE(ending(next), u"runtime_error: boom"_s);
}

void ThenTest::coroutineElsewhereRunsThere()
{
    std::thread::id endedIn;
    TestLoop loop;
    Elsewhere other;
    const auto body = [&](int n) -> Coro<int> {
        co_await taskdeck::sleep(1ms);
        endedIn = std::this_thread::get_id();
        co_return n + 1;
    };
    const Future<int> next = Future<int>::completed(7).then(other.context, body);

    drive(loop, next);

    QVERIFY(endedIn == other.id);
    QCOMPARE(next.result(), 8);
}

void ThenTest::cancelReachesACoroutineElsewhere() // K-09
{
    QString message;
    TestLoop loop;
    Elsewhere other;
    std::binary_semaphore waits(0);
    std::binary_semaphore ended(0);
    const auto body = [&](int) -> Coro<> {
        try {
            waits.release();
            co_await never();
        } catch (const CancelledError &error) {
            message = error.message();
        }
        ended.release();
    };
    Future<void> next = Future<int>::completed(7).then(other.context, body);
    loop.tick();
    waits.acquire();

    next.cancel(u"why"_s);
    QVERIFY(next.cancelled());
    loop.tick(); // by now it may only have arrived here what was started
    ended.acquire();

    QCOMPARE(message, u"why"_s);
}

void ThenTest::futureOfAnotherLoopIsRefused() // T-07
{
    TestLoop loop;
    Elsewhere other;
    Future<int> foreign = other.call([] {
        return Future<int>::completed(7);
    });
    const Future<int> next = Future<int>::completed(7).then([&](int) {
        return foreign;
    });

    loop.tick(2);

    QVERIFY_THROWS_EXCEPTION(UsageError, next.result());
}

void ThenTest::whenDoneElsewhere() // K-12
{
    std::thread::id calledIn;
    Outcome seen{};
    const Reports reports;
    TestLoop loop;
    Elsewhere other;
    Promise<int> promise;
    const Future<int> next = promise.future().whenDone(other.context, [&](Future<int> future) {
        calledIn = std::this_thread::get_id();
        seen = future.outcome();
        throw std::runtime_error("from the function");
    });

    promise.setException<std::runtime_error>("original");
    drive(loop, next);

    QVERIFY(calledIn == other.id);
    QCOMPARE(seen, Outcome::Failure);
    QCOMPARE(ending(next), u"runtime_error: original"_s);
    QCOMPARE(reports.texts(),
             QStringList({u"Exception in a done-callback <- runtime_error: from the function"_s}));
}

void ThenTest::endOfTheOtherThreadCancels()
{
    TestLoop loop;
    auto other = std::make_unique<LoopThread>();
    auto *const context = other->call([] {
        return new QObject;
    });
    std::binary_semaphore waits(0);
    const auto body = [&](int) -> Coro<> {
        Loop::current().setExceptionHandler([](const ErrorContext &) {}); // it will be destroyed
        waits.release();
        co_await never();
    };
    const Future<void> inner = Future<int>::completed(7).then(context, body);
    loop.tick();
    waits.acquire();

    other->call([context] {
        delete context;
    });
    other->stop();
    drive(loop, inner);

    QVERIFY(inner.cancelled());
}

void ThenTest::endOfTheLoopCancels()
{
    Log log;
    inThread([&] {
        Future<void> next = Future<int>::completed(7).then([&](int) {
            log += u"called"_s;
        });
        Loop::current().shutdown();
        log += ending(next);
    });

    QCOMPARE(log, QStringList({u"cancelled: the loop has been shut down"_s}));
}

void ThenTest::needsTheOwnersThread() // TH-09
{
    TestLoop loop;
    const auto future = Future<int>::completed(7);
    QObject context;
    QStringList thrown;

    inThread([&] {
        thrown += thrownBy([&] {
                      future.then([](int) {});
                  }).section(u':', 0, 0);
        thrown += thrownBy([&] {
                      future.then(&context, [](int) {});
                  }).section(u':', 0, 0);
        thrown += thrownBy([&] {
                      future.whenDone([](Future<int>) {});
                  }).section(u':', 0, 0);
    });

    QCOMPARE(thrown, QStringList({u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
}

void ThenTest::longChainsNeedNoStack()
{
    constexpr int length = 100'000;
    int result = 0;
    inThread(
        [&] {
            TestLoop loop;
            Promise<int> promise;
            Promise<int> cancelled;
            Future<int> last = promise.future();
            Future<int> other = cancelled.future();
            const auto plusOne = [](int n) {
                return n + 1;
            };
            for (int i = 0; i < length; ++i) {
                last = last.then(plusOne);
                other = other.then(plusOne);
            }
            promise.setResult(0);
            cancelled.future().cancel();
            loop.tick(length);
            result = other.cancelled() ? last.result() : -1;

            Promise<int> dropped; // and one that never ends
            other = dropped.future();
            for (int i = 0; i < length; ++i)
                other = other.then(plusOne);
        },
        128 * 1024);

    QCOMPARE(result, length);
}

QTEST_GUILESS_MAIN(ThenTest)
#include "tst_then.moc"
