// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/queue.h>

#include <QtTest/QTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

Coro<> getInto(Queue<int> &queue, QString name, Log &log)
{
    const int item = co_await queue.get();
    log += name + QString::number(item);
}

Coro<> putFrom(Queue<int> &queue, QString name, int item, Log &log)
{
    co_await queue.put(item);
    log += name + QString::number(item);
}

QList<Task<>> startGetting(Queue<int> &queue, const QStringList &names, Log &log)
{
    QList<Task<>> tasks;
    for (const QString &name : names)
        tasks += createTask(getInto(queue, name, log), name);
    return tasks;
}

template<typename T>
QList<T> itemsOf(Queue<T> &queue)
{
    QList<T> items;
    while (!queue.isEmpty())
        items += *queue.tryGet();
    return items;
}

struct OnlyMoved {
    explicit OnlyMoved(int number)
        : value(number)
    {
    }
    OnlyMoved(OnlyMoved &&) = default;
    OnlyMoved &operator=(OnlyMoved &&) = delete;

    int value;
};

const QString shutDown = u"QueueShutDown: the queue was shut down"_s;

} // namespace

class QueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itemsComeOutAsTheyWentIn();
    void putAndGetThatNeedNotWaitTakeNoTick();
    void sizesAreTold();
    void zeroOrLessIsNoLimit_data();
    void zeroOrLessIsNoLimit();
    void getWaitsForAnItem();
    void putWaitsForRoom();
    void gettersAreServedInOrder();
    void puttersAreServedInOrder();
    void itemsPutInOnePassAreTakenInOne();
    void whoComesWaitsBehindWhoWasCalled();
    void tryPutLeavesTheItemIfThereIsNoRoom();
    void tryGetIsEmptyIfThereIsNothing();
    void itemsNeedOnlyAMoveConstructor();
    void cancelledGetterTakesNoItem();
    void itemOfAGetterCancelledAsItComesGoesToTheNext();
    void itemOfTheLastGetterCancelledAsItComesStaysInItsPlace();
    void cancelledPutterTakesNoRoom();
    void roomOfAPutterCancelledAsItComesGoesToTheNext();
    void getterWhoseItemIsTakenAwayKeepsItsPlace();
    void putterWhoseRoomIsTakenAwayKeepsItsPlace();
    void joinEndsWhenAllHasBeenDealtWith();
    void joinOfAQueueThatWasNeverUsedEnds();
    void taskDoneIsCounted();
    void nobodyCanPutAfterShutdown();
    void itemsThatAreLeftCanBeGotAfterShutdown();
    void shutdownEndsThoseWhoWait();
    void getterCalledBeforeShutdownHasItsItem();
    void getterOfAShutDownQueueWaitsItsTurn();
    void shutdownNowDropsTheItems();
    void itemsThatShutdownNowDropsAreDealtWith();
    void whoWaitsWhenTheQueueDiesIsCancelled();
    void itemsDieWithTheQueue();
    void monitorsSeeWhatIsWaitedFor();
    void nothingIsLostWhateverHappens();
};

void QueueTest::itemsComeOutAsTheyWentIn()
{
    TestLoop loop;
    Queue<int> queue;
    const auto body = [&]() -> Coro<QList<int>> {
        for (int i = 1; i <= 3; ++i)
            co_await queue.put(i);
        QList<int> items;
        while (!queue.isEmpty())
            items += co_await queue.get();
        co_return items;
    };

    QCOMPARE(run(loop, body), (QList<int>{1, 2, 3}));
}

void QueueTest::putAndGetThatNeedNotWaitTakeNoTick()
{
    TestLoop loop;
    Queue<int> queue(1);
    const auto putting = createTask(queue.put(1));
    const auto getting = createTask(queue.get());

    loop.tick();

    QVERIFY(putting.done());
    QCOMPARE(getting.result(), 1);
}

void QueueTest::sizesAreTold()
{
    TestLoop loop;
    Queue<int> queue(2);
    QCOMPARE(queue.maxSize(), 2);
    QVERIFY(queue.isEmpty() && !queue.isFull());

    QVERIFY(queue.tryPut(1));
    QCOMPARE(queue.size(), 1);
    QVERIFY(!queue.isEmpty() && !queue.isFull());

    QVERIFY(queue.tryPut(2));
    QCOMPARE(queue.size(), 2);
    QVERIFY(queue.isFull());
}

void QueueTest::zeroOrLessIsNoLimit_data()
{
    QTest::addColumn<int>("maxSize");

    QTest::newRow("zero") << 0;
    QTest::newRow("negative") << -1;
}

void QueueTest::zeroOrLessIsNoLimit()
{
    QFETCH(int, maxSize);
    TestLoop loop;
    Queue<int> queue(maxSize);

    for (int i = 0; i < 1000; ++i)
        QVERIFY(queue.tryPut(i));

    QVERIFY(!queue.isFull());
    QCOMPARE(queue.size(), 1000);
    QCOMPARE(queue.maxSize(), 0);
}

void QueueTest::getWaitsForAnItem()
{
    TestLoop loop;
    Queue<int> queue;
    const auto getting = createTask(queue.get());
    loop.tick(3);
    QVERIFY(!getting.done());

    QVERIFY(queue.tryPut(7));
    QCOMPARE(queue.size(), 1); // until the getter's step
    loop.tick();

    QCOMPARE(getting.result(), 7);
    QVERIFY(queue.isEmpty());
}

void QueueTest::putWaitsForRoom()
{
    TestLoop loop;
    Queue<int> queue(1);
    QVERIFY(queue.tryPut(1));
    const auto putting = createTask(queue.put(2));
    loop.tick(3);
    QVERIFY(!putting.done());

    QCOMPARE(queue.tryGet(), 1);
    loop.tick();

    QVERIFY(putting.done());
    QCOMPARE(queue.tryGet(), 2);
}

void QueueTest::gettersAreServedInOrder()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto tasks = startGetting(queue, {u"a"_s, u"b"_s, u"c"_s}, log);
    loop.tick();

    for (int i = 1; i <= 3; ++i) {
        QVERIFY(queue.tryPut(i));
        loop.tick();
    }

    QCOMPARE(log, (QStringList{u"a1"_s, u"b2"_s, u"c3"_s}));
}

void QueueTest::puttersAreServedInOrder()
{
    Log log;
    TestLoop loop;
    Queue<int> queue(1);
    QVERIFY(queue.tryPut(0));
    const auto a = createTask(putFrom(queue, u"a"_s, 1, log));
    const auto b = createTask(putFrom(queue, u"b"_s, 2, log));
    loop.tick();

    QCOMPARE(queue.tryGet(), 0);
    loop.tick();
    QCOMPARE(log, QStringList{u"a1"_s});
    QCOMPARE(queue.tryGet(), 1);
    loop.tick();

    QCOMPARE(log, (QStringList{u"a1"_s, u"b2"_s}));
    QCOMPARE(queue.tryGet(), 2);
}

void QueueTest::itemsPutInOnePassAreTakenInOne()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto tasks = startGetting(queue, {u"a"_s, u"b"_s}, log);
    loop.tick();

    QVERIFY(queue.tryPut(1) && queue.tryPut(2));
    loop.tick();

    QCOMPARE(log, (QStringList{u"a1"_s, u"b2"_s}));
}

void QueueTest::whoComesWaitsBehindWhoWasCalled()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto body = [&]() -> Coro<> {
        co_await yieldNow();
        co_await queue.put(1);
        co_await queue.put(2);
        log += u"comes"_s + QString::number(co_await queue.get());
    };
    const auto coming = createTask(body);
    const auto waiting = startGetting(queue, {u"waits"_s}, log);

    loop.tick(3);

    QCOMPARE(log, (QStringList{u"waits1"_s, u"comes2"_s}));
}

void QueueTest::tryPutLeavesTheItemIfThereIsNoRoom()
{
    TestLoop loop;
    Queue<std::unique_ptr<int>> queue(1);
    auto first = std::make_unique<int>(1);
    auto second = std::make_unique<int>(2);

    QVERIFY(queue.tryPut(std::move(first)));
    QVERIFY(!queue.tryPut(std::move(second)));

    QVERIFY(!first);
    QCOMPARE(*second, 2);
}

void QueueTest::tryGetIsEmptyIfThereIsNothing()
{
    TestLoop loop;
    Queue<int> queue;

    QVERIFY(!queue.tryGet());
}

void QueueTest::itemsNeedOnlyAMoveConstructor()
{
    TestLoop loop;
    Queue<OnlyMoved> queue(1);
    const auto body = [&]() -> Coro<int> {
        co_await queue.put(OnlyMoved(1));
        const OnlyMoved got = co_await queue.get();
        OnlyMoved another(2);
        queue.tryPut(std::move(another));
        const std::optional<OnlyMoved> tried = queue.tryGet();
        co_return got.value * 10 + tried->value;
    };

    QCOMPARE(run(loop, body), 12);
}

void QueueTest::cancelledGetterTakesNoItem()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    auto tasks = startGetting(queue, {u"a"_s, u"b"_s}, log);
    loop.tick();

    tasks[0].cancel();
    QVERIFY(queue.tryPut(1));
    loop.tick();

    QVERIFY(tasks[0].cancelled());
    QCOMPARE(log, QStringList{u"b1"_s});
}

void QueueTest::itemOfAGetterCancelledAsItComesGoesToTheNext()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    auto tasks = startGetting(queue, {u"a"_s, u"b"_s, u"c"_s}, log);
    loop.tick();

    QVERIFY(queue.tryPut(1) && queue.tryPut(2));
    tasks[0].cancel();
    loop.tick(2);

    QVERIFY(tasks[0].cancelled());
    QCOMPARE(log, (QStringList{u"b1"_s, u"c2"_s})); // in their order all the same
}

void QueueTest::itemOfTheLastGetterCancelledAsItComesStaysInItsPlace()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    auto tasks = startGetting(queue, {u"a"_s}, log);
    loop.tick();

    QVERIFY(queue.tryPut(1) && queue.tryPut(2));
    tasks[0].cancel();
    loop.tick(2);

    QCOMPARE(itemsOf(queue), (QList<int>{1, 2}));
}

void QueueTest::cancelledPutterTakesNoRoom()
{
    Log log;
    TestLoop loop;
    Queue<int> queue(1);
    QVERIFY(queue.tryPut(0));
    auto a = createTask(putFrom(queue, u"a"_s, 1, log));
    const auto b = createTask(putFrom(queue, u"b"_s, 2, log));
    loop.tick();

    a.cancel();
    QCOMPARE(queue.tryGet(), 0);
    loop.tick();

    QVERIFY(a.cancelled());
    QCOMPARE(itemsOf(queue), QList<int>{2});
}

void QueueTest::roomOfAPutterCancelledAsItComesGoesToTheNext()
{
    Log log;
    TestLoop loop;
    Queue<int> queue(1);
    QVERIFY(queue.tryPut(0));
    auto a = createTask(putFrom(queue, u"a"_s, 1, log));
    const auto b = createTask(putFrom(queue, u"b"_s, 2, log));
    loop.tick();

    QCOMPARE(queue.tryGet(), 0);
    a.cancel();
    loop.tick(2);

    QVERIFY(a.cancelled());
    QCOMPARE(itemsOf(queue), QList<int>{2});
}

void QueueTest::getterWhoseItemIsTakenAwayKeepsItsPlace()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto tasks = startGetting(queue, {u"a"_s, u"b"_s, u"c"_s}, log);
    loop.tick();

    QVERIFY(queue.tryPut(1) && queue.tryPut(2));
    QCOMPARE(queue.tryGet(), 1);
    QCOMPARE(queue.tryGet(), 2);
    loop.tick(2);
    QCOMPARE(log, QStringList());
    for (int i = 3; i <= 5; ++i)
        QVERIFY(queue.tryPut(i));
    loop.tick();

    QCOMPARE(log, (QStringList{u"a3"_s, u"b4"_s, u"c5"_s}));
}

void QueueTest::putterWhoseRoomIsTakenAwayKeepsItsPlace()
{
    Log log;
    TestLoop loop;
    Queue<int> queue(1);
    QVERIFY(queue.tryPut(0));
    const auto a = createTask(putFrom(queue, u"a"_s, 1, log));
    const auto b = createTask(putFrom(queue, u"b"_s, 2, log));
    loop.tick();

    QCOMPARE(queue.tryGet(), 0);
    QVERIFY(queue.tryPut(9));
    loop.tick(2);
    QCOMPARE(log, QStringList());
    QCOMPARE(queue.tryGet(), 9);
    loop.tick();

    QCOMPARE(log, QStringList{u"a1"_s});
}

void QueueTest::joinEndsWhenAllHasBeenDealtWith()
{
    TestLoop loop;
    Queue<int> queue;
    QVERIFY(queue.tryPut(1) && queue.tryPut(2));
    const auto joining = createTask(queue.join());
    loop.tick();

    static_cast<void>(itemsOf(queue));
    loop.tick(2);
    QVERIFY(!joining.done()); // taken out is not dealt with
    queue.taskDone();
    loop.tick(2);
    QVERIFY(!joining.done());
    queue.taskDone();
    loop.tick();

    QVERIFY(joining.done());
}

void QueueTest::joinOfAQueueThatWasNeverUsedEnds()
{
    TestLoop loop;
    Queue<int> queue;

    loop.run(queue.join());

    QCOMPARE(loop.elapsed(), 0ms);
}

void QueueTest::taskDoneIsCounted()
{
    TestLoop loop;
    Queue<int> queue;
    QVERIFY(queue.tryPut(1));
    queue.taskDone();

    QVERIFY_THROWS_EXCEPTION(UsageError, queue.taskDone());
}

void QueueTest::nobodyCanPutAfterShutdown()
{
    TestLoop loop;
    Queue<int> queue;

    queue.shutdown();

    QCOMPARE(thrownBy([&] {
                 loop.run(queue.put(1));
             }),
             shutDown);
    QCOMPARE(thrownBy([&] {
                 queue.tryPut(1);
             }),
             shutDown);
}

void QueueTest::itemsThatAreLeftCanBeGotAfterShutdown()
{
    TestLoop loop;
    Queue<int> queue;
    QVERIFY(queue.tryPut(1) && queue.tryPut(2));

    queue.shutdown();

    QCOMPARE(loop.run(queue.get()), 1);
    QCOMPARE(queue.tryGet(), 2);
    QCOMPARE(thrownBy([&] {
                 loop.run(queue.get());
             }),
             shutDown);
    QCOMPARE(thrownBy([&] {
                 queue.tryGet();
             }),
             shutDown);
}

void QueueTest::shutdownEndsThoseWhoWait()
{
    Log log;
    TestLoop loop;
    Queue<int> empty;
    Queue<int> full(1);
    QVERIFY(full.tryPut(0));
    const auto getting = startGetting(empty, {u"a"_s, u"b"_s}, log);
    const auto putting = createTask(full.put(1));
    loop.tick();

    empty.shutdown();
    full.shutdown();
    loop.tick();

    QCOMPARE(ending(getting[0]), shutDown);
    QCOMPARE(ending(getting[1]), shutDown);
    QCOMPARE(ending(putting), shutDown);
    QCOMPARE(itemsOf(full), QList<int>{0});
}

void QueueTest::getterCalledBeforeShutdownHasItsItem()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto tasks = startGetting(queue, {u"a"_s, u"b"_s}, log);
    loop.tick();

    QVERIFY(queue.tryPut(1));
    queue.shutdown();
    loop.tick();

    QCOMPARE(log, QStringList{u"a1"_s});
    QCOMPARE(ending(tasks[1]), shutDown);
}

void QueueTest::getterOfAShutDownQueueWaitsItsTurn()
{
    Log log;
    TestLoop loop;
    Queue<int> queue;
    const auto body = [&]() -> Coro<> {
        co_await yieldNow();
        queue.tryPut(1);
        queue.tryPut(2);
        queue.shutdown();
        log += u"comes"_s + QString::number(co_await queue.get()); // one is left for it
    };
    const auto coming = createTask(body);
    const auto waiting = startGetting(queue, {u"waits"_s}, log);

    loop.tick(3);

    QCOMPARE(log, (QStringList{u"waits1"_s, u"comes2"_s}));
}

void QueueTest::shutdownNowDropsTheItems()
{
    Log log;
    TestLoop loop;
    Queue<int> queue(2);
    const auto getting = startGetting(queue, {u"a"_s}, log);
    loop.tick();
    QVERIFY(queue.tryPut(1) && queue.tryPut(2)); // the first is for "a", who has not gone on

    queue.shutdownNow();
    loop.tick();

    QVERIFY(queue.isEmpty() && !queue.isFull());
    QCOMPARE(ending(getting[0]), shutDown);
}

void QueueTest::itemsThatShutdownNowDropsAreDealtWith()
{
    TestLoop loop;
    Queue<int> queue;
    for (int i = 1; i <= 3; ++i)
        QVERIFY(queue.tryPut(i));
    QCOMPARE(queue.tryGet(), 1);
    const auto joining = createTask(queue.join());
    loop.tick();

    queue.shutdownNow();
    loop.tick(2);
    QVERIFY(!joining.done()); // the one that was taken out is not
    queue.taskDone();
    loop.tick();

    QVERIFY(joining.done());
}

void QueueTest::whoWaitsWhenTheQueueDiesIsCancelled()
{
    Log log;
    TestLoop loop;
    auto queue = std::make_unique<Queue<int>>(1);
    QVERIFY(queue->tryPut(0));
    const auto putting = createTask(queue->put(1));
    const auto joining = createTask(queue->join());
    auto empty = std::make_unique<Queue<int>>();
    const auto getting = createTask(empty->get());
    loop.tick();

    queue.reset();
    empty.reset();
    loop.tick();

    const QString cancelled = u"cancelled: the queue was destroyed"_s;
    QCOMPARE(ending(putting), cancelled);
    QCOMPARE(ending(joining), cancelled);
    QCOMPARE(ending(getting), cancelled);
}

void QueueTest::itemsDieWithTheQueue()
{
    TestLoop loop;
    auto queue = std::make_unique<Queue<std::shared_ptr<int>>>();
    const auto item = std::make_shared<int>(1);
    QVERIFY(queue->tryPut(item));
    QCOMPARE(item.use_count(), 2);

    queue.reset();

    QCOMPARE(item.use_count(), 1);
}

void QueueTest::monitorsSeeWhatIsWaitedFor()
{
    TestLoop loop;
    Queue<int> queue;
    const auto getting = createTask(queue.get());
    loop.tick();

    QCOMPARE(getting.info().awaits, u"queue"_s);
}

// Everybody does everything, and is cancelled at every moment: what has gone in comes out, once and
// in order.
void QueueTest::nothingIsLostWhateverHappens()
{
    std::minstd_rand random(1);
    const auto oneIn = [&](int n) {
        return int(random() % unsigned(n)) == 0;
    };
    QList<int> in;
    QList<int> out;
    TestLoop loop;
    Queue<int> queue(3);
    const auto put = [&](int item) -> Coro<> {
        co_await queue.put(item);
        in += item;
    };
    const auto get = [&]() -> Coro<> {
        out += co_await queue.get();
    };
    QList<Task<>> tasks;
    for (int item = 0; item < 5000; ++item) {
        tasks += createTask(put(item));
        tasks += createTask(get());
        if (oneIn(3))
            loop.tick();
        if (oneIn(4)) {
            if (const auto taken = queue.tryGet())
                out += *taken;
        }
        if (oneIn(4) && queue.tryPut(-item))
            in += -item;
        if (oneIn(2))
            tasks[int(random() % unsigned(tasks.size()))].cancel();
        if (oneIn(2))
            tasks.last().cancel();
        if (oneIn(4))
            tasks[tasks.size() - 2].cancel();
    }
    do {
        loop.tick(2);
        out += itemsOf(queue);
        loop.tick(2);
    } while (!queue.isEmpty());

    QVERIFY(in.size() > 1000);
    QCOMPARE(out, in);
    const auto pending = [&] {
        return std::count_if(tasks.begin(), tasks.end(), [](const Task<> &task) {
            return !task.done();
        });
    };
    for (auto getters = pending(); getters > 0; --getters) { // only they can still wait
        QVERIFY(queue.tryPut(0));
        loop.tick();
    }
    QCOMPARE(pending(), 0);
    QVERIFY(queue.isEmpty());
}

QTEST_GUILESS_MAIN(QueueTest)
#include "tst_queue.moc"
