// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/await.h>
#include <taskdeck/gather.h>
#include <taskdeck/shield.h>

#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class GatherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeInTheOrderOfTheArguments();
    void listKeepsItsOrder();
    void anyMixOfAwaitablesIsTaken();
    void voidIsAMonostate();
    void coroutinesOfAListBecomeTasks();
    void ofNothingIsDone();
    void ofWhatIsDoneIsDoneOnReturn();
    void ofOneThatHasFailedHasFailedOnReturn();
    void endsOnePassAfterItsLastChild();
    void oneGivenTwiceRunsOnce();
    void oneGivenTwiceIsCancelledOnce();
    void firstFailureEndsItAtOnce();
    void failuresCanBeResults();
    void settledValueThrowsWhatItEndedWith();
    void settledWaitsForAll();
    void cancelledChildIsAFailure();
    void taskThatAwaitsACancelledChildEndsCancelled();
    void cancelGoesToEveryPendingChild();
    void cancelEndsItWhenAllHaveEnded();
    void cancelOfTheAwaitingTaskGoesToTheChildren();
    void afterACancelItAlwaysEndsCancelled_data();
    void afterACancelItAlwaysEndsCancelled();
    void secondCancelIsHandedOnToo();
    void failureThatACancelHidesIsReported();
    void cancelIsRefusedWhenAllChildrenAreDone();
    void cancelIsRefusedWhenItHasFailed();
    void laterFailuresCountAsLookedAt();
    void failureThatNobodySeesIsReportedOnce();
    void futuresOfDifferentLoopsAreRefused();
    void futuresOfOneOtherLoopGiveOneOfThatLoop();
    void badArgumentDoesNoHarmToTheGoodOnes();
    void nullHandleIsRefused();
    void futureAndTaskPassThroughAsTheSame();
    void coroutineBecomesATask();
    void otherAwaitableIsWrappedInATask();
    void droppedGatherCancelsNothing();
    void childrenAreForgottenWhenItEnds();
    void moveOnlyValuesAreTaken();
    void valueNeedsNoAssignment();
    void copyThatThrowsFailsIt();
    void loopsEndEndsItAsCancelled();
    void lossOfItsOwnTasksIsNotReported();
    void cancelHookMayDropIt();
    void nestedOnesAreAskedInOrder();
    void nestedLoopInACancelHookMayCancelOthers();
    void treeWithSharedPartsIsCancelledInTime();
    void chainOfGathersEnds();
    void chainOfGathersIsCancelled();
    void chainOfTasksThatGatherIsCancelled();
    void manyChildren();
};

using Promises = std::array<Promise<int>, 3>;

static QList<Future<int>> futuresOf(const Promises &promises)
{
    QList<Future<int>> futures;
    for (const Promise<int> &promise : promises)
        futures += promise.future();
    return futures;
}

void GatherTest::valuesComeInTheOrderOfTheArguments() // GA-01
{
    TestLoop loop;
    Promise<int> first;
    Promise<QString> second;
    auto all = gather(first.future(), second.future());

    second.setResult(u"two"_s);
    loop.tick();
    QVERIFY(!all.done());
    first.setResult(1);
    loop.tick();

    const auto &[number, text] = all.result();
    QCOMPARE(number, 1);
    QCOMPARE(text, u"two"_s);
}

void GatherTest::listKeepsItsOrder() // GA-01
{
    TestLoop loop;
    Promises promises;
    auto all = gather(futuresOf(promises));

    for (const int i : {1, 2, 0})
        promises.at(std::size_t(i)).setResult(i);
    loop.tick();

    QCOMPARE(all.result(), QList<int>({0, 1, 2}));
}

void GatherTest::anyMixOfAwaitablesIsTaken() // GA-01
{
    TestLoop loop;
    const auto task = createTask(giving(1));
    Promise<int> promise;
    const auto all = gather(task, Future<int>(task), giving(u"text"_s), promise.future(),
                            gather(giving(2), giving(3)));

    promise.setResult(4);
    loop.tick(3);

    using Inner = std::tuple<int, int>;
    QCOMPARE(all.result(), std::make_tuple(1, 1, u"text"_s, 4, Inner(2, 3)));
}

void GatherTest::voidIsAMonostate() // GA-01
{
    TestLoop loop;
    const auto task = createTask(sleep(1s));
    const auto pair = gather(task, giving(7));
    const auto list = gather(QList<Task<>>{task, task});

    loop.advance(1s);

    QCOMPARE(std::get<1>(pair.result()), 7);
    static_assert(std::is_same_v<decltype(list)::Value, QList<std::monostate>>);
    QCOMPARE(list.result().size(), 2);
}

void GatherTest::coroutinesOfAListBecomeTasks() // GA-01
{
    TestLoop loop;
    std::vector<Coro<int>> coros;
    for (const int i : {1, 2, 3})
        coros.push_back(giving(i));

    const auto all = gather(std::move(coros));

    const int line = __LINE__ - 2;
    QCOMPARE(allTasks().size(), 3);
    QCOMPARE(allTasks().constFirst().createdAt().line(), line);
    loop.tick(2);
    QCOMPARE(all.result(), QList<int>({1, 2, 3}));
}

void GatherTest::ofNothingIsDone() // GA-02
{
    TestLoop loop;

    QCOMPARE(gather(QList<Task<int>>()).result(), QList<int>());
    QCOMPARE(gather(std::vector<Coro<int>>()).result(), QList<int>());
    QVERIFY(gather().done());
    QVERIFY(gatherSettled(QList<Future<void>>()).result().isEmpty());
}

void GatherTest::ofWhatIsDoneIsDoneOnReturn() // GA-02
{
    TestLoop loop;
    const auto task = createTask(giving(1));
    loop.tick();

    QCOMPARE(gather(task, Future<int>::completed(2)).result(), std::make_tuple(1, 2));
    QCOMPARE(gather(QList<Task<int>>{task}).result(), QList<int>({1}));
    QCOMPARE(gatherSettled(QList<Task<int>>{task}).result().constFirst().value(), 1);
}

void GatherTest::ofOneThatHasFailedHasFailedOnReturn() // GA-02, GA-11
{
    Reports reports;
    TestLoop loop;
    Promises promises;
    promises[1].setException<std::runtime_error>("boom");
    promises[2].setException<std::runtime_error>("later");

    const auto all = gather(futuresOf(promises));

    QCOMPARE(ending(all), u"runtime_error: boom"_s);
    promises = {};
    loop.tick();
    QCOMPARE(reports.texts(), QStringList());
}

void GatherTest::endsOnePassAfterItsLastChild() // GA-01, F-09, F-10
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    auto child = promise.future();
    const auto note = [&](const QString &what) {
        return [&log, what](const AnyFuture &) {
            log += what;
        };
    };
    child.addDoneCallback(note(u"before"_s));
    auto all = gather(child);
    child.addDoneCallback(note(u"after"_s));
    all.addDoneCallback(note(u"outer"_s));

    promise.setResult(7);
    QVERIFY(!all.done());
    loop.tick();
    QVERIFY(all.done());
    QCOMPARE(log, QStringList({u"before"_s, u"after"_s}));
    loop.tick();

    QCOMPARE(log.constLast(), u"outer"_s);
}

void GatherTest::oneGivenTwiceRunsOnce() // GA-03
{
    int runs = 0;
    TestLoop loop;
    const auto body = [&]() -> Coro<int> {
        co_return ++runs;
    };
    const auto task = createTask(body);
    const auto other = createTask(giving(7));

    const auto all = gather(QList<Task<int>>{task, other, task});
    const auto pair = gather(task, task);
    loop.tick(2);

    QCOMPARE(all.result(), QList<int>({1, 7, 1}));
    QCOMPARE(pair.result(), std::make_tuple(1, 1));
    QCOMPARE(runs, 1);
}

void GatherTest::oneGivenTwiceIsCancelledOnce() // GA-03
{
    TestLoop loop;
    const auto task = createTask(never());
    const auto other = createTask(never());
    auto all = gather(QList<Task<>>{task, other, task, other, other});
    loop.tick();

    all.cancel();

    QCOMPARE(task.cancelling(), 1);
    QCOMPARE(other.cancelling(), 1);
    loop.tick(2);
    QVERIFY(all.done());
}

void GatherTest::firstFailureEndsItAtOnce() // GA-04
{
    TestLoop loop;
    Promises promises;
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    const auto all = gather(futuresOf(promises));
    const auto pair = gather(promises[0].future(), promises[1].future());

    promises[1].setException(failure);
    loop.tick();

    QVERIFY(all.exception() == failure);
    QVERIFY(pair.exception() == failure);
    QVERIFY(!promises[0].future().done());
    QVERIFY(!promises[2].future().done());
}

void GatherTest::failuresCanBeResults() // GA-05
{
    Reports reports;
    TestLoop loop;
    auto promises = std::make_unique<Promises>();
    const auto failure = std::make_exception_ptr(std::runtime_error("boom"));
    const auto all = gatherSettled(futuresOf(*promises));

    promises->at(0).setException(failure);
    promises->at(1).future().cancel(u"why"_s);
    promises->at(2).setResult(7);
    loop.tick();

    const QList<Settled<int>> &settled = all.result();
    QCOMPARE(settled.size(), 3);
    QCOMPARE(settled[0].outcome(), Outcome::Failure);
    QVERIFY(settled[0].exception() == failure);
    QCOMPARE(settled[1].outcome(), Outcome::Cancelled);
    QCOMPARE(textOf(settled[1].exception()), u"CancelledError: why"_s);
    QCOMPARE(settled[2].outcome(), Outcome::Value);
    QCOMPARE(settled[2].value(), 7);
    QVERIFY(!settled[2].exception());
    promises.reset();
    QCOMPARE(reports.texts(), QStringList());
}

void GatherTest::settledValueThrowsWhatItEndedWith() // GA-05
{
    TestLoop loop;
    std::vector<Coro<>> coros;
    coros.push_back(failing("boom"));
    coros.push_back(sleep(0ms));
    const auto all = gatherSettled(std::move(coros));

    loop.tick(3);

    QCOMPARE(thrownBy([&] {
                 all.result()[0].value();
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(thrownBy([&] {
                 all.result()[1].value();
             }),
             QString());
}

void GatherTest::settledWaitsForAll() // GA-05
{
    TestLoop loop;
    Promises promises;
    const auto all = gatherSettled(futuresOf(promises));

    promises[0].setException<std::runtime_error>("boom");
    promises[1].future().cancel();
    loop.tick(3);
    QVERIFY(!all.done());
    promises[2].setResult(7);
    loop.tick();

    QCOMPARE(all.outcome(), Outcome::Value);
}

void GatherTest::cancelledChildIsAFailure() // GA-06
{
    TestLoop loop;
    Promises promises;
    const auto all = gather(futuresOf(promises));

    promises[1].future().cancel(u"why"_s);
    loop.tick();

    QVERIFY(all.failed());
    QVERIFY(!all.cancelled());
    QCOMPARE(textOf(all.exception()), u"CancelledError: why"_s);
    QVERIFY(!promises[0].future().done());
}

void GatherTest::taskThatAwaitsACancelledChildEndsCancelled() // GA-06, F-22
{
    TestLoop loop;
    auto child = createTask(never());
    const auto sibling = createTask(never());
    const auto body = [&]() -> Coro<> {
        co_await gather(child, sibling);
    };
    const auto task = createTask(body);
    loop.tick();

    child.cancel(u"why"_s);
    loop.tick(3);

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(task.cancelling(), 0);
    QVERIFY(!sibling.done());
    QCOMPARE(sibling.cancelling(), 0);
}

void GatherTest::cancelGoesToEveryPendingChild() // GA-07
{
    TestLoop loop;
    Promises promises;
    auto all = gather(futuresOf(promises));
    promises[1].setResult(7);
    loop.tick();

    const bool accepted = all.cancel(u"why"_s);

    QVERIFY(accepted);
    QCOMPARE(ending(promises[0].future()), u"cancelled: why"_s);
    QCOMPARE(ending(promises[1].future()), u"value"_s);
    QCOMPARE(ending(promises[2].future()), u"cancelled: why"_s);
    QVERIFY(!all.done());
    loop.tick();
    QCOMPARE(ending(all), u"cancelled: why"_s);
}

/// Ends `delay` after it was asked to.
static Coro<> endingSlowly(std::chrono::milliseconds delay)
{
    std::exception_ptr failure;
    try {
        co_await never();
    } catch (...) {
        failure = std::current_exception();
    }
    co_await sleep(delay);
    std::rethrow_exception(failure);
}

void GatherTest::cancelEndsItWhenAllHaveEnded() // GA-07
{
    TestLoop loop;
    const auto quick = createTask(never());
    const auto slow = createTask(endingSlowly(1h));
    auto all = gather(quick, slow);
    loop.tick();

    all.cancel();
    loop.advance(59min);
    QVERIFY(quick.cancelled());
    QVERIFY(!all.done());
    loop.advance(1min);

    QVERIFY(slow.cancelled());
    QVERIFY(all.cancelled());
}

void GatherTest::cancelOfTheAwaitingTaskGoesToTheChildren() // GA-07, T-15
{
    Log log;
    TestLoop loop;
    const auto slow = createTask(endingSlowly(1h));
    const auto body = [&]() -> Coro<> {
        auto all = gather(slow, never());
        try {
            co_await all;
        } catch (const CancelledError &error) {
            log += error.message();
            log += all.cancelled() ? u"all ended"_s : u"too early"_s;
            throw;
        }
    };
    auto task = createTask(body);
    loop.tick(2);

    task.cancel(u"why"_s);
    loop.advance(59min);
    QCOMPARE(log, QStringList());
    loop.advance(1min);

    QCOMPARE(log, QStringList({u"why"_s, u"all ended"_s}));
    QCOMPARE(ending(task), u"cancelled: why"_s);
}

static Coro<int> answering(QString how)
{
    try {
        co_await never();
    } catch (const CancelledError &) {
        if (how == u"throws another"_s)
            throw CancelledError(u"other"_s);
        if (how == u"fails"_s)
            throw std::runtime_error("cleanup");
        if (how == u"gives up"_s)
            throw;
    }
    co_return 7; // swallows it
}

void GatherTest::afterACancelItAlwaysEndsCancelled_data() // GA-08
{
    QTest::addColumn<QString>("how");

    QTest::newRow("children end as asked") << u"gives up"_s;
    QTest::newRow("children return values") << u"swallows"_s;
    QTest::newRow("children fail") << u"fails"_s;
    QTest::newRow("children throw another CancelledError") << u"throws another"_s;
}

void GatherTest::afterACancelItAlwaysEndsCancelled() // GA-08
{
    QFETCH(QString, how);
    Reports reports;
    TestLoop loop;
    const QList<Task<int>> tasks{createTask(answering(how)), createTask(answering(how))};
    auto plain = gather(tasks);
    auto settled = gatherSettled(tasks);
    const auto body = [&]() -> Coro<> {
        co_await gather(tasks);
    };
    auto awaiter = createTask(body);
    loop.tick();

    QVERIFY(plain.cancel(u"why"_s));
    QVERIFY(settled.cancel(u"why"_s));
    QVERIFY(awaiter.cancel(u"why"_s));
    loop.tick(3);

    QCOMPARE(ending(plain), u"cancelled: why"_s);
    QCOMPARE(ending(settled), u"cancelled: why"_s);
    QCOMPARE(ending(awaiter), u"cancelled: why"_s);
}

void GatherTest::secondCancelIsHandedOnToo() // GA-07, GA-08, T-17
{
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
        }
        co_await never(); // refuses once
    };
    const auto task = createTask(body);
    auto all = gather(task);
    loop.tick();

    QVERIFY(all.cancel(u"first"_s));
    loop.tick(3);
    QVERIFY(!all.done());
    QVERIFY(all.cancel(u"second"_s));
    loop.tick(2);

    QCOMPARE(ending(all), u"cancelled: second"_s);
}

void GatherTest::failureThatACancelHidesIsReported() // GA-08, T-41
{
    Reports reports;
    TestLoop loop;
    auto all = gather(answering(u"fails"_s));
    loop.tick();

    all.cancel();
    loop.tick(2);

    QCOMPARE(ending(all), u"cancelled"_s);
    QCOMPARE(reports.texts().size(), 1);
    QVERIFY2(reports.texts().constFirst().endsWith(
                 u"exception was never retrieved <- runtime_error: cleanup"_s),
             qPrintable(reports.texts().constFirst()));
}

void GatherTest::cancelIsRefusedWhenAllChildrenAreDone() // GA-09
{
    TestLoop loop;
    Promises promises;
    auto all = gather(futuresOf(promises));
    auto outer = gather(all);
    for (Promise<int> &promise : promises)
        promise.setResult(7);

    QVERIFY(!all.done());
    QVERIFY(!all.cancel());
    QVERIFY(!outer.cancel());
    loop.tick(2);

    QCOMPARE(all.result(), QList<int>({7, 7, 7}));
    QCOMPARE(std::get<0>(outer.result()), QList<int>({7, 7, 7}));
    QVERIFY(!all.cancel());
}

void GatherTest::cancelIsRefusedWhenItHasFailed() // GA-10
{
    TestLoop loop;
    const auto task = createTask(never());
    auto all = gather(task, failing("boom"));
    loop.tick(2);
    QVERIFY(all.failed());

    QVERIFY(!all.cancel());

    QCOMPARE(task.cancelling(), 0);
    loop.tick(2);
    QVERIFY(!task.done());
    QCOMPARE(ending(all), u"runtime_error: boom"_s);
}

void GatherTest::laterFailuresCountAsLookedAt() // GA-11
{
    Reports reports;
    TestLoop loop;
    Promises promises;
    {
        auto all = gather(futuresOf(promises));
        promises[0].setException<std::runtime_error>("boom");
        loop.tick();
        QCOMPARE(ending(all), u"runtime_error: boom"_s);
    }

    promises[1].setException<std::runtime_error>("later");
    loop.tick();
    promises[2].setException<std::runtime_error>("much later");
    loop.tick();
    promises = {};

    QCOMPARE(reports.texts(), QStringList());
}

void GatherTest::failureThatNobodySeesIsReportedOnce() // GA-11, F-18
{
    Reports reports;
    TestLoop loop;
    std::vector<Coro<>> coros;
    for (int i = 0; i < 3; ++i)
        coros.push_back(failing("boom"));

    static_cast<void>(gather(std::move(coros)));
    loop.tick(2);

    QCOMPARE(reports.texts(),
             QStringList({u"Future exception was never retrieved <- runtime_error: boom"_s}));
}

void GatherTest::futuresOfDifferentLoopsAreRefused() // GA-12, F-26
{
    TestLoop loop;
    const Promise<int> here;
    QString pack;
    QString list;

    inThread([&] {
        TestLoop other;
        const Promise<int> there;
        pack = thrownBy([&] {
            static_cast<void>(gather(here.future(), there.future()));
        });
        list = thrownBy([&] {
            static_cast<void>(gather(QList<Future<int>>{there.future(), here.future()}));
        });
    });

    QCOMPARE(pack, u"invalid_argument: a gather of futures of different loops"_s);
    QCOMPARE(list, pack);
}

void GatherTest::futuresOfOneOtherLoopGiveOneOfThatLoop() // GA-12
{
    TestLoop loop;
    Promise<int> first;
    Promise<int> second;
    const QList<Future<int>> futures{first.future(), second.future()};
    const auto pending = createTask(never());
    Future<QList<int>> all;
    Future<std::tuple<std::monostate>> cancelled;

    inThread([&] {
        TestLoop other;
        all = gather(futures);
        cancelled = gather(pending);
        QVERIFY(cancelled.cancel(u"from afar"_s));
        QVERIFY(!all.done());
    });
    QCOMPARE(&all.loop(), &Loop::current());
    second.setResult(2);
    first.setResult(1);
    loop.tick(3);

    QCOMPARE(all.result(), QList<int>({1, 2}));
    QCOMPARE(ending(cancelled), u"cancelled: from afar"_s);
}

void GatherTest::badArgumentDoesNoHarmToTheGoodOnes() // GA-13
{
    Log log;
    Reports reports;
    TestLoop loop;
    const Promise<int> here;

    inThread([&] {
        TestLoop other;
        const auto body = [&]() -> Coro<int> {
            log += u"ran"_s;
            co_return 7;
        };
        auto coro = body();
        log += thrownBy([&] {
                   static_cast<void>(gather(std::move(coro), here.future()));
               }).section(u':', 0, 0);
        QCOMPARE(other.liveTasks().size(), 1);
        other.tick(2);
    });

    QCOMPARE(log, QStringList({u"invalid_argument"_s, u"ran"_s}));
    QCOMPARE(reports.texts(), QStringList());
}

void GatherTest::nullHandleIsRefused() // GA-13
{
    TestLoop loop;
    const auto task = createTask(giving(7));
    const auto gatherNull = [&] {
        static_cast<void>(gather(QList<Task<int>>{task, {}}));
    };

    QCOMPARE(thrownBy(gatherNull), u"UsageError: the handle is null"_s);

    loop.tick(2);
    QVERIFY(task.done());
}

void GatherTest::futureAndTaskPassThroughAsTheSame() // F-26
{
    TestLoop loop;
    const Promise<int> promise;
    const auto future = promise.future();
    const auto task = createTask(giving(7));

    QVERIFY(same(detail::ensureFuture(future), future));
    QVERIFY(same(detail::ensureFuture(promise.future()), future));
    QVERIFY(same(detail::ensureFuture(task), task));
    QCOMPARE(allTasks().size(), 1);
}

void GatherTest::coroutineBecomesATask() // F-26
{
    TestLoop loop;

    const Future<int> future = detail::ensureFuture(giving(7));

    QCOMPARE(allTasks().size(), 1);
    QVERIFY(same(future, allTasks().constFirst()));
    loop.tick();
    QCOMPARE(future.result(), 7);
    static_assert(!detail::Ensurable<Coro<int> &>);
    static_assert(!detail::Ensurable<int>);
    static_assert(!detail::Ensurable<QList<Task<int>>>);
}

void GatherTest::otherAwaitableIsWrappedInATask() // F-26
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(0);

    const auto all = gather(&timer, giving(7));
    QCOMPARE(allTasks().size(), 2);
    QVERIFY(all.waitForFinished(10s));

    static_assert(std::is_same_v<decltype(all)::Value, std::tuple<std::monostate, int>>);
    QCOMPARE(std::get<1>(all.result()), 7);
}

void GatherTest::droppedGatherCancelsNothing()
{
    TestLoop loop;
    const auto task = createTask(sleep(1s));

    static_cast<void>(gather(task, sleep(2s)));
    loop.advance(2s);

    QCOMPARE(ending(task), u"value"_s);
    QCOMPARE(loop.liveTasks(), QStringList());
}

void GatherTest::childrenAreForgottenWhenItEnds()
{
    Log log;
    TestLoop loop;
    Promise<std::shared_ptr<void>> first;
    Promise<int> second;
    Promise<int> third;
    const auto early = gather(first.future(), second.future(), third.future());

    second.setException<std::runtime_error>("boom");
    loop.tick();
    first.setResult(farewell([&] {
        log += u"first gone"_s;
    }));
    first = {};
    loop.tick();

    QCOMPARE(ending(early), u"runtime_error: boom"_s);
    QCOMPARE(log, QStringList({u"first gone"_s})); // though the third pends
}

void GatherTest::moveOnlyValuesAreTaken()
{
    TestLoop loop;
    const auto given = createTask(giving(std::make_unique<int>(1)));
    const auto other = createTask(giving(std::make_unique<int>(3)));

    const auto all = gather(given, giving(std::make_unique<int>(2)));
    const auto twice = gather(other, other);
    loop.tick(2);

    QCOMPARE(*std::get<0>(all.result()), 1);
    QCOMPARE(*std::get<1>(all.result()), 2);
    QCOMPARE(ending(twice), u"InvalidStateError: the value was taken"_s);
}

/// Copied, but never assigned.
struct Fixed {
    explicit Fixed(int n)
        : value(n)
    {
    }
    const int value;
};

void GatherTest::valueNeedsNoAssignment()
{
    TestLoop loop;
    const QList<Task<Fixed>> tasks{createTask(giving(Fixed(1))), createTask(giving(Fixed(2)))};

    const auto list = gather(tasks);
    const auto settled = gatherSettled(tasks);
    const auto pair = gather(tasks[0], tasks[1]);
    loop.tick(2);

    QCOMPARE(list.result()[1].value, 2);
    QCOMPARE(settled.result()[1].value().value, 2);
    QCOMPARE(std::get<1>(pair.result()).value, 2);
}

struct ThrowsWhenCopied {
    ThrowsWhenCopied() = default;
    ThrowsWhenCopied(ThrowsWhenCopied &&) noexcept = default;
    ThrowsWhenCopied(const ThrowsWhenCopied &) { throw std::runtime_error("no copy"); }
};

void GatherTest::copyThatThrowsFailsIt()
{
    TestLoop loop;
    const auto given = Future<ThrowsWhenCopied>::completed();
    const QList<Future<ThrowsWhenCopied>> futures{given};

    QCOMPARE(ending(gather(futures)), u"runtime_error: no copy"_s);
    QCOMPARE(ending(gatherSettled(futures)), u"runtime_error: no copy"_s);
    QCOMPARE(ending(gather(given, given)), u"runtime_error: no copy"_s);
}

void GatherTest::loopsEndEndsItAsCancelled()
{
    Future<QList<std::tuple<std::monostate>>> outer;
    {
        TestLoop loop;
        const auto inner = gather(never());
        outer = gather(QList{inner});
        loop.tick();
    }

    QCOMPARE(ending(outer), u"cancelled: the loop has been shut down"_s);
}

void GatherTest::lossOfItsOwnTasksIsNotReported() // T-40
{
    Log log;

    inThread([&] {
        const Reports reports;
        const auto given = createTask(never(), u"given"_s);
        std::vector<Coro<>> coros;
        coros.push_back(never());
        const auto pair = gather(given, never());
        const auto list = gather(std::move(coros));
        Loop::current().shutdown(0ms);
        log = reports.texts();
    });

    QCOMPARE(log, QStringList({u"Task 'given' was destroyed but it is pending!"_s}));
}

void GatherTest::cancelHookMayDropIt()
{
    Log log;
    TestLoop loop;
    Promise<int> first;
    Promise<int> second;
    auto all = gather(first.future(), second.future());
    first.setCancelHook([&](const QString &message) {
        log += message;
        all = {};
        first = {};
        second = {};
    });

    QVERIFY(all.cancel(u"why"_s));
    loop.tick(2);

    QCOMPARE(log, QStringList({u"why"_s}));
}

void GatherTest::nestedOnesAreAskedInOrder() // GA-07
{
    Log log;
    TestLoop loop;
    const auto leaf = [&](QString name) -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
            log += name;
            throw;
        }
    };
    const auto group = [&](QString name) -> Coro<> {
        co_await gather(leaf(name + u'1'), leaf(name + u'2'));
    };
    auto all =
        gather(leaf(u"a"_s), group(u"b"_s), gather(leaf(u"c"_s), group(u"d"_s)), leaf(u"e"_s));
    loop.tick(2);

    all.cancel();
    loop.tick();

    QCOMPARE(log.join(u' '), u"a b1 b2 c d1 d2 e"_s);
}

void GatherTest::nestedLoopInACancelHookMayCancelOthers() // A13
{
    Promise<void> promise;
    auto other = gather(never());
    auto all = gather(promise.future());
    promise.setCancelHook([&](const QString &) { // as one that shows a dialog
        other.cancel(u"from inside"_s);
        other.waitForFinished(10s);
    });

    QVERIFY(all.cancel(u"why"_s));

    QCOMPARE(ending(other), u"cancelled: from inside"_s);
    QVERIFY(all.waitForFinished(10s));
    QCOMPARE(ending(all), u"cancelled: why"_s);
}

void GatherTest::treeWithSharedPartsIsCancelledInTime()
{
    static constexpr int levels = 40; // each twice under the next: 2^40 ways down
    TestLoop loop;
    const auto leaf = createTask(never());
    Future<void> below = leaf;
    const auto waiting = [](Future<void> future) -> Coro<> {
        co_await future;
    };
    const auto both = [](Future<void> a, Future<void> b) -> Coro<> {
        co_await gather(a, b);
    };
    for (int i = 0; i < levels; ++i)
        below = createTask(both(createTask(waiting(below)), createTask(waiting(below))));
    loop.tick(2 * levels);

    QVERIFY(below.cancel(u"why"_s));
    loop.tick(4 * levels);

    QCOMPARE(ending(below), u"cancelled: why"_s);
    QVERIFY(leaf.cancelled());
    QCOMPARE(loop.liveTasks(), QStringList());
}

/// One frame of the native stack for each link would overflow this.
static constexpr std::size_t smallStack = 512 * 1024;
static constexpr int links = 100'000;

/// The value of the only child. gather() itself would give another type on each level.
struct OnlyValue {
    static int from(detail::GatherCore &core) { return core.child<int>(0).takeOrCopy(); }
};

static QList<Future<int>> chainOfGathers(Future<int> end)
{
    QList<Future<int>> all{std::move(end)};
    while (all.size() <= links)
        all += detail::gatherEach<int, OnlyValue>(all.constLast());
    return all;
}

void GatherTest::chainOfGathersEnds()
{
    QString end;

    const auto body = [&] {
        TestLoop loop;
        Promise<int> promise;
        auto all = chainOfGathers(promise.future());
        promise.setResult(7);
        loop.tick(links);
        end = ending(all.constLast());
    };
    inThread(body, smallStack);

    QCOMPARE(end, u"value"_s);
}

void GatherTest::chainOfGathersIsCancelled() // GA-07
{
    bool reached = false;
    QString end;

    const auto body = [&] {
        TestLoop loop;
        const Promise<int> promise;
        auto all = chainOfGathers(promise.future());
        all.last().cancel(u"why"_s);
        reached = promise.future().cancelled();
        loop.tick(links);
        end = ending(all.constLast());
        all.last().cancel();
        chainOfGathers(createTask(giving(7))).last().cancel(); // and dropped in the middle
    };
    inThread(body, smallStack);

    QVERIFY(reached);
    QCOMPARE(end, u"cancelled: why"_s);
}

static Coro<> gathering(Future<void> inner)
{
    co_await gather(inner, sleep(0ms));
}

void GatherTest::chainOfTasksThatGatherIsCancelled() // GA-07, T-15
{
    static constexpr int levels = links / 5;
    bool reached = false;
    QString end;

    const auto body = [&] {
        TestLoop loop;
        const Promise<void> promise;
        QList<Future<void>> tasks{promise.future()};
        while (tasks.size() <= levels)
            tasks += createTask(gathering(tasks.constLast()));
        loop.tick(2);
        tasks.last().cancel(u"why"_s);
        reached = promise.future().cancelled();
        loop.tick(3 * levels);
        end = ending(tasks.constLast());
    };
    inThread(body, smallStack);

    QVERIFY(reached);
    QCOMPARE(end, u"cancelled: why"_s);
}

void GatherTest::manyChildren()
{
    TestLoop loop;
    std::vector<Coro<int>> coros;
    for (int i = 0; i < links; ++i)
        coros.push_back(giving(i));

    const auto all = gather(std::move(coros));
    loop.tick(2);

    QCOMPARE(all.result().size(), links);
    QCOMPARE(all.result().constLast(), links - 1);
}

QTEST_GUILESS_MAIN(GatherTest)
#include "tst_gather.moc"
