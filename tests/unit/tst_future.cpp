// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/await.h>

#include <QtCore/QDebug>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

static constexpr auto noEnd = [](Promise<int> &) {};
static constexpr auto withValue = [](Promise<int> &promise) {
    promise.setResult(7);
};
static constexpr auto withFailure = [](Promise<int> &promise) {
    promise.setException<std::runtime_error>("boom");
};
static constexpr auto withCancel = [](Promise<int> &promise) {
    promise.future().cancel(u"why"_s);
};

using Act = void (*)(Promise<int> &);
Q_DECLARE_METATYPE(Act)

class FutureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newFutureIsPending();
    void newFutureBelongsToTheLoopOfItsThread();
    void pendingFutureDoesNotTell();
    void valueStandsAtOnce();
    void voidFutureHasAValueToo();
    void failureIsThrownByResultAndReturnedByException();
    void firstOutcomeStands_data();
    void firstOutcomeStands();
    void cancelTakesEffectAtOnce();
    void cancelOfADoneFutureIsRefused_data();
    void cancelOfADoneFutureIsRefused();
    void messageOfACancelIsInEveryError_data();
    void messageOfACancelIsInEveryError();
    void cancelHookIsCalledOnceWithTheMessage();
    void throwingCancelHookIsReported();
    void cancelHookOfAnEndedFutureIsFreedUncalled();
    void awaitingAPendingFutureSuspends();
    void awaitThrowsTheFailure();
    void awaitingADoneFutureTakesNoTick();
    void secondAwaitGivesTheSame();
    void rvalueAwaitMovesOnlyWhatNobodyElseSees();
    void failureNobodyLookedAtIsReported();
    void failureLostInAnotherThreadIsReportedInTheLoop();
    void nothingToReport_data();
    void nothingToReport();
    void cancelDisarmsTheReport();
    void exceptionIsMadeOfItsArguments();
    void nullExceptionIsRefused();
    void failedWithACancelledErrorIsNotCancelled();
    void everyAwaitThrowsTheSameObject();
    void printsStateAndOutcome_data();
    void printsStateAndOutcome();
    void printsWhoWaits();
    void printsItselfWhenACallbackHoldsIt();
    void awaitTakesWhateverCanBeAwaited();
    void lateCompletionIsDropped_data();
    void lateCompletionIsDropped();
    void droppedPromiseCancels();
    void completedFutureIsDone();
    void resultNowIsEmptyWhilePending();
    void nullHandleRefuses();
    void foreignThreadMayOnlyLookAndCancel();
    void promiseRefusesAForeignThread();
    void cancelFromAForeignThreadIsPosted();
};

void FutureTest::newFutureIsPending() // F-01
{
    TestLoop loop;

    const Promise<int> promise;
    const Future<int> future = promise.future();

    QCOMPARE(future.outcome(), Outcome::Pending);
    QVERIFY(!future.done());
    QVERIFY(!future.cancelled());
    QVERIFY(!future.failed());
    QCOMPARE(&future.loop(), &Loop::current());
}

void FutureTest::newFutureBelongsToTheLoopOfItsThread() // F-01
{
    Loop *made = nullptr;
    Loop *ofThread = nullptr;

    inThread([&] {
        made = &Promise<int>().future().loop();
        ofThread = &Loop::current();
    });

    QCOMPARE(made, ofThread);
    QVERIFY(made != &Loop::current());
}

void FutureTest::pendingFutureDoesNotTell() // F-02
{
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();

    QVERIFY_THROWS_EXCEPTION(InvalidStateError, future.result());
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, future.takeResult());
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, future.exception());

    QCOMPARE(future.outcome(), Outcome::Pending);
    promise.setResult(7);
    QCOMPARE(future.result(), 7);
}

void FutureTest::valueStandsAtOnce() // F-03
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> future = promise.future();

    promise.setResult(7);

    QCOMPARE(future.outcome(), Outcome::Value);
    QVERIFY(future.done());
    QVERIFY(!future.cancelled());
    QCOMPARE(future.result(), 7);
    QCOMPARE(&future.result(), &future.result());
    QVERIFY(!future.exception());
}

void FutureTest::voidFutureHasAValueToo() // F-03
{
    TestLoop loop;
    Promise<void> promise;
    Future<void> future = promise.future();

    promise.setResult();

    QCOMPARE(thrownBy([&] {
                 future.result();
             }),
             QString());
    QVERIFY(!future.exception());
    future.takeResult();
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, future.result());
}

void FutureTest::failureIsThrownByResultAndReturnedByException() // F-04
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> future = promise.future();
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));

    promise.setException(failure);

    QCOMPARE(future.outcome(), Outcome::Failure);
    QVERIFY(future.done());
    QVERIFY(!future.cancelled());
    QCOMPARE(future.exception(), failure);
    QCOMPARE(thrownBy([&] {
                 future.result();
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 future.result();
             }),
             u"runtime_error: boom"_s);
}

void FutureTest::firstOutcomeStands_data() // F-05
{
    QTest::addColumn<Act>("end");
    QTest::addColumn<QString>("expected");

    QTest::newRow("value") << Act(withValue) << u"value"_s;
    QTest::newRow("failure") << Act(withFailure) << u"runtime_error: boom"_s;
    QTest::newRow("cancelled") << Act(withCancel) << u"cancelled: why"_s;
}

void FutureTest::firstOutcomeStands() // F-05
{
    QFETCH(Act, end);
    QFETCH(QString, expected);
    TestLoop loop;
    Promise<int> promise;
    const Future<int> future = promise.future();
    end(promise);

    QVERIFY_THROWS_EXCEPTION(InvalidStateError, promise.setResult(1));
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, promise.setException<std::logic_error>("late"));

    QCOMPARE(ending(future), expected);
    if (future.outcome() == Outcome::Value)
        QCOMPARE(future.result(), 7);
}

void FutureTest::cancelTakesEffectAtOnce() // F-06
{
    TestLoop loop;
    const Promise<int> promise;
    Future<int> future = promise.future();

    const bool accepted = future.cancel();

    QVERIFY(accepted);
    QVERIFY(future.done());
    QVERIFY(future.cancelled());
    QVERIFY(!future.failed());
    QVERIFY_THROWS_EXCEPTION(CancelledError, future.result());
    QVERIFY_THROWS_EXCEPTION(CancelledError, future.takeResult());
    QVERIFY_THROWS_EXCEPTION(CancelledError, future.exception());
}

void FutureTest::cancelOfADoneFutureIsRefused_data() // F-07
{
    firstOutcomeStands_data();
}

void FutureTest::cancelOfADoneFutureIsRefused() // F-07
{
    QFETCH(Act, end);
    QFETCH(QString, expected);
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    end(promise);

    const bool accepted = future.cancel(u"too late"_s);

    QVERIFY(!accepted);
    QCOMPARE(ending(future), expected);
}

void FutureTest::messageOfACancelIsInEveryError_data() // F-08
{
    QTest::addColumn<QString>("message");

    QTest::newRow("none") << QString();
    QTest::newRow("word") << u"stop"_s;
    QTest::newRow("other alphabet") << u"Schluß, конец, 終"_s;
    QTest::newRow("with a zero inside") << QString::fromUtf16(u"a\0b", 3);
}

void FutureTest::messageOfACancelIsInEveryError() // F-08
{
    QFETCH(QString, message);
    TestLoop loop;
    const Promise<int> promise;
    Future<int> future = promise.future();
    QStringList messages;
    const auto note = [&](auto ask) {
        try {
            ask();
        } catch (const CancelledError &error) {
            messages += error.message();
        }
    };

    future.cancel(message);
    note([&] {
        future.result();
    });
    note([&] {
        static_cast<void>(future.exception());
    });
    note([&] {
        loop.run(awaiting(future));
    });

    QCOMPARE(messages, QStringList({message, message, message}));
}

void FutureTest::cancelHookIsCalledOnceWithTheMessage() // F-06, F-08
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    promise.setCancelHook([&](const QString &message) {
        log += message + (future.cancelled() ? u", cancelled already"_s : u", pending"_s);
    });

    future.cancel(u"why"_s);
    future.cancel(u"again"_s);

    QCOMPARE(log, QStringList({u"why, cancelled already"_s}));
}

void FutureTest::throwingCancelHookIsReported() // F-06
{
    Reports reports;
    TestLoop loop;
    Promise<int> promise;
    promise.setCancelHook([](const QString &) {
        throw std::runtime_error("boom");
    });

    const bool accepted = promise.future().cancel();

    QVERIFY(accepted);
    QVERIFY(promise.future().cancelled());
    QCOMPARE(reports.texts(),
             QStringList({u"Exception in a cancel hook <- runtime_error: boom"_s}));
}

void FutureTest::cancelHookOfAnEndedFutureIsFreedUncalled() // F-07
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    promise.setCancelHook([&, kept = farewell([&] {
                                  log += u"freed"_s;
                              })](const QString &) {
        log += u"called"_s;
    });

    promise.setResult(7);
    log += u"set"_s;
    promise.future().cancel();

    QCOMPARE(log, QStringList({u"freed"_s, u"set"_s}));
}

void FutureTest::awaitingAPendingFutureSuspends() // F-16
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    const auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick(3);
    QCOMPARE(log, QStringList({u"task starts"_s}));

    promise.setResult(7);
    QCOMPARE(log.size(), 1); // not inside setResult()
    loop.tick();

    QCOMPARE(log, QStringList({u"task starts"_s, u"task got 7"_s}));
    QVERIFY(task.done());
}

void FutureTest::awaitThrowsTheFailure() // F-16
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    const auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick();

    promise.setException<std::runtime_error>("boom");
    loop.tick();

    QCOMPARE(log, QStringList({u"task starts"_s, u"task threw runtime_error: boom"_s}));
    QCOMPARE(ending(task), u"runtime_error: boom"_s);
}

void FutureTest::awaitingADoneFutureTakesNoTick() // F-16
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        log += u"before"_s;
        log += QString::number(co_await Future<int>::completed(7));
        log += u"after"_s;
    };
    const auto task = createTask(body);
    Loop::current().callSoon([&] {
        log += u"next in the queue"_s;
    });

    loop.tick();

    QCOMPARE(log, QStringList({u"before"_s, u"7"_s, u"after"_s, u"next in the queue"_s}));
    QVERIFY(task.done());
}

void FutureTest::secondAwaitGivesTheSame() // F-16
{
    TestLoop loop;
    Promise<int> promise;
    Loop::current().callSoon([&] {
        promise.setResult(7);
    });
    const auto body = [future = promise.future()]() -> Coro<bool> {
        const int *first = &co_await future;
        const int *second = &co_await future;
        co_return *first == 7 && first == second;
    };

    QVERIFY(loop.run(body()));
}

void FutureTest::rvalueAwaitMovesOnlyWhatNobodyElseSees() // F-16
{
    TestLoop loop;
    const auto body = []() -> Coro<QStringList> {
        const QString text(u"a text on the heap"_s);
        auto kept = Future<QList<QString>>::completed(QList<QString>{text});
        const auto copy = co_await Future<QList<QString>>(kept);
        const bool still = kept.result() == copy;
        const auto moved = co_await std::move(kept);
        QStringList answer = copy + moved;
        if (still)
            answer += u"kept"_s;
        co_return answer;
    };

    const QStringList answer = loop.run(body());

    QCOMPARE(answer, QStringList({u"a text on the heap"_s, u"a text on the heap"_s, u"kept"_s}));
}

void FutureTest::failureNobodyLookedAtIsReported() // F-18
{
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    auto future = std::make_unique<Future<int>>(promise->future());

    promise->setException<std::runtime_error>("boom");
    promise.reset();
    QCOMPARE(reports.texts(), QStringList()); // not before the last reference has gone
    future.reset();

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: boom"_s}));
    QVERIFY(reports.last().future.isNull()); // a description, no live handle
}

void FutureTest::failureLostInAnotherThreadIsReportedInTheLoop() // F-18
{
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    auto future = std::make_unique<Future<int>>(promise->future());
    promise->setException<std::runtime_error>("boom");
    promise.reset();

    inThread([&] {
        future.reset();
    });
    QCOMPARE(reports.texts(), QStringList());
    loop.tick();

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: boom"_s}));
}

void FutureTest::nothingToReport_data() // F-19
{
    QTest::addColumn<Act>("end");
    QTest::addColumn<Act>("look");

    QTest::newRow("abandoned while pending") << Act(noEnd) << Act(noEnd);
    QTest::newRow("value not read") << Act(withValue) << Act(noEnd);
    QTest::newRow("value read") << Act(withValue) << Act([](Promise<int> &promise) {
        promise.future().result();
    });
    QTest::newRow("failure read by exception()")
        << Act(withFailure) << Act([](Promise<int> &promise) {
               static_cast<void>(promise.future().exception());
           });
    QTest::newRow("failure read by result()") << Act(withFailure) << Act([](Promise<int> &promise) {
        thrownBy([&] {
            promise.future().result();
        });
    });
    QTest::newRow("failure read by takeResult()")
        << Act(withFailure) << Act([](Promise<int> &promise) {
               thrownBy([&] {
                   promise.future().takeResult();
               });
           });
    QTest::newRow("failure read by await") << Act(withFailure) << Act([](Promise<int> &promise) {
        const auto task = createTask(awaiting(promise.future()));
        thrownBy([&] {
            task.waitForFinished(), task.result();
        });
    });
    QTest::newRow("cancelled") << Act(withCancel) << Act(noEnd);
}

void FutureTest::nothingToReport() // F-19
{
    QFETCH(Act, end);
    QFETCH(Act, look);
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();

    end(*promise);
    look(*promise);
    promise.reset();
    loop.tick();

    QCOMPARE(reports.texts(), QStringList());
}

void FutureTest::cancelDisarmsTheReport() // F-20
{
    Reports reports;
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    promise->setException<std::runtime_error>("boom");

    const bool accepted = promise->future().cancel();
    promise.reset();

    QVERIFY(!accepted);
    QCOMPARE(reports.texts(), QStringList());
}

void FutureTest::exceptionIsMadeOfItsArguments() // F-21
{
    TestLoop loop;
    Promise<int> promise;

    promise.setException<TimeoutError>("too slow", std::make_exception_ptr(1));

    try {
        promise.future().result();
        QFAIL("nothing was thrown");
    } catch (const TimeoutError &error) {
        QCOMPARE(error.what(), "too slow");
        QVERIFY(error.cause());
    }
}

void FutureTest::nullExceptionIsRefused() // F-21
{
    TestLoop loop;
    Promise<int> promise;

    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, promise.setException(std::exception_ptr()));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, promise.trySetException(nullptr));

    QCOMPARE(promise.future().outcome(), Outcome::Pending);
}

void FutureTest::failedWithACancelledErrorIsNotCancelled() // F-22
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    const auto task = createTask(noting(log, u"task"_s, promise.future()));
    loop.tick();

    promise.setException<CancelledError>(u"by hand"_s);
    loop.tick();

    QVERIFY(promise.future().done());
    QVERIFY(!promise.future().cancelled());
    QCOMPARE(promise.future().outcome(), Outcome::Failure);
    QCOMPARE(log.constLast(), u"task threw CancelledError: by hand"_s);
    QVERIFY(task.cancelled());
    QCOMPARE(task.cancelling(), 0);
}

void FutureTest::everyAwaitThrowsTheSameObject() // F-23
{
    TestLoop loop;
    Promise<int> promise;
    QList<const void *> seen;
    const auto body = [&, future = promise.future()]() -> Coro<> {
        for (int i = 0; i < 3; ++i) {
            try {
                co_await future;
            } catch (const std::runtime_error &error) {
                seen += &error;
            }
        }
    };
    Loop::current().callSoon([&] {
        promise.setException<std::runtime_error>("boom");
    });

    loop.run(body());

    QCOMPARE(seen.size(), 3);
    QCOMPARE(seen.at(1), seen.at(0));
    QCOMPARE(seen.at(2), seen.at(0));
    QVERIFY(describe(promise.future().exception()).awaitSite.size() <= 1); // does not grow
}

void FutureTest::printsStateAndOutcome_data() // F-24
{
    QTest::addColumn<Act>("end");
    QTest::addColumn<QString>("expected");

    QTest::newRow("pending") << Act(noEnd) << u"<Future pending>"_s;
    QTest::newRow("value") << Act(withValue) << u"<Future finished result=7>"_s;
    QTest::newRow("failure") << Act(withFailure)
                             << u"<Future finished exception=std::runtime_error: boom>"_s;
    QTest::newRow("cancelled") << Act(withCancel) << u"<Future cancelled>"_s;
}

void FutureTest::printsStateAndOutcome() // F-24
{
    QFETCH(Act, end);
    QFETCH(QString, expected);
    TestLoop loop;
    Promise<int> promise;
    const Future<int> future = promise.future();

    end(promise);

    QCOMPARE(future.toString(), expected);
    QCOMPARE(QDebug::toString(future), expected);
    static_cast<void>(ending(future));
}

void FutureTest::printsWhoWaits() // F-24
{
    TestLoop loop;
    const Promise<int> promise;
    Future<int> future = promise.future();
    const auto nothing = [](const AnyFuture &) {};

    const QString first = u"callback %1"_s.arg(quint64(future.addDoneCallback(nothing)));
    QCOMPARE(future.toString(), u"<Future pending cb=[%1]>"_s.arg(first));
    const QString second = u"callback %1"_s.arg(quint64(future.addDoneCallback(nothing)));
    QCOMPARE(future.toString(), u"<Future pending cb=[%1, %2]>"_s.arg(first, second));
    future.addDoneCallback(nothing);
    const QString last = u"callback %1"_s.arg(quint64(future.addDoneCallback(nothing)));
    QCOMPARE(future.toString(), u"<Future pending cb=[%1, <2 more>, %2]>"_s.arg(first, last));
    const auto task = createTask(awaiting(future), u"reader"_s);
    loop.tick();
    QCOMPARE(future.toString(), u"<Future pending cb=[%1, <3 more>, reader]>"_s.arg(first));
}

void FutureTest::printsItselfWhenACallbackHoldsIt() // F-24
{
    QString printed;
    TestLoop loop;
    Promise<Future<int>> outer;
    const Promise<int> inner;
    Future<Future<int>> future = outer.future();
    future.addDoneCallback([&, future](const AnyFuture &) {
        printed = future.toString();
    });

    outer.setResult(inner.future());
    loop.tick();

    QVERIFY2(printed.startsWith(u"<Future finished"_s), qPrintable(printed));
}

/// An awaitable of another library: ready, and gives its number.
struct Foreign {
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    int await_resume() const noexcept { return number; }

    explicit Foreign(int n)
        : number(n)
    {
    }
    int number;
};

void FutureTest::awaitTakesWhateverCanBeAwaited() // F-26
{
    QList<bool> sameObject;
    int sum = 0;
    int mostTasks = 0;
    TestLoop loop;
    const auto future = Future<int>::completed(1);
    const auto task = createTask(giving(20));
    loop.tick();
    const auto body = [&]() -> Coro<> {
        const int &ofFuture = co_await future;
        const int &ofTask = co_await task;
        sameObject = {&ofFuture == &future.result(), &ofTask == &task.result()};
        sum = ofFuture + ofTask;
        sum += co_await giving(300);
        mostTasks = int(allTasks().size());
        sum += co_await Foreign(4000);
    };

    run(loop, body);

    QCOMPARE(sameObject, QList<bool>({true, true}));
    QCOMPARE(sum, 4321);
    QCOMPARE(mostTasks, 1); // the coroutine runs in the awaiting task [T-05]
}

void FutureTest::lateCompletionIsDropped_data() // F-25
{
    firstOutcomeStands_data();
}

void FutureTest::lateCompletionIsDropped() // F-25
{
    QFETCH(Act, end);
    QFETCH(QString, expected);
    TestLoop loop;
    Promise<int> promise;
    end(promise);

    const bool value = promise.trySetResult(1);
    const bool failure = promise.trySetException(std::make_exception_ptr(std::logic_error("late")));

    QVERIFY(!value);
    QVERIFY(!failure);
    QCOMPARE(ending(promise.future()), expected);
}

void FutureTest::droppedPromiseCancels() // F-25
{
    TestLoop loop;
    auto promise = std::make_unique<Promise<int>>();
    const Future<int> future = promise->future();

    promise.reset();

    QVERIFY(future.cancelled());
}

void FutureTest::completedFutureIsDone()
{
    TestLoop loop;

    QCOMPARE(Future<int>::completed(7).result(), 7);
    QVERIFY(Future<void>::completed().done());
}

void FutureTest::resultNowIsEmptyWhilePending()
{
    TestLoop loop;
    Promise<int> promise;
    const Future<int> future = promise.future();

    QVERIFY(!future.resultNow());
    promise.setResult(7);
    QCOMPARE(future.resultNow().value_or(0), 7);
}

void FutureTest::nullHandleRefuses()
{
    TestLoop loop;
    Future<int> null;

    QVERIFY(null.isNull());
    QVERIFY_THROWS_EXCEPTION(UsageError, null.done());
    QVERIFY_THROWS_EXCEPTION(UsageError, null.cancel());
    QVERIFY_THROWS_EXCEPTION(UsageError, loop.run(awaiting(null)));
    QCOMPARE(null.toString(), u"<Future null>"_s);
}

void FutureTest::foreignThreadMayOnlyLookAndCancel() // TH-09
{
    TestLoop loop;
    Promise<int> promise;
    promise.setResult(7);
    Future<int> future = promise.future();
    Log log;

    inThread([&] {
        Future<int> copy = future;
        log += copy.done() && !copy.cancelled() && !copy.failed() && !copy.cancel() ? u"may"_s
                                                                                    : u"wrong"_s;
        log += thrownBy([&] {
                   copy.result();
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   copy.takeResult();
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   static_cast<void>(copy.exception());
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   static_cast<void>(copy.toString());
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   copy.addDoneCallback([](const AnyFuture &) {});
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   copy.removeDoneCallback(CallbackId(1));
               }).section(u':', 0, 0);
    });

    QCOMPARE(log, QStringList({u"may"_s, u"UsageError"_s, u"UsageError"_s, u"UsageError"_s,
                               u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
}

void FutureTest::promiseRefusesAForeignThread() // TH-09
{
    TestLoop loop;
    Promise<int> promise;
    Log log;

    inThread([&] {
        log += thrownBy([&] {
                   promise.setResult(1);
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   promise.trySetResult(1);
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   promise.setException<std::runtime_error>("boom");
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   promise.setCancelHook({});
               }).section(u':', 0, 0);
    });

    QCOMPARE(log,
             QStringList({u"UsageError"_s, u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
    QCOMPARE(promise.future().outcome(), Outcome::Pending);
}

void FutureTest::cancelFromAForeignThreadIsPosted() // F-06
{
    TestLoop loop;
    const Promise<int> promise;
    Future<int> future = promise.future();
    bool accepted = false;

    inThread([&] {
        accepted = future.cancel(u"from afar"_s);
    });
    QVERIFY(accepted);
    QCOMPARE(future.outcome(), Outcome::Pending); // until the owner handles it
    loop.tick();

    QCOMPARE(ending(future), u"cancelled: from afar"_s);
}

QTEST_GUILESS_MAIN(FutureTest)
#include "tst_future.moc"
