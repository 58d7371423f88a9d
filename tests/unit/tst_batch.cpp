// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/taskdeck.h>
#include <taskdeck/taskobserver.h>

#include <QtTest/QTest>

#include <ctime>
#include <memory>
#include <string>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

/// Takes as many seconds as the key is long; "bad" fails.
Coro<int> length(QString key)
{
    co_await taskdeck::sleep(std::chrono::seconds(key.size()));
    if (key == u"bad"_s)
        throw std::runtime_error("no good");
    co_return int(key.size());
}

using Lengths = QMap<QString, int>;

/// One request for all: after a second the length of each key but "none".
Coro<Lengths> lengths(QStringList keys)
{
    co_await taskdeck::sleep(1s);
    Lengths answer{{u"unasked"_s, 7}};
    for (const QString &key : keys) {
        if (key != u"none"_s)
            answer.insert(key, int(key.size()));
    }
    co_return answer;
}

/// Needs a second to end.
Coro<Lengths> slowToCancel(Log &log)
{
    std::exception_ptr cancelled;
    try {
        co_await taskdeck::sleep(1h);
    } catch (...) {
        cancelled = std::current_exception();
    }
    log += textOf(cancelled);
    co_await taskdeck::sleep(1s);
    std::rethrow_exception(cancelled);
}

const QStringList good{u"bb"_s, u"a"_s};

QStringList namesOfRunning(const Result<QString, int> &result)
{
    QStringList names;
    for (const QString &key : result.keys()) {
        if (result.value(key).info().awaits == u"sleep"_s)
            names += key;
    }
    return names;
}

/// Notes the progress of one task whenever the library says that it has changed.
class ProgressLog final : public TaskObserver
{
public:
    ProgressLog() { Loop::current().setObserver(this); }
    ~ProgressLog() override { Loop::current().setObserver(nullptr); }

    void taskCreated(const AnyTask &) override {}
    void taskChanged(const AnyTask &task) override
    {
        const QString text = task.info().progressText;
        if (task.name() == u"batch"_s && !text.isEmpty())
            texts += text;
        task.observed();
    }
    void taskEnded(const AnyTask &) override {}
    void taskWrote(TaskId, Channel, const QByteArray &) override {}

    QStringList texts;
};

enum class Colour { Red, Green };

struct Point {
    int x;
    int y;

    friend bool operator<(const Point &a, const Point &b)
    {
        return std::pair(a.x, a.y) < std::pair(b.x, b.y);
    }
    friend QDebug operator<<(QDebug debug, const Point &point)
    {
        return debug << point.x << u'/' << point.y;
    }
};

template<typename K>
QString failedKeysOf(TestLoop &loop, QList<K> keys)
{
    const auto all = batch(std::move(keys), [](K) {
                         return failing("no");
                     }).all();
    loop.tick(5);
    return ending(all);
}

} // namespace

class BatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noMoreThanTheLimitRunAtOnce();
    void itemThatWaitsForItsSlotCanBeCancelled();
    void slotsAreGivenBackByThoseThatFail();
    void functionThatThrowsFailsItsItem();
    void functionMayMakeATask();
    void closureLivesAsLongAsItsItems();
    void cancellingTheBatchTaskWaitsForItsItems();
    void batchMayEndInACancelHook();
    void itemsAreBelowTheBatchInMonitors();
    void progressIsToldOncePerPass();
    void keysAreAnythingWithOrderAndText();
    void manyItemsCostTheSameEach();
    void batchThatIsDestroyedWhilePendingIsNoHarm();

    void oneRequestAnswersForAllKeys();
    void keyThatTheAnswerLeavesOutFails();
    void failureOfTheRequestIsThatOfEveryItem();
    void requestIsNotMadeForNoKeys();
    void cancellingOneItemLeavesTheRequest();
    void cancellingTheResultCancelsTheRequest();
    void requestThatNobodyWaitsForIsCancelled();
    void requestIsBelowTheBatchInMonitors();
};

void BatchTest::noMoreThanTheLimitRunAtOnce()
{
    TestLoop loop;
    const auto result =
        batch(QStringList{u"a"_s, u"bb"_s, u"ccc"_s}, length, BatchOptions().concurrency(2));
    loop.tick(3);

    QCOMPARE(namesOfRunning(result), (QStringList{u"a"_s, u"bb"_s}));
    loop.advance(1s);

    QCOMPARE(namesOfRunning(result), (QStringList{u"bb"_s, u"ccc"_s}));
}

void BatchTest::itemThatWaitsForItsSlotCanBeCancelled()
{
    TestLoop loop;
    const auto result = batch(good, length, BatchOptions().concurrency(1));
    loop.tick(3);

    auto waiting = result.value(u"a"_s);
    QCOMPARE(ending(waiting), u"pending"_s);
    waiting.cancel();
    loop.tick();
    QVERIFY(waiting.cancelled());
    loop.advance(10s);

    QCOMPARE(result.value(u"bb"_s).result(), 2);
}

void BatchTest::slotsAreGivenBackByThoseThatFail()
{
    TestLoop loop;
    const auto result = batch(QStringList{u"bad"_s, u"a"_s, u"bb"_s, u"cc"_s}, length,
                              BatchOptions().concurrency(1));
    loop.tick();
    result.value(u"a"_s).cancel();
    loop.advance(4s);
    result.value(u"bb"_s).cancel();
    loop.advance(10s);

    QCOMPARE(result.value(u"cc"_s).result(), 2);
    static_cast<void>(ending(result.task()));
}

void BatchTest::functionThatThrowsFailsItsItem()
{
    TestLoop loop;
    const auto result = batch(good, [](const QString &key) {
        if (key == u"a"_s)
            throw std::runtime_error("no coroutine");
        return length(key);
    });
    loop.advance(10s);

    QCOMPARE(ending(result.value(u"a"_s)), u"runtime_error: no coroutine"_s);
    QCOMPARE(result.value(u"bb"_s).result(), 2);
}

void BatchTest::functionMayMakeATask()
{
    TestLoop loop;
    const Result<QString, int> result = batch(good, [](const QString &key) {
        return createTask(length(key));
    });
    const auto collected = result.collect();
    loop.advance(10s);

    QCOMPARE(collected.result(), (Lengths{{u"a"_s, 1}, {u"bb"_s, 2}}));
}

void BatchTest::closureLivesAsLongAsItsItems()
{
    Log log;
    TestLoop loop;
    {
        auto witness = farewell([&] {
            log += u"gone"_s;
        });
        static_cast<void>(batch(good, [witness = std::move(witness), &log](QString key) -> Coro<> {
            co_await taskdeck::sleep(std::chrono::seconds(key.size()));
            log += key + (witness.use_count() > 0 ? u" in time"_s : u" too late"_s);
        }));
    }

    loop.advance(10s);

    QCOMPARE(log, (QStringList{u"a in time"_s, u"bb in time"_s, u"gone"_s}));
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
    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QCOMPARE(ending(result.value(u"a"_s)), u"cancelled: enough"_s);
}

void BatchTest::batchMayEndInACancelHook()
{
    TestLoop loop;
    auto result = std::make_unique<Result<QString, void>>();
    const auto work = [&](QString key) -> Coro<> {
        if (key == u"a"_s)
            co_return co_await yieldNow();
        Promise<void> promise;
        promise.setCancelHook([&](const QString &) {
            result.reset();
            loop.tick(3); // as a dialog would
        });
        co_await promise.future();
    };
    result = std::make_unique<Result<QString, void>>(batch(good, work));
    const auto task = result->task();
    loop.tick();

    result->cancel(); // "bb" first; then there is nothing left that it could ask

    QVERIFY(!result);
    QCOMPARE(ending(task), u"BatchError: failed: bb"_s);
}

void BatchTest::itemsAreBelowTheBatchInMonitors()
{
    TestLoop loop;
    const auto result =
        batch(QStringList{u"bad"_s, u"long"_s}, length, BatchOptions().name(u"sums"_s));
    loop.advance(3500ms);

    const TaskInfo row = result.task().info();
    QCOMPARE(row.name, u"sums"_s);
    QCOMPARE(row.progressText, u"1/2, 1 failed"_s);
    QCOMPARE(row.progress, 0.5);
    QCOMPARE(row.awaits, u"1 items"_s);
    QCOMPARE(row.createdAt.function(), u"itemsAreBelowTheBatchInMonitors"_s);
    const auto item = result.value(u"long"_s);
    QCOMPARE(item.info().parent, row.id);
    QCOMPARE(item.name(), u"long"_s);
    QCOMPARE(item.awaitedBy().size(), 1);
    QCOMPARE(item.awaitedBy().constFirst().id(), row.id);
    static_cast<void>(ending(result.value(u"bad"_s)));
}

void BatchTest::progressIsToldOncePerPass()
{
    ProgressLog log;
    TestLoop loop;
    QList<int> keys;
    for (int i = 0; i < 1000; ++i)
        keys += i;
    const auto work = [](int key) -> Coro<> {
        co_await taskdeck::sleep(key < 600 ? 1s : 2s);
    };
    const auto result = batch(keys, work, BatchOptions().name(u"batch"_s));

    loop.advance(1500ms);
    QCOMPARE(result.doneCount(), 600);
    QCOMPARE(log.texts, QStringList{u"600/1000"_s});
    loop.advance(1s);

    log.texts.removeDuplicates(); // the step that ends it is a change as well
    QCOMPARE(log.texts, (QStringList{u"600/1000"_s, u"1000/1000"_s}));
}

void BatchTest::keysAreAnythingWithOrderAndText()
{
    TestLoop loop;

    QCOMPARE(failedKeysOf<int>(loop, {2, 1}), u"BatchError: failed: 2, 1"_s);
    QCOMPARE(failedKeysOf<std::string>(loop, {"b", "a"}), u"BatchError: failed: b, a"_s);
    QCOMPARE(failedKeysOf<Colour>(loop, {Colour::Green}), u"BatchError: failed: 1"_s);
    QCOMPARE(failedKeysOf<Qt::Key>(loop, {Qt::Key_A}), u"BatchError: failed: Qt::Key_A"_s);
    QCOMPARE(failedKeysOf<Point>(loop, {{2, 3}, {1, 9}}), u"BatchError: failed: 2/3, 1/9"_s);
}

void BatchTest::manyItemsCostTheSameEach()
{
    constexpr int count = 100'000;
    const std::clock_t begin = std::clock();
    TestLoop loop;
    QList<int> keys;
    keys.reserve(count);
    for (int i = 0; i < count; ++i)
        keys += i;
    const auto work = [](int key) -> Coro<int> {
        co_await yieldNow();
        co_return key;
    };

    const auto result = batch(keys, work, BatchOptions().concurrency(1000));
    auto limited = result.collect();
    auto cancelled = batch(keys, [](int) {
        return never();
    });
    loop.tick();
    cancelled.cancel();
    loop.advance(1s);

    QCOMPARE(limited.result().size(), count);
    QCOMPARE(cancelled.doneCount(), count);
    const auto seconds = (std::clock() - begin) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 60, "it must be linear"); // it takes about two
}

void BatchTest::batchThatIsDestroyedWhilePendingIsNoHarm()
{
    Log log;
    {
        TestLoop loop;
        auto result = batch(good, length, BatchOptions().concurrency(1));
        static_cast<void>(result.all());
        static_cast<void>(result.next());
        static_cast<void>(result.firstCompleted());
        static_cast<void>(result.map([](int) {}).waitFor(1h));
        static_cast<void>(result.retryFailed(length).collect());
        static_cast<void>(batch(good, lengths).all());
        loop.tick(2);
    }
    QCOMPARE(log, QStringList());
}

void BatchTest::oneRequestAnswersForAllKeys() // K-21
{
    Log log;
    TestLoop loop;
    const auto request = [&](QStringList keys) -> Coro<Lengths> {
        log += keys.join(u' ');
        auto asking = lengths(std::move(keys));
        co_return co_await std::move(asking);
    };
    const Result<QString, int> result = batch(QStringList{u"bb"_s, u"a"_s, u"bb"_s}, request);
    QCOMPARE(result.keys(), good);
    QCOMPARE(result.values().size(), 2);
    const auto collected = result.collect();
    loop.advance(2s);

    QCOMPARE(log, QStringList{u"bb a"_s}); // asked once
    QCOMPARE(collected.result(), (Lengths{{u"a"_s, 1}, {u"bb"_s, 2}}));
}

void BatchTest::keyThatTheAnswerLeavesOutFails() // K-21, R-01
{
    TestLoop loop;
    const auto result = batch(QStringList{u"none"_s, u"a"_s}, lengths);
    const auto all = result.all();
    loop.advance(2s);

    QCOMPARE(ending(result.value(u"none"_s)), u"runtime_error: no result for none"_s);
    QCOMPARE(result.value(u"a"_s).result(), 1);
    QCOMPARE(ending(all), u"BatchError: failed: none"_s);
    QCOMPARE(result.doneCount(), 2);
}

void BatchTest::failureOfTheRequestIsThatOfEveryItem() // K-22
{
    Reports reports;
    TestLoop loop;
    {
        const auto result = batch(good, [](QStringList) -> Coro<Lengths> {
            co_await taskdeck::sleep(1s);
            throw std::runtime_error("offline");
        });
        const auto all = result.all();
        const auto first = result.firstCompleted();
        loop.advance(2s);

        QCOMPARE(ending(result.value(u"a"_s)), u"runtime_error: offline"_s);
        QVERIFY(result.value(u"a"_s).exception() == result.value(u"bb"_s).exception());
        QCOMPARE(ending(all), u"BatchError: failed: bb, a"_s);
        QCOMPARE(ending(first), u"runtime_error: offline"_s);
    }
    QCOMPARE(reports.texts(), QStringList());
}

void BatchTest::requestIsNotMadeForNoKeys() // K-14
{
    Log log;
    TestLoop loop;
    const auto result = batch(QStringList(), [&](QStringList) -> Coro<Lengths> {
        log += u"asked"_s;
        co_return {};
    });
    const auto all = result.all();
    loop.tick(3);

    QCOMPARE(ending(all), u"value"_s);
    QCOMPARE(log, QStringList());
}

void BatchTest::cancellingOneItemLeavesTheRequest()
{
    TestLoop loop;
    const auto result = batch(good, lengths);
    loop.tick();

    result.value(u"a"_s).cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(ending(result.value(u"a"_s)), u"cancelled: enough"_s);
    loop.advance(2s);
    QCOMPARE(result.value(u"bb"_s).result(), 2);
}

void BatchTest::cancellingTheResultCancelsTheRequest()
{
    Log log;
    TestLoop loop;
    const auto request = [&](QStringList) {
        return slowToCancel(log);
    };
    auto result = batch(good, request);
    loop.tick();

    result.cancel(u"enough"_s);
    loop.advance(900ms);
    QCOMPARE(log, QStringList{u"CancelledError: enough"_s});
    QCOMPARE(result.doneCount(), 0); // they end when the work has
    loop.advance(200ms);

    QCOMPARE(ending(result.value(u"a"_s)), u"cancelled: enough"_s);
    QCOMPARE(ending(result.value(u"bb"_s)), u"cancelled: enough"_s);
}

void BatchTest::requestThatNobodyWaitsForIsCancelled()
{
    Log log;
    TestLoop loop;
    const auto request = [&](QStringList) {
        return slowToCancel(log);
    };
    const auto result = batch(good, request);
    loop.tick();

    for (Task<int> item : result.values())
        item.cancel();
    loop.advance(900ms);
    QCOMPARE(log, QStringList{u"CancelledError: every item was cancelled"_s});
    QCOMPARE(result.doneCount(), 2);
    QVERIFY(!result.task().done()); // nothing of a batch outlives it
    loop.advance(200ms);

    QCOMPARE(ending(result.task()), u"BatchError: failed: bb, a"_s);
}

void BatchTest::requestIsBelowTheBatchInMonitors()
{
    TestLoop loop;
    const auto result = batch(good, lengths);
    loop.tick();

    const AnyTask request = allTasks().at(1);

    QCOMPARE(request.name(), u"request"_s);
    QCOMPARE(request.info().parent, result.task().id());
    QCOMPARE(result.value(u"a"_s).info().awaits, u"task request"_s);
}

QTEST_GUILESS_MAIN(BatchTest)
#include "tst_batch.moc"
