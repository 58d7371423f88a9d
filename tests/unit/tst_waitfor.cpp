// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/await.h>
#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/shield.h>
#include <taskdeck/waitfor.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtCore/QTimerEvent>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;
using std::chrono::milliseconds;

namespace {

using Limit = std::optional<milliseconds>;

/// What came out of waitFor(): a number, or the text of what was thrown; and the task's count.
template<typename Awaitable>
Coro<QString> waiting(Awaitable awaitable, Limit limit)
{
    QString end;
    try {
        auto wait = waitFor(std::move(awaitable), limit);
        end = QString::number(co_await std::move(wait));
    } catch (...) {
        end = textOf(std::current_exception());
    }
    co_return u"%1, count %2"_s.arg(end).arg(currentTask().cancelling());
}

/// Waits for ever; when cancelled it cleans up for `cleanup`, and then is cancelled.
Coro<int> cleansUp(Log &log, milliseconds cleanup)
{
    std::exception_ptr interruption;
    try {
        co_await never();
    } catch (const CancelledError &) {
        interruption = std::current_exception();
    }
    co_await taskdeck::sleep(cleanup);
    log += u"cleaned up"_s;
    if (interruption)
        std::rethrow_exception(interruption);
    co_return 0;
}

/// Does not listen to the first cancel, but goes on for `rest`; then gives 5, or fails.
Coro<int> ignores(milliseconds rest, bool fails = false)
{
    try {
        co_await never();
    } catch (const CancelledError &) {
    }
    const auto end = Loop::current().time() + rest;
    while (Loop::current().time() < end) {
        try {
            co_await taskdeck::sleep(1s);
        } catch (const CancelledError &) {
        }
    }
    if (fails)
        throw std::runtime_error("cleanup");
    co_return 5;
}

Coro<int> givesAfter(milliseconds time, int value)
{
    co_await taskdeck::sleep(time);
    co_return value;
}

const auto timedOut = u"TimeoutError: the time limit passed, count 0"_s;

/// Another library's awaitable, a class with a member operator co_await.
class Parcel
{
public:
    explicit Parcel(std::coroutine_handle<> &receiver)
        : m_receiver(receiver)
    {
    }
    auto operator co_await() &&
    {
        struct Awaiter {
            std::coroutine_handle<> &receiver;
            bool await_ready() { return false; }
            void await_suspend(std::coroutine_handle<> handle) { receiver = handle; }
            int await_resume() { return 9; }
        };
        return Awaiter{m_receiver};
    }

private:
    std::coroutine_handle<> &m_receiver;
};

} // namespace

class WaitForTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coroutineInTime();
    void taskInTime();
    void futureInTime();
    void givesWhatItAwaits();
    void futureSetInTheTickInWhichTheWaitBegins();
    void noLimitIsAPlainAwait();
    void itsTimerEndsWithTheWait();
    void failureInTimePasses();
    void timeoutCancelsAndAwaitsTheEnd_data();
    void timeoutCancelsAndAwaitsTheEnd();
    void theCauseIsTheCancellation_data();
    void theCauseIsTheCancellation();
    void futureIsCancelledByTheTimeout();
    void withoutTimeADoneFutureGivesItsOutcome_data();
    void withoutTimeADoneFutureGivesItsOutcome();
    void withoutTimeACoroutineNeverStarts_data();
    void withoutTimeACoroutineNeverStarts();
    void withoutTimeARunningTaskIsCancelled();
    void withoutTimeAFutureIsCancelledAtOnce();
    void innerThatSwallowsTheCancelGivesItsValue_data();
    void innerThatSwallowsTheCancelGivesItsValue();
    void innerThatFailsDuringTheCancel_data();
    void innerThatFailsDuringTheCancel();
    void cancelOfTheWaiterCancelsTheInner_data();
    void cancelOfTheWaiterCancelsTheInner();
    void innerThatIgnoresCancelsIsWaitedFor_data();
    void innerThatIgnoresCancelsIsWaitedFor();
    void cancelOfTheWaiterAfterTheTimeout_data();
    void cancelOfTheWaiterAfterTheTimeout();
    void cancelInTheTickOfTheValueIsNotLost();
    void shieldedTaskRunsOn_data();
    void shieldedTaskRunsOn();
    void deadlineAndValueInOnePass();
    void coroutineRunsInTheCallersTask();
    void timerOfQt();
    void timerOfQtTimesOut();
    void awaitableOfAnotherLibrary();
    void awaitableOfAnotherLibraryTimesOut();
    void futureOfAnotherLoopIsRefused_data();
    void futureOfAnotherLoopIsRefused();
    void waitThatWouldCloseACycleIsRefused_data();
    void waitThatWouldCloseACycleIsRefused();
    void ownTaskIsRefused();
    void nullFutureIsRefused();
    void aMillionReadyFuturesInConstantStack();
    void wakeUpInsideANestedEventLoop();
};

void WaitForTest::coroutineInTime() // WF-01
{
    TestLoop loop;

    QCOMPARE(loop.run(waiting(givesAfter(999ms, 1), 1s)), u"1, count 0"_s);
    QCOMPARE(loop.elapsed(), 999ms);
}

void WaitForTest::taskInTime() // WF-01
{
    TestLoop loop;
    const auto task = createTask(givesAfter(1s, 2));

    QCOMPARE(loop.run(waiting(task, 2s)), u"2, count 0"_s);
    QCOMPARE(task.result(), 2);
}

void WaitForTest::futureInTime() // WF-01
{
    TestLoop loop;
    Promise<int> promise;
    const auto lvalue = promise.future();
    const auto task = createTask(waiting(lvalue, 2s));
    const auto rvalue = createTask(waiting(promise.future(), 2s));
    loop.advance(1s);

    promise.setResult(3);
    loop.advance(1s);

    QCOMPARE(task.result(), u"3, count 0"_s);
    QCOMPARE(rvalue.result(), u"3, count 0"_s);
}

void WaitForTest::givesWhatItAwaits() // WF-01
{
    struct NoDefault {
        explicit NoDefault(int n)
            : value(n)
        {
        }
        NoDefault(NoDefault &&) = default;
        NoDefault &operator=(NoDefault &&) = delete;
        int value;
    };
    TestLoop loop;
    const auto noDefault = []() -> Coro<NoDefault> {
        co_return NoDefault(4);
    };
    auto pointer = createTask(giving(std::make_unique<int>(5)));
    const auto text = createTask(giving(u"text"_s));

    static_assert(std::same_as<decltype(waitFor(never(), 1s)), Coro<>>);
    static_assert(std::same_as<decltype(waitFor(text, 1s)), Coro<QString>>);
    loop.run(waitFor(yieldNow(), 1s));
    loop.run(waitFor(createTask(yieldNow()), 0ms + 1ms));
    QCOMPARE(loop.run(waitFor(noDefault(), 1s)).value, 4);
    QCOMPARE(*loop.run(waitFor(std::move(pointer), 1s)), 5);
    QCOMPARE(*loop.run(waitFor(giving(std::make_unique<int>(6)), 1s)), 6);
    QCOMPARE(loop.run(waitFor(text, 1s)), u"text"_s);
    QCOMPARE(text.result(), u"text"_s); // it was copied
}

void WaitForTest::futureSetInTheTickInWhichTheWaitBegins() // WF-01
{
    TestLoop loop;
    Promise<int> promise;
    const auto task = createTask(waiting(promise.future(), 1ms));
    Loop::current().callSoon([&] {
        promise.setResult(1);
    });

    loop.advance(1s);

    QCOMPARE(task.result(), u"1, count 0"_s);
}

void WaitForTest::noLimitIsAPlainAwait() // WF-01
{
    TestLoop loop;

    QCOMPARE(loop.run(waiting(givesAfter(24h * 365, 1), std::nullopt)), u"1, count 0"_s);
    QCOMPARE(loop.run(waiting(givesAfter(24h * 365, 2), noLimit)), u"2, count 0"_s);
}

void WaitForTest::itsTimerEndsWithTheWait() // WF-01
{
    TestLoop loop;
    const auto body = []() -> Coro<> {
        auto wait = waitFor(yieldNow(), 1h);
        co_await std::move(wait);
        co_await never();
    };

    const QString deadlock = thrownBy([&] {
        run(loop, body);
    });

    QVERIFY(deadlock.startsWith(u"UsageError: deadlock"_s));
    QCOMPARE(loop.elapsed(), 0ms);
}

void WaitForTest::failureInTimePasses() // WF-01
{
    TestLoop loop;
    const auto task = createTask(failing("boom"));

    QCOMPARE(thrownBy([&] {
                 loop.run(waitFor(task, 1s));
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 loop.run(waitFor(failing("boom"), 1s));
             }),
             u"runtime_error: boom"_s);
}

void WaitForTest::timeoutCancelsAndAwaitsTheEnd_data() // WF-02
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("asTask");
    QTest::newRow("task") << 1000 << true;
    QTest::newRow("coroutine") << 1000 << false;
    QTest::newRow("task, no time") << 0 << true;
}

void WaitForTest::timeoutCancelsAndAwaitsTheEnd() // WF-02, WF-03
{
    QFETCH(int, limit);
    QFETCH(bool, asTask);
    Log log;
    TestLoop loop;
    Task<int> task;
    if (asTask)
        task = createTask(cleansUp(log, 2s));
    loop.tick();

    const QString end = loop.run(asTask ? waiting(task, milliseconds(limit))
                                        : waiting(cleansUp(log, 2s), milliseconds(limit)));

    QCOMPARE(end, timedOut);
    QCOMPARE(log, Log{u"cleaned up"_s});
    QCOMPARE(loop.elapsed(), milliseconds(limit) + 2s);
    QVERIFY(!asTask || task.cancelled());
}

void WaitForTest::theCauseIsTheCancellation_data() // WF-02
{
    QTest::addColumn<int>("limit");
    QTest::newRow("some time") << 1000;
    QTest::newRow("no time") << 0;
}

void WaitForTest::theCauseIsTheCancellation() // WF-02
{
    QFETCH(int, limit);
    Log log;
    TestLoop loop;
    const auto task = createTask(cleansUp(log, 0ms));
    loop.tick();
    std::exception_ptr cause;
    const auto body = [&]() -> Coro<> {
        try {
            auto wait = waitFor(task, milliseconds(limit));
            co_await std::move(wait);
        } catch (const TimeoutError &error) {
            cause = error.cause();
        }
    };

    run(loop, body);

    QCOMPARE(textOf(cause), u"CancelledError: the time limit passed"_s);
    QVERIFY(cause == task.peekException()); // the very error that ended the work
}

void WaitForTest::futureIsCancelledByTheTimeout() // WF-02
{
    TestLoop loop;
    const Promise<int> promise;
    const auto future = promise.future();

    QCOMPARE(loop.run(waiting(future, 1s)), timedOut);
    QCOMPARE(ending(future), u"cancelled: the time limit passed"_s);
}

void WaitForTest::withoutTimeADoneFutureGivesItsOutcome_data() // WF-03
{
    QTest::addColumn<int>("limit");
    QTest::newRow("zero") << 0;
    QTest::newRow("negative") << -1;
}

void WaitForTest::withoutTimeADoneFutureGivesItsOutcome() // WF-03
{
    QFETCH(int, limit);
    TestLoop loop;
    const milliseconds time(limit);
    auto failed = createTask(failing("boom"));
    auto cancelled = createTask(never());
    cancelled.cancel(u"before"_s);
    loop.tick();

    QCOMPARE(loop.run(waiting(Future<int>::completed(1), time)), u"1, count 0"_s);
    QCOMPARE(thrownBy([&] {
                 loop.run(waitFor(failed, time));
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 loop.run(waitFor(cancelled, time));
             }),
             u"CancelledError: before"_s); // no TimeoutError: it was not the limit
    QCOMPARE(
        *loop.run(waitFor(Future<std::unique_ptr<int>>::completed(std::make_unique<int>(2)), time)),
        2);
}

void WaitForTest::withoutTimeACoroutineNeverStarts_data() // WF-03
{
    withoutTimeADoneFutureGivesItsOutcome_data();
}

void WaitForTest::withoutTimeACoroutineNeverStarts() // WF-03
{
    QFETCH(int, limit);
    TestLoop loop;
    bool started = false;
    const auto body = [&]() -> Coro<int> {
        started = true;
        co_return 1;
    };

    QCOMPARE(loop.run(waiting(body(), milliseconds(limit))), timedOut);
    QVERIFY(!started);
    QCOMPARE(loop.liveTasks(), QStringList());
}

void WaitForTest::withoutTimeARunningTaskIsCancelled() // WF-03
{
    Log log;
    TestLoop loop;
    const auto task = createTask(cleansUp(log, 1s));
    loop.tick();

    QCOMPARE(loop.run(waiting(task, -1s)), timedOut);
    QCOMPARE(ending(task), u"cancelled: the time limit passed"_s);
    QCOMPARE(log, Log{u"cleaned up"_s});
    QCOMPARE(task.cancelling(), 1);
}

void WaitForTest::withoutTimeAFutureIsCancelledAtOnce() // WF-03
{
    TestLoop loop;
    const Promise<int> promise;

    QCOMPARE(loop.run(waiting(promise.future(), 0ms)), timedOut);
    QVERIFY(promise.future().cancelled());
}

static void limits()
{
    QTest::addColumn<int>("limit");
    QTest::newRow("some time") << 1000;
    QTest::newRow("no time") << 0;
}

static void limitsAndNone()
{
    limits();
    QTest::newRow("no limit") << -1;
}

static Limit limitOf(int number)
{
    return number < 0 ? Limit() : milliseconds(number);
}

void WaitForTest::innerThatSwallowsTheCancelGivesItsValue_data() // WF-04
{
    limits();
}

void WaitForTest::innerThatSwallowsTheCancelGivesItsValue() // WF-04
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto task = createTask(ignores(3s));
    loop.tick();

    QCOMPARE(loop.run(waiting(task, milliseconds(limit))), u"5, count 0"_s);
    QCOMPARE(loop.elapsed(), milliseconds(limit) + 3s);
    if (limit > 0)
        QCOMPARE(loop.run(waiting(ignores(3s), milliseconds(limit))), u"5, count 0"_s);
}

void WaitForTest::innerThatFailsDuringTheCancel_data() // WF-05
{
    limits();
}

void WaitForTest::innerThatFailsDuringTheCancel() // WF-05
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto task = createTask(ignores(3s, true));
    loop.tick();

    QCOMPARE(loop.run(waiting(task, milliseconds(limit))), u"runtime_error: cleanup, count 0"_s);
    if (limit > 0)
        QCOMPARE(loop.run(waiting(ignores(3s, true), milliseconds(limit))),
                 u"runtime_error: cleanup, count 0"_s);
}

void WaitForTest::cancelOfTheWaiterCancelsTheInner_data() // WF-06
{
    QTest::addColumn<int>("limit");
    QTest::newRow("no limit") << -1;
    QTest::newRow("a long one") << 60'000;
}

void WaitForTest::cancelOfTheWaiterCancelsTheInner() // WF-06
{
    QFETCH(int, limit);
    Log log;
    TestLoop loop;
    const auto task = createTask(cleansUp(log, 2s));
    auto waiter = createTask(waiting(task, limitOf(limit)));
    auto ofCoro = createTask(waiting(cleansUp(log, 2s), limitOf(limit)));
    loop.advance(1s);

    waiter.cancel(u"why"_s);
    ofCoro.cancel(u"why"_s);
    loop.advance(1s);
    QVERIFY(!waiter.done());
    loop.advance(1s);

    QCOMPARE(waiter.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(ofCoro.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(log, (Log{2, u"cleaned up"_s}));
}

void WaitForTest::innerThatIgnoresCancelsIsWaitedFor_data() // WF-06
{
    limitsAndNone();
}

void WaitForTest::innerThatIgnoresCancelsIsWaitedFor() // WF-06
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto task = createTask(ignores(10s));
    loop.tick();
    auto waiter = createTask(waiting(task, limitOf(limit)));
    loop.advance(1500ms);

    waiter.cancel(u"once"_s);
    loop.advance(1s);
    waiter.cancel(u"twice"_s);
    loop.advance(1s);
    QVERIFY(!waiter.done());
    loop.advance(10s);

    QVERIFY(task.done());
    QCOMPARE(waiter.result(), u"5, count 2"_s);
}

void WaitForTest::cancelOfTheWaiterAfterTheTimeout_data() // WF-06
{
    limits();
}

void WaitForTest::cancelOfTheWaiterAfterTheTimeout() // WF-06
{
    QFETCH(int, limit);
    Log log;
    TestLoop loop;
    const auto task = createTask(cleansUp(log, 5s));
    loop.tick();
    auto waiter = createTask(waiting(task, milliseconds(limit)));
    loop.advance(2s); // it cleans up

    waiter.cancel(u"why"_s);
    loop.advance(0ms);

    QCOMPARE(waiter.result(), u"CancelledError: why, count 1"_s); // no TimeoutError
    QVERIFY(task.cancelled()); // the second request has interrupted its cleanup
}

void WaitForTest::cancelInTheTickOfTheValueIsNotLost() // WF-07
{
    TestLoop loop;
    Promise<int> promise;
    const auto task = createTask(awaiting(promise.future()));
    auto waiter = createTask(waiting(task, 100s));
    loop.tick();
    promise.setResult(1);
    loop.tick(); // the task has ended, the waiter is runnable

    QVERIFY(task.done() && !waiter.done());
    waiter.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(waiter.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(task.result(), 1);
}

void WaitForTest::shieldedTaskRunsOn_data() // WF-08
{
    limits();
}

void WaitForTest::shieldedTaskRunsOn() // WF-08
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto task = createTask(givesAfter(5s, 1));
    loop.tick();

    QCOMPARE(loop.run(waiting(shield(task), milliseconds(limit))), timedOut);
    QCOMPARE(loop.elapsed(), milliseconds(limit));
    QVERIFY(!task.done());
    QCOMPARE(task.cancelling(), 0);
    QCOMPARE(loop.run(waiting(shield(task), std::nullopt)), u"1, count 0"_s);
}

void WaitForTest::deadlineAndValueInOnePass() // WF-09
{
    TestLoop loop;
    Promise<int> promise;
    const auto future = promise.future();
    Loop::current().callLater(1s, [&] {
        promise.setResult(1);
    });
    const auto task = createTask(waiting(future, 1s));

    loop.advance(1s);

    QCOMPARE(task.result(), timedOut);
    QCOMPARE(future.result(), 1); // it has its value all the same
}

void WaitForTest::coroutineRunsInTheCallersTask() // WF-10
{
    TestLoop loop;
    AnyTask inside;
    qsizetype tasks = 0;
    const auto body = [&]() -> Coro<> {
        inside = currentTask();
        co_await taskdeck::sleep(1s);
        tasks = allTasks().size();
    };
    const auto task = createTask(waitFor(body(), 2s));

    loop.advance(1s);

    QVERIFY(task.done());
    QVERIFY(same(inside, task));
    QCOMPARE(tasks, 1);
}

void WaitForTest::timerOfQt() // WF-01
{
    TestLoop loop;
    QTimer timer;
    timer.start(1h);
    const auto task = createTask(waitFor(&timer, 1s));
    loop.tick();

    QTimerEvent timeout(timer.timerId());
    QCoreApplication::sendEvent(&timer, &timeout);
    loop.tick();

    QCOMPARE(ending(task), u"value"_s);
}

void WaitForTest::timerOfQtTimesOut() // WF-02, WF-03
{
    TestLoop loop;
    QTimer timer;
    timer.start(1h);

    for (const auto limit : {1s, 0s})
        QCOMPARE(thrownBy([&] {
                     loop.run(waitFor(&timer, limit));
                 }),
                 u"TimeoutError: the time limit passed"_s);
    QVERIFY(timer.isActive());
}

void WaitForTest::awaitableOfAnotherLibrary() // WF-01
{
    TestLoop loop;
    std::coroutine_handle<> receiver;
    const auto task = createTask(waiting(Parcel(receiver), 1s));
    loop.tick();

    receiver.resume();
    loop.tick();

    QCOMPARE(task.result(), u"9, count 0"_s);
}

void WaitForTest::awaitableOfAnotherLibraryTimesOut() // WF-02, WF-03
{
    TestLoop loop;
    std::coroutine_handle<> receiver;
    const auto task = createTask(waiting(Parcel(receiver), 1s));

    loop.advance(5s);
    QVERIFY(!task.done()); // it cannot be interrupted
    receiver.resume();
    loop.advance(0ms);

    QCOMPARE(task.result(), timedOut);
    receiver = {};
    QCOMPARE(loop.run(waiting(Parcel(receiver), 0s)), timedOut);
    QVERIFY(!receiver); // it never started
}

void WaitForTest::futureOfAnotherLoopIsRefused_data() // T-07
{
    limitsAndNone();
}

void WaitForTest::futureOfAnotherLoopIsRefused() // T-07
{
    QFETCH(int, limit);
    QString end;
    TestLoop loop;
    const Promise<int> promise;
    const auto future = promise.future();

    inThread([&] {
        TestLoop other;
        end = other.run(waiting(future, limitOf(limit)));
    });
    QCoreApplication::processEvents();
    loop.tick(2);

    QVERIFY2(end.startsWith(u"UsageError: this future belongs to another loop"_s), qPrintable(end));
    QVERIFY(!future.done()); // nor was it cancelled
}

void WaitForTest::waitThatWouldCloseACycleIsRefused_data() // T-09
{
    limitsAndNone();
}

void WaitForTest::waitThatWouldCloseACycleIsRefused() // T-09
{
    QFETCH(int, limit);
    TestLoop loop;
    Task<int> first;
    QString end;
    const auto awaitsSecond = [&](const Task<int> &second) -> Coro<int> {
        co_return co_await second;
    };
    const auto awaitsFirst = [&]() -> Coro<int> {
        co_await yieldNow();
        auto wait = waiting(first, limitOf(limit));
        end = co_await std::move(wait);
        co_return 1;
    };
    const auto second = createTask(awaitsFirst);
    first = createTask(awaitsSecond(second));

    loop.advance(2s);

    QVERIFY2(end.startsWith(u"UsageError: this wait would close a cycle"_s), qPrintable(end));
    QCOMPARE(first.result(), 1); // and nobody was cancelled
}

void WaitForTest::ownTaskIsRefused() // T-08
{
    TestLoop loop;
    Task<> task;
    QStringList ends;
    const auto body = [&]() -> Coro<> {
        for (const auto limit : {1s, 0s}) {
            try {
                auto wait = waitFor(task, limit);
                co_await std::move(wait);
            } catch (...) {
                ends += textOf(std::current_exception());
            }
        }
    };
    task = createTask(body);

    loop.advance(2s);

    QCOMPARE(ends, (QStringList{2, u"UsageError: a task cannot wait for itself"_s}));
    QCOMPARE(ending(task), u"value"_s);
}

void WaitForTest::nullFutureIsRefused()
{
    TestLoop loop;

    for (const auto limit : {1s, 0s})
        QCOMPARE(loop.run(waiting(Future<int>(), limit)),
                 u"UsageError: the handle is null, count 0"_s);
}

void WaitForTest::aMillionReadyFuturesInConstantStack()
{
    qint64 sum = 0;
    bool oneTick = false;
    const auto body = []() -> Coro<qint64> {
        const auto ready = Future<int>::completed(1);
        qint64 total = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            auto wait = waitFor(ready, i % 2 ? 1h : 0h);
            total += co_await std::move(wait);
        }
        co_return total;
    };

    inThread(
        [&] {
            TestLoop loop;
            const auto task = createTask(body);
            loop.tick();
            oneTick = task.done();
            sum = task.result();
        },
        512 * 1024);

    QVERIFY(oneTick);
    QCOMPARE(sum, 1'000'000);
}

void WaitForTest::wakeUpInsideANestedEventLoop() // WF-02
{
    QEventLoop dialog;
    QString inside;
    const auto opens = [&]() -> Coro<> {
        co_await yieldNow();
        dialog.exec();
        inside += currentTask().name();
    };
    const auto waits = [&]() -> Coro<> {
        auto wait = waiting(givesAfter(1h, 1), 1ms);
        inside = co_await std::move(wait);
        inside += u", in "_s + currentTask().name() + u", then "_s;
        dialog.quit();
    };
    const auto opener = createTask(opens, u"opener"_s);
    createTask(waits, u"waiter"_s);

    QVERIFY(opener.waitForFinished(10s));

    QCOMPARE(inside, timedOut + u", in waiter, then opener"_s);
}

QTEST_GUILESS_MAIN(WaitForTest)
#include "tst_waitfor.moc"
