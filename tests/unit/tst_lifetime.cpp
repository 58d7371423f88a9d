// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

#include <concepts>

using namespace taskdeck;
using namespace taskdeck::coretest;

class LifetimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastHandleDroppedInsideTheTask();
    void lastHandleDroppedInItsCallback();
    void lastHandleDroppedByItsResult();
    void lastHandleDroppedInTheCancelHook();
    void lastPromiseDroppedByTheAwaiter();
    void destructorOfAResultMayUseTheLibrary();
    void destructorOfAnExceptionMayUseTheLibrary();
    void destructorOfATakenResultMayUseTheLibrary();
    void destructorsWithinTheFrameMayUseTheLibrary();
    void frameIsFreedBeforeTheOutcomeIsSeen_data();
    void frameIsFreedBeforeTheOutcomeIsSeen();
    void frameOfAnAwaitedCoroutineIsFreedAtItsEnd();
    void framesAreFreedInnermostFirst();
    void closureLivesAsLongAsItsTask();
    void closureOfATaskThatNeverStartsIsFreed();
    void callbackIsFreedWhenItHasRun();
    void callbackIsFreedWithItsFuture();
    void callIsFreedWhenItHasRun();
    void finishedTaskKeepsOnlyItsOutcome();
    void moveOnlyValueIsTaken();
    void moveOnlyValueIsAwaited();
    void moveOnlyValueIsRefusedASecondTime();
    void valueNeedsNothingButAMoveConstructor();
    void takeResultWorksOnce();
    void takeOfWhatIsNotAValueThrowsAsResultDoes();
    void rvalueAwaitOfATaskMovesTheValueOut();
    void rvalueAwaitCopiesWhatOthersWaitFor();
    void droppedCoroutineFreesWhatItWasGiven();
    void promiseMoveAssignmentCancelsTheOld();
    void futureOutlivesItsLoop();
};

void LifetimeTest::lastHandleDroppedInsideTheTask()
{
    Log log;
    TestLoop loop;
    auto handle = std::make_unique<Task<int>>();
    const auto body = [&]() -> Coro<int> {
        handle.reset();
        log += currentTask().name();
        co_await yieldNow();
        log += u"goes on"_s;
        co_return 7;
    };
    *handle = createTask(body, u"task"_s);

    loop.tick(2);

    QCOMPARE(log, QStringList({u"task"_s, u"goes on"_s}));
    QCOMPARE(loop.liveTasks(), QStringList());
}

void LifetimeTest::lastHandleDroppedInItsCallback()
{
    Log log;
    TestLoop loop;
    auto handle = std::make_unique<Task<int>>(createTask(giving(7)));
    handle->addDoneCallback([&, text = u"first"_s](const AnyFuture &) {
        handle.reset();
        log += text;
    });
    handle->addDoneCallback([&](Future<int> future) {
        log += QString::number(future.result());
    });

    loop.tick(2);

    QCOMPARE(log, QStringList({u"first"_s, u"7"_s}));
}

/// A value that holds something which is told to go when the value goes.
struct Holding {
    std::shared_ptr<void> held;
};

void LifetimeTest::lastHandleDroppedByItsResult() // F-27
{
    Log log;
    TestLoop loop;
    auto other = std::make_unique<Future<Holding>>(Future<Holding>::completed(Holding{farewell([&] {
        log += u"other gone"_s;
    })}));
    auto first = std::make_unique<Future<Holding>>(Future<Holding>::completed(Holding{farewell([&] {
        other.reset(); // the last handle of another future
        log += u"first gone"_s;
    })}));

    first.reset();

    QCOMPARE(log, QStringList({u"other gone"_s, u"first gone"_s}));
}

void LifetimeTest::lastHandleDroppedInTheCancelHook()
{
    Log log;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    auto future = std::make_unique<Future<int>>(promise->future());
    promise->setCancelHook([&, text = u"hook"_s](const QString &) {
        promise.reset();
        future.reset();
        log += text;
    });

    future->cancel();

    QCOMPARE(log, QStringList({u"hook"_s}));
}

void LifetimeTest::lastPromiseDroppedByTheAwaiter()
{
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    const auto task = createTask(awaiting(promise->future()));
    loop.tick();
    Loop::current().callSoon([&] {
        promise.reset();
    });

    loop.tick(2);

    QCOMPARE(task.outcome(), Outcome::Cancelled);
}

void LifetimeTest::destructorOfAResultMayUseTheLibrary() // F-27
{
    Log log;
    TestLoop loop;
    Promise<int> other;
    other.future().addDoneCallback([&](const AnyFuture &) {
        log += u"other done"_s;
    });
    auto future = Future<Holding>::completed(Holding{farewell([&] {
        other.setResult(7);
        createTask(sleep(0ms), u"started"_s);
        Loop::current().callSoon([&] {
            log += u"called"_s;
        });
        log += loop.liveTasks();
    })});

    future = {};
    QCOMPARE(log, QStringList({u"started"_s}));
    loop.tick(2);

    QCOMPARE(log, QStringList({u"started"_s, u"other done"_s, u"called"_s}));
    QCOMPARE(loop.liveTasks(), QStringList());
}

struct HoldingError : std::exception {
    explicit HoldingError(std::shared_ptr<void> kept)
        : held(std::move(kept))
    {
    }
    std::shared_ptr<void> held;
};

void LifetimeTest::destructorOfAnExceptionMayUseTheLibrary() // F-27
{
    Log log;
    TestLoop loop;
    const auto body = [](std::shared_ptr<void> held) -> Coro<> {
        throw HoldingError(std::move(held));
        co_return;
    };
    auto task = createTask(body(farewell([&] {
        createTask(giving(7), u"started"_s);
    })));
    loop.tick();
    static_cast<void>(task.exception());
    QCOMPARE(loop.liveTasks(), QStringList());

    task = {};

    QCOMPARE(loop.liveTasks(), QStringList({u"started"_s}));
}

void LifetimeTest::destructorOfATakenResultMayUseTheLibrary() // F-27
{
    Log log;
    TestLoop loop;
    std::unique_ptr<Future<Holding>> future;
    future = std::make_unique<Future<Holding>>(Future<Holding>::completed(Holding{farewell([&] {
        log += thrownBy([&] {
                   future->result();
               }).section(u':', 0, 0);
        future.reset();
    })}));

    static_cast<void>(future->takeResult());

    QCOMPARE(log, QStringList({u"InvalidStateError"_s}));
    QVERIFY(!future);
}

void LifetimeTest::destructorsWithinTheFrameMayUseTheLibrary() // F-27
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        const auto local = farewell([&] {
            createTask(giving(7), u"started"_s);
            log += loop.liveTasks().join(u',');
        });
        co_await never();
    };
    auto task = createTask(body, u"task"_s);
    loop.tick();

    task.cancel();
    loop.tick();

    QCOMPARE(log, QStringList({u"task,started"_s}));
    QVERIFY(task.cancelled());
}

void LifetimeTest::frameIsFreedBeforeTheOutcomeIsSeen_data()
{
    QTest::addColumn<QString>("how");

    QTest::newRow("value") << u"value"_s;
    QTest::newRow("failure") << u"failure"_s;
    QTest::newRow("cancel") << u"cancel"_s;
    QTest::newRow("cancel before the start") << u"early cancel"_s;
}

void LifetimeTest::frameIsFreedBeforeTheOutcomeIsSeen()
{
    QFETCH(QString, how);
    Log log;
    TestLoop loop;
    const auto body = [&](std::shared_ptr<void>) -> Coro<> {
        const auto local = farewell([&] {
            log += u"local freed"_s;
        });
        if (how == u"failure")
            throw std::runtime_error("boom");
        if (how == u"cancel")
            co_await never();
    };
    Task<> task;
    task = createTask(body(farewell([&] {
        log += u"argument freed, done: %1"_s.arg(task.done());
    })));
    task.addDoneCallback([&](const AnyFuture &) {
        log += u"callback"_s;
    });
    if (how == u"early cancel")
        task.cancel();
    loop.tick();
    if (how == u"cancel")
        task.cancel();
    loop.tick(2);

    if (how == u"early cancel")
        log.prepend(u"local freed"_s); // there never was one
    QCOMPARE(log, QStringList({u"local freed"_s, u"argument freed, done: 0"_s, u"callback"_s}));
    static_cast<void>(ending(task)); // the handle is still there
    task = {};
}

void LifetimeTest::frameOfAnAwaitedCoroutineIsFreedAtItsEnd()
{
    Log log;
    TestLoop loop;
    const auto inner = [&](std::shared_ptr<void>) -> Coro<int> {
        co_return 7;
    };
    const auto outer = [&]() -> Coro<> {
        const int value = co_await inner(farewell([&] {
            log += u"argument freed"_s;
        }));
        log += QString::number(value);
    };

    run(loop, outer);

    QCOMPARE(log, QStringList({u"argument freed"_s, u"7"_s}));
}

static Coro<> level(Log &log, int n, std::shared_ptr<void>)
{
    const auto local = farewell([&] {
        log += u"local %1"_s.arg(n);
    });
    if (n == 3)
        co_await never();
    else
        co_await level(log, n + 1, farewell([&] {
                           log += u"argument %1"_s.arg(n + 1);
                       }));
}

void LifetimeTest::framesAreFreedInnermostFirst()
{
    Log log;
    {
        TestLoop loop;
        createTask(level(log, 1, farewell([&] {
                             log += u"argument 1"_s;
                         })));
        loop.tick();
    }

    QCOMPARE(log, QStringList({u"local 3"_s, u"argument 3"_s, u"local 2"_s, u"argument 2"_s,
                               u"local 1"_s, u"argument 1"_s}));
}

void LifetimeTest::closureLivesAsLongAsItsTask()
{
    Log log;
    TestLoop loop;
    auto task = createTask([&log, text = u"captured"_s, kept = farewell([&] {
                                                            log += u"freed"_s;
                                                        })]() -> Coro<> {
        co_await sleep(1h);
        log += text;
    });

    loop.advance(59min);
    QCOMPARE(log, QStringList());
    loop.advance(1min);

    QCOMPARE(log, QStringList({u"captured"_s, u"freed"_s}));
    QVERIFY(task.done());
}

void LifetimeTest::closureOfATaskThatNeverStartsIsFreed()
{
    Log log;
    TestLoop loop;
    auto task = createTask([&log, kept = farewell([&] {
                                      log += u"freed"_s;
                                  })]() -> Coro<> {
        log += u"runs"_s;
        co_return;
    });

    task.cancel();
    loop.tick();

    QCOMPARE(log, QStringList({u"freed"_s}));
}

void LifetimeTest::callbackIsFreedWhenItHasRun()
{
    Log log;
    TestLoop loop;
    auto future = Future<int>::completed(7);
    future.addDoneCallback([&, kept = farewell([&] {
                                   log += u"freed"_s;
                               })](const AnyFuture &) {
        log += u"run"_s;
    });

    loop.tick();

    QCOMPARE(log, QStringList({u"run"_s, u"freed"_s}));
}

void LifetimeTest::callbackIsFreedWithItsFuture()
{
    Log log;
    {
        TestLoop loop;
        const Promise<int> promise;
        promise.future().addDoneCallback([&, kept = farewell([&] {
                                                 log += u"freed"_s;
                                             })](const AnyFuture &) {
            log += u"run"_s;
        });
        createTask(never()).addDoneCallback([&, kept = farewell([&] {
                                                    log += u"freed too"_s;
                                                })](const AnyFuture &) {
            log += u"run"_s;
        });
    }

    log.sort();
    QCOMPARE(log, QStringList({u"freed"_s, u"freed too"_s})); // at the loop's end, unrun
}

void LifetimeTest::callIsFreedWhenItHasRun()
{
    Log log;
    TestLoop loop;
    const Handle handle = Loop::current().callSoon([&, kept = farewell([&] {
                                                           log += u"freed"_s;
                                                       })] {
        log += u"run"_s;
    });

    loop.tick();

    QCOMPARE(log, QStringList({u"run"_s, u"freed"_s})); // although the handle is still there
}

void LifetimeTest::finishedTaskKeepsOnlyItsOutcome()
{
    Log log;
    TestLoop loop;
    const auto body = [&](std::shared_ptr<void>) -> Coro<Holding> {
        co_return Holding{farewell([&] {
            log += u"result freed"_s;
        })};
    };
    auto task = createTask(body(farewell([&] {
        log += u"argument freed"_s;
    })));

    loop.tick();
    QCOMPARE(log, QStringList({u"argument freed"_s}));
    task = {};

    QCOMPARE(log, QStringList({u"argument freed"_s, u"result freed"_s}));
}

void LifetimeTest::moveOnlyValueIsTaken()
{
    TestLoop loop;
    Promise<std::unique_ptr<int>> promise;
    Future<std::unique_ptr<int>> future = promise.future();

    promise.setResult(std::make_unique<int>(7));

    QCOMPARE(*future.result(), 7); // looking takes nothing
    QCOMPARE(*future.takeResult(), 7);
}

void LifetimeTest::moveOnlyValueIsAwaited()
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        const auto task = createTask(giving(std::make_unique<int>(1)));
        int sum = *co_await task; // an lvalue: only looked at
        Task<std::unique_ptr<int>> other = task;
        const std::unique_ptr<int> taken = co_await std::move(other); // cannot be copied: taken
        sum += *taken;
        const std::unique_ptr<int> direct = co_await giving(std::make_unique<int>(1));
        co_return sum + *direct;
    };

    QCOMPARE(run(loop, body), 3);
}

void LifetimeTest::moveOnlyValueIsRefusedASecondTime()
{
    TestLoop loop;
    auto task = createTask(giving(std::make_unique<int>(7)));
    const auto takes = [&]() -> Coro<int> {
        Task<std::unique_ptr<int>> handle = task;
        const std::unique_ptr<int> value = co_await std::move(handle);
        co_return *value;
    };

    QCOMPARE(run(loop, takes), 7);

    QVERIFY_THROWS_EXCEPTION(InvalidStateError, run(loop, takes));
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, task.result());
}

/// The least that a value may be.
class Stubborn
{
public:
    explicit Stubborn(int n)
        : number(n)
    {
    }
    Stubborn(Stubborn &&) = default;
    Stubborn &operator=(Stubborn &&) = delete;

    const int number;
};

void LifetimeTest::valueNeedsNothingButAMoveConstructor()
{
    static_assert(!std::default_initializable<Stubborn> &&
                  !std::is_copy_constructible_v<Stubborn> && !std::is_move_assignable_v<Stubborn>);
    TestLoop loop;
    Promise<Stubborn> promise;
    promise.setResult(1); // emplaced
    const auto body = [](Future<Stubborn> future) -> Coro<Stubborn> {
        Stubborn first = co_await std::move(future);
        auto task = createTask([]() -> Coro<Stubborn> {
            co_return Stubborn(2);
        });
        const Stubborn &second = co_await task;
        const Stubborn third = co_await sleep(1ms, Stubborn(3));
        co_return Stubborn(first.number + second.number + third.number);
    };

    QCOMPARE(loop.run(body(promise.future())).number, 6);
    QCOMPARE(Future<Stubborn>::completed(7).takeResult().number, 7);
}

void LifetimeTest::takeResultWorksOnce()
{
    TestLoop loop;
    auto task = createTask(giving(u"text"_s));
    loop.tick();

    QCOMPARE(task.takeResult(), u"text"_s);

    QCOMPARE(task.outcome(), Outcome::Value);
    QVERIFY(!task.exception());
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, task.takeResult());
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, task.result());
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, loop.run(awaiting<QString>(task)));
    QCOMPARE(task.toString().section(u' ', 0, 1), u"<Task finished"_s);
}

void LifetimeTest::takeOfWhatIsNotAValueThrowsAsResultDoes()
{
    TestLoop loop;
    auto failed = createTask(failing("boom"));
    auto cancelled = createTask(never());
    cancelled.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(thrownBy([&] {
                 failed.takeResult();
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 failed.takeResult();
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 cancelled.takeResult();
             }),
             u"CancelledError: why"_s);
}

void LifetimeTest::rvalueAwaitOfATaskMovesTheValueOut()
{
    const void *made = nullptr;
    const void *got = nullptr;
    TestLoop loop;
    const auto make = [&]() -> Coro<QString> {
        QString text = u"text"_s + QString::number(7);
        made = text.constData();
        co_return std::move(text);
    };
    const auto body = [&]() -> Coro<> {
        const QString text = co_await createTask(make);
        got = text.isDetached() ? text.constData() : nullptr; // nobody else holds it
    };

    run(loop, body);

    QVERIFY(made);
    QCOMPARE(got, made);
}

void LifetimeTest::rvalueAwaitCopiesWhatOthersWaitFor()
{
    Log log;
    TestLoop loop;
    Promise<QString> promise;
    const auto body = [&]() -> Coro<> {
        log += co_await promise.future();
    };
    createTask(body);
    createTask(body);
    createTask(body);
    loop.tick();

    promise.setResult(u"text"_s);
    promise = {};
    loop.tick();

    QCOMPARE(log, QStringList({u"text"_s, u"text"_s, u"text"_s}));
}

void LifetimeTest::droppedCoroutineFreesWhatItWasGiven()
{
    Log log;
    const auto body = [&](std::shared_ptr<void>) -> Coro<> {
        co_return;
    };

    Coro<> coro = body(farewell([&] {
        log += u"first"_s;
    }));
    coro = body(farewell([&] {
        log += u"second"_s;
    }));
    QCOMPARE(log, QStringList({u"first"_s}));
    coro = {};

    QCOMPARE(log, QStringList({u"first"_s, u"second"_s}));
}

void LifetimeTest::promiseMoveAssignmentCancelsTheOld()
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> old = promise.future();

    promise = Promise<int>();

    QVERIFY(old.cancelled());
    QCOMPARE(promise.future().outcome(), Outcome::Pending);
    const Promise<int> moved = std::move(promise);
    QCOMPARE(moved.future().outcome(), Outcome::Pending);
}

void LifetimeTest::futureOutlivesItsLoop()
{
    Future<int> done;
    Future<int> pending;
    std::unique_ptr<Promise<int>> promise;

    inThread([&] {
        done = Future<int>::completed(7);
        promise = std::make_unique<Promise<int>>();
        pending = promise->future();
        pending.addDoneCallback([](const AnyFuture &) {});
    });

    QVERIFY(done.done());
    QVERIFY(!pending.cancel()); // nobody is left to ask
    promise.reset();
    QCOMPARE(pending.outcome(), Outcome::Pending);
    QVERIFY_THROWS_EXCEPTION(UsageError, done.result());
}

QTEST_GUILESS_MAIN(LifetimeTest)
#include "tst_lifetime.moc"
