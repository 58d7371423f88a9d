// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/gather.h>
#include <taskdeck/wait.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class WaitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allCompletedWaitsForEach();
    void exceptionsAreNotThrown();
    void ofDoneTasksReturnsAfterTwoPasses();
    void limitReturnsWhatIsDone();
    void limitAtTheMomentOfACompletion();
    void limitOfZeroReturnsAtOnce_data();
    void limitOfZeroReturnsAtOnce();
    void limitThatIsNotReachedIsStopped();
    void longestLimitIsNone();
    void firstCompletedReturnsWithOne();
    void whatEndsBeforeTheStepIsDoneToo();
    void firstExceptionReturnsAtTheFailure();
    void firstExceptionIgnoresACancelledTask();
    void firstExceptionMayHaveFailedBefore();
    void cancelLeavesTheTasksRunning();
    void cancelWhileRunnableIsNotLost();
    void callbacksAreRemoved_data();
    void callbacksAreRemoved();
    void duplicatesCollapse();
    void ordersAreThoseOfTheRequest();
    void ofNothingIsRefusedAtTheAwait();
    void singleFutureOrCoroutineDoesNotCompile();
    void otherLoopIsRefused();
    void failuresAreNotMarked_data();
    void failuresAreNotMarked();
    void futuresAndTasksOfAnyTypeWaitToo();
    void voidTasksAndMoveOnlyOnesWaitToo();
    void frameDestroyedMeanwhileLeavesNothing();
    void manyTasks();
};

/// "a b | c": the names of the done and of the pending ones.
template<typename T>
static QString text(const WaitResult<T> &found)
{
    const auto names = [](const QList<Task<T>> &tasks) {
        QStringList list;
        for (const Task<T> &task : tasks)
            list += task.name();
        return list.join(u' ');
    };
    return names(found.done) + u" | "_s + names(found.pending);
}

static Coro<QString> found(QList<Task<>> tasks, ReturnWhen when = ReturnWhen::AllCompleted,
                           std::optional<std::chrono::milliseconds> limit = {})
{
    const WaitResult<void> result = co_await wait(tasks, when, limit);
    co_return text(result);
}

static Task<> sleeping(std::chrono::milliseconds duration, const QString &name)
{
    return createTask(sleep(duration), name);
}

static Coro<> failingAfter(std::chrono::milliseconds duration)
{
    co_await sleep(duration);
    throw std::runtime_error("boom");
}

void WaitTest::allCompletedWaitsForEach() // W-01
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(2s, u"a"_s), sleeping(1s, u"b"_s)};

    QCOMPARE(loop.run(found(tasks)), u"a b | "_s);

    QCOMPARE(loop.elapsed(), 2s);
}

void WaitTest::exceptionsAreNotThrown() // W-01
{
    TestLoop loop;
    auto cancelled = createTask(never(), u"cancelled"_s);
    const auto failed = createTask(failing("boom"), u"failed"_s);
    cancelled.cancel();

    QCOMPARE(loop.run(found({cancelled, failed, sleeping(0s, u"fine"_s)})),
             u"cancelled failed fine | "_s);

    QCOMPARE(ending(failed), u"runtime_error: boom"_s);
}

void WaitTest::ofDoneTasksReturnsAfterTwoPasses() // W-01
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(0s, u"a"_s), sleeping(0s, u"b"_s)};
    QCOMPARE(loop.run(found(tasks)), u"a b | "_s);

    const auto again = createTask(found(tasks));
    loop.tick(2);
    QVERIFY(!again.done());
    loop.tick();

    QCOMPARE(again.result(), u"a b | "_s);
}

void WaitTest::limitReturnsWhatIsDone() // W-02
{
    TestLoop loop;
    const auto quick = sleeping(1s, u"quick"_s);
    const auto slow = sleeping(1h, u"slow"_s);

    QCOMPARE(loop.run(found({slow, quick}, ReturnWhen::AllCompleted, 2s)), u"quick | slow"_s);

    QCOMPARE(loop.elapsed(), 2s);
    QCOMPARE(slow.cancelling(), 0);
    loop.advance(1h);
    QCOMPARE(ending(slow), u"value"_s);
}

void WaitTest::limitAtTheMomentOfACompletion() // W-02
{
    TestLoop loop;
    const auto a = sleeping(100ms, u"a"_s);
    const auto b = sleeping(150ms, u"b"_s);

    QCOMPARE(loop.run(found({b, a}, ReturnWhen::AllCompleted, 100ms)), u"a | b"_s);

    QCOMPARE(loop.elapsed(), 100ms);
}

void WaitTest::limitOfZeroReturnsAtOnce_data() // W-02
{
    QTest::addColumn<int>("limit");

    QTest::newRow("zero") << 0;
    QTest::newRow("negative") << -5;
}

void WaitTest::limitOfZeroReturnsAtOnce() // W-02
{
    QFETCH(int, limit);
    TestLoop loop;
    const auto pending = sleeping(1ms, u"pending"_s);
    const auto done = createTask(Coro<>(failing("boom")), u"done"_s);
    loop.tick();

    const std::chrono::milliseconds time(limit);
    QCOMPARE(loop.run(found({pending, done}, ReturnWhen::AllCompleted, time)), u"done | pending"_s);

    QCOMPARE(loop.elapsed(), 0ms);
    static_cast<void>(ending(done));
}

void WaitTest::limitThatIsNotReachedIsStopped() // W-02
{
    TestLoop loop;

    QCOMPARE(loop.run(found({sleeping(1s, u"a"_s)}, ReturnWhen::AllCompleted, 1h)), u"a | "_s);

    QVERIFY(thrownBy([&] {
                loop.run(never());
            }).startsWith(u"UsageError: deadlock"_s)); // no timer to jump to
    QCOMPARE(loop.elapsed(), 1s);
}

void WaitTest::longestLimitIsNone() // W-02
{
    TestLoop loop;

    QCOMPARE(loop.run(found({sleeping(1s, u"a"_s)}, ReturnWhen::AllCompleted, noLimit)), u"a | "_s);

    QCOMPARE(loop.elapsed(), 1s);
}

void WaitTest::firstCompletedReturnsWithOne() // W-03
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(3s, u"a"_s), sleeping(1s, u"b"_s), sleeping(2s, u"c"_s)};

    QCOMPARE(loop.run(found(tasks, ReturnWhen::FirstCompleted)), u"b | a c"_s);

    QCOMPARE(loop.elapsed(), 1s);
}

/// Ends `passes` passes after its start.
static Coro<> yielding(int passes)
{
    while (passes-- > 0)
        co_await yieldNow();
}

void WaitTest::whatEndsBeforeTheStepIsDoneToo() // W-03
{
    TestLoop loop;
    QList<Task<>> tasks;
    for (const int passes : {1, 1, 2, 3, 4})
        tasks += createTask(yielding(passes), QString::number(passes));
    const auto waiter = createTask(found(tasks, ReturnWhen::FirstCompleted));

    loop.tick(4); // "1" ends in the second pass, which is told in the third, where "2" ends

    QCOMPARE(waiter.result(), u"1 1 2 | 3 4"_s);
}

void WaitTest::firstExceptionReturnsAtTheFailure() // W-04
{
    TestLoop loop;
    const auto failed = createTask(failingAfter(2s), u"failed"_s);
    const QList<Task<>> tasks{sleeping(1h, u"a"_s), sleeping(1s, u"b"_s), failed};

    QCOMPARE(loop.run(found(tasks, ReturnWhen::FirstException)), u"b failed | a"_s);

    QCOMPARE(loop.elapsed(), 2s);
    static_cast<void>(ending(failed));
}

void WaitTest::firstExceptionIgnoresACancelledTask() // W-04
{
    TestLoop loop;
    auto cancelled = createTask(never(), u"cancelled"_s);
    cancelled.cancel();

    QCOMPARE(loop.run(found({sleeping(1h, u"a"_s), cancelled}, ReturnWhen::FirstException)),
             u"a cancelled | "_s);

    QCOMPARE(loop.elapsed(), 1h);
}

void WaitTest::firstExceptionMayHaveFailedBefore() // W-04
{
    TestLoop loop;
    const auto failed = createTask(failing("boom"), u"failed"_s);
    loop.tick();

    QCOMPARE(loop.run(found({sleeping(1h, u"a"_s), failed}, ReturnWhen::FirstException)),
             u"failed | a"_s);

    QCOMPARE(loop.elapsed(), 0ms);
    static_cast<void>(ending(failed));
}

void WaitTest::cancelLeavesTheTasksRunning() // W-05
{
    TestLoop loop;
    const QList<Task<>> tasks{sleeping(1s, u"a"_s), sleeping(2s, u"b"_s)};
    auto waiter = createTask(found(tasks));
    loop.tick();

    waiter.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(waiter), u"cancelled: why"_s);
    QCOMPARE(tasks[0].cancelling(), 0);
    loop.advance(2s);
    QCOMPARE(ending(tasks[1]), u"value"_s);
}

void WaitTest::cancelWhileRunnableIsNotLost() // W-05, T-19
{
    TestLoop loop;
    const auto task = createTask(yielding(1), u"a"_s);
    auto waiter = createTask(found({task}));
    loop.tick(3); // ended in the second, told in the third

    QVERIFY(!waiter.done());
    QVERIFY(waiter.cancel(u"why"_s));
    loop.tick();

    QCOMPARE(ending(waiter), u"cancelled: why"_s);
}

void WaitTest::callbacksAreRemoved_data() // W-05
{
    QTest::addColumn<QString>("how");

    QTest::newRow("cancelled") << u"cancel"_s;
    QTest::newRow("limit") << u"limit"_s;
    QTest::newRow("first completed") << u"first"_s;
}

void WaitTest::callbacksAreRemoved() // W-05
{
    QFETCH(QString, how);
    TestLoop loop;
    const auto task = sleeping(1h, u"task"_s);
    const auto first = sleeping(1s, u"first"_s);
    auto waiter = createTask(
        found({task, first}, ReturnWhen::FirstCompleted, how == u"limit"_s ? 10ms : 1min),
        u"waiter"_s);
    loop.tick();
    QCOMPARE(task.toString(), u"<Task pending name='task' wait_for=sleep cb=[waiter]>"_s);

    if (how == u"cancel"_s)
        waiter.cancel();
    loop.advance(how == u"first"_s ? 1s : 10ms);

    QVERIFY(waiter.done());
    QCOMPARE(task.toString(), u"<Task pending name='task' wait_for=sleep>"_s);
}

void WaitTest::duplicatesCollapse() // W-06
{
    TestLoop loop;
    const auto a = sleeping(0s, u"a"_s);
    const auto b = sleeping(1h, u"b"_s);

    QCOMPARE(loop.run(found({a, b, a, b, b}, ReturnWhen::FirstCompleted)), u"a | b"_s);
    QCOMPARE(loop.run(found({a, a, a})), u"a | "_s);
}

void WaitTest::ordersAreThoseOfTheRequest() // W-06
{
    TestLoop loop;
    QList<Task<>> tasks;
    for (int i = 5; i > 0; --i)
        tasks += sleeping(i * 1s, QString::number(i));

    QCOMPARE(loop.run(found(tasks, ReturnWhen::AllCompleted, 2500ms)), u"2 1 | 5 4 3"_s);
}

void WaitTest::ofNothingIsRefusedAtTheAwait() // W-06
{
    TestLoop loop;

    auto waiting = wait(QList<Task<>>()); // not yet
    QCOMPARE(thrownBy([&] {
                 loop.run(std::move(waiting));
             }),
             u"invalid_argument: there is nothing to wait for"_s);
    QCOMPARE(thrownBy([&] {
                 loop.run(found({Task<>()}));
             }),
             u"UsageError: the handle is null"_s);
}

template<typename X>
concept Waitable = requires(X x)
{
    wait(std::move(x));
};

void WaitTest::singleFutureOrCoroutineDoesNotCompile() // W-06
{
    static_assert(Waitable<QList<Task<int>>>);
    static_assert(!Waitable<Task<int>>);
    static_assert(!Waitable<Future<int>>);
    static_assert(!Waitable<Coro<int>>);
    static_assert(!Waitable<std::vector<Coro<int>>>);
}

void WaitTest::otherLoopIsRefused() // T-07
{
    TestLoop loop;
    const auto task = createTask(never());
    QString thrown;

    inThread([&] {
        TestLoop other;
        thrown = thrownBy([&] {
            other.run(found({task}));
        });
    });

    QVERIFY2(thrown.startsWith(u"UsageError: "_s), qPrintable(thrown));
}

void WaitTest::failuresAreNotMarked_data() // W-07
{
    QTest::addColumn<ReturnWhen>("when");

    QTest::newRow("first exception") << ReturnWhen::FirstException;
    QTest::newRow("first completed") << ReturnWhen::FirstCompleted;
    QTest::newRow("all completed") << ReturnWhen::AllCompleted;
}

void WaitTest::failuresAreNotMarked() // W-07
{
    QFETCH(ReturnWhen, when);
    Reports reports;
    TestLoop loop;
    QList<Task<>> tasks{createTask(failing("boom"), u"failed"_s)};

    QCOMPARE(loop.run(found(tasks, when)), u"failed | "_s);
    QCOMPARE(reports.texts(), QStringList());
    tasks.clear();

    QCOMPARE(
        reports.texts(),
        QStringList({u"Task 'failed' exception was never retrieved <- runtime_error: boom"_s}));
}

void WaitTest::futuresAndTasksOfAnyTypeWaitToo() // W-01
{
    TestLoop loop;
    const Promise<int> promise;
    const auto task = createTask(giving(7));
    const auto sleeper = sleeping(1h, u"sleeper"_s);
    const QList<Future<int>> futures{promise.future(), task};
    const QList<AnyTask> tasks{task, sleeper};

    const auto ofFutures = loop.run(wait(futures, ReturnWhen::FirstCompleted));
    const auto ofTasks = loop.run(wait(tasks, ReturnWhen::AllCompleted, 1s));

    QCOMPARE(ofFutures.done.size(), 1);
    QCOMPARE(ofFutures.done.constFirst().result(), 7);
    QVERIFY(same(ofFutures.pending.constFirst(), promise.future()));
    QCOMPARE(ofTasks.done.constFirst().id(), task.id());
    QCOMPARE(ofTasks.pending.constFirst().id(), sleeper.id());
}

void WaitTest::voidTasksAndMoveOnlyOnesWaitToo() // W-01
{
    TestLoop loop;
    QList<Task<std::unique_ptr<int>>> tasks{createTask(giving(std::make_unique<int>(7)))};

    auto result = loop.run(wait(tasks));

    QCOMPARE(*result.done.first().takeResult(), 7);
}

void WaitTest::frameDestroyedMeanwhileLeavesNothing()
{
    Promise<int> promise;
    {
        TestLoop loop;
        createTask(wait(QList<Future<int>>{promise.future()}, ReturnWhen::AllCompleted, 1h));
        loop.tick();
        QVERIFY(promise.future().toString().contains(u"cb="_s));
    }

    QCOMPARE(promise.future().toString(), u"<Future pending>"_s);
    promise.setResult(7);
}

void WaitTest::manyTasks()
{
    static constexpr int count = 100'000;
    TestLoop loop;
    QList<Task<int>> tasks;
    for (int i = 0; i < count; ++i)
        tasks += createTask(giving(i));

    const auto result = loop.run(wait(tasks));

    QCOMPARE(result.done.size(), count);
    QCOMPARE(result.done.constLast().result(), count - 1);
}

QTEST_GUILESS_MAIN(WaitTest)
#include "tst_wait.moc"
