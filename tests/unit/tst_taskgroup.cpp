// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/taskgroup.h>
#include <taskdeck/timeout.h>
#include <taskdeck/withcleanup.h>

#include <QtCore/QEventLoop>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;
using std::chrono::milliseconds;

namespace {

/// "[a, [b]]" for a group, else as textOf().
QString summaryOf(const ExceptionInfo &info)
{
    QStringList members;
    for (const ExceptionInfo &member : info.members)
        members += summaryOf(member);
    return members.isEmpty() ? info.message : u"[%1]"_s.arg(members.join(u", "_s));
}
QString summaryOf(const std::exception_ptr &thrown)
{
    if (!thrown)
        return u"value"_s;
    return detail::exceptionAs<ExceptionGroup>(thrown) ? summaryOf(describe(thrown))
                                                       : textOf(thrown);
}

/// Runs `body` in a group: what came out of that, and the count after it.
template<typename Body>
Coro<QString> leaving(Body body)
{
    std::exception_ptr thrown;
    try {
        auto scope = taskGroup(std::move(body));
        co_await std::move(scope);
    } catch (...) {
        thrown = std::current_exception();
    }
    co_return u"%1, count %2"_s.arg(summaryOf(thrown)).arg(currentTask().cancelling());
}

/// The same, noted at once: a task with a request that is kept has no result.
template<typename Body>
Coro<> noteLeaving(Log &log, Body body)
{
    auto scope = leaving(std::move(body));
    log += co_await std::move(scope);
}

/// What a cancel throws at the end of `coro`; null if it ended by itself.
Coro<std::exception_ptr> interruptionOf(Coro<> coro)
{
    try {
        co_await std::move(coro);
    } catch (const CancelledError &) {
        co_return std::current_exception();
    }
    co_return nullptr;
}

Coro<> failsAfter(milliseconds time, std::string message)
{
    co_await taskdeck::sleep(time);
    throw std::runtime_error(message);
}

/// Notes how it ends; when cancelled, after `cleanup`.
Coro<> works(Log &log, QString name, milliseconds time, milliseconds cleanup = 0ms)
{
    auto work = interruptionOf(taskdeck::sleep(time));
    const auto interruption = co_await std::move(work);
    if (interruption && cleanup > 0ms)
        co_await taskdeck::sleep(cleanup);
    log += name + (interruption ? u" cancelled"_s : u" done"_s);
    if (interruption)
        std::rethrow_exception(interruption);
}

/// Fails when it is cancelled, after `cleanup`.
Coro<> cleansUpBadly(milliseconds cleanup, std::string message)
{
    auto work = interruptionOf(never());
    const auto interruption = co_await std::move(work);
    co_await taskdeck::sleep(cleanup);
    if (interruption)
        throw std::runtime_error(message);
}

/// Goes on for `rest` each time it is cancelled, `times` times.
Coro<int> ignores(milliseconds rest)
{
    int requests = 0;
    auto work = interruptionOf(never());
    co_await std::move(work);
    ++requests;
    const auto end = Loop::current().time() + rest;
    while (Loop::current().time() < end) {
        auto more = interruptionOf(taskdeck::sleep(1s));
        if (const auto interruption = co_await std::move(more))
            ++requests;
    }
    co_return requests;
}

struct PowerFailure : FatalError {
    const char *what() const noexcept override { return "power"; }
};

/// Swallows a cancel, so that the count stays at one.
Coro<> swallowOneCancel()
{
    currentTask().cancel(u"old"_s);
    auto waiting = interruptionOf(yieldNow());
    co_await std::move(waiting);
}

} // namespace

class TaskGroupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenAllChildrenHaveEnded();
    void resultsAreReadFromTheHandles();
    void childrenMayBeAddedAtAnyTimeInTheBody();
    void childKnowsItsNameFromTheFirst();
    void childTakesItsFirstStepOnTheNextPass();
    void emptyGroupCostsNoTick();
    void givesTheBodysValue();
    void aCancelledChildIsNoError_data();
    void aCancelledChildIsNoError();
    void firstFailureCancelsSiblingsAndBody();
    void theScopeRaisesAfterEverythingHasEnded();
    void afterAFailureTheParentIsUnharmed();
    void failuresComeInOrderOfCompletion();
    void failureWhileTheParentWaitsAtTheEnd_data();
    void failureWhileTheParentWaitsAtTheEnd();
    void cancelOfTheParentEndsTheChildren_data();
    void cancelOfTheParentEndsTheChildren();
    void aFailureWinsOverACancelWhichIsKept_data();
    void aFailureWinsOverACancelWhichIsKept();
    void failureOfTheBodyIsGroupedLast();
    void bodyMayTurnItsCancellationIntoAFailure();
    void aSlowCleanupInTheBodyDelaysTheEnd();
    void aSlowCleanupOneTaskFurtherOut();
    void innerGroupInOuterGroup();
    void failureOfTheOuterWhileTheInnerWaits();
    void innerAndOuterFailInOneTick();
    void fatalBodyIsRaisedBare();
    void fatalBodyKeepsARequest();
    void anythingThrownIsGrouped();
    void finishedChildrenLeaveAtOnce();
    void childrenMayCreateSiblings_data();
    void childrenMayCreateSiblings();
    void spawningWithoutEndIsStoppedByAFailure();
    void createTaskIsRefusedWhileAborting();
    void createTaskIsRefusedAfterTheEnd();
    void aGroupIsEnteredOnce();
    void aGroupThatIsNotAwaitedNeverRuns();
    void aCleanupInTheBodyThatFailsIsCollected();
    void childrenThatIgnoreTheCancelAreWaitedFor();
    void bodyThatSwallowsItsCancellationRunsOn();
    void bodyThatThrowsCancelledErrorItself();
    void eagerChildThatFailsDoesNotInterruptInsideTheCall();
    void eagerChildThatEndsAtOnce();
    void childOfAnEagerlyStartingChildIsCancelledToo();
    void eagerChildThatFailsCancelsItsEagerSibling();
    void nothingIsKeptAfterTheEnd();
    void nothingIsKeptAfterAFailure();
    void nothingIsKeptOfADestroyedGroup();
    void childThatFailsAfterItsParentIsReported_data();
    void childThatFailsAfterItsParentIsReported();
    void failuresOfADestroyedGroupAreReported();
    void anOldRequestComesAfterTheGroup();
    void severalCancelsAtTheEnd();
    void cancelFromTheBody_data();
    void cancelFromTheBody();
    void cancelFromAChild();
    void cancelFromOutside();
    void cancelWhileTheParentWaitsAtTheEnd();
    void cancelLeavesNothingBehind();
    void cancelWithAnOldRequest_data();
    void cancelWithAnOldRequest();
    void cancelBeforeTheBodyGaveItsValue();
    void cancelTwiceOrAfterTheEndIsHarmless();
    void cancelDoesNotHideErrors_data();
    void cancelDoesNotHideErrors();
    void cancelThenAnotherComesOut_data();
    void cancelThenAnotherComesOut();
    void cancelAfterAnotherDoesNotHideIt();
    void eagerChildThatCancelsTheGroup();
    void pendingCountsThoseThatHaveNotEnded();
    void parentIsShownAsWaitingForItsChildren();
    void closuresLiveAsLongAsTheirChild();
    void aHandleCannotBeTakenFromTheScope();
    void aCopyOutlivesADestroyedScope();
    void shutdownOfTheLoop();
    void anotherThreadIsRefused();
    void aMillionReadyBodiesInConstantStack();
    void aHundredThousandChildrenAtOnce_data();
    void aHundredThousandChildrenAtOnce();
    void nestedAThousandDeep_data();
    void nestedAThousandDeep();
    void wakeUpInsideANestedEventLoop();
    void failureInsideANestedLoopOfTheBody();
};

void TaskGroupTest::endsWhenAllChildrenHaveEnded() // G-01
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"slow"_s, 2s));
        group.createTask(works(log, u"fast"_s, 1s));
        log += u"body done"_s;
        co_return;
    };

    const QString end = loop.run(leaving(body));

    QCOMPARE(end, u"value, count 0"_s);
    QCOMPARE(log, (Log{u"body done"_s, u"fast done"_s, u"slow done"_s}));
    QCOMPARE(loop.elapsed(), 2s);
}

void TaskGroupTest::resultsAreReadFromTheHandles() // G-01
{
    TestLoop loop;
    Task<int> number;
    Task<std::unique_ptr<int>> pointer;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        number = group.createTask(giving(1));
        pointer = group.createTask(giving(std::make_unique<int>(2)));
        co_return;
    };

    loop.run(leaving(body));

    QCOMPARE(number.result(), 1);
    QCOMPARE(*pointer.result(), 2);
}

void TaskGroupTest::childrenMayBeAddedAtAnyTimeInTheBody() // G-01
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"first"_s, 3s));
        co_await taskdeck::sleep(1s);
        group.createTask(works(log, u"second"_s, 3s));
        co_await taskdeck::sleep(3s);
        group.createTask(works(log, u"third"_s, 1s));
    };

    loop.run(leaving(body));

    QCOMPARE(log, (Log{u"first done"_s, u"second done"_s, u"third done"_s}));
    QCOMPARE(loop.elapsed(), 5s);
}

void TaskGroupTest::childKnowsItsNameFromTheFirst() // G-01
{
    Log log;
    TestLoop loop;
    const auto child = [&]() -> Coro<> {
        log += currentTask().name();
        co_return;
    };
    const auto body = [&](TaskGroup &group) -> Coro<> {
        log += group.createTask(child, u"lazy"_s).name();
        log += group.createEagerTask(child, u"eager"_s).name();
        co_return;
    };

    loop.run(leaving(body));

    QCOMPARE(log, (Log{u"lazy"_s, u"eager"_s, u"eager"_s, u"lazy"_s}));
}

void TaskGroupTest::childTakesItsFirstStepOnTheNextPass() // G-01
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 0ms));
        log += u"body"_s;
        co_await Future<void>::completed();
        log += u"body again"_s;
    };

    loop.run(leaving(body));

    QCOMPARE(log, (Log{u"body"_s, u"body again"_s, u"child done"_s}));
}

void TaskGroupTest::emptyGroupCostsNoTick()
{
    TestLoop loop;
    const auto task = createTask(leaving([](TaskGroup &) -> Coro<> {
        co_return;
    }));

    loop.tick();

    QCOMPARE(task.result(), u"value, count 0"_s);
}

void TaskGroupTest::givesTheBodysValue()
{
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<std::unique_ptr<int>> {
        group.createTask(taskdeck::sleep(1s));
        co_return std::make_unique<int>(7);
    };

    QCOMPARE(*loop.run(taskGroup(body)), 7);
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::aCancelledChildIsNoError_data() // G-02
{
    QTest::addColumn<QString>("way");
    QTest::newRow("cancelled by someone") << u"someone"_s;
    QTest::newRow("throws CancelledError itself") << u"throws"_s;
    QTest::newRow("awaits a cancelled future") << u"future"_s;
    QTest::newRow("awaits a cancelled task") << u"task"_s;
}

void TaskGroupTest::aCancelledChildIsNoError() // G-02
{
    QFETCH(QString, way);
    Log log;
    TestLoop loop;
    const auto child = [&]() -> Coro<> {
        if (way == u"throws"_s)
            throw CancelledError();
        if (way == u"future"_s) {
            const Promise<void> promise;
            auto future = promise.future();
            future.cancel();
            co_await future;
        }
        if (way == u"task"_s) {
            auto task = createTask(never());
            task.cancel();
            co_await task;
        }
        co_await never();
    };
    Task<> cancelled;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"sibling"_s, 2s));
        cancelled = group.createTask(child);
        co_await taskdeck::sleep(1s);
        if (way == u"someone"_s)
            cancelled.cancel();
        co_await taskdeck::sleep(2s);
        log += u"body done"_s;
    };

    const QString end = loop.run(leaving(body));

    QVERIFY(cancelled.cancelled());
    QCOMPARE(end, u"value, count 0"_s);
    QCOMPARE(log, (Log{u"sibling done"_s, u"body done"_s}));
}

void TaskGroupTest::firstFailureCancelsSiblingsAndBody() // G-03
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"sibling"_s, 1h));
        group.createTask(failsAfter(1s, "boom"));
        auto working = works(log, u"body"_s, 1h);
        co_await std::move(working);
    };

    const QString end = loop.run(leaving(body));

    QCOMPARE(end, u"[boom], count 0"_s); // and no CancelledError in it
    QCOMPARE(log, (Log{u"sibling cancelled"_s, u"body cancelled"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::theScopeRaisesAfterEverythingHasEnded() // G-03
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"sibling"_s, 1h, 5s));
        group.createTask(failsAfter(1s, "boom"));
        co_await never();
    };

    const QString end = loop.run(leaving(body));

    QCOMPARE(end, u"[boom], count 0"_s);
    QCOMPARE(log, Log{u"sibling cancelled"_s});
    QCOMPARE(loop.elapsed(), 6s);
    QCOMPARE(loop.liveTasks(), QStringList());
}

void TaskGroupTest::afterAFailureTheParentIsUnharmed() // G-04
{
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(failing("boom"));
        co_await never();
    };
    const auto parent = [&]() -> Coro<QString> {
        auto scope = leaving(body);
        const QString end = co_await std::move(scope);
        co_await taskdeck::sleep(1s);
        co_await yieldNow();
        co_return end;
    };

    const auto task = createTask(parent);
    loop.advance(1s);

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(task.result(), u"[boom], count 0"_s);
    QCOMPARE(task.cancelling(), 0);
}

void TaskGroupTest::failuresComeInOrderOfCompletion() // G-05
{
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(cleansUpBadly(3s, "slow cleanup"));
        group.createTask(cleansUpBadly(1s, "quick cleanup"));
        group.createTask(failsAfter(1s, "first"));
        group.createTask(failsAfter(1s, "in the same tick"));
        co_await never();
    };

    QCOMPARE(loop.run(leaving(body)),
             u"[first, in the same tick, quick cleanup, slow cleanup], count 0"_s);
}

void TaskGroupTest::failureWhileTheParentWaitsAtTheEnd_data() // G-06
{
    QTest::addColumn<bool>("last");
    QTest::newRow("others run") << false;
    QTest::newRow("the last child") << true;
}

void TaskGroupTest::failureWhileTheParentWaitsAtTheEnd() // G-06
{
    QFETCH(bool, last);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "boom"));
        if (!last)
            group.createTask(works(log, u"sibling"_s, 1h));
        co_return;
    };
    const auto parent = [&]() -> Coro<QString> {
        auto scope = leaving(body);
        const QString end = co_await std::move(scope);
        co_await yieldNow(); // no stray cancellation
        co_return end;
    };

    QCOMPARE(run(loop, parent), u"[boom], count 0"_s);
    QCOMPARE(log, last ? Log() : Log{u"sibling cancelled"_s});
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::cancelOfTheParentEndsTheChildren_data() // G-07
{
    QTest::addColumn<bool>("atTheEnd");
    QTest::newRow("in the body") << false;
    QTest::newRow("at the end") << true;
}

void TaskGroupTest::cancelOfTheParentEndsTheChildren() // G-07
{
    QFETCH(bool, atTheEnd);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h, 2s));
        if (!atTheEnd)
            co_await never();
    };
    auto task = createTask(leaving(body));
    loop.advance(1s);

    task.cancel(u"why"_s);
    loop.advance(1s);
    QVERIFY(!task.done()); // the child cleans up
    loop.advance(1s);

    QCOMPARE(task.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
}

void TaskGroupTest::aFailureWinsOverACancelWhichIsKept_data() // G-08
{
    QTest::addColumn<bool>("atTheEnd");
    QTest::newRow("in the body") << false;
    QTest::newRow("at the end") << true;
}

void TaskGroupTest::aFailureWinsOverACancelWhichIsKept() // G-08
{
    QFETCH(bool, atTheEnd);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(cleansUpBadly(1s, "cleanup"));
        if (!atTheEnd)
            co_await never();
    };
    const auto parent = [&]() -> Coro<> {
        auto scope = leaving(body);
        log += co_await std::move(scope);
        co_await Future<void>::completed(); // does not suspend
        log += u"still runs"_s;
        co_await yieldNow();
        log += u"not reached"_s;
    };
    auto task = createTask(parent);
    loop.tick();

    task.cancel(u"why"_s);
    loop.advance(1s);

    QCOMPARE(log, (Log{u"[cleanup], count 1"_s, u"still runs"_s}));
    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(task.cancelling(), 1);
}

void TaskGroupTest::failureOfTheBodyIsGroupedLast() // G-09
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h, 2s));
        group.createTask(cleansUpBadly(1s, "cleanup"));
        co_await yieldNow();
        throw std::runtime_error("body");
    };

    QCOMPARE(loop.run(leaving(body)), u"[cleanup, body], count 0"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
    QCOMPARE(loop.elapsed(), 2s);
}

void TaskGroupTest::bodyMayTurnItsCancellationIntoAFailure() // G-10
{
    Log log;
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(taskdeck::sleep(1h));
        auto working = cleansUpBadly(0ms, "converted");
        co_await std::move(working);
    };
    auto task = createTask(noteLeaving(log, body));
    loop.tick();

    task.cancel();
    loop.advance(0ms);

    QCOMPARE(log, Log{u"[converted], count 1"_s});
}

/// When cancelled it cleans up for three seconds; a child fails two seconds after the start.
static Coro<> cleansUpSlowly(TaskGroup &group)
{
    group.createTask(failsAfter(2s, "meanwhile"));
    auto working = interruptionOf(never());
    const auto interruption = co_await std::move(working);
    auto cleanup = interruptionOf(taskdeck::sleep(3s));
    co_await std::move(cleanup); // the failure interrupts it as well
    std::rethrow_exception(interruption);
}

void TaskGroupTest::aSlowCleanupInTheBodyDelaysTheEnd() // G-11
{
    Log log;
    TestLoop loop;
    auto task = createTask(noteLeaving(log, cleansUpSlowly));
    loop.advance(1s);

    task.cancel(u"why"_s);
    loop.advance(999ms);
    QVERIFY(log.isEmpty());
    loop.advance(1ms);

    QCOMPARE(log, Log{u"[meanwhile], count 1"_s});
    QCOMPARE(loop.liveTasks(), QStringList());
}

void TaskGroupTest::aSlowCleanupOneTaskFurtherOut() // G-11
{
    Log log;
    TestLoop loop;
    const auto outer = [&]() -> Coro<> {
        const auto inner = createTask(taskGroup(cleansUpSlowly));
        try {
            co_await inner;
        } catch (...) {
            log += summaryOf(std::current_exception());
        }
    };
    auto task = createTask(outer);
    loop.advance(1s);

    task.cancel(u"why"_s);
    loop.advance(999ms);
    QVERIFY(log.isEmpty());
    loop.advance(1ms);

    QCOMPARE(log, Log{u"[meanwhile]"_s});
    QCOMPARE(task.cancelling(), 1);
}

void TaskGroupTest::innerGroupInOuterGroup() // G-12
{
    TestLoop loop;
    const auto inner = [](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "inner"));
        co_return;
    };
    const auto inBody = [&](TaskGroup &group) -> Coro<> {
        group.createTask(taskdeck::sleep(1h));
        auto scope = taskGroup(inner);
        co_await std::move(scope);
    };
    const auto inChild = [&](TaskGroup &group) -> Coro<> {
        group.createTask(taskGroup(inner));
        group.createTask(cleansUpBadly(0ms, "outer"));
        co_return;
    };

    QCOMPARE(loop.run(leaving(inBody)), u"[[inner]], count 0"_s);
    QCOMPARE(loop.run(leaving(inChild)), u"[[inner], outer], count 0"_s);
}

void TaskGroupTest::failureOfTheOuterWhileTheInnerWaits() // G-13
{
    Log log;
    TestLoop loop;
    const auto inner = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"inner's child"_s, 1h, 1s));
        co_return;
    };
    const auto outer = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "outer"));
        auto scope = taskGroup(inner);
        auto waiting = interruptionOf(std::move(scope));
        const auto interruption = co_await std::move(waiting);
        log += u"inner: "_s + textOf(interruption);
        std::rethrow_exception(interruption);
    };

    QCOMPARE(loop.run(leaving(outer)), u"[outer], count 0"_s);
    QCOMPARE(log,
             (Log{u"inner's child cancelled"_s, u"inner: CancelledError: the task group ends"_s}));
    QCOMPARE(loop.elapsed(), 2s);
}

void TaskGroupTest::innerAndOuterFailInOneTick() // G-14
{
    Log log;
    TestLoop loop;
    const auto inner = [](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "inner"));
        co_await never();
    };
    const auto outer = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "outer"));
        auto scope = leaving(inner);
        log += u"inner: "_s + co_await std::move(scope);
        co_await never();
    };

    log += u"outer: "_s + loop.run(leaving(outer));

    QCOMPARE(log, (Log{u"inner: [inner], count 1"_s, u"outer: [outer], count 0"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::fatalBodyIsRaisedBare() // G-15
{
    Log log;
    Reports reports;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(cleansUpBadly(1s, "lost"));
        group.createTask(works(log, u"child"_s, 1h, 2s));
        co_await yieldNow();
        throw PowerFailure();
    };

    QCOMPARE(loop.run(leaving(body)), u"PowerFailure: power, count 0"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
    QCOMPARE(reports.texts(),
             QStringList{u"A failure in a task group that ended fatally <- runtime_error: lost"_s});
}

void TaskGroupTest::fatalBodyKeepsARequest() // G-15
{
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(taskdeck::sleep(1h));
        co_await interruptionOf(never());
        throw PowerFailure();
    };
    const auto parent = [&]() -> Coro<> {
        auto scope = leaving(body);
        co_await std::move(scope);
        co_await never();
    };
    auto task = createTask(parent);
    loop.tick();

    task.cancel(u"why"_s);
    loop.advance(0ms);

    QVERIFY(task.cancelled());
}

void TaskGroupTest::anythingThrownIsGrouped() // G-16
{
    TestLoop loop;
    const auto throwsInt = []() -> Coro<> {
        throw 7;
        co_return;
    };
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(throwsInt);
        co_await interruptionOf(never());
        throw u"text"_s;
    };

    QCOMPARE(loop.run(leaving(body)), u"[7, text], count 0"_s);
}

void TaskGroupTest::finishedChildrenLeaveAtOnce() // G-17
{
    TestLoop loop;
    int alive = 0;
    int most = 0;
    int mostPending = 0;
    struct Freight {
        explicit Freight(int &count)
            : alive(count)
        {
            ++alive;
        }
        ~Freight() { --alive; }
        int &alive;
    };
    const auto child = [&](TaskGroup &group) -> Coro<std::shared_ptr<Freight>> {
        auto freight = std::make_shared<Freight>(alive);
        most = std::max(most, alive);
        mostPending = std::max(mostPending, group.pending());
        co_return freight;
    };
    const auto body = [&](TaskGroup &group) -> Coro<int> {
        int done = 0;
        for (int i = 0; i < 100'000; ++i) {
            auto task = group.createTask(child(group));
            const auto freight = co_await std::move(task);
            done += freight ? 1 : 0;
        }
        co_return done;
    };

    QCOMPARE(loop.run(taskGroup(body)), 100'000);
    QVERIFY(most <= 3);
    QCOMPARE(mostPending, 1);
    QCOMPARE(alive, 0);
}

void TaskGroupTest::childrenMayCreateSiblings_data() // G-17
{
    QTest::addColumn<bool>("atTheEnd");
    QTest::newRow("in the body") << false;
    QTest::newRow("while the parent waits at the end") << true;
}

static Coro<> spawning(TaskGroup group, Log &log, int generations)
{
    co_await taskdeck::sleep(1s);
    log += QString::number(generations);
    if (generations > 0)
        group.createTask(spawning(group, log, generations - 1));
}

void TaskGroupTest::childrenMayCreateSiblings() // G-17
{
    QFETCH(bool, atTheEnd);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(spawning(group, log, 3));
        if (!atTheEnd)
            co_await taskdeck::sleep(10s);
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(log, (Log{u"3"_s, u"2"_s, u"1"_s, u"0"_s}));
    QCOMPARE(loop.elapsed(), atTheEnd ? 4s : 10s);
}

void TaskGroupTest::spawningWithoutEndIsStoppedByAFailure() // G-17
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(spawning(group, log, 1'000'000));
        group.createTask(failsAfter(10s, "enough"));
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"[enough], count 0"_s);
    QVERIFY(log.size() <= 10);
}

void TaskGroupTest::createTaskIsRefusedWhileAborting() // G-18
{
    Log log;
    TestLoop loop;
    bool ran = false;
    const auto freight = std::make_shared<int>(1);
    const auto child = [&ran, freight]() -> Coro<> {
        ran = true;
        co_return;
    };
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failing("boom"));
        co_await interruptionOf(never());
        for (const bool eager : {false, true}) {
            log += thrownBy([&] {
                if (eager)
                    group.createEagerTask(child);
                else
                    group.createTask(child);
            });
        }
        group.createTask(child);
    };

    const QString end = loop.run(leaving(body));

    QCOMPARE(log, (Log{2, u"UsageError: the task group is shutting down"_s}));
    QCOMPARE(end, u"[boom, the task group is shutting down], count 0"_s);
    QVERIFY(!ran);
    QCOMPARE(freight.use_count(), 2); // the refused copies are gone
    QCOMPARE(loop.liveTasks(), QStringList());
}

void TaskGroupTest::createTaskIsRefusedAfterTheEnd() // G-19
{
    Reports reports;
    TestLoop loop;
    std::optional<TaskGroup> kept;
    bool ran = false;
    auto freight = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = freight;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        kept = group;
        co_return;
    };
    loop.run(taskGroup(body));

    const QString thrown = thrownBy([&] {
        kept->createTask([&ran, freight = std::move(freight)]() -> Coro<> {
            ran = true;
            co_return;
        });
    });
    loop.tick();

    QCOMPARE(thrown, u"UsageError: the task group has ended"_s);
    QVERIFY(watched.expired());
    QVERIFY(!ran);
    QCOMPARE(reports.texts(), QStringList());
}

static_assert(!std::is_default_constructible_v<TaskGroup>); // none without a scope
static_assert(std::is_copy_constructible_v<TaskGroup>);

void TaskGroupTest::aGroupIsEnteredOnce() // G-20
{
    TestLoop loop;
    const auto body = []() -> Coro<QString> {
        auto scope = taskGroup([](TaskGroup &) {
            return yieldNow();
        });
        co_await std::move(scope);
        try {
            co_await std::move(scope);
        } catch (...) {
            co_return textOf(std::current_exception());
        }
        co_return QString();
    };

    QCOMPARE(run(loop, body), u"UsageError: this coroutine was awaited or moved away before"_s);
}

void TaskGroupTest::aGroupThatIsNotAwaitedNeverRuns() // G-20
{
    TestLoop loop;
    bool ran = false;
    const auto body = [&](TaskGroup &) -> Coro<> {
        ran = true;
        co_return;
    };

    {
        const auto scope = taskGroup(body); // outside a task: only described
    }
    loop.tick(2);

    QVERIFY(!ran);
}

void TaskGroupTest::aCleanupInTheBodyThatFailsIsCollected() // G-21
{
    TestLoop loop;
    const auto closes = [] {
        return failsAfter(0ms, "exit");
    };
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "child"));
        auto resource = withCleanup(never, closes);
        co_await std::move(resource);
    };

    QCOMPARE(loop.run(leaving(body)), u"[child, exit], count 0"_s);
}

void TaskGroupTest::childrenThatIgnoreTheCancelAreWaitedFor() // G-22
{
    TestLoop loop;
    Task<int> stubborn;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        stubborn = group.createTask(ignores(10s));
        group.createTask(failsAfter(1s, "boom"));
        group.createTask(cleansUpBadly(2s, "later"));
        co_await never();
    };

    QCOMPARE(loop.run(leaving(body)), u"[boom, later], count 0"_s);
    QCOMPARE(stubborn.result(), 1); // asked once
    QCOMPARE(stubborn.cancelling(), 1);
    QCOMPARE(loop.elapsed(), 11s);
}

void TaskGroupTest::bodyThatSwallowsItsCancellationRunsOn() // G-23
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "boom"));
        co_await interruptionOf(never());
        co_await taskdeck::sleep(1s);
        log += thrownBy([&] {
            group.createTask(never());
        });
        log += u"body done"_s;
    };

    QCOMPARE(loop.run(leaving(body)), u"[boom], count 0"_s);
    QCOMPARE(log, (Log{u"UsageError: the task group is shutting down"_s, u"body done"_s}));
    QCOMPARE(loop.elapsed(), 2s);
}

void TaskGroupTest::bodyThatThrowsCancelledErrorItself() // G-24
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h));
        co_await yieldNow();
        throw CancelledError(u"own"_s);
    };

    QCOMPARE(loop.run(leaving(body)), u"CancelledError: own, count 0"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
}

void TaskGroupTest::eagerChildThatFailsDoesNotInterruptInsideTheCall() // G-25
{
    Log log;
    TestLoop loop;
    Task<> more;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        const auto failed = group.createEagerTask(failing("boom"));
        log += ending(failed);
        more = group.createTask(works(log, u"more"_s, 1h));
        co_await Future<void>::completed();
        log += u"body goes on"_s;
        auto working = works(log, u"body"_s, 1h);
        co_await std::move(working);
    };

    QCOMPARE(loop.run(leaving(body)), u"[boom], count 0"_s);
    QCOMPARE(log, (Log{u"runtime_error: boom"_s, u"body goes on"_s, u"body cancelled"_s}));
    QVERIFY(more.cancelled());
    QCOMPARE(loop.elapsed(), 0ms);
}

void TaskGroupTest::eagerChildThatEndsAtOnce() // G-25
{
    TestLoop loop;
    QList<bool> done;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        for (int i = 0; i < 3; ++i)
            done += group.createEagerTask(giving(i)).done();
        done += group.createEagerTask(yieldNow()).done();
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(done, (QList<bool>{true, true, true, false}));
}

void TaskGroupTest::childOfAnEagerlyStartingChildIsCancelledToo() // G-25
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        const auto first = [&]() -> Coro<> {
            group.createEagerTask(works(log, u"grandchild"_s, 1h));
            throw std::runtime_error("boom");
            co_return;
        };
        group.createEagerTask(first);
        co_await never();
    };

    QCOMPARE(loop.run(leaving(body)), u"[boom], count 0"_s);
    QCOMPARE(log, Log{u"grandchild cancelled"_s});
}

void TaskGroupTest::eagerChildThatFailsCancelsItsEagerSibling() // G-25
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        const auto second = [&]() -> Coro<> {
            group.createEagerTask(failing("third")); // before this one is known to the body
            auto working = works(log, u"second"_s, 0ms);
            co_await std::move(working);
        };
        group.createEagerTask(second);
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"[third], count 0"_s);
    QCOMPARE(log, Log{u"second cancelled"_s});
}

namespace {

struct Heavy : std::runtime_error {
    explicit Heavy(std::shared_ptr<int> held)
        : std::runtime_error("heavy")
        , freight(std::move(held))
    {
    }
    std::shared_ptr<int> freight;
};

} // namespace

void TaskGroupTest::nothingIsKeptAfterTheEnd() // G-26
{
    TestLoop loop;
    std::optional<TaskGroup> kept;
    auto ofTheChild = std::make_shared<int>(1);
    auto ofTheParent = std::make_shared<int>(2);
    const QList<std::weak_ptr<int>> watched{ofTheChild, ofTheParent};
    createTask([&kept, ofTheChild = std::move(ofTheChild),
                ofTheParent = std::move(ofTheParent)]() mutable -> Coro<std::shared_ptr<int>> {
        const auto body = [&](TaskGroup &group) -> Coro<> {
            kept = group;
            group.createTask(giving(std::move(ofTheChild)));
            co_return;
        };
        auto scope = taskGroup(body);
        co_await std::move(scope);
        co_return std::move(ofTheParent); // kept by the state of the parent, if anything is
    });

    loop.advance(0ms);

    for (const auto &freight : watched)
        QVERIFY(freight.expired());
    QVERIFY(kept);
}

void TaskGroupTest::nothingIsKeptAfterAFailure() // G-26
{
    Reports reports;
    TestLoop loop;
    std::optional<TaskGroup> kept;
    auto freight = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = freight;
    const auto child = [&]() -> Coro<> {
        throw Heavy(std::move(freight));
        co_return;
    };
    {
        std::exception_ptr thrown;
        const auto parent = [&]() -> Coro<> {
            const auto body = [&](TaskGroup &group) -> Coro<> {
                kept = group;
                group.createTask(child);
                co_await never();
            };
            try {
                auto scope = taskGroup(body);
                co_await std::move(scope);
            } catch (...) {
                thrown = std::current_exception();
            }
        };
        run(loop, parent);
        QCOMPARE(summaryOf(thrown), u"[heavy]"_s);
        QVERIFY(!watched.expired());
    }

    QVERIFY(watched.expired());
    QCOMPARE(reports.texts(), QStringList());
}

void TaskGroupTest::nothingIsKeptOfADestroyedGroup() // G-26
{
    std::optional<TaskGroup> kept;
    auto freight = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = freight;
    {
        TestLoop loop;
        createTask([&kept, freight = std::move(freight)]() -> Coro<> {
            const auto child = [freight]() -> Coro<> {
                co_await never();
            };
            const auto body = [&](TaskGroup &group) -> Coro<> {
                kept = group;
                group.createTask(child);
                co_await never();
            };
            auto scope = taskGroup(body);
            co_await std::move(scope);
        });
        loop.tick(2);
        QCOMPARE(kept->pending(), 1);
    }

    QVERIFY(watched.expired());
    QCOMPARE(kept->pending(), 0);
}

void TaskGroupTest::childThatFailsAfterItsParentIsReported_data() // G-27
{
    QTest::addColumn<bool>("frameIsGone");
    QTest::newRow("the scope is still there") << false;
    QTest::newRow("the scope was destroyed") << true;
}

void TaskGroupTest::childThatFailsAfterItsParentIsReported() // G-27
{
    QFETCH(bool, frameIsGone);
    Reports reports;
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(failsAfter(1s, "boom"), u"orphan"_s);
        co_await never();
    };
    const auto parent = createTask(taskGroup(body));
    loop.tick(2);

    Loop::current().callLater(frameIsGone ? 500ms : 1s, [&] {
        auto &state = detail::Access::typedState(static_cast<const Future<void> &>(parent));
        state.succeed(); // as the library might
        state.task()->wake();
    });
    loop.advance(1s);

    QStringList texts{u"A step of a task that is done <- "
                      "InvalidStateError: the task is done already"_s};
    texts.insert(frameIsGone ? 1 : 0,
                 u"Task 'orphan' failed after the task that owns its group had ended <- "
                 "runtime_error: boom"_s);
    QCOMPARE(reports.texts(), texts);
}

void TaskGroupTest::failuresOfADestroyedGroupAreReported() // G-15
{
    Reports reports;
    {
        TestLoop loop;
        const auto body = [](TaskGroup &group) -> Coro<> {
            group.createTask(failing("boom"));
            group.createTask(ignores(1h));
            co_await never();
        };
        createTask(taskGroup(body));
        loop.advance(0ms);
        QCOMPARE(reports.texts(), QStringList()); // the scope may still raise it
    }

    QCOMPARE(reports.texts(),
             QStringList{u"A failure in a task group that was destroyed <- runtime_error: boom"_s});
}

void TaskGroupTest::anOldRequestComesAfterTheGroup() // G-28
{
    Log log;
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.createTask(failing("boom"));
        co_await never();
    };
    const auto parent = [&]() -> Coro<> {
        auto old = swallowOneCancel();
        co_await std::move(old);
        auto scope = leaving(body);
        log += co_await std::move(scope);
        co_await yieldNow();
        log += u"not reached"_s;
    };
    const auto task = createTask(parent);

    loop.advance(0ms);

    QCOMPARE(log, Log{u"[boom], count 1"_s});
    QCOMPARE(ending(task), u"cancelled"_s);
    QCOMPARE(task.cancelling(), 1);
}

void TaskGroupTest::severalCancelsAtTheEnd() // G-29
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h, 5s));
        co_return;
    };
    auto task = createTask(leaving(body));
    loop.advance(1s);

    for (const auto &message : {u"first"_s, u"second"_s, u"third"_s}) {
        task.cancel(message);
        loop.advance(1s);
        QVERIFY(!task.done());
    }
    loop.advance(5s);

    QCOMPARE(task.result(), u"CancelledError: first, count 3"_s);
    QCOMPARE(log, Log{u"child cancelled"_s}); // once: its cleanup was not disturbed
}

void TaskGroupTest::cancelFromTheBody_data() // G-30
{
    QTest::addColumn<bool>("awaits");
    QTest::newRow("and it awaits again") << true;
    QTest::newRow("and it does not await again") << false;
}

void TaskGroupTest::cancelFromTheBody() // G-30
{
    QFETCH(bool, awaits);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h, 1s));
        co_await yieldNow();
        group.cancel();
        co_await Future<void>::completed();
        log += u"body goes on"_s;
        if (awaits)
            co_await yieldNow();
        log += u"to its end"_s;
    };
    const auto parent = [&]() -> Coro<QString> {
        auto scope = leaving(body);
        const QString end = co_await std::move(scope);
        co_await yieldNow();
        co_return end;
    };

    QCOMPARE(run(loop, parent), u"value, count 0"_s);
    log.removeAll(awaits ? QString() : u"to its end"_s);
    QCOMPARE(log, (Log{u"body goes on"_s, u"child cancelled"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::cancelFromAChild() // G-30
{
    Log log;
    TestLoop loop;
    Task<int> canceller;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        const auto cancels = [&]() -> Coro<int> {
            co_await taskdeck::sleep(1s);
            group.cancel();
            co_return 1;
        };
        group.createTask(works(log, u"sibling"_s, 1h));
        canceller = group.createTask(cancels);
        auto working = works(log, u"body"_s, 1h);
        co_await std::move(working);
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(log, (Log{u"sibling cancelled"_s, u"body cancelled"_s}));
    QCOMPARE(loop.elapsed(), 1s);
    QVERIFY(canceller.cancelled()); // as any other child
}

void TaskGroupTest::cancelFromOutside() // G-30
{
    Log log;
    TestLoop loop;
    std::optional<TaskGroup> handle;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        handle = group;
        group.createTask(works(log, u"child"_s, 1h));
        co_await never();
    };
    const auto task = createTask(leaving(body));
    loop.advance(1s);

    handle->cancel();
    loop.advance(0ms);

    QCOMPARE(task.result(), u"value, count 0"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
}

void TaskGroupTest::cancelWhileTheParentWaitsAtTheEnd() // G-30
{
    Log log;
    TestLoop loop;
    std::optional<TaskGroup> handle;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        handle = group;
        group.createTask(works(log, u"child"_s, 1h, 1s));
        co_return;
    };
    const auto task = createTask(leaving(body));
    loop.tick(3);

    handle->cancel();
    loop.advance(1s);

    QCOMPARE(task.result(), u"value, count 0"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
}

void TaskGroupTest::cancelLeavesNothingBehind() // G-30
{
    TestLoop loop;
    const auto body = [](TaskGroup &group) -> Coro<> {
        group.cancel();
        co_return;
    };
    const auto parent = [&]() -> Coro<int> {
        int turns = 0;
        for (; turns < 3; ++turns) {
            auto scope = taskGroup(body);
            co_await std::move(scope);
            co_await yieldNow();
        }
        co_return turns;
    };

    QCOMPARE(run(loop, parent), 3);
}

void TaskGroupTest::cancelWithAnOldRequest_data() // G-30
{
    QTest::addColumn<QString>("then");
    QTest::newRow("the body awaits") << u"await"_s;
    QTest::newRow("the body waits at the end") << u"wait"_s;
    QTest::newRow("the body only ends") << QString();
}

void TaskGroupTest::cancelWithAnOldRequest() // G-30
{
    QFETCH(QString, then);
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        if (!then.isEmpty())
            group.createTask(never());
        group.cancel();
        if (then == u"await"_s)
            co_await never();
    };
    const auto parent = [&]() -> Coro<QString> {
        auto old = swallowOneCancel();
        co_await std::move(old);
        auto scope = leaving(body);
        const QString end = co_await std::move(scope);
        co_await yieldNow(); // in a cleanup after a cancel, say: it must go on
        co_return end;
    };

    QCOMPARE(run(loop, parent), u"value, count 1"_s);
}

void TaskGroupTest::cancelBeforeTheBodyGaveItsValue()
{
    TestLoop loop;
    const auto tooEarly = [](TaskGroup &group) -> Coro<int> {
        group.cancel();
        co_await yieldNow();
        co_return 1;
    };
    const auto inTime = [](TaskGroup &group) -> Coro<int> {
        group.createTask(never());
        group.cancel();
        co_return 1;
    };

    QCOMPARE(thrownBy([&] {
                 loop.run(taskGroup(tooEarly));
             }),
             u"NotAvailableError: the scope was cancelled before its body gave a value"_s);
    QCOMPARE(loop.run(taskGroup(inTime)), 1);
}

void TaskGroupTest::cancelTwiceOrAfterTheEndIsHarmless() // G-31
{
    TestLoop loop;
    std::optional<TaskGroup> handle;
    Task<int> stubborn;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        handle = group;
        stubborn = group.createTask(ignores(5s));
        co_await yieldNow();
        group.cancel();
        group.cancel();
        co_await never();
    };
    const auto task = createTask(leaving(body));
    loop.advance(0ms);
    handle->cancel();
    loop.advance(2s);
    handle->cancel();
    loop.advance(5s);

    QCOMPARE(task.result(), u"value, count 0"_s);
    QCOMPARE(stubborn.result(), 1); // asked once
    handle->cancel();
    loop.tick();
}

void TaskGroupTest::cancelDoesNotHideErrors_data() // G-32
{
    QTest::addColumn<bool>("ofTheBody");
    QTest::newRow("of a child") << false;
    QTest::newRow("of the body") << true;
}

void TaskGroupTest::cancelDoesNotHideErrors() // G-32
{
    QFETCH(bool, ofTheBody);
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        if (!ofTheBody)
            group.createTask(cleansUpBadly(1s, "child"));
        co_await yieldNow();
        group.cancel();
        if (ofTheBody)
            throw std::runtime_error("body");
        co_await never();
    };
    const auto parent = [&]() -> Coro<QString> {
        auto scope = leaving(body);
        const QString end = co_await std::move(scope);
        co_await yieldNow();
        co_return end;
    };

    QCOMPARE(run(loop, parent), ofTheBody ? u"[body], count 0"_s : u"[child], count 0"_s);
}

void TaskGroupTest::cancelThenAnotherComesOut_data() // G-33
{
    QTest::addColumn<bool>("inBody");
    QTest::newRow("the parent waits at the end") << false;
    QTest::newRow("the body cleans up") << true;
}

void TaskGroupTest::cancelThenAnotherComesOut() // G-33
{
    QFETCH(bool, inBody);
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(works(log, u"child"_s, 1h, 5s));
        co_await yieldNow();
        group.cancel();
        if (!inBody)
            co_return;
        co_await interruptionOf(never());
        co_await taskdeck::sleep(5s);
    };
    const auto limited = [&]() -> Coro<QString> {
        try {
            auto scope = timeout(2s, [&](Timeout &) {
                return taskGroup(body);
            });
            co_await std::move(scope);
        } catch (...) {
            co_return textOf(std::current_exception());
        }
        co_return u"value"_s;
    };
    auto cancelled = createTask(leaving(body));
    loop.advance(1s);

    cancelled.cancel(u"why"_s);
    loop.advance(5s);

    QCOMPARE(cancelled.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(run(loop, limited), u"TimeoutError: the time limit passed"_s);
    QCOMPARE(log, (Log{2, u"child cancelled"_s})); // and waited for
    QCOMPARE(loop.elapsed(), 11s);
}

void TaskGroupTest::cancelAfterAnotherDoesNotHideIt() // G-33
{
    Log log;
    TestLoop loop;
    std::optional<TaskGroup> handle;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        handle = group;
        group.createTask(works(log, u"child"_s, 1h, 5s));
        co_return;
    };
    auto task = createTask(leaving(body));
    loop.advance(1s);

    task.cancel(u"why"_s);
    loop.advance(1s);
    handle->cancel();
    loop.advance(5s);

    QCOMPARE(task.result(), u"CancelledError: why, count 1"_s);
    QCOMPARE(log, Log{u"child cancelled"_s});
}

void TaskGroupTest::eagerChildThatCancelsTheGroup() // G-34
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        const auto cancels = [&]() -> Coro<> {
            group.cancel();
            log += u"goes on"_s;
            auto working = works(log, u"child"_s, 1h);
            co_await std::move(working);
        };
        const auto child = group.createEagerTask(cancels);
        log += child.cancelling() == 1 ? u"asked"_s : u"not asked"_s;
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(log, (Log{u"goes on"_s, u"asked"_s, u"child cancelled"_s}));
    QCOMPARE(loop.elapsed(), 0ms);
}

void TaskGroupTest::pendingCountsThoseThatHaveNotEnded()
{
    TestLoop loop;
    QList<int> counts;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        counts += group.pending();
        group.createEagerTask(giving(1));
        counts += group.pending();
        group.createTask(taskdeck::sleep(1s));
        group.createTask(taskdeck::sleep(2s));
        counts += group.pending();
        co_await taskdeck::sleep(1500ms);
        counts += group.pending();
    };

    loop.run(leaving(body));

    QCOMPARE(counts, (QList<int>{0, 0, 2, 1}));
}

void TaskGroupTest::parentIsShownAsWaitingForItsChildren()
{
    TestLoop loop;
    Task<> child;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        child = group.createTask(never());
        co_return;
    };
    const auto parent = createTask(taskGroup(body));
    loop.tick(2);

    const auto waiting = child.awaitedBy();

    QCOMPARE(waiting.size(), 1);
    QVERIFY(same(waiting.first(), parent));
}

void TaskGroupTest::closuresLiveAsLongAsTheirChild()
{
    TestLoop loop;
    auto captured = std::make_shared<int>(5);
    const std::weak_ptr<int> watched = captured;
    QList<int> values;
    const auto parent = createTask([&values, captured = std::move(captured)]() mutable -> Coro<> {
        auto scope =
            taskGroup([&values, captured = std::move(captured)](TaskGroup &group) -> Coro<> {
                group.createTask([&values, captured]() -> Coro<> {
                    co_await taskdeck::sleep(1s);
                    values += *captured;
                });
                co_await taskdeck::sleep(500ms);
                values += *captured;
            });
        co_await std::move(scope);
        co_await never();
    });

    loop.advance(1s);

    QCOMPARE(values, (QList<int>{5, 5}));
    QVERIFY(!parent.done());
    QVERIFY(watched.expired());
}

void TaskGroupTest::aHandleCannotBeTakenFromTheScope()
{
    TestLoop loop;
    std::optional<TaskGroup> other;
    const auto keeps = [&](TaskGroup &group) -> Coro<> {
        other = group;
        co_return;
    };
    loop.run(taskGroup(keeps));
    const auto body = [&](TaskGroup &group) -> Coro<> {
        TaskGroup moved = std::move(group);
        moved.createTask(taskdeck::sleep(1s));
        static_cast<void>(group.pending());
        group = *other;
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(loop.elapsed(), 1s);
}

void TaskGroupTest::aCopyOutlivesADestroyedScope()
{
    std::optional<TaskGroup> kept;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        kept = group;
        co_await never();
    };
    {
        TestLoop loop;
        createTask(taskGroup(body));
        loop.tick();
    }
    TestLoop loop;

    QCOMPARE(thrownBy([&] {
                 kept->createTask(never());
             }),
             u"UsageError: the task group has ended"_s);
    kept->cancel();
    QCOMPARE(kept->pending(), 0);
}

void TaskGroupTest::shutdownOfTheLoop() // L-07
{
    QStringList reports;
    QStringList ends;
    QString refusal;

    inThread([&] {
        std::optional<TaskGroup> kept;
        Loop::current().setExceptionHandler([&](const ErrorContext &context) {
            reports += context.message;
        });
        const auto refuses = []() -> Coro<> {
            for (;;) {
                auto waiting = interruptionOf(never());
                co_await std::move(waiting);
            }
        };
        const auto body = [&](TaskGroup &group) -> Coro<> {
            kept = group;
            group.createTask(refuses, u"stubborn"_s);
            group.createTask(never());
            co_await never();
        };
        const auto task = createTask(taskGroup(body), u"parent"_s);
        const auto quick = createTask(leaving([](TaskGroup &group) -> Coro<> {
            group.createTask(never());
            co_return;
        }));
        Loop::current().runUntilComplete(yieldNow());
        Loop::current().shutdown(4ms);
        ends = {ending(task), quick.result()};
        refusal = thrownBy([&] {
            kept->createTask(never());
        });
    });

    QCOMPARE(reports, (QStringList{u"Task 'stubborn' was destroyed but it is pending!"_s,
                                   u"Task 'parent' was destroyed but it is pending!"_s}));
    QCOMPARE(ends, (QStringList{u"cancelled: the loop has been shut down"_s,
                                u"CancelledError: the program ends, count 1"_s}));
    QCOMPARE(refusal, u"UsageError: the loop has been shut down"_s);
}

void TaskGroupTest::anotherThreadIsRefused() // TH-09
{
    QStringList thrown;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        inThread([&] {
            thrown += thrownBy([&] {
                group.createTask(never());
            });
            thrown += thrownBy([&] {
                group.createEagerTask(never());
            });
            thrown += thrownBy([&] {
                group.cancel();
            });
            thrown += thrownBy([&] {
                static_cast<void>(group.pending());
            });
        });
        group.createTask(taskdeck::sleep(1s));
        co_return;
    };

    QCOMPARE(loop.run(leaving(body)), u"value, count 0"_s);
    QCOMPARE(thrown, (QStringList{4, u"UsageError: a scope belongs to the thread of its task"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

static constexpr std::size_t smallStack = 512 * 1024;

void TaskGroupTest::aMillionReadyBodiesInConstantStack()
{
    qint64 sum = 0;
    bool oneTick = false;
    const auto body = []() -> Coro<qint64> {
        const auto ready = [](TaskGroup &) {
            return giving(1);
        };
        qint64 total = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            auto scope = taskGroup(ready);
            total += co_await std::move(scope);
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
        smallStack);

    QVERIFY(oneTick);
    QCOMPARE(sum, 1'000'000);
}

void TaskGroupTest::aHundredThousandChildrenAtOnce_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("end");
    QTest::newRow("they end") << u"end"_s << u"value, count 0"_s;
    QTest::newRow("the last one fails") << u"fail"_s << u"[boom], count 0"_s;
    QTest::newRow("the parent is cancelled") << u"cancel"_s << u"CancelledError: why, count 1"_s;
}

void TaskGroupTest::aHundredThousandChildrenAtOnce()
{
    QFETCH(QString, way);
    QFETCH(QString, end);
    QString result;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        for (int i = 0; i < 100'000; ++i)
            group.createTask(taskdeck::sleep(way == u"end"_s ? 1s : 1h));
        if (way == u"fail"_s)
            group.createTask(failsAfter(1s, "boom"));
        co_return;
    };

    inThread(
        [&] {
            TestLoop loop;
            auto task = createTask(leaving(body));
            loop.tick(3);
            if (way == u"cancel"_s)
                task.cancel(u"why"_s);
            loop.advance(1s);
            result = task.result();
        },
        smallStack);

    QCOMPARE(result, end);
}

void TaskGroupTest::nestedAThousandDeep_data()
{
    QTest::addColumn<bool>("inTasks");
    QTest::addColumn<bool>("fails");
    QTest::newRow("in one task, fails at the bottom") << false << true;
    QTest::newRow("in one task, cancelled from the top") << false << false;
    QTest::newRow("each in a child, fails at the bottom") << true << true;
    QTest::newRow("each in a child, cancelled from the top") << true << false;
}

static Coro<> levels(int count, bool inTasks, bool fails)
{
    if (count == 0) {
        co_await taskdeck::sleep(1s);
        if (fails)
            throw std::runtime_error("bottom");
        co_await never();
    }
    const auto body = [&](TaskGroup &group) -> Coro<> {
        auto next = levels(count - 1, inTasks, fails);
        if (inTasks)
            group.createTask(std::move(next));
        else
            co_await std::move(next);
    };
    auto scope = taskGroup(body);
    co_await std::move(scope);
}

void TaskGroupTest::nestedAThousandDeep()
{
    QFETCH(bool, inTasks);
    QFETCH(bool, fails);
    QString end;
    int depth = 0;
    qsizetype left = -1;

    inThread(
        [&] {
            TestLoop loop;
            auto task = createTask(levels(1000, inTasks, fails));
            loop.advance(1s);
            if (!fails)
                task.cancel(u"why"_s);
            loop.advance(0ms);
            end = task.cancelled() ? ending(task) : QString();
            left = loop.liveTasks().size();
            if (!task.failed())
                return;
            auto failure = task.exception();
            while (const auto *group = detail::exceptionAs<ExceptionGroup>(failure)) {
                ++depth;
                failure = group->failures().first();
            }
            end = textOf(failure);
        },
        smallStack);

    QCOMPARE(end, fails ? u"runtime_error: bottom"_s : u"cancelled: why"_s);
    QCOMPARE(depth, fails ? 1000 : 0);
    QCOMPARE(left, 0);
}

void TaskGroupTest::wakeUpInsideANestedEventLoop() // G-01
{
    QEventLoop dialog;
    QString inside;
    const auto opens = [&]() -> Coro<> {
        co_await yieldNow();
        dialog.exec();
        inside += currentTask().name();
    };
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(taskdeck::sleep(1ms));
        group.createTask(failsAfter(2ms, "boom"));
        co_return;
    };
    const auto groups = [&]() -> Coro<> {
        auto scope = leaving(body);
        inside = co_await std::move(scope);
        inside += u", in "_s + currentTask().name() + u", then "_s;
        dialog.quit();
    };
    const auto opener = createTask(opens, u"opener"_s);
    createTask(groups, u"parent"_s);

    QVERIFY(opener.waitForFinished(10s));

    QCOMPARE(inside, u"[boom], count 0, in parent, then opener"_s);
}

void TaskGroupTest::failureInsideANestedLoopOfTheBody() // G-03
{
    Log log;
    TestLoop loop;
    const auto body = [&](TaskGroup &group) -> Coro<> {
        group.createTask(failing("boom"));
        loop.tick(3); // a dialog, say: the child fails in the middle of the step
        log += u"body goes on"_s;
        co_await yieldNow();
        log += u"not reached"_s;
    };

    QCOMPARE(loop.run(leaving(body)), u"[boom], count 0"_s);
    QCOMPARE(log, Log{u"body goes on"_s});
}

QTEST_GUILESS_MAIN(TaskGroupTest)
#include "tst_taskgroup.moc"
