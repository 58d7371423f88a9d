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

namespace {

using Limit = std::optional<std::chrono::milliseconds>;

QString endOf(const std::exception_ptr &thrown, const Timeout &timeout)
{
    return u"%1, %2, count %3"_s
        .arg(thrown ? textOf(thrown) : u"value"_s, timeout.expired() ? u"expired"_s : u"in time"_s)
        .arg(currentTask().cancelling());
}

/// Runs `body` in a timeout scope: what came out of that, whether it had expired, and the count
/// after it.
template<typename Body>
Coro<QString> leaving(Limit limit, Body body)
{
    std::optional<Timeout> handle;
    const auto kept = [&](Timeout &timeout) -> Coro<> {
        handle = timeout;
        auto inner = body(timeout);
        co_await std::move(inner);
    };
    std::exception_ptr thrown;
    try {
        auto scope = timeout(limit, kept);
        co_await std::move(scope);
    } catch (...) {
        thrown = std::current_exception();
    }
    co_return endOf(thrown, *handle);
}

Coro<> sleepsLong(Timeout &)
{
    return taskdeck::sleep(1h);
}

Coro<> swallows(Coro<> coro)
{
    try {
        co_await std::move(coro);
    } catch (const CancelledError &) {
    }
}

const auto timedOut = u"TimeoutError: the time limit passed"_s;

} // namespace

class TimeoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expiryCancelsTheAwaitAndThrowsTimeoutError();
    void theCauseIsTheErrorThatTheBodySaw();
    void theTaskGoesOnAfterwards();
    void timeoutAtTakesAMomentOnTheLoopsClock();
    void aBodyInTimeIsLeftAlone();
    void itsTimerEndsWithTheScope();
    void whenIsTheDeadline();
    void noLimitNeverFires();
    void theLongestLimitNeverFires();
    void aPastDeadlineFiresAtTheFirstSuspendingAwait_data();
    void aPastDeadlineFiresAtTheFirstSuspendingAwait();
    void aBodyThatNeverSuspendsIsInTime();
    void anotherFailureBeforeExpiryPasses();
    void aFailureInPlaceOfTheCancellationPasses();
    void theFailureOfAGroupInsidePasses();
    void aForeignCancelInTimePasses();
    void aForeignCancelAsWellPasses_data();
    void aForeignCancelAsWellPasses();
    void aSwallowedExpiryLetsTheBodyGoOnWithoutLimit();
    void ofTwoWithOneDeadlineTheOuterThrows();
    void theInnerMayExpireFirst();
    void theOuterMayExpireFirst();
    void bothOverdueInOnePassEndLikeOne_data();
    void bothOverdueInOnePassEndLikeOne();
    void aTimeoutInTheCleanupOfAnExpiredOne();
    void aCancelSwallowedBeforeDoesNotCount();
    void aCancelTakenBackInTheBodyDoesNotCount();
    void rescheduleMovesTheDeadline_data();
    void rescheduleMovesTheDeadline();
    void rescheduleOfATriggerThatIsQueued();
    void rescheduleIsRefusedOnceItHasExpired();
    void rescheduleIsRefusedAfterTheEnd();
    void aScopeIsEnteredOnce();
    void aScopeThatIsNotAwaitedNeverRuns();
    void printsItsState();
    void aRememberedCancelIsNotHidden_data();
    void aRememberedCancelIsNotHidden();
    void takesBackItsRequestHoweverTheBodyEnds_data();
    void takesBackItsRequestHoweverTheBodyEnds();
    void expiryInANestedLoopLeavesNothingBehind();
    void expiryInANestedLoopKeepsAnothersRequest_data();
    void expiryInANestedLoopKeepsAnothersRequest();
    void wakeUpInsideANestedEventLoop();
    void givesTheBodysValue();
    void theClosureLivesInTheScope();
    void aClosureMayThrowWhenItIsCopied();
    void whatTheBodyThrowsBeforeItsCoroutinePasses();
    void aValueMayRunCodeWhenItDies();
    void aHandleCannotBeTakenFromTheScope();
    void aCopyKeepsTheTaskAliveNoLonger();
    void aCopyOutlivesADestroyedScope();
    void anotherThreadIsRefused();
    void aMillionReadyBodiesInConstantStack();
    void aTaskThatTimesOutForEverStaysSmall();
    void thePlaceOfTheAwaitsIsTheUsers();
};

void TimeoutTest::expiryCancelsTheAwaitAndThrowsTimeoutError() // TO-01
{
    TestLoop loop;
    const auto task = createTask(leaving(1s, sleepsLong));

    loop.advance(999ms);
    QVERIFY(!task.done());
    loop.advance(1ms);

    QCOMPARE(task.result(), timedOut + u", expired, count 0"_s);
    QVERIFY(!task.cancelled());
    QCOMPARE(loop.elapsed(), 1s);
}

void TimeoutTest::theCauseIsTheErrorThatTheBodySaw() // TO-01
{
    TestLoop loop;
    std::weak_ptr<const void> seen;
    std::exception_ptr cause;
    const auto notes = [&](Timeout &) -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &error) {
            seen = error.token();
            throw;
        }
    };
    const auto body = [&]() -> Coro<> {
        try {
            auto scope = timeout(1s, notes);
            co_await std::move(scope);
        } catch (const TimeoutError &error) {
            cause = error.cause();
        }
    };

    run(loop, body);

    QCOMPARE(textOf(cause), u"CancelledError: the time limit passed"_s);
    QVERIFY(!seen.expired());
    QCOMPARE(detail::exceptionAs<CancelledError>(cause)->token().lock(), seen.lock());
}

void TimeoutTest::theTaskGoesOnAfterwards() // TO-01
{
    TestLoop loop;
    const auto body = []() -> Coro<QString> {
        auto scope = leaving(1s, sleepsLong);
        co_await std::move(scope);
        co_await taskdeck::sleep(1s);
        co_return u"went on"_s;
    };

    QCOMPARE(run(loop, body), u"went on"_s);
    QCOMPARE(loop.elapsed(), 2s);
}

void TimeoutTest::timeoutAtTakesAMomentOnTheLoopsClock() // TO-01
{
    TestLoop loop;
    QString thrown;
    const auto body = [&]() -> Coro<> {
        try {
            auto scope = timeoutAt(Loop::current().time() + 3s, sleepsLong);
            co_await std::move(scope);
        } catch (...) {
            thrown = textOf(std::current_exception());
        }
    };

    run(loop, body);

    QCOMPARE(thrown, timedOut);
    QCOMPARE(loop.elapsed(), 3s);
}

void TimeoutTest::aBodyInTimeIsLeftAlone() // TO-02
{
    TestLoop loop;
    const auto body = [](Timeout &) {
        return taskdeck::sleep(999ms);
    };

    QCOMPARE(loop.run(leaving(1s, body)), u"value, in time, count 0"_s);
    QCOMPARE(loop.elapsed(), 999ms);
}

void TimeoutTest::itsTimerEndsWithTheScope() // TO-02
{
    TestLoop loop;
    const auto body = []() -> Coro<> {
        const auto quick = [](Timeout &) {
            return yieldNow();
        };
        auto scope = leaving(1h, quick);
        co_await std::move(scope);
        co_await never();
    };

    const QString deadlock = thrownBy([&] {
        run(loop, body);
    });

    QVERIFY(deadlock.startsWith(u"UsageError: deadlock"_s));
    QCOMPARE(loop.elapsed(), 0ms); // a timer would have moved the clock
}

void TimeoutTest::whenIsTheDeadline() // TO-02
{
    TestLoop loop;
    std::optional<Loop::TimePoint> during;
    std::optional<Timeout> kept;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        during = timeout.when();
        co_return;
    };
    const auto start = Loop::current().time();

    loop.run(timeout(5s, body));

    QVERIFY(during == start + 5s);
    QVERIFY(kept->when() == start + 5s);
    QVERIFY(!kept->expired());
}

void TimeoutTest::noLimitNeverFires() // TO-02
{
    TestLoop loop;
    bool hasDeadline = true;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        hasDeadline = timeout.when().has_value();
        co_await taskdeck::sleep(24h * 365);
    };

    QCOMPARE(loop.run(leaving(std::nullopt, body)), u"value, in time, count 0"_s);
    QVERIFY(!hasDeadline);
    loop.run(timeoutAt(std::nullopt, body));
    QVERIFY(!hasDeadline);
}

void TimeoutTest::theLongestLimitNeverFires()
{
    TestLoop loop;
    const auto body = [](Timeout &) {
        return never();
    };

    const QString deadlock = thrownBy([&] {
        loop.run(leaving(noLimit, body));
    });

    QVERIFY(deadlock.startsWith(u"UsageError: deadlock"_s));
    QCOMPARE(loop.elapsed(), 0ms);
}

void TimeoutTest::aPastDeadlineFiresAtTheFirstSuspendingAwait_data() // TO-03
{
    QTest::addColumn<int>("limit");
    QTest::newRow("zero") << 0;
    QTest::newRow("past") << -5000;
    QTest::newRow("the whole clock ago") << std::numeric_limits<int>::min();
}

void TimeoutTest::aPastDeadlineFiresAtTheFirstSuspendingAwait() // TO-03
{
    QFETCH(int, limit);
    Log log;
    TestLoop loop;
    const auto body = [&](Timeout &) -> Coro<> {
        co_await Future<void>::completed();
        co_await giving(1);
        log += u"not yet"_s;
        co_await taskdeck::sleep(0ms);
        log += u"too late"_s;
    };
    const auto task = createTask(leaving(std::chrono::milliseconds(limit), body));

    loop.tick(2);

    QCOMPARE(task.result(), timedOut + u", expired, count 0"_s);
    QCOMPARE(log, Log{u"not yet"_s});
}

void TimeoutTest::aBodyThatNeverSuspendsIsInTime() // TO-03
{
    TestLoop loop;
    const auto body = [](Timeout &) -> Coro<> {
        co_await Future<void>::completed();
    };
    const auto task = createTask(leaving(-1s, body));

    loop.tick(3);

    QCOMPARE(task.result(), u"value, in time, count 0"_s);
}

void TimeoutTest::anotherFailureBeforeExpiryPasses() // TO-04
{
    TestLoop loop;
    const auto body = [](Timeout &) {
        return failing("boom");
    };

    QCOMPARE(loop.run(leaving(1s, body)), u"runtime_error: boom, in time, count 0"_s);
}

void TimeoutTest::aFailureInPlaceOfTheCancellationPasses() // TO-05
{
    TestLoop loop;
    const auto body = [](Timeout &) -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
            throw std::runtime_error("converted");
        }
    };

    QCOMPARE(loop.run(leaving(1s, body)), u"runtime_error: converted, expired, count 0"_s);
}

void TimeoutTest::theFailureOfAGroupInsidePasses() // TO-05
{
    TestLoop loop;
    const auto cleansUpBadly = []() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
            throw std::runtime_error("cleanup");
        }
    };
    const auto inGroup = [&](TaskGroup &group) -> Coro<> {
        group.createTask(cleansUpBadly);
        co_await never();
    };
    const auto body = [&](Timeout &) {
        return taskGroup(inGroup);
    };

    const QString end = loop.run(leaving(1s, body));

    QVERIFY2(end.startsWith(u"ExceptionGroup"_s), qPrintable(end));
    QVERIFY(end.endsWith(u", expired, count 0"_s));
}

void TimeoutTest::aForeignCancelInTimePasses() // TO-06
{
    TestLoop loop;
    auto task = createTask(leaving(1s, sleepsLong));
    loop.tick();

    task.cancel(u"foreign"_s);
    loop.tick();

    QCOMPARE(task.result(), u"CancelledError: foreign, in time, count 1"_s);
}

void TimeoutTest::aForeignCancelAsWellPasses_data() // TO-07
{
    QTest::addColumn<QString>("before"); // what happens in the limit's pass, before it and after
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("message");
    const auto limit = u"the time limit passed"_s;
    QTest::newRow("foreign, limit") << u"cancel"_s << QString() << u"foreign"_s;
    QTest::newRow("limit, foreign") << QString() << u"cancel"_s << limit;
    QTest::newRow("value, foreign, limit") << u"value cancel"_s << QString() << limit;
    QTest::newRow("value, limit, foreign") << u"value"_s << u"cancel"_s << u"foreign"_s;
    QTest::newRow("limit, foreign during the cleanup") << QString() << QString() << u"foreign"_s;
}

void TimeoutTest::aForeignCancelAsWellPasses() // TO-07
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, message);
    TestLoop loop;
    Promise<void> gate;
    AnyTask task;
    const auto doAt = [&](const QString &what) {
        Loop::current().callAt(Loop::current().time() + 1s, [&, what] {
            if (what.startsWith(u"value"_s))
                gate.setResult();
            if (what.endsWith(u"cancel"_s))
                task.cancel(u"foreign"_s);
        });
    };
    const auto waits = [&]() -> Coro<> {
        const auto future = gate.future();
        co_await future;
    };
    const auto cleansUp = [] {
        return taskdeck::sleep(1s);
    };
    const auto body = [&](Timeout &) {
        return withCleanup(waits, cleansUp);
    };
    doAt(before);
    const auto limited = createTask(leaving(1s, body));
    task = limited;
    loop.tick();
    doAt(after);

    loop.advance(1500ms);
    if (after.isEmpty() && before.isEmpty())
        task.cancel(u"foreign"_s);
    loop.advance(500ms);

    QCOMPARE(limited.result(), u"CancelledError: %1, expired, count 1"_s.arg(message));
}

void TimeoutTest::aSwallowedExpiryLetsTheBodyGoOnWithoutLimit() // TO-08
{
    TestLoop loop;
    const auto body = [](Timeout &) -> Coro<> {
        auto inner = swallows(never());
        co_await std::move(inner);
        co_await taskdeck::sleep(1h);
    };

    QCOMPARE(loop.run(leaving(1s, body)), u"value, expired, count 0"_s);
    QCOMPARE(loop.elapsed(), 1h + 1s);
}

/// Two timeouts around a long sleep: how the inner and the outer are left.
static Coro<> nested(Log &log, Limit outerLimit, Limit innerLimit, Coro<> work)
{
    const auto inner = [&](Timeout &timeout) -> Coro<> {
        co_await std::move(work);
        Q_UNUSED(timeout)
    };
    const auto outer = [&](Timeout &) -> Coro<> {
        std::optional<Timeout> handle;
        const auto kept = [&](Timeout &timeout) {
            handle = timeout;
            return inner(timeout);
        };
        std::exception_ptr thrown;
        try {
            auto scope = timeout(innerLimit, kept);
            co_await std::move(scope);
        } catch (...) {
            thrown = std::current_exception();
        }
        log += u"inner: "_s + endOf(thrown, *handle);
        if (detail::exceptionAs<CancelledError>(thrown))
            std::rethrow_exception(thrown);
        co_await taskdeck::sleep(1h);
    };
    auto scope = leaving(outerLimit, outer);
    log += u"outer: "_s + co_await std::move(scope);
}

void TimeoutTest::ofTwoWithOneDeadlineTheOuterThrows() // TO-09
{
    Log log;
    TestLoop loop;

    loop.run(nested(log, 1s, 1s, never()));

    QCOMPARE(log, (Log{u"inner: CancelledError: the time limit passed, expired, count 1"_s,
                       u"outer: "_s + timedOut + u", expired, count 0"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

void TimeoutTest::theInnerMayExpireFirst() // TO-10
{
    Log log;
    TestLoop loop;

    loop.run(nested(log, 3s, 1s, never()));

    QCOMPARE(log, (Log{u"inner: "_s + timedOut + u", expired, count 0"_s,
                       u"outer: "_s + timedOut + u", expired, count 0"_s}));
    QCOMPARE(loop.elapsed(), 3s); // the outer one guards what comes after the inner
}

void TimeoutTest::theOuterMayExpireFirst() // TO-10
{
    Log log;
    TestLoop loop;

    loop.run(nested(log, 1s, 3s, never()));

    QCOMPARE(log, (Log{u"inner: CancelledError: the time limit passed, in time, count 1"_s,
                       u"outer: "_s + timedOut + u", expired, count 0"_s}));
    QCOMPARE(loop.elapsed(), 1s);
}

void TimeoutTest::bothOverdueInOnePassEndLikeOne_data() // TO-10
{
    QTest::addColumn<int>("outer");
    QTest::addColumn<int>("inner");
    QTest::newRow("inner is due first") << 2 << 1;
    QTest::newRow("outer is due first") << 1 << 2;
}

void TimeoutTest::bothOverdueInOnePassEndLikeOne() // TO-10
{
    QFETCH(int, outer);
    QFETCH(int, inner);
    Log log;
    TestLoop loop;
    const auto task =
        createTask(nested(log, std::chrono::seconds(outer), std::chrono::seconds(inner), never()));
    loop.tick();

    loop.block(5s);
    loop.tick(2);

    QVERIFY(task.done());
    QCOMPARE(log, (Log{u"inner: CancelledError: the time limit passed, expired, count 1"_s,
                       u"outer: "_s + timedOut + u", expired, count 0"_s}));
}

void TimeoutTest::aTimeoutInTheCleanupOfAnExpiredOne() // TO-11
{
    Log log;
    TestLoop loop;
    const auto cleanup = [&]() -> Coro<> {
        auto scope = leaving(1s, sleepsLong);
        log += u"cleanup: "_s + co_await std::move(scope);
    };
    const auto body = [&](Timeout &) {
        return withCleanup(never, cleanup);
    };

    log += loop.run(leaving(1s, body));

    QCOMPARE(log, (Log{u"cleanup: "_s + timedOut + u", expired, count 1"_s,
                       timedOut + u", expired, count 0"_s}));
    QCOMPARE(loop.elapsed(), 2s);
}

void TimeoutTest::aCancelSwallowedBeforeDoesNotCount() // TO-12
{
    TestLoop loop;
    const auto body = []() -> Coro<QString> {
        auto first = swallows(never());
        co_await std::move(first);
        auto scope = leaving(1s, sleepsLong);
        co_return co_await std::move(scope);
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel();
    loop.advance(1s);

    QCOMPARE(task.result(), timedOut + u", expired, count 1"_s);
}

void TimeoutTest::aCancelTakenBackInTheBodyDoesNotCount() // TO-07, TO-12
{
    TestLoop loop;
    const auto takesBack = [](Timeout &) -> Coro<> {
        currentTask().uncancel();
        co_await never();
    };
    const auto body = [&]() -> Coro<QString> {
        auto first = swallows(never());
        co_await std::move(first);
        auto scope = leaving(1s, takesBack);
        co_return co_await std::move(scope);
    };
    for (const bool again : {false, true}) {
        auto task = createTask(body);
        loop.tick();
        task.cancel();
        loop.tick(2);
        Loop::current().callLater(1s, [&] {
            if (again)
                task.cancel(); // after the limit, in its pass
        });
        loop.advance(1s);

        QCOMPARE(task.result(), again ? u"CancelledError: the time limit passed, expired, count 1"_s
                                      : timedOut + u", expired, count 0"_s);
    }
}

void TimeoutTest::rescheduleMovesTheDeadline_data() // TO-13
{
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("end");
    QTest::newRow("later") << 20 << 20;
    QTest::newRow("earlier") << 3 << 3;
    QTest::newRow("now") << 1 << 1;
    QTest::newRow("past") << -20 << 1; // on the next pass
}

void TimeoutTest::rescheduleMovesTheDeadline() // TO-13
{
    QFETCH(int, to);
    QFETCH(int, end);
    TestLoop loop;
    std::optional<Loop::TimePoint> when;
    const auto start = Loop::current().time();
    const auto body = [&](Timeout &timeout) -> Coro<> {
        co_await taskdeck::sleep(1s);
        timeout.reschedule(start + std::chrono::seconds(to));
        when = timeout.when();
        co_await never();
    };

    QCOMPARE(loop.run(leaving(10s, body)), timedOut + u", expired, count 0"_s);
    QCOMPARE(loop.elapsed(), std::chrono::seconds(end));
    QVERIFY(when == start + std::chrono::seconds(to));
}

void TimeoutTest::rescheduleOfATriggerThatIsQueued() // TO-13
{
    TestLoop loop;
    const auto body = [](Timeout &timeout) -> Coro<> {
        timeout.reschedule(std::nullopt); // the past deadline has queued its call
        co_await taskdeck::sleep(1h);
    };

    QCOMPARE(loop.run(leaving(0ms, body)), u"value, in time, count 0"_s);
    QCOMPARE(loop.elapsed(), 1h);
}

void TimeoutTest::rescheduleIsRefusedOnceItHasExpired() // TO-13
{
    Log log;
    TestLoop loop;
    std::optional<Timeout> kept;
    const auto tries = [&] {
        log += thrownBy([&] {
            kept->reschedule(std::nullopt);
        });
    };
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        try {
            co_await never();
        } catch (const CancelledError &) {
            tries(); // expiring
            throw;
        }
    };

    loop.run(leaving(1s, body));
    tries(); // expired

    QCOMPARE(log, (Log{2, u"UsageError: the timeout has expired"_s}));
}

void TimeoutTest::rescheduleIsRefusedAfterTheEnd() // TO-13
{
    TestLoop loop;
    std::optional<Timeout> kept;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        co_return;
    };
    loop.run(timeout(1s, body));

    QCOMPARE(thrownBy([&] {
                 kept->reschedule(Loop::current().time());
             }),
             u"UsageError: the timeout's scope has ended"_s);
    QVERIFY(!kept->expired());
}

static_assert(!std::is_default_constructible_v<Timeout>); // none without a scope
static_assert(std::is_copy_constructible_v<Timeout>);

void TimeoutTest::aScopeIsEnteredOnce() // TO-14
{
    TestLoop loop;
    const auto body = []() -> Coro<QString> {
        auto scope = timeout(1s, [](Timeout &) {
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

void TimeoutTest::aScopeThatIsNotAwaitedNeverRuns() // TO-14
{
    TestLoop loop;
    bool ran = false;
    const auto body = [&](Timeout &) -> Coro<> {
        ran = true;
        co_return;
    };

    {
        const auto scope = timeout(0ms, body); // outside a task: only described
    }
    loop.tick(2);

    QVERIFY(!ran);
}

void TimeoutTest::printsItsState() // TO-14
{
    Log log;
    TestLoop loop;
    std::optional<Timeout> kept;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        log += timeout.toString();
        co_await taskdeck::sleep(500ms);
        log += timeout.toString();
        timeout.reschedule(std::nullopt);
        log += timeout.toString();
        timeout.reschedule(Loop::current().time());
        try {
            co_await never();
        } catch (const CancelledError &) {
            log += timeout.toString();
            throw;
        }
    };

    loop.run(leaving(2s, body));
    log += kept->toString();
    const auto quick = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        co_return;
    };
    loop.run(timeout(1s, quick));
    log += kept->toString();

    QCOMPARE(log, (Log{u"<Timeout active in 2000 ms>"_s, u"<Timeout active in 1500 ms>"_s,
                       u"<Timeout active>"_s, u"<Timeout expiring>"_s, u"<Timeout expired>"_s,
                       u"<Timeout finished>"_s}));
}

void TimeoutTest::aRememberedCancelIsNotHidden_data() // TO-15
{
    QTest::addColumn<int>("limit");
    QTest::newRow("zero") << 0;
    QTest::newRow("more than zero") << 1000;
}

void TimeoutTest::aRememberedCancelIsNotHidden() // TO-15
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto body = [&]() -> Coro<QString> {
        currentTask().cancel(u"earlier"_s);
        auto scope = leaving(std::chrono::milliseconds(limit), sleepsLong);
        co_return co_await std::move(scope);
    };
    const auto task = createTask(body);

    loop.tick(2);

    QCOMPARE(task.result().left(23), u"CancelledError: earlier"_s);
    QVERIFY(task.result().endsWith(u"count 1"_s));
}

void TimeoutTest::takesBackItsRequestHoweverTheBodyEnds_data() // T-32
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("end");
    QTest::newRow("value") << u"value"_s << u"value, expired, count 0"_s;
    QTest::newRow("failure") << u"failure"_s << u"runtime_error: boom, expired, count 0"_s;
    QTest::newRow("fatal") << u"fatal"_s << u"Fatal, expired, count 0"_s;
    QTest::newRow("cancelled") << u"cancelled"_s << timedOut + u", expired, count 0"_s;
}

void TimeoutTest::takesBackItsRequestHoweverTheBodyEnds() // T-32
{
    struct Fatal : FatalError {
        const char *what() const noexcept override { return ""; }
    };
    QFETCH(QString, way);
    QFETCH(QString, end);
    TestLoop loop;
    const auto body = [&](Timeout &) -> Coro<> {
        auto waiting = swallows(never());
        co_await std::move(waiting);
        if (way == u"failure"_s)
            throw std::runtime_error("boom");
        if (way == u"fatal"_s)
            throw Fatal();
        if (way == u"cancelled"_s)
            throw CancelledError();
    };

    QCOMPARE(loop.run(leaving(1s, body)), end);
}

void TimeoutTest::expiryInANestedLoopLeavesNothingBehind() // T-32
{
    TestLoop loop;
    const auto blocks = [&](Timeout &) -> Coro<> {
        loop.block(2s);
        loop.tick(); // a dialog, say: the limit passes in the middle of the step
        co_return;
    };
    const auto body = [&]() -> Coro<QString> {
        auto old = swallows(never());
        co_await std::move(old);
        auto scope = leaving(1s, blocks);
        const QString end = co_await std::move(scope);
        co_await yieldNow(); // a request that is left behind would come here
        co_return end;
    };
    auto task = createTask(body);
    loop.tick();

    task.cancel();
    loop.tick(3);

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(task.result(), u"value, expired, count 1"_s);
}

void TimeoutTest::expiryInANestedLoopKeepsAnothersRequest_data() // T-32
{
    QTest::addColumn<bool>("first");
    QTest::newRow("made before the limit passed") << true;
    QTest::newRow("made after it") << false;
}

void TimeoutTest::expiryInANestedLoopKeepsAnothersRequest() // T-32
{
    QFETCH(bool, first);
    Log log;
    TestLoop loop;
    const auto blocks = [&](Timeout &) -> Coro<> {
        if (first)
            currentTask().cancel();
        loop.block(2s);
        loop.tick();
        if (!first)
            currentTask().cancel();
        co_return;
    };
    const auto body = [&]() -> Coro<> {
        auto scope = leaving(1s, blocks);
        log += co_await std::move(scope);
        co_await yieldNow();
        log += u"not reached"_s;
    };
    const auto task = createTask(body);

    loop.tick(3);

    QCOMPARE(log, Log{u"value, expired, count 1"_s});
    QVERIFY(task.cancelled());
}

void TimeoutTest::wakeUpInsideANestedEventLoop() // TO-01
{
    QEventLoop dialog;
    QString inside;
    const auto opens = [&]() -> Coro<> {
        co_await yieldNow();
        dialog.exec();
        inside += currentTask().name();
    };
    const auto timesOut = [&]() -> Coro<> {
        auto scope = leaving(1ms, sleepsLong);
        inside = co_await std::move(scope);
        inside += u", in "_s + currentTask().name() + u", then "_s;
        dialog.quit();
    };
    const auto opener = createTask(opens, u"opener"_s);
    createTask(timesOut, u"limited"_s);

    QVERIFY(opener.waitForFinished(10s));

    QCOMPARE(inside, timedOut + u", expired, count 0, in limited, then opener"_s);
}

void TimeoutTest::givesTheBodysValue()
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
    const auto number = [](Timeout &) -> Coro<int> {
        co_await yieldNow();
        co_return 7;
    };
    const auto pointer = [](Timeout &) -> Coro<std::unique_ptr<int>> {
        co_return std::make_unique<int>(8);
    };
    const auto noDefault = [](Timeout &) -> Coro<NoDefault> {
        co_return NoDefault(9);
    };
    const auto nothing = [](Timeout &) -> Coro<> {
        co_return;
    };

    QCOMPARE(loop.run(timeout(1s, number)), 7);
    QCOMPARE(*loop.run(timeout(1s, pointer)), 8);
    QCOMPARE(loop.run(timeoutAt(std::nullopt, noDefault)).value, 9);
    static_assert(std::is_void_v<decltype(loop.run(timeout(1s, nothing)))>);
    loop.run(timeout(1s, nothing));
}

void TimeoutTest::theClosureLivesInTheScope()
{
    TestLoop loop;
    auto captured = std::make_shared<int>(5);
    const std::weak_ptr<int> watched = captured;
    const auto task = createTask([captured = std::move(captured)]() mutable -> Coro<int> {
        auto scope = timeout(1h, [captured = std::move(captured)](Timeout &) -> Coro<int> {
            co_await taskdeck::sleep(1s);
            co_return *captured;
        });
        const int value = co_await std::move(scope);
        co_await taskdeck::sleep(1s);
        co_return value;
    });

    loop.tick();
    QVERIFY(!watched.expired());
    loop.advance(1s);
    loop.advance(1s);

    QCOMPARE(task.result(), 5);
    QVERIFY(watched.expired());
}

namespace {

/// A closure that has no move, and throws at the copy that `left` has counted down to.
struct Stubborn {
    Stubborn(int copies, std::shared_ptr<int> freight)
        : left(std::make_shared<int>(copies))
        , held(std::move(freight))
    {
    }
    Stubborn(const Stubborn &other)
        : left(other.left)
        , held(other.held)
    {
        if (--*left == 0)
            throw std::runtime_error("no more copies");
    }
    Coro<int> operator()(Timeout &) const { return giving(*held); }

    std::shared_ptr<int> left;
    std::shared_ptr<int> held;
};

} // namespace

void TimeoutTest::aClosureMayThrowWhenItIsCopied()
{
    for (int copies = 1; copies < 8; ++copies) {
        TestLoop loop;
        const auto freight = std::make_shared<int>(3);
        QString end;
        {
            const Stubborn body(copies, freight);
            const auto task = createTask([&]() -> Coro<int> {
                auto scope = timeout(1s, body);
                co_return co_await std::move(scope);
            });
            loop.tick();
            end = ending(task);
        }
        QVERIFY2(end == u"value"_s || end == u"runtime_error: no more copies"_s, qPrintable(end));
        QCOMPARE(freight.use_count(), 1);
        QCOMPARE(loop.liveTasks(), QStringList());
    }
}

void TimeoutTest::whatTheBodyThrowsBeforeItsCoroutinePasses()
{
    TestLoop loop;
    const auto body = [](Timeout &timeout) {
        if (!timeout.expired())
            throw std::runtime_error("no coroutine");
        return never();
    };

    QCOMPARE(loop.run(leaving(1s, body)), u"runtime_error: no coroutine, in time, count 0"_s);
}

void TimeoutTest::aValueMayRunCodeWhenItDies()
{
    Log log;
    TestLoop loop;
    const auto body = [&](Timeout &timeout) -> Coro<std::shared_ptr<void>> {
        co_return farewell([&log, timeout]() mutable {
            log += thrownBy([&] {
                timeout.reschedule(std::nullopt);
            });
            currentTask().cancel(u"by the value"_s);
        });
    };
    const auto task = createTask([&]() -> Coro<> {
        auto scope = timeout(1s, body);
        co_await std::move(scope);
        co_await never();
    });

    loop.tick(2);

    QCOMPARE(log, Log{u"UsageError: the timeout's scope has ended"_s});
    QCOMPARE(ending(task), u"cancelled: by the value"_s);
}

void TimeoutTest::aHandleCannotBeTakenFromTheScope()
{
    TestLoop loop;
    std::optional<Timeout> other;
    const auto keeps = [&](Timeout &timeout) -> Coro<> {
        other = timeout;
        co_return;
    };
    loop.run(timeout(1h, keeps));
    const auto body = [&](Timeout &timeout) -> Coro<> {
        const Timeout moved = std::move(timeout);
        static_cast<void>(timeout.when());
        timeout = *other;
        co_await never();
    };

    QVERIFY(loop.run(leaving(1s, body)).startsWith(timedOut));
}

void TimeoutTest::aCopyKeepsTheTaskAliveNoLonger()
{
    TestLoop loop;
    std::optional<Timeout> kept;
    auto value = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = value;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        co_return;
    };
    createTask([&, value = std::move(value)]() mutable -> Coro<std::shared_ptr<int>> {
        auto scope = timeout(1h, body);
        co_await std::move(scope);
        co_return std::move(value);
    });

    loop.tick();

    QVERIFY(watched.expired()); // the value in the state of the task
}

void TimeoutTest::aCopyOutlivesADestroyedScope()
{
    std::optional<Timeout> kept;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        kept = timeout;
        co_await never();
    };
    {
        TestLoop loop;
        createTask(timeout(1h, body));
        loop.tick();
    }
    TestLoop loop;

    QCOMPARE(thrownBy([&] {
                 kept->reschedule(Loop::current().time());
             }),
             u"UsageError: the timeout's scope has ended"_s);
    QCOMPARE(kept->toString(), u"<Timeout finished>"_s);
    loop.advance(2h);
}

void TimeoutTest::anotherThreadIsRefused() // TH-09
{
    QStringList thrown;
    TestLoop loop;
    const auto body = [&](Timeout &timeout) -> Coro<> {
        inThread([&] {
            thrown += thrownBy([&] {
                timeout.reschedule(std::nullopt);
            });
            thrown += thrownBy([&] {
                static_cast<void>(timeout.expired());
            });
            thrown += thrownBy([&] {
                static_cast<void>(timeout.when());
            });
            thrown += thrownBy([&] {
                static_cast<void>(timeout.toString());
            });
        });
        co_await never();
    };

    QVERIFY(loop.run(leaving(1s, body)).startsWith(timedOut)); // the deadline stands
    QCOMPARE(thrown, (QStringList{4, u"UsageError: a scope belongs to the thread of its task"_s}));
}

void TimeoutTest::aMillionReadyBodiesInConstantStack()
{
    qint64 sum = 0;
    bool oneTick = false;
    const auto body = []() -> Coro<qint64> {
        const auto ready = [](Timeout &) {
            return giving(1);
        };
        qint64 total = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            auto scope = timeout(1h, ready);
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
        512 * 1024);

    QVERIFY(oneTick);
    QCOMPARE(sum, 1'000'000);
}

void TimeoutTest::aTaskThatTimesOutForEverStaysSmall()
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        int expired = 0;
        for (int i = 0; i < 20'000; ++i) {
            auto scope = leaving(1ms, sleepsLong);
            if ((co_await std::move(scope)).contains(u"expired"_s))
                ++expired;
        }
        co_return expired;
    };
    const auto task = createTask(body);

    loop.advance(21s);

    QCOMPARE(task.result(), 20'000);
    QVERIFY(task.cancelRequests().size() < 100);
}

void TimeoutTest::thePlaceOfTheAwaitsIsTheUsers() // T-36
{
    TestLoop loop;
    const auto inner = [](Timeout &) -> Coro<> {
        co_await taskdeck::sleep(1h);
    };
    const auto body = [&]() -> Coro<> {
        auto scope = timeout(2h, inner);
        co_await std::move(scope);
    };
    const auto task = createTask(body);
    loop.tick();

    QCOMPARE(task.stack().size(), 2); // the sleep and the scope
    for (const SourcePlace &place : task.stack())
        QVERIFY(place.file().endsWith(u"tst_timeout.cpp"_s));
}

QTEST_GUILESS_MAIN(TimeoutTest)
#include "tst_timeout.moc"
