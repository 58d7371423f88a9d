// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "foreignthings.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QProcess>
#include <QtCore/QPromise>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;
using namespace taskdeck::foreigntesting;

namespace {

template<typename X>
auto detached(X awaitable) -> Coro<detail::AwaitGives<X>>
{
    co_return co_await detach(std::move(awaitable));
}

/// Awaits with a hook that notes what it is told.
template<typename X>
auto hooked(X awaitable, Log &log) -> Coro<detail::AwaitGives<X>>
{
    auto wait = onCancel(std::move(awaitable), [&log](const QString &message) {
        log += message;
    });
    co_return co_await std::move(wait);
}

template<typename X>
auto detachedLvalue(const X &awaitable)
{
    return detached(awaitable);
}

Coro<int> slowly(Log &log)
{
    co_await taskdeck::sleep(1s);
    log += u"the coroutine ended"_s;
    co_return 5;
}

} // namespace

class DetachTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutACancelItIsAPlainAwait();
    void aCancelLeavesAForeignOneBehindAtOnce();
    void theOneLeftBehindMayEndBeforeTheTaskGoesOn();
    void itsLaterFailureIsReported();
    void aFutureLeftBehindIsNotCancelled();
    void aTaskLeftBehindGoesOn();
    void aCoroutineLeftBehindGoesOnAsATask();
    void aQFutureLeftBehindIsNotCancelled();
    void aProcessLeftBehindRuns();
    void moveOnlyValuesAreTaken();
    void aDoneFutureCostsNoTick();
    void aTaskCannotDetachItself();
    void theHookIsCalledAndTheEndAwaited();
    void theHookIsCalledForTheFirstRequestOnly();
    void aHookThatEndsItAtOnceIsFine();
    void whatTheHookThrowsIsReported();
    void whatTheHookCapturedDiesWithTheCall();
    void takingTheRequestBackGivesTheValue();
    void aHookThatCancelsAgainIsFine();
    void aHookThatEndsTheLoopIsFine();
    void withoutACancelTheHookIsNotCalled();
    void aTaskIsNotCancelledUnlessTheHookDoesIt();
    void anLvalueIsBorrowed();
};

void DetachTest::withoutACancelItIsAPlainAwait()
{
    Log log;
    Gate gate;
    Promise<int> promise;
    TestLoop loop;
    const auto foreign = createTask(detached(gate.share()));
    const auto future = createTask(detached(promise.future()));
    const auto coro = createTask(detached(slowly(log)));
    loop.tick();

    gate.open(3);
    promise.setResult(4);
    loop.advance(1s);

    QCOMPARE(foreign.result(), 3);
    QCOMPARE(future.result(), 4);
    QCOMPARE(coro.result(), 5);
}

void DetachTest::aCancelLeavesAForeignOneBehindAtOnce()
{
    Gate gate;
    TestLoop loop;
    auto task = createTask(detached(gate.share()));
    loop.tick();

    task.cancel(u"enough"_s);
    loop.tick();
    const QString end = ending(task);
    const bool goesOn = gate.isAwaited();
    gate.open(3); // into nothing

    QCOMPARE(end, u"cancelled: enough"_s);
    QVERIFY(goesOn);
}

void DetachTest::theOneLeftBehindMayEndBeforeTheTaskGoesOn()
{
    Gate gate;
    TestLoop loop;
    auto task = createTask(detached(gate.share()));
    loop.tick();

    task.cancel(u"enough"_s);
    gate.open(3);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void DetachTest::itsLaterFailureIsReported()
{
    const Reports reports;
    Gate gate;
    TestLoop loop;
    auto task = createTask(detached(gate.share()));
    loop.tick();
    task.cancel();
    loop.tick();

    gate.fail(std::make_exception_ptr(std::runtime_error("nobody looks")));

    QCOMPARE(reports.texts(), QStringList{u"Exception in an await that was left behind <- "
                                          u"runtime_error: nobody looks"_s});
}

void DetachTest::aFutureLeftBehindIsNotCancelled()
{
    Promise<int> promise;
    TestLoop loop;
    auto task = createTask(detachedLvalue(promise.future()));
    loop.tick();

    task.cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QCOMPARE(ending(promise.future()), u"pending"_s);
}

void DetachTest::aTaskLeftBehindGoesOn()
{
    Log log;
    TestLoop loop;
    const auto inner = createTask(slowly(log));
    auto task = createTask(detachedLvalue(inner));
    loop.tick(2);

    task.cancel(u"enough"_s);
    loop.tick();
    const QString end = ending(task);
    loop.advance(1s);

    QCOMPARE(end, u"cancelled: enough"_s);
    QCOMPARE(inner.cancelling(), 0);
    QCOMPARE(inner.result(), 5);
}

void DetachTest::aCoroutineLeftBehindGoesOnAsATask()
{
    Log log;
    TestLoop loop;
    auto task = createTask(detached(slowly(log)), u"outer"_s);
    loop.tick(2);

    task.cancel(u"enough"_s);
    loop.tick();
    const QString end = ending(task);
    loop.advance(1s);

    QCOMPARE(end, u"cancelled: enough"_s);
    QCOMPARE(log, QStringList{u"the coroutine ended"_s});
}

void DetachTest::aQFutureLeftBehindIsNotCancelled()
{
    QPromise<int> promise;
    promise.start();
    auto task = createTask(detached(promise.future()));
    Loop::current().runUntilComplete(yieldNow());
    Loop::current().runUntilComplete(yieldNow()); // the task that awaits it has begun, too

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QVERIFY(!promise.isCanceled());
    promise.addResult(1);
    promise.finish();
}

void DetachTest::aProcessLeftBehindRuns()
{
    QProcess process;
    process.start(u"/bin/sh"_s, {u"-c"_s, u"read line; exit 7"_s});
    auto task = createTask(detached(&process));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));
    process.write("go on\n");
    QVERIFY(process.waitForFinished());

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 7);
}

void DetachTest::moveOnlyValuesAreTaken()
{
    Promise<std::unique_ptr<int>> promise;
    promise.setResult(std::make_unique<int>(6));
    TestLoop loop;

    QCOMPARE(*loop.run(detached(promise.future())), 6);
}

void DetachTest::aDoneFutureCostsNoTick()
{
    TestLoop loop;

    const auto task = createTask(detached(Future<int>::completed(1)));
    loop.tick();

    QCOMPARE(task.result(), 1);
}

void DetachTest::aTaskCannotDetachItself()
{
    Task<> task;
    TestLoop loop;
    task = createTask([&task]() -> Coro<> {
        co_await detach(task);
    });
    loop.tick();

    QCOMPARE(ending(task), u"UsageError: a task cannot wait for itself"_s);
}

void DetachTest::theHookIsCalledAndTheEndAwaited()
{
    Log log;
    Gate gate;
    TestLoop loop;
    auto task = createTask(hooked(gate.share(), log));
    loop.tick();

    task.cancel(u"enough"_s);
    const Log told = log; // inside the cancel
    loop.tick(3);
    const bool early = task.done();
    gate.open(1);
    loop.tick();

    QCOMPARE(told, QStringList{u"enough"_s});
    QVERIFY(!early);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void DetachTest::theHookIsCalledForTheFirstRequestOnly()
{
    Log log;
    Gate gate;
    TestLoop loop;
    auto task = createTask(hooked(gate.share(), log));
    loop.tick();

    task.cancel(u"first"_s);
    task.cancel(u"second"_s);
    gate.open(1);
    loop.tick();

    QCOMPARE(log, QStringList{u"first"_s});
    QVERIFY(task.cancelled());
}

void DetachTest::aHookThatEndsItAtOnceIsFine()
{
    Gate gate;
    TestLoop loop;
    const auto body = [](Gate end) -> Coro<int> {
        const auto hook = [&end](const QString &) {
            end.open(-1);
        };
        co_return co_await onCancel(end, hook);
    };
    auto task = createTask(body(gate.share()));
    loop.tick();

    task.cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void DetachTest::whatTheHookThrowsIsReported()
{
    const Reports reports;
    Gate gate;
    TestLoop loop;
    const auto body = [](Gate end) -> Coro<int> {
        const auto hook = [](const QString &) {
            throw std::runtime_error("hook");
        };
        co_return co_await onCancel(std::move(end), hook);
    };
    auto task = createTask(body(gate.share()));
    loop.tick();

    task.cancel(u"enough"_s);
    gate.open(1);
    loop.tick();

    QCOMPARE(reports.texts(), QStringList{u"Exception in a cancel hook <- runtime_error: hook"_s});
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void DetachTest::whatTheHookCapturedDiesWithTheCall()
{
    Log log;
    Gate gate;
    TestLoop loop;
    const auto body = [](Gate end, Log &notes) -> Coro<int> {
        auto last = farewell([&notes] {
            notes += u"hook gone"_s;
        });
        auto wait = onCancel(std::move(end), [last = std::move(last)](const QString &) {});
        co_return co_await std::move(wait);
    };
    auto task = createTask(body(gate.share(), log));
    loop.tick();

    task.cancel();
    const Log during = log;
    gate.open(1);
    loop.tick();

    QCOMPARE(during, QStringList{u"hook gone"_s});
}

void DetachTest::takingTheRequestBackGivesTheValue() // T-31
{
    Log log;
    Gate gate;
    TestLoop loop;
    auto task = createTask(hooked(gate.share(), log));
    loop.tick();

    task.cancel(u"enough"_s);
    task.uncancel();
    gate.open(9);
    loop.tick();

    QCOMPARE(log, QStringList{u"enough"_s});
    QCOMPARE(task.result(), 9);
}

void DetachTest::aHookThatCancelsAgainIsFine()
{
    Gate gate;
    Task<int> task;
    TestLoop loop;
    const auto body = [](Gate end, Task<int> &own) -> Coro<int> {
        const auto hook = [&own](const QString &) {
            own.cancel(u"again"_s);
        };
        co_return co_await onCancel(std::move(end), hook);
    };
    task = createTask(body(gate.share(), task));
    loop.tick();

    task.cancel(u"enough"_s);
    gate.open(1);
    loop.tick();

    QCOMPARE(task.cancelling(), 2);
    QVERIFY(task.cancelled());
}

void DetachTest::aHookThatEndsTheLoopIsFine()
{
    inThread([] {
        Loop::current().setExceptionHandler([](const ErrorContext &) {});
        Gate gate;
        const auto body = [](Gate end) -> Coro<int> {
            const auto hook = [](const QString &) {
                Loop::current().shutdown(0ms); // destroys the frame, and with it this wait
            };
            co_return co_await onCancel(std::move(end), hook);
        };
        auto task = createTask(body(gate.share()));
        Loop::current().runUntilComplete(yieldNow());

        task.cancel(u"enough"_s);

        QVERIFY(task.cancelled());
        gate.open(1);
    });
}

void DetachTest::withoutACancelTheHookIsNotCalled()
{
    Log log;
    Gate gate;
    TestLoop loop;
    const auto task = createTask(hooked(gate.share(), log));
    loop.tick();

    gate.open(2);
    loop.tick();

    QCOMPARE(task.result(), 2);
    QCOMPARE(log, QStringList());
}

void DetachTest::aTaskIsNotCancelledUnlessTheHookDoesIt()
{
    Log log;
    TestLoop loop;
    const auto inner = createTask(slowly(log));
    Log told;
    auto task = createTask(hooked(inner, told));
    loop.tick(2);

    task.cancel(u"enough"_s);
    loop.advance(900ms);
    const QString during = ending(task);
    loop.advance(100ms);

    QCOMPARE(told, QStringList{u"enough"_s});
    QCOMPARE(during, u"pending"_s);
    QCOMPARE(inner.result(), 5);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void DetachTest::anLvalueIsBorrowed()
{
    Promise<std::unique_ptr<int>> promise;
    promise.setResult(std::make_unique<int>(6));
    TestLoop loop;
    const auto body = [](Future<std::unique_ptr<int>> future) -> Coro<int> {
        const auto hook = [](const QString &) {};
        const std::unique_ptr<int> &borrowed = co_await onCancel(future, hook);
        co_return *borrowed + *future.result();
    };

    QCOMPARE(loop.run(body(promise.future())), 12);
}

QTEST_GUILESS_MAIN(DetachTest)
#include "tst_detach.moc"
