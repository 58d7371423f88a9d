// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/detail/taskstate.h>

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <concepts>

using namespace taskdeck;
using namespace taskdeck::coretest;

class TaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createOnlySchedules();
    void firstStepsRunNextTickInOrderOfCreation();
    void createdInAStepStartsOneTickLater();
    void returnValueIsTheResult();
    void exceptionIsTheException();
    void taskGoesWhereAFutureGoes();
    void nobodyCanCompleteATask();
    void stepOfATaskThatIsDoneIsReported();
    void awaitingACoroutineTakesNoTickAndMakesNoTask();
    void hundredLevelsCostNoTask();
    void exceptionPassesThroughCoroutines();
    void coroutineIsAwaitedAtMostOnce();
    void wakingIsOneTickPerHop();
    void futureOfAnotherLoopThrowsAtTheAwait_data();
    void futureOfAnotherLoopThrowsAtTheAwait();
    void taskCannotAwaitItself();
    void taskMayCatchThatItAwaitedItself();
    void cycleOfTasksThrowsAtTheAwait_data();
    void cycleOfTasksThrowsAtTheAwait();
    void cycleCheckIsCheap_data();
    void cycleCheckIsCheap();
    void taskWithManyWaitersAwaitsCheaply();
    void allAwaitersGetTheSameObject();
    void allAwaitersGetTheSameException();
    void awaitersWakeInTheOrderInWhichTheyCame();
    void closedLoopRefusesAndTheCoroutineNeverRuns();
    void droppedUnstartedNeverRan();
};

void TaskTest::createOnlySchedules() // T-01
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        log += u"runs"_s;
        co_return;
    };

    const auto task = createTask(body);

    QCOMPARE(log, QStringList());
    QCOMPARE(task.outcome(), Outcome::Pending);
    loop.tick();
    QCOMPARE(log, QStringList({u"runs"_s}));
}

void TaskTest::firstStepsRunNextTickInOrderOfCreation() // T-01
{
    Log log;
    TestLoop loop;
    const auto noteAs = [&](QString name) -> Coro<> {
        log += name;
        co_return;
    };

    Loop::current().callSoon([&] {
        log += u"before"_s;
    });
    createTask(noteAs(u"a"_s));
    createTask(noteAs(u"b"_s));
    createTask(noteAs(u"c"_s));
    loop.tick();

    QCOMPARE(log, QStringList({u"before"_s, u"a"_s, u"b"_s, u"c"_s}));
}

void TaskTest::createdInAStepStartsOneTickLater() // T-01
{
    Log log;
    TestLoop loop;
    const auto inner = [&]() -> Coro<> {
        log += u"inner"_s;
        co_return;
    };
    const auto outer = [&]() -> Coro<> {
        createTask(inner);
        log += u"outer"_s;
        co_return;
    };
    createTask(outer);

    loop.tick();
    QCOMPARE(log, QStringList({u"outer"_s}));
    loop.tick();

    QCOMPARE(log, QStringList({u"outer"_s, u"inner"_s}));
}

void TaskTest::returnValueIsTheResult() // T-02
{
    TestLoop loop;
    const auto number = createTask(giving(7));
    const auto nothing = createTask(sleep(0ms));

    loop.tick(2);

    QCOMPARE(number.outcome(), Outcome::Value);
    QCOMPARE(number.result(), 7);
    QVERIFY(!number.exception());
    QCOMPARE(nothing.outcome(), Outcome::Value);
}

void TaskTest::exceptionIsTheException() // T-02
{
    TestLoop loop;
    const auto task = createTask(failing("boom"));

    loop.tick();

    QCOMPARE(task.outcome(), Outcome::Failure);
    QCOMPARE(textOf(task.exception()), u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 task.result();
             }),
             u"runtime_error: boom"_s);
}

void TaskTest::taskGoesWhereAFutureGoes() // T-02
{
    TestLoop loop;
    const auto task = createTask(giving(7));
    const Future<int> future = task;
    const AnyFuture any = task;

    const int value = loop.run(awaiting(future));

    QCOMPARE(value, 7);
    QVERIFY(any.done());
    QVERIFY(same(future, task));
}

template<typename Handle>
concept Completable = requires(Handle handle)
{
    handle.setResult(1);
}
|| requires(Handle handle)
{
    handle.setException(std::exception_ptr());
}
|| requires(Handle handle)
{
    handle.trySetResult(1);
};

void TaskTest::nobodyCanCompleteATask() // T-03
{
    static_assert(Completable<Promise<int>>);
    static_assert(!Completable<Task<int>>);
    static_assert(!Completable<Future<int>>);
    static_assert(!Completable<AnyTask>);
    static_assert(!std::constructible_from<Promise<int>, Task<int>>);
}

void TaskTest::stepOfATaskThatIsDoneIsReported() // T-04
{
    Log log;
    Reports reports;
    TestLoop loop;
    const auto body = [&, kept = farewell([&] {
                              log += u"freed"_s;
                          })]() -> Coro<int> {
        log += u"runs"_s;
        co_return 1;
    };
    auto task = createTask(body);

    detail::Access::typedState(static_cast<const Future<int> &>(task))
        .succeed(7); // as the library might
    loop.tick();

    QCOMPARE(
        reports.texts(),
        QStringList(
            {u"A step of a task that is done <- InvalidStateError: the task is done already"_s}));
    QCOMPARE(task.result(), 7);
    QVERIFY(!log.contains(u"runs"_s));
    QCOMPARE(loop.liveTasks(), QStringList());
}

void TaskTest::awaitingACoroutineTakesNoTickAndMakesNoTask() // T-05
{
    Log log;
    TestLoop loop;
    const auto inner = [&]() -> Coro<int> {
        log += currentTask().name() + u' ' + loop.liveTasks().join(u',');
        co_return 7;
    };
    const auto outer = [&]() -> Coro<int> {
        const int value = co_await inner();
        log += currentTask().name();
        co_return value;
    };
    const auto task = createTask(outer, u"only"_s);

    loop.tick();

    QVERIFY(task.done());
    QCOMPARE(task.result(), 7);
    QCOMPARE(log, QStringList({u"only only"_s, u"only"_s}));
}

static Coro<int> nested(int levels, int &mostTasks)
{
    mostTasks = std::max(mostTasks, int(allTasks().size()));
    if (levels == 0)
        co_return 0;
    co_return 1 + co_await nested(levels - 1, mostTasks);
}

void TaskTest::hundredLevelsCostNoTask() // T-05
{
    int mostTasks = 0;
    TestLoop loop;
    const auto task = createTask(nested(100, mostTasks));

    loop.tick();

    QVERIFY(task.done());
    QCOMPARE(task.result(), 100);
    QCOMPARE(mostTasks, 1);
}

void TaskTest::exceptionPassesThroughCoroutines() // T-05
{
    Log log;
    TestLoop loop;
    const auto middle = [&]() -> Coro<> {
        const auto unwound = farewell([&] {
            log += u"unwound"_s;
        });
        co_await failing("boom");
    };
    const auto outer = [&]() -> Coro<> {
        try {
            co_await middle();
        } catch (const std::runtime_error &error) {
            log += QString::fromUtf8(error.what());
        }
    };
    const auto task = createTask(outer);

    loop.tick();

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(log, QStringList({u"unwound"_s, u"boom"_s}));
}

void TaskTest::coroutineIsAwaitedAtMostOnce() // T-05
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        auto once = giving(7);
        log += QString::number(co_await std::move(once));
        try {
            co_await std::move(once);
        } catch (const UsageError &) {
            log += u"refused"_s;
        }
    };

    run(loop, body);

    QCOMPARE(log, QStringList({u"7"_s, u"refused"_s}));
    QVERIFY_THROWS_EXCEPTION(UsageError, createTask(Coro<>()));
}

void TaskTest::wakingIsOneTickPerHop() // T-06
{
    TestLoop loop;
    Promise<int> promise;
    const auto first = createTask(awaiting(promise.future()));
    const auto second = createTask(awaiting<int>(first));
    const auto third = createTask(awaiting<int>(second));
    loop.tick();

    promise.setResult(7);
    QVERIFY(!first.done());
    loop.tick();
    QVERIFY(first.done());
    QVERIFY(!second.done());
    loop.tick();
    QVERIFY(second.done());
    QVERIFY(!third.done());
    loop.tick();

    QCOMPARE(third.result(), 7);
}

void TaskTest::futureOfAnotherLoopThrowsAtTheAwait_data() // T-07
{
    QTest::addColumn<bool>("done");

    QTest::newRow("pending") << false;
    QTest::newRow("done") << true; // else it would depend on who is faster
}

void TaskTest::futureOfAnotherLoopThrowsAtTheAwait() // T-07
{
    QFETCH(bool, done);
    Log log;
    TestLoop loop;
    Promise<int> promise;
    if (done)
        promise.setResult(7);
    const Future<int> foreign = promise.future();

    inThread([&] {
        TestLoop other;
        const auto body = [&]() -> Coro<> {
            try {
                co_await foreign;
            } catch (const UsageError &) {
                log += u"caught"_s;
            }
            Future<int> copy = foreign;
            co_await std::move(copy);
        };
        const auto task = createTask(body);
        other.tick();
        log += ending(task).section(u':', 0, 0);
    });

    QCOMPARE(log, QStringList({u"caught"_s, u"UsageError"_s}));
}

void TaskTest::taskCannotAwaitItself() // T-08
{
    Task<int> self;
    TestLoop loop;
    const auto body = [&]() -> Coro<int> {
        co_return co_await self;
    };
    self = createTask(body);

    loop.tick();

    QCOMPARE(ending(self), u"UsageError: a task cannot wait for itself"_s);
    self = {};
}

void TaskTest::taskMayCatchThatItAwaitedItself() // T-08
{
    Task<int> self;
    TestLoop loop;
    const auto body = [&]() -> Coro<int> {
        try {
            co_await self;
        } catch (const UsageError &) {
        }
        co_await sleep(1ms);
        co_return 7;
    };
    self = createTask(body);

    loop.advance(1ms);

    QCOMPARE(self.result(), 7);
}

void TaskTest::cycleOfTasksThrowsAtTheAwait_data() // T-09
{
    QTest::addColumn<int>("length");

    QTest::newRow("two") << 2;
    QTest::newRow("three") << 3;
    QTest::newRow("ten") << 10;
}

void TaskTest::cycleOfTasksThrowsAtTheAwait() // T-09
{
    QFETCH(int, length);
    QList<Task<int>> tasks;
    TestLoop loop;
    const auto body = [&](int next) -> Coro<int> {
        co_return co_await tasks.at(next);
    };
    for (int i = 0; i < length; ++i)
        tasks += createTask(body((i + 1) % length));

    loop.tick(length + 1); // all wait in the first; the last to wait would close the cycle

    for (const Task<int> &task : tasks)
        QCOMPARE(ending(task),
                 u"UsageError: this wait would close a cycle of tasks that wait for each other"_s);
}

void TaskTest::cycleCheckIsCheap_data() // T-09
{
    QTest::addColumn<bool>("fromTheTop");

    QTest::newRow("each awaits the one before") << false;
    QTest::newRow("each awaits the one after") << true;
}

void TaskTest::cycleCheckIsCheap() // T-09
{
    QFETCH(bool, fromTheTop);
    constexpr int count = 100'000;
    TestLoop loop;
    const Promise<int> promise;
    std::vector<Future<int>> futures(count + 1);
    futures[fromTheTop ? count : 0] = promise.future();
    const auto body = [&](int awaited) -> Coro<int> {
        co_return co_await futures[std::size_t(awaited)];
    };
    for (int i = 0; i < count; ++i)
        futures[std::size_t(fromTheTop ? i : i + 1)] = createTask(body(fromTheTop ? i + 1 : i));

    QElapsedTimer timer;
    timer.start();
    loop.tick();

    QVERIFY2(timer.elapsed() < 10'000,
             "the check walks the chain"); // quadratic would take many minutes
    QCOMPARE(int(allTasks().size()), count);
}

void TaskTest::taskWithManyWaitersAwaitsCheaply() // T-09
{
    constexpr int count = 10'000;
    constexpr int waiters = 100'000;
    TestLoop loop;
    Task<int> popular;
    int rounds = 0;
    const auto child = []() -> Coro<int> {
        co_await yieldNow();
        co_return 1;
    };
    const auto body = [&]() -> Coro<int> {
        for (; rounds < count; ++rounds) {
            const auto task = createTask(child);
            co_await task;
        }
        co_return rounds;
    };
    popular = createTask(body);
    for (int i = 0; i < waiters; ++i)
        createTask(awaiting<int>(popular));

    QElapsedTimer timer;
    timer.start();
    loop.advance(0ms);

    QVERIFY2(timer.elapsed() < 10'000,
             "each await walks the waiters"); // that would be a thousand million steps
    QCOMPARE(popular.result(), count);
    popular = {};
}

void TaskTest::allAwaitersGetTheSameObject() // T-10
{
    QList<const int *> seen;
    TestLoop loop;
    const auto task = createTask(sleep(1s, 7));
    const auto body = [&]() -> Coro<> {
        seen += &co_await task;
    };
    for (int i = 0; i < 3; ++i)
        createTask(body);

    loop.advance(1s);

    QCOMPARE(seen, QList<const int *>({&task.result(), &task.result(), &task.result()}));
}

void TaskTest::allAwaitersGetTheSameException() // T-10
{
    QList<const void *> seen;
    TestLoop loop;
    const auto task = createTask(failing("boom"));
    const auto body = [&]() -> Coro<> {
        try {
            co_await task;
        } catch (const std::runtime_error &error) {
            seen += &error;
        }
    };
    for (int i = 0; i < 3; ++i)
        createTask(body);

    loop.tick(3);

    QCOMPARE(seen.size(), 3);
    QCOMPARE(seen.at(1), seen.at(0));
    QCOMPARE(seen.at(2), seen.at(0));
}

void TaskTest::awaitersWakeInTheOrderInWhichTheyCame() // T-10
{
    Log log;
    TestLoop loop;
    const auto task = createTask(sleep(3s, 7));
    const auto late = [&](std::chrono::milliseconds delay, QString name) -> Coro<> {
        co_await sleep(delay);
        co_await task;
        log += name;
    };
    createTask(late(2s, u"third"_s));
    createTask(late(0s, u"first"_s));
    createTask(late(1s, u"second"_s));

    loop.advance(3s);

    QCOMPARE(log, QStringList({u"first"_s, u"second"_s, u"third"_s}));
}

void TaskTest::closedLoopRefusesAndTheCoroutineNeverRuns() // T-11
{
    Log log;

    inThread([&] {
        Reports reports;
        Loop::current().shutdown();
        const auto body = [&, kept = farewell([&] {
                                  log += u"freed"_s;
                              })](std::shared_ptr<void>) -> Coro<> {
            log += u"runs"_s;
            co_return;
        };
        log += thrownBy([&] {
            createTask(body(farewell([&] {
                log += u"argument freed"_s;
            })));
        });
        log += QString::number(allTasks().size());
        log += reports.texts();
    });

    QCOMPARE(log, QStringList({u"argument freed"_s, u"UsageError: the loop has been shut down"_s,
                               u"0"_s, u"freed"_s}));
}

void TaskTest::droppedUnstartedNeverRan() // T-11
{
    Log log;
    Reports reports;
    TestLoop loop;
    const auto body = [&](std::shared_ptr<void>) -> Coro<> {
        log += u"runs"_s;
        co_return;
    };

    {
        const auto coro = body(farewell([&] {
            log += u"argument freed"_s;
        }));
        log += u"made"_s;
    }
    loop.tick();

    QCOMPARE(log, QStringList({u"made"_s, u"argument freed"_s}));
    QCOMPARE(reports.texts(), QStringList());
}

QTEST_GUILESS_MAIN(TaskTest)
#include "tst_task.moc"
