// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class TaskCancelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeTheFirstStepTheBodyNeverRuns();
    void awaitedFutureIsCancelledAtOnce();
    void cancelLetOutMakesTheTaskCancelled();
    void requestGoesDownTheChain();
    void parentWaitsForTheChildsCleanup();
    void childThatReturnsAnywayGivesItsValue();
    void childThatGoesOnIsWaitedForAndAskedAgain();
    void swallowedRequestMayReturnAValue();
    void swallowedRequestLetsTheTaskGoOn();
    void swallowedRequestMayTurnIntoAFailure();
    void runnableTaskDropsTheValue();
    void runnableTaskDropsTheException();
    void doneCallbackOfTheAwaitedFutureMayCancel_data();
    void doneCallbackOfTheAwaitedFutureMayCancel();
    void yieldingTaskIsInterrupted();
    void selfCancelComesAtTheNextSuspendingAwait();
    void selfCancelGoesToTheAwaitedTask();
    void selfCancelIsNotThrownAtDoneFutures();
    void selfCancelThenReturnEndsCancelled();
    void selfCancelThenThrowFails();
    void taskAndItsFutureCancelledGiveOneError();
    void futureCancelledByAThirdPartyEndsTheTask();
    void throwingCancelledErrorEndsCancelled_data();
    void throwingCancelledErrorEndsCancelled();
    void doneTaskRefuses_data();
    void doneTaskRefuses();
    void cancelOfAFailedTaskDisarmsTheReport();
    void twoRequestsGiveOneErrorWithTheFirstMessage();
    void twoRequestsWhileAsleepGiveOneErrorWithTheFirstMessage();
    void twoRequestsBeforeTheStartGiveTheLastMessage();
    void twoRequestsWhileRunnableGiveTheLastMessage();
    void messageIsSeenEverywhereEachTime();
    void firstAwaiterGetsTheVeryError();
    void cancelledOnlyWhenItHasEnded();
    void countRisesWithEachAcceptedRequest();
    void uncancelNeverGoesBelowZero();
    void uncancelBeforeTheStartLetsItRun();
    void uncancelWhileRunnableLetsItGoOn();
    void uncancelOfASelfCancelLetsItGoOn();
    void uncancelToOneKeepsTheRequest();
    void uncancelAfterTheFutureWasCancelledIsTooLate();
    void uncancelAfterTheSleepWasStoppedIsTooLate();
    void uncancelOfADoneTaskLowersTheCountOnly();
    void scopeTellsItsOwnRequestFromAnothers_data();
    void scopeTellsItsOwnRequestFromAnothers();
    void fatalErrorDuringACancelEndsTheTaskAndStopsTheLoop();
    void cancelFromAForeignThreadIsPosted();
    void cancelByWhatDiesWithTheFrameIsRefused();
};

void TaskCancelTest::beforeTheFirstStepTheBodyNeverRuns() // T-13
{
    bool ran = false;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        ran = true;
        co_return;
    };
    auto task = createTask(body);

    const bool accepted = task.cancel(u"not wanted"_s);

    QVERIFY(accepted);
    QVERIFY(!task.cancelled());
    QCOMPARE(task.cancelling(), 1);
    loop.tick();
    QCOMPARE(ending(task), u"cancelled: not wanted"_s);
    QVERIFY(!ran);
}

void TaskCancelTest::awaitedFutureIsCancelledAtOnce() // T-14
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick();

    const bool accepted = task.cancel(u"why"_s);

    QVERIFY(accepted);
    QVERIFY(promise.future().cancelled());
    QVERIFY(!task.cancelled());
    QCOMPARE(log.size(), 1); // not inside cancel()
    loop.tick();
    QCOMPARE(log.constLast(), u"task threw CancelledError: why"_s);
    QCOMPARE(ending(task), u"cancelled: why"_s);
}

void TaskCancelTest::cancelLetOutMakesTheTaskCancelled() // T-14
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        const auto unwound = farewell([&] {
            log += u"unwound"_s;
        });
        co_await never();
        log += u"went on"_s;
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel();
    loop.tick();

    QCOMPARE(log, QStringList({u"unwound"_s}));
    QCOMPARE(task.outcome(), Outcome::Cancelled);
}

void TaskCancelTest::requestGoesDownTheChain() // T-15
{
    TestLoop loop;
    const Promise<int> promise;
    const auto child = createTask(awaiting(promise.future()));
    const auto middle = createTask(awaiting<int>(child));
    auto parent = createTask(awaiting<int>(middle));
    loop.tick();

    parent.cancel(u"why"_s);

    QVERIFY(promise.future().cancelled());
    QCOMPARE(parent.cancelling(), 1);
    QCOMPARE(middle.cancelling(), 1);
    QCOMPARE(child.cancelling(), 1);
    loop.tick();
    QCOMPARE(ending(child), u"cancelled: why"_s);
    QVERIFY(!middle.done());
    loop.tick(2);
    QCOMPARE(ending(middle), u"cancelled: why"_s);
    QCOMPARE(ending(parent), u"cancelled: why"_s);
}

void TaskCancelTest::parentWaitsForTheChildsCleanup() // T-15
{
    TestLoop loop;
    const auto slowToEnd = []() -> Coro<> {
        std::exception_ptr failure;
        try {
            co_await never();
        } catch (...) {
            failure = std::current_exception();
        }
        co_await sleep(1h);
        std::rethrow_exception(failure);
    };
    const auto child = createTask(slowToEnd);
    const auto waiting = [&]() -> Coro<> {
        co_await child;
    };
    auto parent = createTask(waiting);
    loop.tick();

    parent.cancel(u"why"_s);
    loop.advance(59min);
    QVERIFY(!child.done());
    QVERIFY(!parent.done());
    loop.advance(1min);

    QCOMPARE(ending(child), u"cancelled: why"_s);
    QCOMPARE(ending(parent), u"cancelled: why"_s);
}

/// Answers a cancel with a value, after `delay`.
static Coro<int> refusing(std::chrono::milliseconds delay)
{
    try {
        co_await never();
    } catch (const CancelledError &) {
    }
    if (delay > 0ms)
        co_await sleep(delay);
    co_return 7;
}

void TaskCancelTest::childThatReturnsAnywayGivesItsValue() // T-16
{
    TestLoop loop;
    const auto child = createTask(refusing(0ms));
    const auto waiting = [&]() -> Coro<int> {
        const int value = co_await child;
        co_await sleep(1s); // nor is the request thrown later
        co_return value;
    };
    auto parent = createTask(waiting);
    loop.tick();

    parent.cancel();
    loop.advance(1s);

    QCOMPARE(parent.outcome(), Outcome::Value);
    QVERIFY(!parent.cancelled());
    QCOMPARE(parent.result(), 7);
    QCOMPARE(parent.cancelling(), 1);
}

void TaskCancelTest::childThatGoesOnIsWaitedForAndAskedAgain() // T-17
{
    TestLoop loop;
    const auto child = createTask(refusing(1h));
    auto parent = createTask(awaiting<int>(child));
    loop.tick();

    parent.cancel(u"first"_s);
    loop.tick(5);
    QVERIFY(!parent.done());
    QVERIFY(!child.done());
    parent.cancel(u"second"_s);
    QCOMPARE(child.cancelling(), 2);
    loop.tick(2);

    QCOMPARE(ending(child), u"cancelled: second"_s);
    QCOMPARE(ending(parent), u"cancelled: second"_s);
    QCOMPARE(loop.elapsed(), 0ms);
}

void TaskCancelTest::swallowedRequestMayReturnAValue() // T-18
{
    TestLoop loop;
    auto task = createTask(refusing(0ms));
    loop.tick();

    task.cancel();
    loop.tick();

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(task.result(), 7);
}

void TaskCancelTest::swallowedRequestLetsTheTaskGoOn() // T-18
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        int value = co_await refusing(1s);
        co_await yieldNow();
        value += co_await Future<int>::completed(1);
        co_return value;
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel();
    loop.advance(1s);

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(task.result(), 8);
}

void TaskCancelTest::swallowedRequestMayTurnIntoAFailure() // T-18
{
    TestLoop loop;
    const auto body = []() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
            throw std::runtime_error("cleanup failed");
        }
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel();
    loop.tick();

    QVERIFY(!task.cancelled());
    QCOMPARE(ending(task), u"runtime_error: cleanup failed"_s);
}

void TaskCancelTest::runnableTaskDropsTheValue() // T-19
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick();

    promise.setResult(7);
    const bool accepted = task.cancel(u"why"_s);
    loop.tick();

    QVERIFY(accepted);
    QCOMPARE(log.constLast(), u"task threw CancelledError: why"_s);
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(promise.future().result(), 7);
}

void TaskCancelTest::runnableTaskDropsTheException() // T-19
{
    Log log;
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    auto task = createTask(noting(log, u"task"_s, promise->future()));
    loop.tick();

    promise->setException<std::runtime_error>("boom");
    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(log.constLast(), u"task threw CancelledError: why"_s);
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QVERIFY(promise->future().failed());
    promise.reset();
    QCOMPARE(reports.texts(), QStringList());
}

void TaskCancelTest::doneCallbackOfTheAwaitedFutureMayCancel_data() // T-19
{
    QTest::addColumn<bool>("first");

    QTest::newRow("registered before the task") << true;
    QTest::newRow("an earlier callback of the pass") << false;
}

void TaskCancelTest::doneCallbackOfTheAwaitedFutureMayCancel() // T-19
{
    QFETCH(bool, first);
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    Task<> task;
    if (first)
        future.addDoneCallback([&](const AnyFuture &) {
            task.cancel(u"why"_s);
        });
    task = createTask(noting(log, u"task"_s, future));
    loop.tick();
    if (!first)
        Loop::current().callSoon([&] {
            task.cancel(u"why"_s);
        });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(log.constLast(), u"task threw CancelledError: why"_s);
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(future.result(), 7);
    task = {};
}

void TaskCancelTest::yieldingTaskIsInterrupted() // T-20
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        try {
            co_await yieldNow();
            log += u"went on"_s;
        } catch (const CancelledError &error) {
            log += error.message();
            throw;
        }
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(log, QStringList({u"why"_s}));
    QVERIFY(task.cancelled());
}

void TaskCancelTest::selfCancelComesAtTheNextSuspendingAwait() // T-21
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    promise.future().addDoneCallback([&](const AnyFuture &f) {
        log += ending(f);
    });
    const auto body = [&]() -> Coro<> {
        currentTask().cancel(u"enough"_s);
        log += u"goes on"_s;
        const Future<int> future = promise.future();
        try {
            co_await future;
        } catch (const CancelledError &error) {
            log += (future.cancelled() ? u"thrown "_s : u"wrong "_s) + error.message();
            throw;
        }
    };
    auto task = createTask(body);

    loop.tick();
    QCOMPARE(log, QStringList({u"goes on"_s}));
    QVERIFY(promise.future().cancelled()); // at once
    loop.tick();

    QCOMPARE(log, QStringList({u"goes on"_s, u"cancelled: enough"_s, u"thrown enough"_s}));
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void TaskCancelTest::selfCancelGoesToTheAwaitedTask() // T-21
{
    TestLoop loop;
    const auto child = createTask(never());
    const auto body = [&]() -> Coro<> {
        currentTask().cancel(u"enough"_s);
        co_await child;
    };
    const auto task = createTask(body);

    loop.tick();
    QCOMPARE(child.cancelling(), 1);
    loop.tick(2);

    QCOMPARE(ending(child), u"cancelled: enough"_s);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void TaskCancelTest::selfCancelIsNotThrownAtDoneFutures() // T-22
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        currentTask().cancel();
        log += QString::number(co_await Future<int>::completed(1));
        log += QString::number(co_await giving(2));
        co_await yieldNow();
        log += u"wrong"_s;
    };
    auto task = createTask(body);

    loop.tick(2);

    QCOMPARE(log, QStringList({u"1"_s, u"2"_s}));
    QVERIFY(task.cancelled());
}

void TaskCancelTest::selfCancelThenReturnEndsCancelled() // T-22
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        currentTask().cancel(u"enough"_s);
        co_return 7;
    };
    const auto task = createTask(body);

    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QVERIFY_THROWS_EXCEPTION(CancelledError, task.result());
}

void TaskCancelTest::selfCancelThenThrowFails() // T-22
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        currentTask().cancel();
        throw std::runtime_error("boom");
        co_return 7;
    };
    const auto task = createTask(body);

    loop.tick();

    QCOMPARE(ending(task), u"runtime_error: boom"_s);
}

void TaskCancelTest::taskAndItsFutureCancelledGiveOneError() // T-23
{
    int thrown = 0;
    TestLoop loop;
    const Promise<int> promise;
    const auto body = [&]() -> Coro<> {
        for (int i = 0; i < 3; ++i) {
            try {
                if (i == 0)
                    co_await promise.future();
                else
                    co_await yieldNow();
            } catch (const CancelledError &) {
                ++thrown;
            }
        }
    };
    auto task = createTask(body);
    loop.tick();

    promise.future().cancel(u"future"_s);
    task.cancel(u"task"_s);
    loop.tick(3);

    QVERIFY(task.done());
    QCOMPARE(thrown, 1);
}

void TaskCancelTest::futureCancelledByAThirdPartyEndsTheTask() // T-23
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    const auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick();

    promise.future().cancel(u"by others"_s);
    loop.tick();

    QCOMPARE(log.constLast(), u"task threw CancelledError: by others"_s);
    QCOMPARE(ending(task), u"cancelled: by others"_s);
    QCOMPARE(task.cancelling(), 0);
}

struct OwnCancelledError : CancelledError {
    using CancelledError::CancelledError;
};

void TaskCancelTest::throwingCancelledErrorEndsCancelled_data() // T-24
{
    QTest::addColumn<bool>("derived");

    QTest::newRow("CancelledError") << false;
    QTest::newRow("a class derived from it") << true;
}

void TaskCancelTest::throwingCancelledErrorEndsCancelled() // T-24
{
    QFETCH(bool, derived);
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        if (derived)
            throw OwnCancelledError(u"own"_s);
        throw CancelledError(u"own"_s);
        co_return;
    };
    const auto task = createTask(body);

    loop.tick();

    QCOMPARE(ending(task), u"cancelled: own"_s);
    QCOMPARE(task.cancelling(), 0);
}

void TaskCancelTest::doneTaskRefuses_data() // T-25
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");

    QTest::newRow("value") << u"value"_s << u"value"_s;
    QTest::newRow("failure") << u"failure"_s << u"runtime_error: boom"_s;
    QTest::newRow("cancelled") << u"cancel"_s << u"cancelled: first"_s;
}

void TaskCancelTest::doneTaskRefuses() // T-25
{
    QFETCH(QString, how);
    QFETCH(QString, expected);
    TestLoop loop;
    auto task = createTask(how == u"value"     ? sleep(0ms)
                           : how == u"failure" ? failing("boom")
                                               : never());
    loop.tick(2);
    if (how == u"cancel")
        task.cancel(u"first"_s);
    loop.tick();
    const int count = task.cancelling();

    const bool accepted = task.cancel(u"late"_s);

    QVERIFY(!accepted);
    QCOMPARE(task.cancelling(), count);
    QCOMPARE(ending(task), expected);
}

void TaskCancelTest::cancelOfAFailedTaskDisarmsTheReport() // T-25
{
    Reports reports;
    TestLoop loop;
    auto task = createTask(failing("boom"));
    loop.tick();

    task.cancel();
    task = {};

    QCOMPARE(reports.texts(), QStringList());
}

/// Counts the errors that are thrown in at its awaits, and keeps their messages.
static Coro<> catching(Log &log, Future<int> future)
{
    for (int i = 0; i < 3; ++i) {
        try {
            if (i == 0)
                co_await future;
            else
                co_await yieldNow();
        } catch (const CancelledError &error) {
            log += error.message();
        }
    }
}

void TaskCancelTest::twoRequestsGiveOneErrorWithTheFirstMessage() // T-26
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    auto task = createTask(catching(log, promise.future()));
    loop.tick();

    const bool first = task.cancel(u"first"_s);
    const bool second = task.cancel(u"second"_s);
    QCOMPARE(task.cancelling(), 2);
    loop.tick(3);

    QVERIFY(first);
    QVERIFY(second);
    QCOMPARE(log, QStringList({u"first"_s}));
    QCOMPARE(ending(task), u"value"_s);
}

void TaskCancelTest::twoRequestsWhileAsleepGiveOneErrorWithTheFirstMessage() // T-26
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        try {
            co_await sleep(1h);
        } catch (const CancelledError &error) {
            log += error.message();
        }
        co_await sleep(1h);
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel(u"first"_s);
    task.cancel(u"second"_s);
    loop.tick(3);

    QCOMPARE(log, QStringList({u"first"_s}));
    QVERIFY(!task.done());
}

void TaskCancelTest::twoRequestsBeforeTheStartGiveTheLastMessage() // T-26
{
    TestLoop loop;
    auto task = createTask(never());

    task.cancel(u"first"_s);
    task.cancel(u"second"_s);
    QCOMPARE(task.cancelling(), 2);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: second"_s);
}

void TaskCancelTest::twoRequestsWhileRunnableGiveTheLastMessage() // T-26
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    auto task = createTask(catching(log, promise.future()));
    loop.tick();
    promise.setResult(7);

    task.cancel(u"first"_s);
    task.cancel(u"second"_s);
    loop.tick(3);

    QCOMPARE(log, QStringList({u"second"_s}));
    QCOMPARE(task.cancelling(), 2);
    QCOMPARE(ending(task), u"value"_s);
}

void TaskCancelTest::messageIsSeenEverywhereEachTime() // T-27
{
    Log log;
    TestLoop loop;
    const Promise<int> promise;
    auto task = createTask(noting(log, u"task"_s, promise.future()));
    const auto awaiter = [&](QString name) -> Coro<> {
        try {
            co_await task;
        } catch (const CancelledError &error) {
            log += name + u' ' + error.message();
        }
    };
    createTask(awaiter(u"first"_s));
    createTask(awaiter(u"second"_s));
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick(2);
    log += thrownBy([&] {
        task.result();
    });
    log += thrownBy([&] {
        task.result();
    });
    log += thrownBy([&] {
        static_cast<void>(task.exception());
    });
    log += thrownBy([&] {
        static_cast<void>(task.exception());
    });

    const QString error = u"CancelledError: why"_s;
    QCOMPARE(log, QStringList({u"task starts"_s, u"task threw CancelledError: why"_s,
                               u"first why"_s, u"second why"_s, error, error, error, error}));
}

void TaskCancelTest::firstAwaiterGetsTheVeryError() // T-28
{
    const void *left = nullptr;
    QList<const void *> arrived;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &error) {
            left = &error;
            throw;
        }
    };
    auto task = createTask(body);
    const auto awaiter = [&]() -> Coro<> {
        try {
            co_await task;
        } catch (const CancelledError &error) {
            arrived += &error;
        }
    };
    createTask(awaiter);
    createTask(awaiter);
    loop.tick();

    task.cancel();
    loop.tick(2);

    QVERIFY(left);
    QCOMPARE(arrived, QList<const void *>({left, left}));
}

void TaskCancelTest::cancelledOnlyWhenItHasEnded() // T-29
{
    TestLoop loop;
    const auto body = []() -> Coro<> {
        std::exception_ptr failure;
        try {
            co_await never();
        } catch (...) {
            failure = std::current_exception();
        }
        co_await sleep(1s);
        std::rethrow_exception(failure);
    };
    auto task = createTask(body, u"job"_s);
    loop.tick();
    QCOMPARE(task.info().state, TaskInfo::State::Waiting);

    task.cancel();

    for (const auto elapsed : {0ms, 500ms}) {
        loop.advance(elapsed);
        QVERIFY(!task.cancelled());
        QCOMPARE(task.info().state, TaskInfo::State::Cancelling);
        QVERIFY2(task.toString().startsWith(u"<Task cancelling name='job'"_s),
                 qPrintable(task.toString()));
    }
    loop.advance(500ms);
    QVERIFY(task.cancelled());
    QCOMPARE(task.info().state, TaskInfo::State::Cancelled);
}

void TaskCancelTest::countRisesWithEachAcceptedRequest() // T-30
{
    TestLoop loop;
    auto task = createTask(refusing(1h));
    loop.tick();
    QCOMPARE(task.cancelling(), 0);

    task.cancel();
    QCOMPARE(task.cancelling(), 1);
    loop.tick(2); // swallowed
    QCOMPARE(task.cancelling(), 1);
    task.cancel();
    QCOMPARE(task.cancelling(), 2);
    loop.tick(2);
    task.cancel(); // refused: it is done

    QVERIFY(task.cancelled());
    QCOMPARE(task.cancelling(), 2);
}

void TaskCancelTest::uncancelNeverGoesBelowZero() // T-30
{
    TestLoop loop;
    auto task = createTask(refusing(1h));
    loop.tick();
    task.cancel();
    task.cancel();

    QCOMPARE(task.uncancel(), 1);
    QCOMPARE(task.cancelling(), 1);
    QCOMPARE(task.uncancel(), 0);
    QCOMPARE(task.uncancel(), 0);
    QCOMPARE(task.cancelling(), 0);
}

void TaskCancelTest::uncancelBeforeTheStartLetsItRun() // T-31
{
    TestLoop loop;
    auto task = createTask(giving(7));
    task.cancel();

    task.uncancel();
    loop.tick();

    QCOMPARE(ending(task), u"value"_s);
}

void TaskCancelTest::uncancelWhileRunnableLetsItGoOn() // T-31
{
    TestLoop loop;
    Promise<int> promise;
    auto task = createTask(awaiting(promise.future()));
    loop.tick();
    promise.setResult(7);
    task.cancel();

    task.uncancel();
    loop.tick();

    QCOMPARE(ending(task), u"value"_s);
}

void TaskCancelTest::uncancelOfASelfCancelLetsItGoOn() // T-31
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        currentTask().cancel();
        currentTask().uncancel();
        co_await sleep(1s);
        co_return 7;
    };
    auto task = createTask(body);

    loop.advance(1s);

    QCOMPARE(ending(task), u"value"_s);
}

void TaskCancelTest::uncancelToOneKeepsTheRequest() // T-31
{
    TestLoop loop;
    auto task = createTask(giving(7));
    task.cancel();
    task.cancel();

    QCOMPARE(task.uncancel(), 1);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled"_s);
}

void TaskCancelTest::uncancelAfterTheFutureWasCancelledIsTooLate() // T-31
{
    TestLoop loop;
    const Promise<int> promise;
    auto task = createTask(awaiting(promise.future()));
    loop.tick();
    task.cancel(u"why"_s);

    QCOMPARE(task.uncancel(), 0);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(task.cancelling(), 0);
}

void TaskCancelTest::uncancelAfterTheSleepWasStoppedIsTooLate() // T-31
{
    TestLoop loop;
    auto task = createTask(sleep(1h));
    loop.tick();
    task.cancel(u"why"_s);

    QCOMPARE(task.uncancel(), 0);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
}

void TaskCancelTest::uncancelOfADoneTaskLowersTheCountOnly() // T-31
{
    TestLoop loop;
    auto task = createTask(never());
    task.cancel(u"why"_s);
    loop.tick();
    QCOMPARE(task.cancelling(), 1);

    QCOMPARE(task.uncancel(), 0);

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(task.cancelling(), 0);
}

/// A scope as a library writes it: asks its own task to end after 1 s, and tells by the count whose
/// request it was.
static Coro<QString> limited()
{
    AnyTask task = currentTask();
    bool fired = false;
    Handle trigger = Loop::current().callLater(1s, [&] {
        fired = true;
        task.cancel(u"limit"_s);
    });
    std::exception_ptr failure;
    try {
        co_await never();
    } catch (...) {
        failure = std::current_exception();
    }
    trigger.cancel();
    if (fired && task.uncancel() == 0)
        co_return u"timed out"_s;
    std::rethrow_exception(failure);
}

void TaskCancelTest::scopeTellsItsOwnRequestFromAnothers_data() // T-32
{
    QTest::addColumn<int>("askedAt");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("count");

    QTest::newRow("nobody asks") << -1 << u"value"_s << 0;
    QTest::newRow("another asks first") << 500 << u"cancelled: other"_s << 1;
    QTest::newRow("both ask in one tick") << 1000 << u"cancelled: limit"_s << 1;
}

void TaskCancelTest::scopeTellsItsOwnRequestFromAnothers() // T-32
{
    QFETCH(int, askedAt);
    QFETCH(QString, expected);
    QFETCH(int, count);
    TestLoop loop;
    auto task = createTask(limited());
    loop.tick();
    if (askedAt >= 0)
        Loop::current().callLater(std::chrono::milliseconds(askedAt), [&] {
            task.cancel(u"other"_s);
        });

    loop.advance(10s);

    QCOMPARE(ending(task), expected);
    QCOMPARE(task.cancelling(), count);
    if (task.outcome() == Outcome::Value)
        QCOMPARE(task.result(), u"timed out"_s);
}

struct PowerFailure : FatalError {
    const char *what() const noexcept override { return "power failure"; }
};

void TaskCancelTest::fatalErrorDuringACancelEndsTheTaskAndStopsTheLoop() // T-33
{
    const auto body = []() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
            throw PowerFailure();
        }
    };
    auto task = createTask(body);
    const auto mainBody = [&]() -> Coro<> {
        co_await yieldNow();
        task.cancel();
        co_await never();
    };

    QVERIFY_THROWS_EXCEPTION(PowerFailure, Loop::current().runUntilComplete(mainBody()));

    QVERIFY(task.done());
    QVERIFY(!task.cancelled());
    QCOMPARE(ending(task), u"PowerFailure: power failure"_s);
    auto left = allTasks(); // the main task: stopped, not ended
    QCOMPARE(left.size(), 1);
    left.first().cancel();
    QVERIFY(left.first().waitForFinished());
}

void TaskCancelTest::cancelFromAForeignThreadIsPosted() // T-14
{
    TestLoop loop;
    auto task = createTask(never());
    loop.tick();
    bool accepted = false;

    inThread([&] {
        accepted = task.cancel(u"from afar"_s);
    });
    QVERIFY(accepted);
    QCOMPARE(task.outcome(), Outcome::Pending);
    loop.tick(2);

    QCOMPARE(ending(task), u"cancelled: from afar"_s);
}

void TaskCancelTest::cancelByWhatDiesWithTheFrameIsRefused() // T-25
{
    bool accepted = true;
    TestLoop loop;
    Task<int> task;
    const auto body = [&](std::shared_ptr<void>) -> Coro<int> {
        co_return 7;
    };
    task = createTask(body(farewell([&] {
        accepted = task.cancel();
    }))); // its frame dies when it has ended

    loop.tick();

    QVERIFY(!accepted);
    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(task.cancelling(), 0);
    task = {};
}

QTEST_GUILESS_MAIN(TaskCancelTest)
#include "tst_taskcancel.moc"
