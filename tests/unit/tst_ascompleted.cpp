// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/ascompleted.h>
#include <taskdeck/gather.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class AsCompletedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOutInTheOrderOfTheEnds();
    void ofNothingEndsAtOnce();
    void whatIsDoneComesInTheOrderOfTheRequest();
    void waitingOneResumesTwoPassesAfterTheEnd();
    void whatIsThereCostsNoPass();
    void handsOutTheVeryTasks();
    void handsOutTheTasksMadeOfCoroutines();
    void failedAndCancelledOnesAreNotThrown();
    void limitThrowsForEachOutstandingOne();
    void limitCancelsNothingAndLeavesWhatWasTaken();
    void limitEndsTheWaitOfEveryWaitingOne();
    void endBeforeTheLimitIsNotTimedOut();
    void endInThePassOfTheLimitIsTimedOut();
    void timerIsStoppedWhenAllHaveEnded();
    void canBeLeftAndResumed();
    void placeholdersAreServedInTheOrderOfTheirAwaits();
    void severalMayBeAwaitedAtOnce();
    void oneTooManyEndsWithTheLast();
    void duplicatesComeOnce();
    void singleAwaitableDoesNotCompile();
    void otherLoopIsRefused();
    void cancelledWaitLosesNoItem();
    void cancelAfterTheHandoverGivesTheItemToTheNext();
    void cancelAfterTheHandoverGivesTheTimeoutBack();
    void unstartedNextLosesNoItem();
    void doneFailuresAreNotMarked();
    void droppedStreamStopsWatching();
    void streamMayDieWhileAnEndIsOnItsWay();
    void futuresComeToo();
    void manyTasks();
};

static Task<> sleeping(std::chrono::milliseconds duration, const QString &name)
{
    return createTask(sleep(duration), name);
}

/// Notes the name of what comes, "end", or what is thrown.
static Coro<> noteNext(Log &log, Completions<void> stream)
{
    try {
        const auto next = co_await stream.next();
        log += next ? next->name() : u"end"_s;
    } catch (const std::exception &) {
        log += textOf(std::current_exception()).section(u':', 0, 0);
    }
}

static Coro<QStringList> namesOf(Completions<void> stream)
{
    QStringList names;
    while (const auto next = co_await stream.next())
        names += next->name();
    co_return names;
}

void AsCompletedTest::handsOutInTheOrderOfTheEnds() // AC-01
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(3s, u"a"_s), sleeping(1s, u"b"_s), sleeping(2s, u"c"_s)};

    const auto stream = asCompleted(tasks);

    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"b"_s, u"c"_s, u"a"_s}));
    QCOMPARE(loop.elapsed(), 3s);
    QCOMPARE(loop.run(namesOf(stream)), QStringList()); // the end is a state
}

void AsCompletedTest::ofNothingEndsAtOnce() // AC-01
{
    TestLoop loop;
    const auto names = createTask(namesOf(asCompleted(QList<Task<>>(), 1s)));

    loop.tick();

    QCOMPARE(names.result(), QStringList());
}

void AsCompletedTest::whatIsDoneComesInTheOrderOfTheRequest() // AC-01
{
    TestLoop loop;
    const auto first = createTask(sleep(0s), u"first"_s);
    loop.advance(0s);
    const auto second = createTask(sleep(0s), u"second"_s);
    loop.advance(0s);

    QCOMPARE(loop.run(namesOf(asCompleted(QList<Task<>>{second, first}))),
             QStringList({u"second"_s, u"first"_s}));
}

void AsCompletedTest::waitingOneResumesTwoPassesAfterTheEnd() // AC-01
{
    Log log;
    TestLoop loop;
    Promise<void> promise;
    const auto task = createTask(awaiting(promise.future()), u"task"_s);
    createTask(noteNext(log, asCompleted(QList<Task<>>{task})));
    loop.tick();
    promise.setResult();
    loop.tick();
    QVERIFY(task.done());

    loop.tick();
    QCOMPARE(log, QStringList());
    loop.tick();

    QCOMPARE(log, QStringList({u"task"_s}));
}

void AsCompletedTest::whatIsThereCostsNoPass() // AC-01, F-16
{
    TestLoop loop;
    QList<Task<>> tasks{sleeping(0s, u"a"_s), sleeping(0s, u"b"_s), sleeping(0s, u"c"_s)};
    const auto stream = asCompleted(tasks);
    loop.tick(3);

    const auto names = createTask(namesOf(stream));
    loop.tick();

    QCOMPARE(names.result().size(), 3);
}

void AsCompletedTest::handsOutTheVeryTasks() // AC-02
{
    TestLoop loop;
    const auto task = createTask(giving(7));

    const auto next = loop.run(asCompleted(QList<Task<int>>{task}).next());

    QVERIFY(same(*next, task));
    QCOMPARE(next->result(), 7);
}

void AsCompletedTest::handsOutTheTasksMadeOfCoroutines() // AC-02
{
    TestLoop loop;
    std::vector<Coro<>> coros;
    coros.push_back(sleep(2s));
    coros.push_back(sleep(1s));

    const auto stream = asCompleted(std::move(coros));

    const QStringList made = loop.liveTasks();
    QCOMPARE(made.size(), 2);
    QCOMPARE(loop.run(namesOf(stream)), QStringList({made[1], made[0]}));
}

void AsCompletedTest::failedAndCancelledOnesAreNotThrown() // AC-02
{
    TestLoop loop;
    auto cancelled = createTask(never(), u"cancelled"_s);
    const auto failed = createTask(failing("boom"), u"failed"_s);
    cancelled.cancel(u"why"_s);

    QCOMPARE(loop.run(namesOf(asCompleted(QList<Task<>>{failed, cancelled}))),
             QStringList({u"cancelled"_s, u"failed"_s}));

    QCOMPARE(ending(failed), u"runtime_error: boom"_s);
}

void AsCompletedTest::limitThrowsForEachOutstandingOne() // AC-03
{
    Log log;
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(1h, u"a"_s), sleeping(1s, u"b"_s), sleeping(1h, u"c"_s)};
    const auto stream = asCompleted(tasks, 2s);

    for (int i = 0; i < 4; ++i)
        loop.run(noteNext(log, stream));

    QCOMPARE(log, QStringList({u"b"_s, u"TimeoutError"_s, u"TimeoutError"_s, u"end"_s}));
    QCOMPARE(loop.elapsed(), 2s);
}

void AsCompletedTest::limitCancelsNothingAndLeavesWhatWasTaken() // AC-03
{
    Log log;
    TestLoop loop;
    const auto slow = sleeping(1h, u"slow"_s);
    const auto quick = sleeping(1s, u"quick"_s);
    const auto stream = asCompleted(QList<Task<>>{slow, quick}, 2s);
    const auto taken = loop.run(stream.next());

    loop.run(noteNext(log, stream));

    QCOMPARE(log, QStringList({u"TimeoutError"_s}));
    QVERIFY(same(*taken, quick));
    QCOMPARE(ending(*taken), u"value"_s);
    QCOMPARE(slow.cancelling(), 0);
    loop.advance(1h);
    QCOMPARE(ending(slow), u"value"_s);
    loop.run(noteNext(log, stream));
    QCOMPARE(log.constLast(), u"end"_s); // it was accounted for
}

void AsCompletedTest::limitEndsTheWaitOfEveryWaitingOne() // AC-03, AC-05
{
    Log log;
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1h, u"a"_s), sleeping(1h, u"b"_s)}, 1s);
    for (int i = 0; i < 3; ++i)
        createTask(noteNext(log, stream));

    loop.advance(1s);

    QCOMPARE(log, QStringList({u"TimeoutError"_s, u"TimeoutError"_s, u"end"_s}));
}

void AsCompletedTest::endBeforeTheLimitIsNotTimedOut() // AC-03
{
    Log log;
    TestLoop loop;
    Promise<void> promise;
    const auto task = createTask(awaiting(promise.future()), u"task"_s);
    const auto stream = asCompleted(QList<Task<>>{task}, 1s);
    loop.tick();
    promise.setResult();
    loop.tick(); // it ends; the next pass tells it

    loop.block(1s); // and there the limit is due too
    loop.run(noteNext(log, stream));

    QCOMPARE(log, QStringList({u"task"_s}));
}

void AsCompletedTest::endInThePassOfTheLimitIsTimedOut() // AC-03
{
    Log log;
    TestLoop loop;
    Promise<void> promise;
    const auto task = createTask(awaiting(promise.future()), u"task"_s);
    const auto stream = asCompleted(QList<Task<>>{task}, 1s);
    loop.tick();
    promise.setResult();

    loop.block(1s); // the next pass ends it, and then has the limit
    loop.run(noteNext(log, stream));
    loop.tick(2);
    loop.run(noteNext(log, stream));

    QCOMPARE(log, QStringList({u"TimeoutError"_s, u"end"_s})); // not once more
}

void AsCompletedTest::timerIsStoppedWhenAllHaveEnded() // AC-04
{
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1s, u"a"_s)}, 1h);

    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"a"_s}));

    QVERIFY(thrownBy([&] {
                loop.run(never());
            }).startsWith(u"UsageError: deadlock"_s)); // no timer to jump to
    QCOMPARE(loop.elapsed(), 1s);
}

void AsCompletedTest::canBeLeftAndResumed() // AC-04
{
    Log log;
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(1s, u"a"_s), sleeping(2s, u"b"_s), sleeping(3s, u"c"_s)};
    const auto stream = asCompleted(tasks);

    loop.run(noteNext(log, stream));
    loop.advance(1h);

    QCOMPARE(log, QStringList({u"a"_s}));
    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"b"_s, u"c"_s}));
}

void AsCompletedTest::placeholdersAreServedInTheOrderOfTheirAwaits() // AC-05
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(1s, u"a"_s), sleeping(2s, u"b"_s), sleeping(3s, u"c"_s)};
    const auto body = [&]() -> Coro<QStringList> {
        const auto stream = asCompleted(tasks);
        std::vector<Coro<std::optional<Task<>>>> places;
        for (int i = 0; i < 3; ++i)
            places.push_back(stream.next());
        QStringList names;
        for (; !places.empty(); places.pop_back())
            names += (co_await std::move(places.back()))->name();
        co_return names;
    };

    QCOMPARE(run(loop, body), QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void AsCompletedTest::severalMayBeAwaitedAtOnce() // AC-05
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(2s, u"a"_s), sleeping(1s, u"b"_s)};
    const auto stream = asCompleted(tasks);
    const auto both = gather(stream.next(), stream.next());

    loop.advance(2s);

    QCOMPARE(std::get<0>(both.result())->name(), u"b"_s);
    QCOMPARE(std::get<1>(both.result())->name(), u"a"_s);
}

void AsCompletedTest::oneTooManyEndsWithTheLast() // AC-05
{
    Log log;
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1s, u"a"_s)});
    createTask(noteNext(log, stream));
    createTask(noteNext(log, stream));

    loop.tick();
    QCOMPARE(log, QStringList());
    loop.advance(1s);

    QCOMPARE(log, QStringList({u"a"_s, u"end"_s}));
}

void AsCompletedTest::duplicatesComeOnce() // AC-06
{
    TestLoop loop;
    const auto a = sleeping(2s, u"a"_s);
    const auto b = sleeping(1s, u"b"_s);

    QCOMPARE(loop.run(namesOf(asCompleted(QList<Task<>>{a, b, a, a, b}))),
             QStringList({u"b"_s, u"a"_s}));
}

template<typename X>
concept Completable = requires(X x)
{
    asCompleted(std::move(x));
};

void AsCompletedTest::singleAwaitableDoesNotCompile() // AC-06
{
    static_assert(Completable<QList<Task<int>>>);
    static_assert(Completable<std::vector<Coro<int>>>);
    static_assert(!Completable<Task<int>>);
    static_assert(!Completable<Future<int>>);
    static_assert(!Completable<Coro<int>>);
}

void AsCompletedTest::otherLoopIsRefused() // T-07
{
    TestLoop loop;
    const QList<Task<>> tasks{createTask(never())};
    QString thrown;

    inThread([&] {
        TestLoop other;
        thrown = thrownBy([&] {
            static_cast<void>(asCompleted(tasks));
        });
    });

    QVERIFY2(thrown.startsWith(u"UsageError: "_s), qPrintable(thrown));
}

void AsCompletedTest::cancelledWaitLosesNoItem() // AC-05
{
    Log log;
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1s, u"a"_s), sleeping(2s, u"b"_s)});
    auto first = createTask(noteNext(log, stream));
    loop.tick();

    first.cancel();
    loop.tick();

    QVERIFY(first.cancelled());
    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"a"_s, u"b"_s}));
}

void AsCompletedTest::cancelAfterTheHandoverGivesTheItemToTheNext() // AC-05
{
    Log log;
    TestLoop loop;
    Promise<void> promise;
    const auto task = createTask(awaiting(promise.future()), u"task"_s);
    const auto stream = asCompleted(QList<Task<>>{task, sleeping(1h, u"other"_s)});
    auto first = createTask(noteNext(log, stream));
    createTask(noteNext(log, stream));
    loop.tick();
    promise.setResult();
    loop.tick(2); // the first is runnable

    first.cancel();
    loop.tick(2);

    QVERIFY(first.cancelled());
    QCOMPARE(log, QStringList({u"task"_s}));
    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"other"_s}));
}

void AsCompletedTest::cancelAfterTheHandoverGivesTheTimeoutBack() // AC-03
{
    Log log;
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1h, u"a"_s)}, 1s);
    auto first = createTask(noteNext(log, stream));
    loop.tick();
    loop.block(1s);
    loop.tick(); // the limit passes, the first is runnable

    first.cancel();
    loop.tick();

    QVERIFY(first.cancelled());
    loop.run(noteNext(log, stream));
    loop.run(noteNext(log, stream));
    QCOMPARE(log, QStringList({u"TimeoutError"_s, u"end"_s}));
}

void AsCompletedTest::unstartedNextLosesNoItem() // AC-05
{
    TestLoop loop;
    const auto stream = asCompleted(QList<Task<>>{sleeping(1s, u"a"_s)});

    static_cast<void>(stream.next());
    createTask(stream.next()).cancel();

    QCOMPARE(loop.run(namesOf(stream)), QStringList({u"a"_s}));
}

void AsCompletedTest::doneFailuresAreNotMarked() // AC-02, T-41
{
    Reports reports;
    TestLoop loop;
    {
        const auto stream = asCompleted(QList<Task<>>{createTask(failing("boom"), u"failed"_s)});
        QCOMPARE(loop.run(namesOf(stream)), QStringList({u"failed"_s}));
    }

    QCOMPARE(
        reports.texts(),
        QStringList({u"Task 'failed' exception was never retrieved <- runtime_error: boom"_s}));
}

void AsCompletedTest::droppedStreamStopsWatching() // AC-04
{
    TestLoop loop;
    const auto task = sleeping(2h, u"task"_s);
    const auto body = [&]() -> Coro<> {
        const auto stream = asCompleted(QList<Task<>>{task}, 1h);
        co_await yieldNow();
    };
    createTask(body, u"caller"_s);
    loop.tick();
    QCOMPARE(task.toString(), u"<Task pending name='task' wait_for=sleep cb=[caller]>"_s);

    loop.tick();

    QCOMPARE(task.toString(), u"<Task pending name='task' wait_for=sleep>"_s);
    loop.advance(2h);
}

void AsCompletedTest::streamMayDieWhileAnEndIsOnItsWay()
{
    TestLoop loop;
    {
        const auto stream = asCompleted(QList<Task<>>{sleeping(0s, u"a"_s)}, 0s);
        loop.tick(2);
    }
    {
        const auto stream = asCompleted(QList<Future<int>>{Future<int>::completed(7)}, 0s);
    }

    loop.tick(3);

    QCOMPARE(loop.liveTasks(), QStringList());
}

void AsCompletedTest::futuresComeToo() // AC-02
{
    TestLoop loop;
    Promise<int> first;
    Promise<int> second;
    const auto stream = asCompleted(QList<Future<int>>{first.future(), second.future()});
    second.setResult(2);
    first.setResult(1);

    QVERIFY(same(*loop.run(stream.next()), second.future()));
    QVERIFY(same(*loop.run(stream.next()), first.future()));
    QVERIFY(!loop.run(stream.next()));
}

void AsCompletedTest::manyTasks()
{
    static constexpr int count = 100'000;
    TestLoop loop;
    QList<Task<int>> tasks;
    for (int i = 0; i < count; ++i)
        tasks += createTask(giving(i));
    const auto body = [&]() -> Coro<qint64> {
        qint64 sum = 0;
        const auto stream = asCompleted(tasks, 1h);
        while (const auto next = co_await stream.next())
            sum += co_await *next;
        co_return sum;
    };

    QCOMPARE(run(loop, body), qint64(count) * (count - 1) / 2);
}

QTEST_GUILESS_MAIN(AsCompletedTest)
#include "tst_ascompleted.moc"
