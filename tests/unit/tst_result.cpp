// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QDebug>
#include <QtTest/QTest>

#include <functional>
#include <memory>
#include <numeric>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

/// Takes as many seconds as the key is long. Keys that begin with "bad" fail.
Coro<int> length(QString key)
{
    co_await taskdeck::sleep(std::chrono::seconds(key.size()));
    if (key.startsWith(u"bad"_s))
        throw std::runtime_error(key.toStdString() + " is no good");
    co_return int(key.size());
}

Coro<> nothing(QString key)
{
    auto counting = length(key);
    co_await std::move(counting);
}

Coro<std::unique_ptr<int>> moveOnly(QString key)
{
    auto counting = length(key);
    co_return std::make_unique<int>(co_await std::move(counting));
}

const QStringList good{u"bbb"_s, u"a"_s, u"cc"_s};
const QStringList mixed{u"bad 2"_s, u"a"_s, u"bad"_s, u"cc"_s};

/// A Result with a helper of its own.
class FoldersResult : public Result<QString, int>
{
public:
    explicit FoldersResult(Result result)
        : Result(std::move(result))
    {
    }

    Task<int> depth(const QString &path) const
    {
        return then(path, [](int size) {
            if (size < 2)
                throw NotAvailableError("the folder has no depth");
            return size * 10;
        });
    }
};

/// Everything that a Result gives, by name.
QMap<QString, AnyTask> viewsOf(Result<QString, int> result)
{
    return {
        {u"all"_s, result.all()},
        {u"collect"_s, result.collect()},
        {u"settled"_s, result.settled()},
        {u"waitFor"_s, result.waitFor(1h)},
        {u"next"_s, result.next()},
        {u"firstCompleted"_s, result.firstCompleted()},
        {u"succeeded"_s, result.succeeded()},
        {u"failed"_s, result.failed()},
        {u"then"_s, result.then(result.keys().constFirst(), [](int) {})},
        {u"map"_s, result.map([](int) {}).task()},
        {u"retryFailed"_s, result.retryFailed(length).task()},
    };
}

void addViews()
{
    QTest::addColumn<QString>("view");
    TestLoop loop;
    const auto views = viewsOf(batch(good, length));
    for (const QString &name : views.keys())
        QTest::newRow(qPrintable(name)) << name;
}

template<typename Results>
concept Collectable = requires(const Results &result)
{
    result.collect();
    result.succeeded();
};

} // namespace

class ResultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsThereBeforeAnythingRuns();
    void keysAreInRequestOrder();
    void eachItemHasItsOwnOutcome();
    void unknownKeysThrowAtOnce();
    void whatIsHandedOutIsACopy();
    void nullAndForeignHandlesAreRefused();

    void allWaitsForEveryItemAndCancelsNone();
    void allNamesTheFailuresInRequestOrder();
    void collectGivesTheMap();
    void emptyBatchIsDone();
    void settledNeverFails();
    void succeededAndFailedGiveWhatThereIs();
    void voidHasMapsOfMonostate();
    void moveOnlyValuesHaveNoMaps();

    void waitForSaysWhetherItWasInTime_data();
    void waitForSaysWhetherItWasInTime();
    void waitForEndsWithTheBatch();
    void nextGivesTheItemsAsTheyEnd();
    void nextIsSharedByAllHandles();
    void nextsThatWaitAreServedInOrder();
    void cancelledNextTakesNoItem();
    void firstCompletedEndsAsThatItem_data();
    void firstCompletedEndsAsThatItem();
    void firstCompletedIsTheSameLater();
    void firstCompletedTakesWhatCannotBeCopied();
    void noItemsHaveNoFirst();

    void thenGivesWhatTheFunctionMakesOfTheValue();
    void thenIsNotCalledForAFailure();
    void thenIsNotCalledForACancelledItem();
    void thenNeverRunsInline();
    void throwingFollowUpFailsAlone();
    void thenFlattensWhatCanBeAwaited();
    void thenTakesAnyValue();
    void closureOfThenLivesAsLongAsItsCoroutine();
    void cancellingThenReachesWhatTheFunctionReturned();
    void mapIsAResultToo();
    void mapKeepsFailures();
    void projectionsOfOneItemShareItsOutcome();
    void projectionWithNothingToShowIsNotAvailable();

    void retryRunsTheFailedKeysOnly();
    void retryOfARunningBatchMissesNone();
    void retryRunsCancelledKeys();
    void retryKeepsTheLimit();
    void retryThatFailsAgainFails();
    void cancellingARetryLeavesTheFirstAlone();

    void viewsMayBeAskedForTwice_data();
    void viewsMayBeAskedForTwice();
    void cancellingAViewLeavesTheItemsAlone_data();
    void cancellingAViewLeavesTheItemsAlone();
    void cancelGoesToEveryPendingItem();
    void cancelledItemIsAFailureOfAll();

    void failuresNobodySawAreReportedOnce();
    void failuresThatWereSeenAreNotReported_data();
    void failuresThatWereSeenAreNotReported();
    void failuresSeenInPartAreReportedOnce();
    void cancelledItemsAreNotReported();
    void itemThatSomebodyHoldsReportsForItself();

    void droppingTheResultCancelsNothing();
    void resultKeepsTheItemsAliveAndNotTheOtherWayRound();
    void operationsHaveResultsOfTheirOwn();
    void keysMayHaveToBeLookedUp();
};

void ResultTest::everyKeyIsThereBeforeAnythingRuns() // R-01, K-16, K-17
{
    Log log;
    TestLoop loop;
    const auto work = [&](QString key) -> Coro<> {
        log += key;
        co_return;
    };

    const auto result = batch(good, work);

    QCOMPARE(result.values().keys(), (QStringList{u"a"_s, u"bbb"_s, u"cc"_s}));
    QCOMPARE(result.count(), 3);
    QCOMPARE(result.doneCount(), 0);
    QCOMPARE(log, QStringList());
    loop.tick();
    QCOMPARE(log, good); // T-01: in the order of their creation
    QCOMPARE(result.doneCount(), 3);
}

void ResultTest::keysAreInRequestOrder()
{
    TestLoop loop;

    const auto result = batch(QStringList{u"bbb"_s, u"a"_s, u"bbb"_s}, length);

    QCOMPARE(result.keys(), (QStringList{u"bbb"_s, u"a"_s}));
    QCOMPARE(result.count(), 2);
}

void ResultTest::eachItemHasItsOwnOutcome() // K-17
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    auto cc = result.value(u"cc"_s);
    loop.tick();
    cc.cancel(u"enough"_s);
    loop.advance(10s);

    QCOMPARE(result.value(u"a"_s).result(), 1);
    QCOMPARE(ending(result.value(u"bad"_s)), u"runtime_error: bad is no good"_s);
    QCOMPARE(ending(result.value(u"bad 2"_s)), u"runtime_error: bad 2 is no good"_s);
    QCOMPARE(ending(result.value(u"cc"_s)), u"cancelled: enough"_s);
}

void ResultTest::unknownKeysThrowAtOnce() // K-20
{
    TestLoop loop;
    const auto result = batch(good, length);

    const QString refused = u"invalid_argument: zz was not requested"_s;
    QCOMPARE(thrownBy([&] {
                 static_cast<void>(result.value(u"zz"_s));
             }),
             refused);
    QCOMPARE(thrownBy([&] {
                 static_cast<void>(result.then(u"zz"_s, [](int) {}));
             }),
             refused);
}

void ResultTest::whatIsHandedOutIsACopy() // K-26
{
    TestLoop loop;
    const auto result = batch(good, length);

    auto values = result.values();
    values.clear();
    auto keys = result.keys();
    keys.clear();

    QCOMPARE(result.values().size(), 3);
    QCOMPARE(result.keys(), good);
}

void ResultTest::nullAndForeignHandlesAreRefused()
{
    Log log;
    TestLoop loop;
    const Result<QString, int> none;
    const auto result = batch(good, length);

    const auto ask = [&](const Result<QString, int> &of) {
        log += thrownBy([&] {
            static_cast<void>(of.all());
        });
        log += thrownBy([&] {
            static_cast<void>(of.count());
        });
    };
    ask(none);
    inThread([&] {
        ask(result);
    });

    QVERIFY(none.isNull() && !result.isNull());
    const QString null = u"UsageError: the handle is null"_s;
    const QString foreign = u"UsageError: a future belongs to the thread of its loop"_s;
    QCOMPARE(log, (QStringList{null, null, foreign, foreign}));
}

void ResultTest::allWaitsForEveryItemAndCancelsNone() // K-14
{
    TestLoop loop;
    const auto result = batch(QStringList{u"bad"_s, u"long one"_s}, length);
    const auto all = result.all();

    loop.advance(7900ms); // the failure is five seconds old
    QVERIFY(!all.done());
    loop.advance(200ms);

    QCOMPARE(ending(all), u"BatchError: failed: bad"_s);
    QCOMPARE(result.value(u"long one"_s).result(), 8);
}

void ResultTest::allNamesTheFailuresInRequestOrder() // R-02, K-26
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto all = result.all();
    const auto collected = result.collect();
    loop.advance(10s);

    for (const AnyFuture &view : {AnyFuture(all), AnyFuture(collected)}) {
        try {
            std::rethrow_exception(view.exception());
        } catch (const BatchError &error) {
            QCOMPARE(error.what(), "failed: bad 2, bad"); // the other one failed first
            QCOMPARE(textOf(error.cause()), u"runtime_error: bad 2 is no good"_s);
            QVERIFY(error.cause() == result.value(u"bad 2"_s).exception());
            QCOMPARE(error.failures().keys(), (QStringList{u"bad"_s, u"bad 2"_s}));
        }
    }
}

void ResultTest::collectGivesTheMap() // K-18
{
    TestLoop loop;
    const auto result = batch(good, length);
    const auto all = result.all();
    const auto collected = result.collect();
    loop.advance(10s);

    QCOMPARE(ending(all), u"value"_s);
    QCOMPARE(collected.result(), (QMap<QString, int>{{u"a"_s, 1}, {u"bbb"_s, 3}, {u"cc"_s, 2}}));
}

void ResultTest::emptyBatchIsDone() // R-02, K-14
{
    TestLoop loop;
    auto result = batch(QStringList(), length);
    const auto all = result.all();
    const auto collected = result.collect();
    const auto next = result.next();
    const auto mapped = result.map([](int) {}).all();
    const auto again = result.retryFailed(length).all();
    loop.tick(3);

    QCOMPARE(ending(all), u"value"_s);
    QVERIFY(collected.result().isEmpty());
    QVERIFY(!next.result());
    QCOMPARE(ending(mapped), u"value"_s);
    QCOMPARE(ending(again), u"value"_s);
}

void ResultTest::settledNeverFails()
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto settled = result.settled();

    loop.advance(4900ms);
    QVERIFY(!settled.done());
    loop.advance(200ms);

    QCOMPARE(ending(settled), u"value"_s);
    static_cast<void>(ending(result.task()));
}

void ResultTest::succeededAndFailedGiveWhatThereIs() // K-24
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    auto cc = result.value(u"cc"_s);
    loop.tick();
    cc.cancel(u"enough"_s);
    const auto succeeded = result.succeeded();
    const auto failed = result.failed();
    loop.advance(10s);

    QCOMPARE(succeeded.result(), (QMap<QString, int>{{u"a"_s, 1}}));
    QStringList texts;
    for (auto it = failed.result().begin(); it != failed.result().end(); ++it)
        texts += it.key() + u" - "_s + textOf(it.value());
    QCOMPARE(texts, (QStringList{u"bad - runtime_error: bad is no good"_s,
                                 u"bad 2 - runtime_error: bad 2 is no good"_s,
                                 u"cc - CancelledError: enough"_s}));
}

void ResultTest::voidHasMapsOfMonostate()
{
    TestLoop loop;
    const auto result = batch(good, nothing);
    const Task<QMap<QString, std::monostate>> collected = result.collect();
    const Task<QMap<QString, std::monostate>> succeeded = result.succeeded();
    const Task<> first = result.firstCompleted();
    const Task<int> then = result.then(u"a"_s, [] {
        return 7;
    });
    const auto mapped = result.map([] {
        return 8;
    });
    const auto numbers = mapped.collect();
    loop.advance(10s);

    QCOMPARE(collected.result().keys(), (QStringList{u"a"_s, u"bbb"_s, u"cc"_s}));
    QCOMPARE(succeeded.result().size(), 3);
    QCOMPARE(ending(first), u"value"_s);
    QCOMPARE(then.result(), 7);
    QCOMPARE(numbers.result().values(), (QList<int>{8, 8, 8}));
}

void ResultTest::moveOnlyValuesHaveNoMaps()
{
    static_assert(Collectable<Result<QString, int>>);
    static_assert(Collectable<Result<QString, void>>);
    static_assert(!Collectable<Result<QString, std::unique_ptr<int>>>);
    TestLoop loop;
    auto result = batch(good, moveOnly);
    const auto all = result.all();
    const auto then = result.then(u"bbb"_s, [](const std::unique_ptr<int> &value) {
        return *value;
    });
    const auto mapped = result.map([](const std::unique_ptr<int> &value) {
        return std::make_unique<int>(*value * 2);
    });
    const auto next = result.next();
    loop.advance(10s);

    QCOMPARE(ending(all), u"value"_s);
    QCOMPARE(then.result(), 3);
    QCOMPARE(*mapped.value(u"cc"_s).result(), 4);
    QCOMPARE(*result.value(u"cc"_s).takeResult(), 2);
    QCOMPARE(*next.result()->result(), 1);
}

void ResultTest::waitForSaysWhetherItWasInTime_data()
{
    QTest::addColumn<std::chrono::milliseconds>("limit");
    QTest::addColumn<bool>("inTime");
    QTest::addColumn<std::chrono::milliseconds>("elapsed");

    QTest::newRow("negative") << -1ms << false << 0ms;
    QTest::newRow("zero") << 0ms << false << 0ms;
    QTest::newRow("too short") << 2900ms << false << 2900ms;
    QTest::newRow("long enough") << 3100ms << true << 3000ms;
    QTest::newRow("endless") << noLimit << true << 3000ms;
}

void ResultTest::waitForSaysWhetherItWasInTime()
{
    QFETCH(std::chrono::milliseconds, limit);
    QFETCH(bool, inTime);
    QFETCH(std::chrono::milliseconds, elapsed);
    TestLoop loop;
    const auto result = batch(good, length);
    const auto body = [&]() -> Coro<bool> {
        co_return co_await result.waitFor(limit);
    };

    QCOMPARE(run(loop, body), inTime);

    QCOMPARE(loop.elapsed(), elapsed);
    loop.advance(10s);
    QCOMPARE(ending(result.task()), u"value"_s); // nothing was cancelled
}

void ResultTest::waitForEndsWithTheBatch()
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto before = result.waitFor(10s);
    loop.advance(6s);
    const auto after = result.waitFor(0ms);
    loop.tick();

    QCOMPARE(before.result(), true); // failures are no matter
    QCOMPARE(after.result(), true);
    QCOMPARE(result.failed().waitForFinished(), true);
}

void ResultTest::nextGivesTheItemsAsTheyEnd()
{
    Log log;
    TestLoop loop;
    auto result = batch(mixed, length);
    const auto body = [&]() -> Coro<> {
        while (const auto item = co_await result.next())
            log += item->name() + u" - "_s + ending(*item);
        log += u"over"_s;
        log += co_await result.next() ? u"one more"_s : u"still over"_s;
    };
    run(loop, body);

    QCOMPARE(log, (QStringList{
                      u"a - value"_s, u"cc - value"_s, u"bad - runtime_error: bad is no good"_s,
                      u"bad 2 - runtime_error: bad 2 is no good"_s, u"over"_s, u"still over"_s}));
    QCOMPARE(loop.elapsed(), 5s);
}

void ResultTest::nextIsSharedByAllHandles()
{
    TestLoop loop;
    auto result = batch(good, length);
    loop.advance(10s);

    auto copy = result;
    const auto first = result.next();
    const auto second = copy.next();
    loop.tick();

    QVERIFY(same(*first.result(), result.value(u"a"_s)));
    QVERIFY(same(*second.result(), result.value(u"cc"_s)));
}

void ResultTest::nextsThatWaitAreServedInOrder()
{
    TestLoop loop;
    auto result = batch(QStringList{u"bb"_s, u"a"_s}, length);
    const auto first = result.next();
    const auto second = result.next();
    const auto third = result.next();
    loop.advance(10s);

    QVERIFY(same(*first.result(), result.value(u"a"_s)));
    QVERIFY(same(*second.result(), result.value(u"bb"_s)));
    QVERIFY(!third.result());
}

void ResultTest::cancelledNextTakesNoItem()
{
    TestLoop loop;
    auto result = batch(QStringList{u"bb"_s, u"a"_s}, length);
    auto early = result.next();
    auto late = result.next();
    loop.tick();

    early.cancel();
    const auto one = createTask(giving(1));
    loop.advance(999ms);
    loop.block(1ms);
    loop.tick(); // "a" ends, and the next was called for it
    late.cancel();
    const auto next = result.next();
    loop.advance(10s);

    QVERIFY(early.cancelled() && late.cancelled());
    QVERIFY(same(*next.result(), result.value(u"a"_s)));
}

void ResultTest::firstCompletedEndsAsThatItem_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<bool>("cancels");
    QTest::addColumn<QString>("outcome");

    QTest::newRow("a value") << good << false << u"value"_s;
    QTest::newRow("a failure") << QStringList{u"long"_s, u"bad"_s} << false
                               << u"runtime_error: bad is no good"_s;
    QTest::newRow("a cancellation") << good << true << u"cancelled: enough"_s;
}

void ResultTest::firstCompletedEndsAsThatItem()
{
    QFETCH(QStringList, keys);
    QFETCH(bool, cancels);
    QFETCH(QString, outcome);
    TestLoop loop;
    const auto result = batch(keys, length);
    const auto first = result.firstCompleted();
    loop.tick();
    if (cancels)
        result.value(keys.constLast()).cancel(u"enough"_s);

    loop.advance(3s);

    QCOMPARE(ending(first), outcome);
}

void ResultTest::firstCompletedIsTheSameLater()
{
    TestLoop loop;
    auto result = batch(good, length);
    loop.advance(10s);
    static_cast<void>(result.next()); // takes it from the order, no more
    loop.tick();
    const auto first = result.firstCompleted();
    const auto again = result.firstCompleted();
    loop.tick();

    QCOMPARE(first.result(), 1);
    QCOMPARE(again.result(), 1);
}

void ResultTest::firstCompletedTakesWhatCannotBeCopied()
{
    TestLoop loop;
    const auto result = batch(good, moveOnly);
    const auto first = result.firstCompleted();
    loop.advance(10s);

    QCOMPARE(*first.result(), 1);
    QVERIFY_THROWS_EXCEPTION(InvalidStateError, static_cast<void>(result.value(u"a"_s).result()));
}

void ResultTest::noItemsHaveNoFirst()
{
    TestLoop loop;
    const auto result = batch(QStringList(), length);

    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, static_cast<void>(result.firstCompleted()));
}

void ResultTest::thenGivesWhatTheFunctionMakesOfTheValue() // K-19
{
    TestLoop loop;
    const auto result = batch(good, length);
    const Task<QString> text = result.then(u"bbb"_s, [](int n) {
        return QString::number(n);
    });
    loop.advance(3s);

    QCOMPARE(text.result(), u"3"_s);
    QCOMPARE(text.name(), u"then"_s);
    QCOMPARE(text.createdAt().function(), u"thenGivesWhatTheFunctionMakesOfTheValue"_s);
}

void ResultTest::thenIsNotCalledForAFailure()
{
    Log log;
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto then = result.then(u"bad"_s, [&](int) {
        log += u"called"_s;
    });
    loop.advance(10s);

    QVERIFY(then.exception() == result.value(u"bad"_s).exception()); // the same object
    QCOMPARE(log, QStringList());
    static_cast<void>(result.failed());
    loop.tick(3);
}

void ResultTest::thenIsNotCalledForACancelledItem()
{
    Log log;
    TestLoop loop;
    const auto result = batch(good, length);
    const auto then = result.then(u"bbb"_s, [&](int) {
        log += u"called"_s;
    });
    loop.tick();

    result.value(u"bbb"_s).cancel(u"enough"_s);
    loop.tick(3);

    QCOMPARE(ending(then), u"cancelled: enough"_s);
    QCOMPARE(log, QStringList());
}

void ResultTest::thenNeverRunsInline()
{
    Log log;
    TestLoop loop;
    const auto result = batch(good, length);
    loop.advance(10s);

    const auto then = result.then(u"bbb"_s, [&](int) {
        log += u"called"_s;
    });
    const auto mapped = result.map([&](int) {
        log += u"mapped"_s;
    });
    QCOMPARE(log, QStringList());
    loop.tick();

    QCOMPARE(log, (QStringList{u"called"_s, u"mapped"_s, u"mapped"_s, u"mapped"_s}));
}

void ResultTest::throwingFollowUpFailsAlone()
{
    TestLoop loop;
    const auto result = batch(good, length);
    const auto bad = result.then(u"bbb"_s, [](int) {
        throw std::runtime_error("follow-up");
    });
    const auto fine = result.then(u"bbb"_s, [](int n) {
        return n;
    });
    const auto all = result.all();
    loop.advance(10s);

    QCOMPARE(ending(bad), u"runtime_error: follow-up"_s);
    QCOMPARE(fine.result(), 3);
    QCOMPARE(ending(all), u"value"_s);
}

void ResultTest::thenFlattensWhatCanBeAwaited()
{
    TestLoop loop;
    const auto result = batch(good, length);
    const Task<int> coro = result.then(u"a"_s, [](int n) -> Coro<int> {
        co_await taskdeck::sleep(1s);
        co_return n + 1;
    });
    const Task<int> task = result.then(u"a"_s, [](int n) {
        return createTask(giving(n + 2));
    });
    const Task<int> future = result.then(u"a"_s, [](int n) {
        return Future<int>::completed(n + 3);
    });
    const Task<> nothing = result.then(u"a"_s, [](int) {
        return taskdeck::sleep(1s);
    });
    const auto moveOnly = result.then(u"a"_s, [](int n) -> Coro<std::unique_ptr<int>> {
        co_return std::make_unique<int>(n + 4);
    });
    const auto failing = result.then(u"a"_s, [](int) {
        return coretest::failing("inner");
    });
    loop.advance(1500ms);
    QVERIFY(!coro.done());
    loop.advance(10s);

    QCOMPARE(coro.result(), 2);
    QCOMPARE(task.result(), 3);
    QCOMPARE(future.result(), 4);
    QCOMPARE(ending(nothing), u"value"_s);
    QCOMPARE(*moveOnly.result(), 5);
    QCOMPARE(ending(failing), u"runtime_error: inner"_s);
}

void ResultTest::thenTakesAnyValue()
{
    TestLoop loop;
    const auto texts = batch(good, [](QString key) -> Coro<QString> {
        co_return key;
    });
    const Task<qsizetype> size = texts.then(u"bbb"_s, &QString::size);
    const Task<QString> copy = texts.then(u"bbb"_s, std::identity());
    loop.tick(3);

    QCOMPARE(size.result(), 3);
    QCOMPARE(copy.result(), u"bbb"_s);
}

void ResultTest::closureOfThenLivesAsLongAsItsCoroutine()
{
    Log log;
    TestLoop loop;
    const auto result = batch(good, length);
    auto witness = farewell([&] {
        log += u"gone"_s;
    });
    const auto then = result.then(u"a"_s, [witness = std::move(witness), &log](int) -> Coro<> {
        co_await taskdeck::sleep(1s);
        log += u"%1 alive"_s.arg(witness.use_count());
    });

    loop.advance(1900ms);
    QCOMPARE(log, QStringList());
    loop.advance(200ms);

    QCOMPARE(log, (QStringList{u"1 alive"_s, u"gone"_s}));
    QVERIFY(then.done());
}

void ResultTest::cancellingThenReachesWhatTheFunctionReturned()
{
    TestLoop loop;
    const auto result = batch(good, length);
    Task<> inner;
    auto then = result.then(u"a"_s, [&](int) {
        inner = createTask(taskdeck::sleep(1h));
        return inner;
    });
    loop.advance(1500ms);

    then.cancel(u"enough"_s);
    loop.advance(10s);

    QCOMPARE(ending(inner), u"cancelled: enough"_s);
    QCOMPARE(ending(then), u"cancelled: enough"_s);
    QCOMPARE(ending(result.task()), u"value"_s);
}

void ResultTest::mapIsAResultToo() // K-23
{
    TestLoop loop;
    const auto result = batch(good, length);
    const Result<QString, double> halves = result.map([](int n) {
        return n * 0.5;
    });
    const Result<QString, int> later = halves.map([](double half) -> Coro<int> {
        co_await taskdeck::sleep(1s);
        co_return int(half * 10);
    });
    QCOMPARE(halves.keys(), good);
    const auto collected = later.collect();
    loop.advance(3500ms);
    QCOMPARE(halves.doneCount(), 3);
    QCOMPARE(later.doneCount(), 2);
    loop.advance(1s);

    QCOMPARE(collected.result(), (QMap<QString, int>{{u"a"_s, 5}, {u"bbb"_s, 15}, {u"cc"_s, 10}}));
}

void ResultTest::mapKeepsFailures()
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto mapped = result.map([](int n) {
        return n;
    });
    auto cc = result.value(u"cc"_s);
    loop.tick();
    cc.cancel(u"enough"_s);
    const auto all = mapped.all();
    loop.advance(10s);

    QCOMPARE(ending(all), u"BatchError: failed: bad 2, bad, cc"_s);
    QVERIFY(mapped.value(u"bad"_s).exception() == result.value(u"bad"_s).exception());
    QCOMPARE(ending(mapped.value(u"cc"_s)), u"cancelled: enough"_s);
    QCOMPARE(mapped.value(u"a"_s).result(), 1);
}

void ResultTest::projectionsOfOneItemShareItsOutcome() // K-19, K-23
{
    TestLoop loop;
    const FoldersResult folders(batch(QStringList{u"/home"_s, u"bad"_s}, length));
    const auto depth = folders.depth(u"/home"_s);
    const auto text = folders.then(u"/home"_s, [](int n) {
        return QString::number(n);
    });
    const auto badDepth = folders.depth(u"bad"_s);
    const auto badText = folders.then(u"bad"_s, [](int n) {
        return QString::number(n);
    });
    loop.advance(10s);

    QCOMPARE(depth.result(), 50);
    QCOMPARE(text.result(), u"5"_s);
    QCOMPARE(ending(badDepth), u"runtime_error: bad is no good"_s);
    QCOMPARE(ending(badText), u"runtime_error: bad is no good"_s);
}

void ResultTest::projectionWithNothingToShowIsNotAvailable() // R-07, K-19
{
    TestLoop loop;
    const FoldersResult folders(batch(QStringList{u"/"_s}, length));
    const auto depth = folders.depth(u"/"_s);
    const auto mapped = folders.map([](int) -> int {
        throw NotAvailableError("nothing to show");
    });
    loop.advance(10s);

    QCOMPARE(folders.value(u"/"_s).result(), 1); // the item itself is fine
    QCOMPARE(ending(depth), u"NotAvailableError: the folder has no depth"_s);
    QCOMPARE(ending(mapped.value(u"/"_s)), u"NotAvailableError: nothing to show"_s);
}

void ResultTest::retryRunsTheFailedKeysOnly()
{
    Log log;
    TestLoop loop;
    const auto result = batch(mixed, length);
    loop.advance(10s);
    const auto work = [&](QString key) -> Coro<int> {
        log += key;
        co_return -1;
    };

    const Result<QString, int> again = result.retryFailed(work);
    QCOMPARE(again.keys(), (QStringList{u"bad 2"_s, u"bad"_s}));
    const auto collected = again.collect();
    loop.tick(5);

    QCOMPARE(log, (QStringList{u"bad 2"_s, u"bad"_s}));
    QCOMPARE(collected.result(), (QMap<QString, int>{{u"bad"_s, -1}, {u"bad 2"_s, -1}}));
    QCOMPARE(ending(result.value(u"bad"_s)), u"runtime_error: bad is no good"_s); // stays
}

void ResultTest::retryOfARunningBatchMissesNone()
{
    Log log;
    TestLoop loop;
    const auto result = batch(mixed, length);
    loop.advance(1500ms); // "a" has ended
    const auto work = [&](QString key) -> Coro<int> {
        log += key;
        co_return -1;
    };

    const auto again = result.retryFailed(work);
    QCOMPARE(again.keys(), (QStringList{u"bad 2"_s, u"bad"_s, u"cc"_s}));
    const auto collected = again.collect();
    loop.advance(2s);
    QCOMPARE(log, QStringList{u"bad"_s}); // at once, not when the batch has ended
    loop.advance(10s);

    QCOMPARE(collected.result(),
             (QMap<QString, int>{{u"bad"_s, -1}, {u"bad 2"_s, -1}, {u"cc"_s, 2}}));
    QCOMPARE(result.value(u"cc"_s).result(), 2);
}

void ResultTest::retryRunsCancelledKeys()
{
    TestLoop loop;
    auto result = batch(good, length);
    loop.advance(1500ms);
    result.cancel();
    loop.tick();

    const auto again = result.retryFailed(length);
    const auto collected = again.collect();
    loop.advance(10s);

    QCOMPARE(again.keys(), (QStringList{u"bbb"_s, u"cc"_s}));
    QCOMPARE(collected.result(), (QMap<QString, int>{{u"bbb"_s, 3}, {u"cc"_s, 2}}));
}

void ResultTest::retryKeepsTheLimit()
{
    int running = 0;
    int most = 0;
    TestLoop loop;
    const auto work = [&](QString) -> Coro<int> {
        most = qMax(most, ++running);
        co_await taskdeck::sleep(1s);
        --running;
        throw std::runtime_error("no");
    };
    const auto result = batch(good, work, BatchOptions().concurrency(2));
    loop.advance(10s);
    QCOMPARE(std::exchange(most, 0), 2);

    const auto again = result.retryFailed(work);
    loop.advance(10s);
    QCOMPARE(std::exchange(most, 0), 2);
    const auto third = again.retryFailed(work, BatchOptions().concurrency(1));
    loop.advance(10s);

    QCOMPARE(most, 1);
    QCOMPARE(third.doneCount(), 3);
    static_cast<void>(third.failed());
    loop.tick(3);
}

void ResultTest::retryThatFailsAgainFails()
{
    Reports reports;
    TestLoop loop;
    {
        const auto result = batch(mixed, length);
        loop.advance(10s);

        const auto again = result.retryFailed(length);
        const auto all = again.all();
        loop.advance(10s);

        QCOMPARE(ending(all), u"BatchError: failed: bad 2, bad"_s);
    }
    QCOMPARE(reports.texts(), QStringList()); // to retry is to have seen
}

void ResultTest::cancellingARetryLeavesTheFirstAlone()
{
    TestLoop loop;
    const auto result = batch(good, length);
    loop.advance(1500ms);

    auto again = result.retryFailed(length);
    loop.tick();
    again.cancel(u"enough"_s);
    loop.advance(10s);

    QCOMPARE(ending(again.value(u"cc"_s)), u"cancelled: enough"_s);
    QCOMPARE(ending(result.task()), u"value"_s);
}

void ResultTest::viewsMayBeAskedForTwice_data()
{
    addViews();
}

void ResultTest::viewsMayBeAskedForTwice()
{
    QFETCH(QString, view);
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto before = viewsOf(result);
    const auto twice = viewsOf(result);
    loop.advance(20s);
    const auto after = viewsOf(result);
    loop.advance(20s);

    const QString outcome = ending(before[view]);
    QVERIFY(outcome != u"pending"_s);
    QCOMPARE(ending(twice[view]), outcome);
    QCOMPARE(ending(after[view]), outcome);
    for (const auto &views : {before, twice, after}) {
        for (const AnyTask &other : views)
            static_cast<void>(ending(other)); // looked at
    }
}

void ResultTest::cancellingAViewLeavesTheItemsAlone_data()
{
    addViews();
}

void ResultTest::cancellingAViewLeavesTheItemsAlone()
{
    QFETCH(QString, view);
    TestLoop loop;
    const auto result = batch(good, length);
    const auto views = viewsOf(result);
    loop.tick(2);

    AnyTask cancelled = views[view];
    cancelled.cancel(u"enough"_s);
    loop.tick(3);

    QCOMPARE(ending(cancelled), u"cancelled: enough"_s); // at once
    loop.advance(10s);
    QCOMPARE(ending(result.task()), u"value"_s);
    for (const QString &other : views.keys()) {
        if (other != view)
            QCOMPARE(ending(views[other]), u"value"_s);
    }
}

void ResultTest::cancelGoesToEveryPendingItem()
{
    TestLoop loop;
    auto result = batch(good, length);
    loop.advance(1500ms);

    result.cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(ending(result.value(u"a"_s)), u"value"_s);
    QCOMPARE(ending(result.value(u"bbb"_s)), u"cancelled: enough"_s);
    QCOMPARE(ending(result.value(u"cc"_s)), u"cancelled: enough"_s);
}

void ResultTest::cancelledItemIsAFailureOfAll()
{
    TestLoop loop;
    const auto result = batch(good, length);
    const auto all = result.all();
    loop.tick();

    result.value(u"a"_s).cancel(u"enough"_s);
    loop.advance(10s);

    QCOMPARE(all.outcome(), Outcome::Failure);
    try {
        all.result();
        QFAIL("nothing was thrown");
    } catch (const BatchError &error) {
        QCOMPARE(textOf(error.failures().value(u"a"_s)), u"CancelledError: enough"_s);
    }
}

void ResultTest::failuresNobodySawAreReportedOnce()
{
    Reports reports;
    TestLoop loop;
    {
        const auto result = batch(mixed, length, BatchOptions().name(u"copy"_s));
        const auto succeeded = result.succeeded();
        const auto settled = result.settled();
        loop.advance(10s);
        QCOMPARE(reports.texts(), QStringList()); // somebody may still look
    }
    QCOMPARE(reports.texts(), QStringList{u"Task 'copy' exception was never retrieved <- "
                                          "BatchError: failed: bad 2, bad"_s});

    static_cast<void>(batch(mixed, length));
    loop.advance(10s);
    QCOMPARE(reports.texts().size(), 2); // also of one that nobody kept
}

void ResultTest::failuresThatWereSeenAreNotReported_data()
{
    using Look = std::function<void(const Result<QString, int> &, TestLoop &)>;
    QTest::addColumn<Look>("look");

    const auto ends = [](auto view) {
        return Look([view](const Result<QString, int> &result, TestLoop &loop) {
            const auto task = view(result);
            loop.advance(1s);
            static_cast<void>(ending(task));
        });
    };
    using Items = const Result<QString, int> &;
    QTest::newRow("all") << ends([](Items result) {
        return result.all();
    });
    QTest::newRow("collect") << ends([](Items result) {
        return result.collect();
    });
    QTest::newRow("failed") << ends([](Items result) {
        return result.failed();
    });
    QTest::newRow("the batch's own task") << ends([](Items result) {
        return result.task();
    });
    QTest::newRow("each item") << Look([](Items result, TestLoop &) {
        for (const Task<int> &item : result.values())
            static_cast<void>(ending(item));
    });
    QTest::newRow("each projection") << Look([](Items result, TestLoop &loop) {
        for (const QString &key : result.keys()) {
            const auto then = result.then(key, [](int) {});
            loop.tick();
            static_cast<void>(ending(then));
        }
    });
    QTest::newRow("given up") << Look([](Result<QString, int> result, TestLoop &) {
        result.cancel(); // F-20
    });
}

void ResultTest::failuresThatWereSeenAreNotReported()
{
    using Look = std::function<void(const Result<QString, int> &, TestLoop &)>;
    QFETCH(Look, look);
    Reports reports;
    TestLoop loop;
    {
        const auto result = batch(mixed, length);
        loop.advance(10s);
        look(result, loop);
    }

    QCOMPARE(reports.texts(), QStringList());
}

void ResultTest::failuresSeenInPartAreReportedOnce()
{
    Reports reports;
    TestLoop loop;
    {
        const auto result = batch(QStringList{u"bad"_s, u"bad 2"_s, u"bad 3"_s}, length);
        loop.advance(10s);
        static_cast<void>(ending(result.value(u"bad"_s)));
    }

    QCOMPARE(reports.texts().size(), 1);
}

void ResultTest::cancelledItemsAreNotReported()
{
    Reports reports;
    TestLoop loop;
    {
        auto result = batch(good, length);
        loop.tick();
        result.cancel();
        loop.tick(3);
    }

    QCOMPARE(reports.texts(), QStringList());
}

void ResultTest::itemThatSomebodyHoldsReportsForItself()
{
    Reports reports;
    TestLoop loop;
    {
        const auto item = batch(mixed, length).value(u"bad"_s);
        loop.advance(10s);
        QCOMPARE(reports.texts().size(), 1); // of the other one; this may still be looked at
    }
    QCOMPARE(reports.texts().size(), 2);

    const auto awaited = createTask([]() -> Coro<QString> {
        try {
            const Task<int> item = batch(QStringList{u"bad"_s}, length).value(u"bad"_s);
            co_await item;
        } catch (const std::runtime_error &error) {
            co_return QString::fromLatin1(error.what());
        }
        co_return {};
    });
    loop.advance(10s);
    QCOMPARE(awaited.result(), u"bad is no good"_s);
    QCOMPARE(reports.texts().size(), 2);
}

void ResultTest::droppingTheResultCancelsNothing()
{
    TestLoop loop;
    const auto item = batch(good, length).value(u"bbb"_s);

    loop.advance(10s);

    QCOMPARE(item.result(), 3);
}

void ResultTest::resultKeepsTheItemsAliveAndNotTheOtherWayRound()
{
    TestLoop loop;
    const auto work = [](QString) -> Coro<std::shared_ptr<int>> {
        co_await taskdeck::sleep(1s);
        co_return std::make_shared<int>(1);
    };
    auto result = batch(good, work);
    const auto all = result.all();
    const auto then = result.then(u"a"_s, [](const std::shared_ptr<int> &) {});
    loop.advance(10s);
    const std::weak_ptr<int> a = result.value(u"a"_s).result();
    const std::weak_ptr<int> cc = result.value(u"cc"_s).result();
    QVERIFY(!a.expired() && !cc.expired());

    const auto item = result.value(u"a"_s);
    result = {};

    QVERIFY(!a.expired());
    QVERIFY(cc.expired()); // neither the other item, nor the views, nor the loop hold it
}

void ResultTest::operationsHaveResultsOfTheirOwn() // K-16
{
    TestLoop loop;
    const auto createFolders = [](const QStringList &paths) {
        return FoldersResult(batch(paths, length));
    };
    const FoldersResult folders = createFolders({u"/home"_s, u"/tmp"_s});
    const FoldersResult copy = folders;
    const auto depth = copy.depth(u"/tmp"_s);
    loop.advance(10s);

    QCOMPARE(depth.result(), 40);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, static_cast<void>(copy.depth(u"/etc"_s)));
}

void ResultTest::keysMayHaveToBeLookedUp() // K-25
{
    TestLoop loop;
    const auto lookedUp = createTask([]() -> Coro<Result<QString, int>> {
        co_await taskdeck::sleep(1s); // asks for the keys
        co_return batch(good, length);
    });
    const auto total = createTask([lookedUp]() -> Coro<int> {
        const auto result = co_await lookedUp;
        const auto values = co_await result.collect();
        co_return std::accumulate(values.begin(), values.end(), 0);
    });
    loop.advance(10s);

    QCOMPARE(total.result(), 6);
}

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_result.moc"
