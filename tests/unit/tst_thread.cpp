// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "loopthread.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <latch>
#include <semaphore>

using namespace taskdeck;
using namespace taskdeck::coretest;

// Several threads, each with its loop.
class ThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachThreadHasOneLoop();
    void runThreadsafeGivesTheValue();
    void runThreadsafeGivesVoidAndWhatIsMoveOnly();
    void runThreadsafeGivesTheException();
    void runThreadsafeRunsInTheLoopsThread();
    void runThreadsafeKeepsTheClosure();
    void runThreadsafeNamesTheTask();
    void runThreadsafeInItsOwnThread();
    void waitThatTimesOutMayCancel();
    void cancelBeforeTheStartNeverRunsTheBody();
    void taskThatCancelsItselfIsSeenOutside();
    void failureToMakeTheTaskIsSeenOnBothSides();
    void runThreadsafeOnAShutDownLoopEnds();
    void runThreadsafeOnTheWayWhenTheLoopEnds();
    void runThreadsafeIsCancelledByTheShutdown();
    void whatAnyThreadMayAsk();
    void whatOnlyTheOwnerMayAsk();
    void handlesMayBeCopiedAnywhere();
    void handlesMayDieAnywhere();
    void cancelFromAnotherThreadIsPosted();
    void cancelOfADoneFutureFromAnotherThread();
    void cancelOfAShutDownLoopsFuture();
    void cancelFromManyThreads();
    void waitWithoutTimeReturnsAtOnce();
    void waitStopsAtItsLimitAndLeavesNothing();
    void waitEndsWhenTheOwnersLoopDoes_data();
    void waitEndsWhenTheOwnersLoopDoes();
    void waitForAShutDownLoopsFuture();
    void manyThreadsMayWait();
    void waitsMayEndTogether();
    void awaitOfAnotherLoopsFutureIsRefused();
    void promiseMayDieInAnotherThread();
    void failureLostInAnotherThreadIsReportedToItsLoop();
    void shutdownWhileOthersPost();
};

void ThreadTest::eachThreadHasOneLoop()
{
    LoopThread first;
    LoopThread second;

    QCOMPARE(&Loop::current(), &Loop::current());
    QVERIFY(&first.loop() != &Loop::current());
    QVERIFY(&first.loop() != &second.loop());
    QVERIFY(first.call([&] {
        return &Loop::current() == &first.loop() && first.loop().isOwnThread();
    }));
    QVERIFY(!first.loop().isOwnThread());
}

void ThreadTest::runThreadsafeGivesTheValue() // TH-01
{
    LoopThread thread;

    QFuture<int> future = runThreadsafe(thread.loop(), taskdeck::sleep(1ms, 7));
    QFuture<int> factory = runThreadsafe(thread.loop(), [] {
        return giving(8);
    });

    QCOMPARE(future.result(), 7);
    QCOMPARE(factory.result(), 8);
}

void ThreadTest::runThreadsafeGivesVoidAndWhatIsMoveOnly() // TH-01
{
    LoopThread thread;

    QFuture<void> nothing = runThreadsafe(thread.loop(), taskdeck::sleep(1ms));
    QFuture<std::unique_ptr<int>> moved =
        runThreadsafe(thread.loop(), giving(std::make_unique<int>(7)));

    nothing.waitForFinished();
    QCOMPARE(*moved.takeResult(), 7);
}

void ThreadTest::runThreadsafeGivesTheException() // TH-01
{
    std::atomic<int> reports{0};
    QString thrown;
    {
        LoopThread thread;
        thread.call([&] {
            Loop::current().setExceptionHandler([&](const ErrorContext &) {
                ++reports;
            });
        });
        QFuture<void> future = runThreadsafe(thread.loop(), failing("boom"));
        thrown = thrownByQt(future);
    }

    QCOMPARE(thrown, u"runtime_error: boom"_s);
    QCOMPARE(reports, 0); // it was passed on
}

void ThreadTest::runThreadsafeRunsInTheLoopsThread() // TH-01
{
    LoopThread thread;
    std::thread::id made;
    std::thread::id ran;
    const auto body = [&]() -> Coro<> {
        ran = std::this_thread::get_id();
        co_return;
    };
    const auto factory = [&] {
        made = std::this_thread::get_id();
        return body();
    };

    runThreadsafe(thread.loop(), factory).waitForFinished();

    const auto id = thread.call(std::this_thread::get_id);
    QVERIFY(made == id);
    QVERIFY(ran == id);
}

void ThreadTest::runThreadsafeKeepsTheClosure() // TH-01
{
    std::atomic<bool> freed{false};
    LoopThread thread;
    auto body = [text = u"captured"_s, kept = farewell([&] {
                                           freed = true;
                                       })]() -> Coro<QString> {
        co_await taskdeck::sleep(1ms);
        co_return text;
    };

    QFuture<QString> future = runThreadsafe(thread.loop(), std::move(body));

    QCOMPARE(future.result(), u"captured"_s);
    QVERIFY(freed);
}

void ThreadTest::runThreadsafeNamesTheTask()
{
    LoopThread thread;
    const auto body = []() -> Coro<QString> {
        co_return currentTask().name() + u' ' + currentTask().createdAt().function();
    };

    QCOMPARE(runThreadsafe(thread.loop(), body, u"named"_s).result(),
             u"named runThreadsafeNamesTheTask"_s);
}

void ThreadTest::runThreadsafeInItsOwnThread() // TH-01
{
    TestLoop loop;

    QFuture<int> future = runThreadsafe(Loop::current(), giving(7));

    QVERIFY(!future.isFinished());
    loop.tick(4);
    QCOMPARE(future.result(), 7);
}

void ThreadTest::waitThatTimesOutMayCancel() // TH-02
{
    QString message;
    std::binary_semaphore waits(0);
    std::binary_semaphore ended(0);
    LoopThread thread;
    const auto body = [&]() -> Coro<> {
        try {
            waits.release();
            co_await never();
        } catch (const CancelledError &error) {
            message = error.message();
        }
        ended.release();
    };
    QFuture<void> future = runThreadsafe(thread.loop(), body);
    waits.acquire();

    QVERIFY(!future.isFinished()); // as after a wait that timed out
    future.cancel();
    ended.acquire();

    QCOMPARE(message, u"the QFuture was cancelled"_s);
    QCOMPARE(thrownByQt(future), u"CancelledError: the QFuture was cancelled"_s);
}

void ThreadTest::cancelBeforeTheStartNeverRunsTheBody() // TH-02
{
    bool called = false;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        called = true;
        co_return;
    };
    QFuture<void> future = runThreadsafe(Loop::current(), body);

    future.cancel();
    loop.tick(4);

    QVERIFY(future.isFinished());
    QVERIFY(!called);
}

void ThreadTest::taskThatCancelsItselfIsSeenOutside() // TH-02
{
    LoopThread thread;
    const auto body = []() -> Coro<int> {
        currentTask().cancel(u"why"_s);
        co_await never();
        co_return 7;
    };
    QFuture<int> future = runThreadsafe(thread.loop(), body);

    QCOMPARE(thrownByQt(future), u"CancelledError: why"_s);
}

void ThreadTest::failureToMakeTheTaskIsSeenOnBothSides() // TH-03
{
    const Reports reports;
    TestLoop loop;
    const auto factory = []() -> Coro<int> {
        throw std::runtime_error("boom");
    };
    QFuture<int> future = runThreadsafe(Loop::current(), factory);

    loop.tick(3);

    QCOMPARE(thrownByQt(future), u"runtime_error: boom"_s);
    QCOMPARE(reports.texts(), QStringList({u"A task could not be made <- runtime_error: boom"_s}));
}

void ThreadTest::runThreadsafeOnAShutDownLoopEnds() // TH-03
{
    LoopThread thread;
    thread.stop();

    QFuture<int> future = runThreadsafe(thread.loop(), giving(7));

    QCOMPARE(thrownByQt(future), u"UsageError: the loop has been shut down"_s);
}

void ThreadTest::runThreadsafeOnTheWayWhenTheLoopEnds() // TH-03
{
    QFuture<int> future;
    inThread([&] {
        Loop &loop = Loop::current();
        std::thread([&] {
            future = runThreadsafe(loop, giving(7)); // never taken
        }).join();
    });

    QCOMPARE(thrownByQt(future), u"UsageError: the loop has been shut down"_s);
}

void ThreadTest::runThreadsafeIsCancelledByTheShutdown()
{
    LoopThread thread;
    std::binary_semaphore waits(0);
    const auto body = [&]() -> Coro<> {
        waits.release();
        co_await never();
    };
    QFuture<void> future = runThreadsafe(thread.loop(), body);
    waits.acquire();

    thread.call([] {
        Loop::current().shutdown();
    });

    QCOMPARE(thrownByQt(future), u"CancelledError: the program ends"_s);
}

void ThreadTest::whatAnyThreadMayAsk() // TH-09
{
    TestLoop loop;
    auto task = createTask(never());
    QStringList log;

    inThread([&] {
        Task<> copy = task;
        const AnyTask any = copy;
        log += QString::number(any.isNull());
        log += QString::number(copy.done());
        log += QString::number(copy.cancelled());
        log += QString::number(copy.failed());
        log += QString::number(copy.outcome() == Outcome::Pending);
        log += QString::number(copy.waitForFinished(0ms));
        log += QString::number(copy.cancel());
    });

    QCOMPARE(log, QStringList({u"0"_s, u"0"_s, u"0"_s, u"0"_s, u"1"_s, u"0"_s, u"1"_s}));
    loop.tick(2);
    QVERIFY(task.cancelled());
}

void ThreadTest::whatOnlyTheOwnerMayAsk() // TH-09
{
    TestLoop loop;
    Promise<int> promise;
    auto future = Future<int>::completed(7);
    auto task = createTask(never());
    QStringList thrown;
    const auto note = [&](auto f) {
        thrown += thrownBy(f).section(u':', 0, 0);
    };

    inThread([&] {
        note([&] {
            future.result();
        });
        note([&] {
            future.takeResult();
        });
        note([&] {
            static_cast<void>(future.resultNow());
        });
        note([&] {
            static_cast<void>(future.exception());
        });
        note([&] {
            future.addDoneCallback([](const AnyFuture &) {});
        });
        note([&] {
            future.removeDoneCallback(CallbackId(1));
        });
        note([&] {
            static_cast<void>(future.toString());
        });
        note([&] {
            promise.setResult(7);
        });
        note([&] {
            promise.trySetException(std::make_exception_ptr(7));
        });
        note([&] {
            promise.setCancelHook({});
        });
        note([&] {
            static_cast<void>(task.id());
        });
        note([&] {
            task.setProgress(0.5);
        });
    });

    QCOMPARE(thrown, QStringList(12, u"UsageError"_s));
    QCOMPARE(future.result(), 7);
    QVERIFY(!promise.future().done());
}

void ThreadTest::handlesMayBeCopiedAnywhere()
{
    constexpr int count = 1000;
    TestLoop loop;
    Promise<int> promise;
    const auto future = promise.future();
    const auto copies = [future] {
        for (int i = 0; i < count; ++i) {
            Future<int> copy = future;
            const Future<int> moved = std::move(copy);
            if (moved.done())
                break;
        }
    };

    std::thread first(copies);
    std::thread second(copies);
    promise.setResult(7);
    first.join();
    second.join();

    QCOMPARE(future.result(), 7);
}

void ThreadTest::handlesMayDieAnywhere()
{
    std::thread::id diedIn;
    TestLoop loop;
    auto future = std::make_unique<Future<std::shared_ptr<void>>>(
        Future<std::shared_ptr<void>>::completed(farewell([&] {
            diedIn = std::this_thread::get_id();
        })));

    std::thread thread([&] {
        future.reset();
    });
    const auto id = thread.get_id();
    thread.join();

    QVERIFY(diedIn == id); // a value dies where its last handle does
}

void ThreadTest::cancelFromAnotherThreadIsPosted()
{
    bool accepted = false;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    auto task = createTask(awaiting(future));
    loop.tick();

    inThread([&] {
        accepted = task.cancel(u"why"_s);
    });
    QVERIFY(accepted);
    QVERIFY(!task.done() && task.cancelling() == 0); // the owner has not handled it
    loop.tick(3);

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QVERIFY(future.cancelled());
}

void ThreadTest::cancelOfADoneFutureFromAnotherThread() // F-07
{
    bool accepted = true;
    TestLoop loop;
    auto future = Future<int>::completed(7);

    inThread([&] {
        accepted = future.cancel();
    });
    loop.tick();

    QVERIFY(!accepted);
    QCOMPARE(future.result(), 7);
}

void ThreadTest::cancelOfAShutDownLoopsFuture()
{
    Future<int> pending;
    std::unique_ptr<Promise<int>> promise;
    inThread([&] {
        promise = std::make_unique<Promise<int>>();
        pending = promise->future();
    });

    QVERIFY(!pending.cancel()); // nobody is left to ask
}

void ThreadTest::cancelFromManyThreads()
{
    constexpr int count = 8;
    LoopThread thread;
    std::binary_semaphore ended(0);
    int requests = 0;
    auto task = thread.call([&] {
        auto made = createTask(never());
        made.addDoneCallback([&](const Task<> &t) {
            requests = int(t.cancelRequests().size());
            ended.release();
        });
        return made;
    });
    std::latch together(count);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&together, task]() mutable {
            together.arrive_and_wait();
            task.cancel();
        });
    for (std::thread &one : threads)
        one.join();
    ended.acquire();

    QVERIFY(task.cancelled());
    QVERIFY(requests >= 1 && requests <= count);
}

void ThreadTest::waitWithoutTimeReturnsAtOnce() // K-06
{
    TestLoop loop; // which nobody drives
    const Promise<int> promise;
    bool ended = true;

    inThread([&] {
        ended = promise.future().waitForFinished(0ms);
    });

    QVERIFY(!ended);
}

void ThreadTest::waitStopsAtItsLimitAndLeavesNothing() // K-06
{
    TestLoop loop;
    Promise<int> promise;
    int ended = 0;

    inThread([&] {
        for (int i = 0; i < 10; ++i)
            ended += promise.future().waitForFinished(1ms);
    });
    loop.tick();

    QCOMPARE(ended, 0);
    loop.tick();
    QCOMPARE(promise.future().toString(), u"<Future pending>"_s);
}

void ThreadTest::waitEndsWhenTheOwnersLoopDoes_data()
{
    QTest::addColumn<bool>("isTask");
    QTest::addColumn<bool>("asks");

    QTest::newRow("future") << false << false;
    QTest::newRow("task that is destroyed") << true << false;
    QTest::newRow("task that is asked") << true << true;
}

void ThreadTest::waitEndsWhenTheOwnersLoopDoes()
{
    QFETCH(bool, isTask);
    QFETCH(bool, asks);
    LoopThread owner;
    std::unique_ptr<Promise<void>> promise;
    const AnyFuture future = owner.call([&]() -> AnyFuture {
        Loop::current().setExceptionHandler([](const ErrorContext &) {});
        promise = std::make_unique<Promise<void>>();
        return isTask ? AnyFuture(createTask(never())) : AnyFuture(promise->future());
    });
    std::latch begins(1);
    bool ended = !isTask;
    std::thread sleeper([&] {
        begins.count_down();
        ended = future.waitForFinished();
    });
    begins.wait();

    if (asks)
        owner.call([] {
            Loop::current().shutdown();
        });
    owner.stop();
    sleeper.join();

    QCOMPARE(ended, isTask);
    QCOMPARE(future.cancelled(), isTask);
}

void ThreadTest::waitForAShutDownLoopsFuture()
{
    Future<int> done;
    Future<int> pending;
    std::unique_ptr<Promise<int>> promise;
    inThread([&] {
        done = Future<int>::completed(7);
        promise = std::make_unique<Promise<int>>();
        pending = promise->future();
    });

    QVERIFY(done.waitForFinished());
    QVERIFY(!pending.waitForFinished()); // nothing will come
}

void ThreadTest::manyThreadsMayWait()
{
    constexpr int count = 8;
    LoopThread owner;
    std::atomic<int> ended{0};
    std::unique_ptr<Promise<int>> promise;
    const auto future = owner.call([&] {
        promise = std::make_unique<Promise<int>>();
        return promise->future();
    });
    std::latch begin(count + 1);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&] {
            begin.arrive_and_wait();
            ended += future.waitForFinished();
        });
    begin.arrive_and_wait();

    owner.call([&] {
        promise->setResult(7);
    });
    for (std::thread &one : threads)
        one.join();

    QCOMPARE(ended, count);
    owner.call([&] {
        promise.reset();
    });
}

// For the sanitizers: the limit passes while the future ends.
void ThreadTest::waitsMayEndTogether()
{
    constexpr int count = 200;
    LoopThread owner;
    for (int i = 0; i < count; ++i) {
        const auto task = owner.call([] {
            return createTask(taskdeck::sleep(1ms));
        });
        std::thread other([task] {
            task.waitForFinished(1ms);
        });
        task.waitForFinished(1ms);
        other.join();
    }
    QVERIFY(owner.call([] {
        return allTasks().size() <= 1;
    }));
}

void ThreadTest::awaitOfAnotherLoopsFutureIsRefused() // T-07
{
    LoopThread owner;
    const auto future = owner.call([] {
        return Future<int>::completed(7);
    });
    TestLoop loop;

    QVERIFY_THROWS_EXCEPTION(UsageError, loop.run(awaiting(future)));
}

void ThreadTest::promiseMayDieInAnotherThread()
{
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    const auto future = promise->future();

    inThread([&] {
        promise.reset();
    });
    QVERIFY(!future.done());
    loop.tick();

    QCOMPARE(ending(future), u"cancelled: the promise was dropped"_s);
}

void ThreadTest::failureLostInAnotherThreadIsReportedToItsLoop() // F-18
{
    const Reports reports;
    TestLoop loop;
    auto future = std::make_unique<Future<int>>();
    {
        Promise<int> promise;
        promise.setException<std::runtime_error>("boom");
        *future = promise.future();
    }

    inThread([&] {
        future.reset();
    });
    QCOMPARE(reports.texts(), QStringList());
    loop.tick();

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: boom"_s}));
}

void ThreadTest::shutdownWhileOthersPost() // L-07, TH-08
{
    constexpr int rounds = 50;
    int ended = 0;
    for (int i = 0; i < rounds; ++i) {
        auto owner = std::make_unique<LoopThread>();
        Loop &loop = owner->loop();
        const AnyFuture watched = owner->call([] {
            return AnyFuture(createTask(never()));
        });
        std::latch together(3);
        const auto posts = [&] {
            together.arrive_and_wait();
            for (;;) {
                QFuture<int> future = runThreadsafe(loop, giving(7));
                AnyFuture(watched).cancel();
                const QString thrown = thrownByQt(future);
                if (thrown.startsWith(u"UsageError"))
                    return;
            }
        };
        std::thread first(posts);
        std::thread second(posts);
        together.arrive_and_wait();
        owner->call([] {
            Loop::current().shutdown();
        });
        first.join();
        second.join();
        ended += watched.waitForFinished();
    }

    QCOMPARE(ended, rounds); // and nobody hangs
}

QTEST_GUILESS_MAIN(ThreadTest)
#include "tst_thread.moc"
