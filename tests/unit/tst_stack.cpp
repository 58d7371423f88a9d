// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

/// Everything here runs on a stack that one frame per link would overflow many times.
static constexpr std::size_t smallStack = 512 * 1024;
static constexpr int links = 100'000;

template<typename F>
static void onSmallStack(F f)
{
    inThread(std::move(f), smallStack);
}

class StackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loopOverAMillionReadyFutures();
    void loopOverAMillionCoroutines();
    void chainOfCoroutines();
    void chainOfCoroutinesThatThrows();
    void manyWaitersOnOneFuture();
    void manyCallbacksOnOneFuture();
    void chainOfTasksEndsFromTheBottom();
    void chainOfTasksFailsFromTheBottom();
    void chainOfTasksCancelledFromTheTop();
    void chainOfTasksDestroyedAtTheLoopsEnd();
    void unstartedChainDropped();
    void unstartedChainDroppedAsATask();
    void suspendedChainDestroyedAtTheLoopsEnd();
    void suspendedChainCancelled();
    void chainOfCallbacks();
};

void StackTest::loopOverAMillionReadyFutures()
{
    qint64 sum = 0;
    bool done = false;

    onSmallStack([&] {
        TestLoop loop;
        const auto body = []() -> Coro<qint64> {
            const auto one = Future<int>::completed(1);
            qint64 total = 0;
            for (int i = 0; i < 1'000'000; ++i)
                total += co_await one;
            co_return total;
        };
        const auto task = createTask(body);
        loop.tick(); // and none of them costs a tick
        done = task.done();
        sum = task.result();
    });

    QVERIFY(done);
    QCOMPARE(sum, 1'000'000);
}

void StackTest::loopOverAMillionCoroutines()
{
    qint64 sum = 0;

    onSmallStack([&] {
        TestLoop loop;
        const auto body = []() -> Coro<qint64> {
            qint64 total = 0;
            for (int i = 0; i < 1'000'000; ++i)
                total += co_await giving(1);
            co_return total;
        };
        const auto task = createTask(body);
        loop.tick();
        sum = task.result();
    });

    QCOMPARE(sum, 1'000'000);
}

static Coro<int> chain(int length, Future<int> end)
{
    if (length == 0)
        co_return co_await end;
    co_return 1 + co_await chain(length - 1, end);
}

void StackTest::chainOfCoroutines()
{
    int value = 0;

    onSmallStack([&] {
        TestLoop loop;
        value = loop.run(chain(links, Future<int>::completed(0)));
    });

    QCOMPARE(value, links);
}

void StackTest::chainOfCoroutinesThatThrows()
{
    QString thrown;

    onSmallStack([&] {
        TestLoop loop;
        Promise<int> promise;
        const auto task = createTask(chain(links, promise.future()));
        loop.tick();
        promise.setException<std::runtime_error>("boom");
        loop.tick();
        thrown = ending(task);
    });

    QCOMPARE(thrown, u"runtime_error: boom"_s);
}

void StackTest::manyWaitersOnOneFuture()
{
    int values = 0;

    onSmallStack([&] {
        TestLoop loop;
        Promise<int> promise;
        const auto body = [&]() -> Coro<> {
            values += co_await promise.future();
        };
        for (int i = 0; i < links; ++i)
            createTask(body);
        loop.tick();
        promise.setResult(1);
        loop.tick();
    });

    QCOMPARE(values, links);
}

void StackTest::manyCallbacksOnOneFuture()
{
    int calls = 0;

    onSmallStack([&] {
        TestLoop loop;
        const Promise<int> kept;
        Future<int> dropped;
        {
            Promise<int> promise;
            for (int i = 0; i < links; ++i)
                promise.future().addDoneCallback([&](const AnyFuture &) {
                    ++calls;
                });
        }
        loop.tick();
    });

    QCOMPARE(calls, links);
}

/// `links` tasks, each of which awaits the one before; the first awaits `end`.
static QList<Task<int>> chainOfTasks(const Future<int> &end)
{
    QList<Task<int>> tasks{createTask(awaiting(end))};
    while (tasks.size() < links)
        tasks += createTask(awaiting<int>(tasks.constLast()));
    return tasks;
}

/// How many of them have ended as `expected` says.
static int countOf(const QList<Task<int>> &tasks, const QString &expected)
{
    return int(std::count_if(tasks.begin(), tasks.end(), [&](const Task<int> &t) {
        return ending(t) == expected;
    }));
}

void StackTest::chainOfTasksEndsFromTheBottom()
{
    int ended = 0;

    onSmallStack([&] {
        TestLoop loop;
        Promise<int> promise;
        const auto tasks = chainOfTasks(promise.future());
        loop.tick();
        promise.setResult(7);
        loop.tick(links);
        ended = countOf(tasks, u"value"_s);
    });

    QCOMPARE(ended, links);
}

void StackTest::chainOfTasksFailsFromTheBottom()
{
    int ended = 0;

    onSmallStack([&] {
        TestLoop loop;
        Promise<int> promise;
        const auto tasks = chainOfTasks(promise.future());
        loop.tick();
        promise.setException<std::runtime_error>("boom");
        loop.tick(links);
        ended = countOf(tasks, u"runtime_error: boom"_s);
    });

    QCOMPARE(ended, links);
}

void StackTest::chainOfTasksCancelledFromTheTop() // T-15
{
    int ended = 0;
    bool reached = false;

    onSmallStack([&] {
        TestLoop loop;
        const Promise<int> promise;
        auto tasks = chainOfTasks(promise.future());
        loop.tick();
        tasks.last().cancel(u"why"_s);
        reached = promise.future().cancelled();
        loop.tick(links);
        ended = countOf(tasks, u"cancelled: why"_s);
    });

    QVERIFY(reached);
    QCOMPARE(ended, links);
}

void StackTest::chainOfTasksDestroyedAtTheLoopsEnd()
{
    QList<Task<int>> tasks;

    onSmallStack([&] {
        const Promise<int> promise;
        TestLoop loop;
        tasks = chainOfTasks(promise.future());
        loop.tick();
    });

    QVERIFY(tasks.constFirst().cancelled());
    QVERIFY(tasks.constLast().cancelled());
}

static Coro<> holding(Coro<> inner, std::shared_ptr<void>)
{
    co_await std::move(inner);
}

static Coro<> unstartedChain(const std::shared_ptr<void> &witness)
{
    Coro<> coro = never();
    for (int i = 0; i < links; ++i)
        coro = holding(std::move(coro), witness);
    return coro;
}

void StackTest::unstartedChainDropped()
{
    bool freed = false;

    onSmallStack([&] {
        const auto coro = unstartedChain(farewell([&] {
            freed = true;
        }));
    });

    QVERIFY(freed);
}

void StackTest::unstartedChainDroppedAsATask()
{
    bool freed = false;

    onSmallStack([&] {
        TestLoop loop;
        auto task = createTask(unstartedChain(farewell([&] {
            freed = true;
        })));
        task.cancel();
        loop.tick();
    });

    QVERIFY(freed);
}

void StackTest::suspendedChainDestroyedAtTheLoopsEnd()
{
    bool freed = false;

    onSmallStack([&] {
        TestLoop loop;
        createTask(unstartedChain(farewell([&] {
            freed = true;
        })));
        loop.tick();
    });

    QVERIFY(freed);
}

void StackTest::suspendedChainCancelled()
{
    QString end;

    onSmallStack([&] {
        TestLoop loop;
        auto task = createTask(unstartedChain({}));
        loop.tick();
        task.cancel(u"why"_s);
        loop.tick();
        end = ending(task);
    });

    QCOMPARE(end, u"cancelled: why"_s);
}

void StackTest::chainOfCallbacks()
{
    int calls = 0;

    onSmallStack([&] {
        TestLoop loop;
        std::function<void()> next = [&] {
            if (++calls < links)
                Future<void>::completed().addDoneCallback([&](const AnyFuture &) {
                    next();
                });
        };
        next();
        loop.advance(0ms);
    });

    QCOMPARE(calls, links);
}

QTEST_GUILESS_MAIN(StackTest)
#include "tst_stack.moc"
