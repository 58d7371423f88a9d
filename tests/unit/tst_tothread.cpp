// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "loopthread.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QThreadPool>
#include <QtTest/QTest>

#include <atomic>
#include <latch>
#include <semaphore>
#include <thread>

using namespace taskdeck;
using namespace taskdeck::coretest;

class ToThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsOnceInAnotherThread();
    void givesTheExceptionItself();
    void takesAndGivesWhatIsMoveOnly();
    void argumentsAreCopied();
    void referencesAreGivenByRef();
    void returnsVoid();
    void manyRunAtOnce();
    void nothingHappensBeforeItIsAwaited();
    void functionDiesInThePoolBeforeTheAwaitGoesOn();
    void givesAStopTokenToWhoTakesOne();
    void cancelEndsTheTaskAtOnceAndDropsTheResult();
    void cancelAsksByTheStopToken();
    void cancelTakesOutWhatHasNotStarted();
    void cancelAfterTheWorkIsDoneDropsIt();
    void cancellationThrownByTheFunctionCancels();
    void runsInTheGivenPool();
    void testLoopWaitsForIt();
    void isShownAsWork();
    void outlivesTheLoop();
};

/// A pool of one thread that is busy until go().
class BusyPool
{
public:
    BusyPool()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.start([go = m_go] {
            go->acquire();
        });
    }
    ~BusyPool() { waitForDone(m_pool); }
    BusyPool(const BusyPool &) = delete;
    BusyPool &operator=(const BusyPool &) = delete;

    QThreadPool &pool() { return m_pool; }
    void go() { m_go->release(); }

private:
    std::shared_ptr<std::binary_semaphore> m_go = std::make_shared<std::binary_semaphore>(0);
    QThreadPool m_pool;
};

void ToThreadTest::runsOnceInAnotherThread() // TH-06
{
    std::atomic<int> calls{0};
    const auto work = [&](int a, int b) {
        ++calls;
        return std::pair(a + b, std::this_thread::get_id());
    };

    const auto [sum, id] = Loop::current().runUntilComplete(toThread(work, 3, 4));

    QCOMPARE(sum, 7);
    QVERIFY(id != std::this_thread::get_id());
    QCOMPARE(calls, 1);
}

void ToThreadTest::givesTheExceptionItself() // TH-06
{
    const auto failure = std::make_exception_ptr(std::out_of_range("too far"));
    std::exception_ptr thrown;

    try {
        Loop::current().runUntilComplete(toThread([failure] {
            std::rethrow_exception(failure);
        }));
    } catch (...) {
        thrown = std::current_exception();
    }

    QVERIFY(thrown == failure);
}

void ToThreadTest::takesAndGivesWhatIsMoveOnly() // TH-06
{
    const auto work = [](std::unique_ptr<int> n) {
        ++*n;
        return n;
    };

    const auto n = Loop::current().runUntilComplete(toThread(work, std::make_unique<int>(7)));

    QCOMPARE(*n, 8);
}

void ToThreadTest::argumentsAreCopied() // TH-06
{
    QString text = u"before"_s;
    auto coro = toThread(
        [](const QString &given) {
            return given;
        },
        text);
    text = u"after"_s;

    QCOMPARE(Loop::current().runUntilComplete(std::move(coro)), u"before"_s);
}

void ToThreadTest::referencesAreGivenByRef() // TH-06
{
    int n = 7;
    const auto work = [](int &given) {
        ++given;
    };

    Loop::current().runUntilComplete(toThread(work, std::ref(n)));

    QCOMPARE(n, 8);
}

void ToThreadTest::returnsVoid() // TH-06
{
    bool called = false;
    const auto body = [&]() -> Coro<> {
        co_await toThread([&called] {
            called = true;
        });
    };

    Loop::current().runUntilComplete(body());

    QVERIFY(called);
}

void ToThreadTest::manyRunAtOnce() // TH-06
{
    constexpr int count = 4;
    QThreadPool pool;
    pool.setMaxThreadCount(count);
    std::latch together(count); // passes only if all of them run
    const auto work = [&](int n) {
        together.arrive_and_wait();
        return n * n;
    };
    QList<Task<int>> tasks;
    for (int n = 0; n < count; ++n)
        tasks += createTask(toThread(pool, work, n));

    int sum = 0;
    for (const Task<int> &task : tasks) {
        QVERIFY(task.waitForFinished());
        sum += task.result();
    }

    QCOMPARE(sum, 0 + 1 + 4 + 9);
}

void ToThreadTest::nothingHappensBeforeItIsAwaited()
{
    bool called = false;
    QThreadPool pool;
    {
        const auto coro = toThread(pool, [&] {
            called = true;
        });
    }
    waitForDone(pool);

    QVERIFY(!called);
}

void ToThreadTest::functionDiesInThePoolBeforeTheAwaitGoesOn()
{
    std::thread::id ranIn;
    std::thread::id diedIn;
    auto work = [&, kept = farewell([&] {
                        diedIn = std::this_thread::get_id();
                    })] {
        ranIn = std::this_thread::get_id();
    };

    Loop::current().runUntilComplete(toThread(std::move(work)));

    QVERIFY(diedIn == ranIn);
    QVERIFY(diedIn != std::this_thread::get_id());
}

void ToThreadTest::givesAStopTokenToWhoTakesOne() // TH-07
{
    const auto work = [](const std::stop_token &token, int n) {
        return token.stop_possible() && !token.stop_requested() ? n : 0;
    };

    QCOMPARE(Loop::current().runUntilComplete(toThread(work, 7)), 7);
}

void ToThreadTest::cancelEndsTheTaskAtOnceAndDropsTheResult() // TH-07
{
    QThreadPool pool;
    std::binary_semaphore started(0);
    std::binary_semaphore mayEnd(0);
    std::atomic<bool> ranToItsEnd{false};
    const auto work = [&] {
        started.release();
        mayEnd.acquire();
        ranToItsEnd = true;
        return 7;
    };
    auto task = createTask(toThread(pool, work));
    Loop::current().runUntilComplete(yieldNow());
    started.acquire();

    QVERIFY(task.cancel(u"why"_s));
    QVERIFY(task.waitForFinished());
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QVERIFY(!ranToItsEnd);
    mayEnd.release();
    waitForDone(pool);

    QVERIFY(ranToItsEnd);
    Loop::current().runUntilComplete(yieldNow());
    QCOMPARE(ending(task), u"cancelled: why"_s);
}

void ToThreadTest::cancelAsksByTheStopToken() // TH-07
{
    QThreadPool pool;
    std::binary_semaphore started(0);
    std::atomic<bool> stopped{false};
    const auto work = [&](const std::stop_token &token) {
        started.release();
        while (!token.stop_requested())
            std::this_thread::yield();
        stopped = true;
    };
    auto task = createTask(toThread(pool, work));
    Loop::current().runUntilComplete(yieldNow());
    started.acquire();

    task.cancel();
    waitForDone(pool);

    QVERIFY(stopped);
    QVERIFY(task.waitForFinished());
    QVERIFY(task.cancelled());
}

void ToThreadTest::cancelTakesOutWhatHasNotStarted() // TH-07
{
    bool called = false;
    bool freed = false;
    {
        BusyPool busy;
        auto work = [&called, kept = farewell([&] {
                                  freed = true;
                              })] {
            called = true;
        };
        auto task = createTask(toThread(busy.pool(), std::move(work)));
        Loop::current().runUntilComplete(yieldNow());

        task.cancel();
        QVERIFY(task.waitForFinished());
        QVERIFY(freed);
        busy.go();
    }

    QVERIFY(!called);
}

void ToThreadTest::cancelAfterTheWorkIsDoneDropsIt() // TH-07
{
    TestLoop loop;
    QThreadPool pool;
    auto task = createTask(toThread(pool, [] {
        throw std::runtime_error("boom");
    }));
    loop.tick();
    waitForDone(pool); // its end is posted, and not yet taken

    task.cancel(u"why"_s);
    loop.tick(3);

    QCOMPARE(ending(task), u"cancelled: why"_s);
}

void ToThreadTest::cancellationThrownByTheFunctionCancels() // T-24
{
    auto task = createTask(toThread([] {
        throw CancelledError(u"why"_s);
    }));

    QVERIFY(task.waitForFinished());

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(task.cancelling(), 0);
}

void ToThreadTest::runsInTheGivenPool() // TH-06
{
    BusyPool busy;
    std::atomic<bool> called{false};
    auto task = createTask(toThread(busy.pool(), [&] {
        called = true;
    }));
    Loop::current().runUntilComplete(toThread([] {})); // the global one has room

    QVERIFY(!called);
    busy.go();
    QVERIFY(task.waitForFinished());
    QVERIFY(called);
}

void ToThreadTest::testLoopWaitsForIt()
{
    TestLoop loop;
    std::binary_semaphore clockHasMoved(0);
    Loop::current().callLater(1h, [&] {
        clockHasMoved.release();
    });
    const auto work = [&] {
        return clockHasMoved.try_acquire() ? 0 : 7;
    };

    QCOMPARE(loop.run(toThread(work)), 7); // no deadlock, and no time passes meanwhile
    QCOMPARE(loop.elapsed(), 0ms);
}

void ToThreadTest::isShownAsWork()
{
    BusyPool busy;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        co_await toThread(busy.pool(), [] {});
    };
    auto task = createTask(body);
    loop.tick();

    QCOMPARE(task.info().state, TaskInfo::State::Running);
    QCOMPARE(task.info().awaits, u"thread pool"_s);
    QCOMPARE(task.stack().size(), 1); // the user's await, not the library's
    busy.go();
}

void ToThreadTest::outlivesTheLoop() // TH-07
{
    QThreadPool pool;
    std::binary_semaphore started(0);
    std::binary_semaphore mayEnd(0);
    std::atomic<bool> ended{false};
    inThread([&] {
        const Reports reports;
        createTask(toThread(pool, [&] {
            started.release();
            mayEnd.acquire();
            ended = true;
        }));
        Loop::current().runUntilComplete(yieldNow());
        started.acquire();
        Loop::current().shutdown();
    });

    mayEnd.release();
    waitForDone(pool);

    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(ToThreadTest)
#include "tst_tothread.moc"
