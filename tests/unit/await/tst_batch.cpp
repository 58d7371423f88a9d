// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Takes as many seconds as the key is long; "bad" fails.
Coro<int> length(QString key)
{
    co_await taskdeck::sleep(std::chrono::seconds(key.size()));
    if (key == u"bad"_s)
        throw std::runtime_error("no good");
    co_return int(key.size());
}

const QList<QString> good{u"bb"_s, u"a"_s};
const QList<QString> mixed{u"bb"_s, u"bad"_s, u"a"_s};

QStringList namesOfRunning(const Result<QString, int> &result)
{
    QStringList names;
    for (const QString &key : result.keys()) {
        if (result.value(key).info().awaits == u"sleep"_s)
            names += key;
    }
    return names;
}

} // namespace

class BatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsThereWhenItReturns();
    void keysKeepTheirOrderAndCountOnce();
    void anUnknownKeyThrowsAtOnce();
    void allEndsWhenEveryItemHas();
    void allFailsWithTheFailuresByKey();
    void collectGivesTheValues();
    void settledNeverFails();
    void anEmptyBatchIsDone();
    void noMoreThanTheLimitRunAtOnce();
    void anItemThatWaitsForItsSlotCanBeCancelled();
    void cancellingAViewLeavesTheItemsAlone();
    void cancelGoesToEveryPendingItem();
    void cancellingTheBatchTaskWaitsForItsItems();
    void aCancelledItemIsAFailureOfTheBatch();
    void droppingTheResultCancelsNothing();
    void failuresNobodyLookedAtAreReportedOnce();
};

void BatchTest::everyKeyIsThereWhenItReturns()
{
    TestLoop loop;

    const auto result = batch(good, length);

    QCOMPARE(result.values().keys(), (QList<QString>{u"a"_s, u"bb"_s}));
    QCOMPARE(result.doneCount(), 0);
}

void BatchTest::keysKeepTheirOrderAndCountOnce()
{
    TestLoop loop;

    const auto result = batch(QList<QString>{u"bb"_s, u"a"_s, u"bb"_s}, length);

    QCOMPARE(result.keys(), good);
    QCOMPARE(result.count(), 2);
}

void BatchTest::anUnknownKeyThrowsAtOnce() // K-20
{
    TestLoop loop;
    const auto result = batch(good, length);

    QVERIFY_EXCEPTION_THROWN(static_cast<void>(result.value(u"c"_s)), std::invalid_argument);
}

void BatchTest::allEndsWhenEveryItemHas()
{
    TestLoop loop;
    const auto all = batch(good, length).all();

    loop.advance(1900ms);
    const bool early = all.done();
    loop.advance(200ms);

    QVERIFY(!early);
    QCOMPARE(all.outcome(), Outcome::Value);
}

void BatchTest::allFailsWithTheFailuresByKey()
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto all = result.all();
    loop.advance(10s);

    try {
        all.result();
        QFAIL("nothing was thrown");
    } catch (const BatchError &error) {
        QCOMPARE(error.what(), "failed: bad");
        QCOMPARE(error.failures().keys(), QList<QString>{u"bad"_s});
        QVERIFY(error.cause() == result.value(u"bad"_s).exception());
    }
}

void BatchTest::collectGivesTheValues()
{
    TestLoop loop;
    const auto collected = batch(good, length).collect();
    loop.advance(10s);

    QCOMPARE(collected.result(), (QMap<QString, int>{{u"a"_s, 1}, {u"bb"_s, 2}}));
}

void BatchTest::settledNeverFails()
{
    TestLoop loop;
    const auto result = batch(mixed, length);
    const auto settled = result.settled();
    loop.advance(10s);

    QCOMPARE(settled.outcome(), Outcome::Value);
    QVERIFY(result.task().exception());
}

void BatchTest::anEmptyBatchIsDone()
{
    TestLoop loop;
    const auto result = batch(QList<QString>(), length);
    const auto all = result.all();

    loop.tick(3);

    QCOMPARE(all.outcome(), Outcome::Value);
}

void BatchTest::noMoreThanTheLimitRunAtOnce()
{
    TestLoop loop;
    const auto result =
        batch(QList<QString>{u"a"_s, u"bb"_s, u"ccc"_s}, length, BatchOptions().concurrency(2));
    loop.tick(3);

    QCOMPARE(namesOfRunning(result), (QStringList{u"a"_s, u"bb"_s}));
    loop.advance(1s);

    QCOMPARE(namesOfRunning(result), (QStringList{u"bb"_s, u"ccc"_s}));
}

void BatchTest::anItemThatWaitsForItsSlotCanBeCancelled()
{
    TestLoop loop;
    const auto result = batch(good, length, BatchOptions().concurrency(1));
    loop.tick(3);

    auto waiting = result.value(u"a"_s);
    waiting.cancel();
    loop.advance(10s);

    QVERIFY(waiting.cancelled());
    QCOMPARE(result.value(u"bb"_s).result(), 2);
    QVERIFY(result.task().exception());
}

void BatchTest::cancellingAViewLeavesTheItemsAlone()
{
    TestLoop loop;
    const auto result = batch(good, length);
    auto all = result.all();
    loop.tick(3);

    all.cancel();
    loop.advance(10s);

    QVERIFY(all.cancelled());
    QCOMPARE(result.task().outcome(), Outcome::Value);
}

void BatchTest::cancelGoesToEveryPendingItem()
{
    TestLoop loop;
    auto result = batch(good, length);
    loop.advance(1500ms);

    result.cancel(u"enough"_s);
    loop.advance(1s);

    QCOMPARE(result.value(u"a"_s).outcome(), Outcome::Value);
    QCOMPARE(result.value(u"bb"_s).outcome(), Outcome::Cancelled);
    QVERIFY(result.task().exception());
}

void BatchTest::cancellingTheBatchTaskWaitsForItsItems()
{
    TestLoop loop;
    const auto slowToEnd = [](QString) -> Coro<int> {
        std::exception_ptr cancelled;
        try {
            co_await taskdeck::sleep(1h);
        } catch (...) {
            cancelled = std::current_exception();
        }
        co_await taskdeck::sleep(1s);
        std::rethrow_exception(cancelled);
    };
    const auto result = batch(good, slowToEnd);
    loop.tick(3);

    auto task = result.task();
    task.cancel(u"enough"_s);
    loop.advance(900ms);
    const bool early = task.done();
    loop.advance(200ms);

    QVERIFY(!early);
    QVERIFY(task.cancelled());
    QVERIFY(result.value(u"a"_s).cancelled());
}

void BatchTest::aCancelledItemIsAFailureOfTheBatch()
{
    TestLoop loop;
    const auto result = batch(good, length);
    loop.tick(3);

    auto item = result.value(u"a"_s);
    item.cancel();
    loop.advance(10s);

    QCOMPARE(result.task().outcome(), Outcome::Failure);
    QVERIFY_EXCEPTION_THROWN(result.task().result(), BatchError);
}

void BatchTest::droppingTheResultCancelsNothing()
{
    TestLoop loop;
    const auto item = batch(good, length).value(u"bb"_s);

    loop.advance(10s);

    QCOMPARE(item.result(), 2);
}

void BatchTest::failuresNobodyLookedAtAreReportedOnce()
{
    int reports = 0;
    TestLoop loop;
    Loop::current().setExceptionHandler([&reports](const ErrorContext &) {
        ++reports;
    });

    static_cast<void>(batch(QList<QString>{u"bad"_s, u"worse"_s}, length));
    loop.advance(10s);

    QCOMPARE(reports, 1);
}

QTEST_GUILESS_MAIN(BatchTest)
#include "tst_batch.moc"
