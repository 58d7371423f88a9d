// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/sync.h>

#include <QtTest/QTest>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

/// Notes its name when it has the lock or permit, and gives it back a second later.
template<typename Primitive>
Coro<> useForASecond(Primitive &primitive, QString name, Log &log)
{
    co_await primitive.acquire();
    log += name;
    co_await taskdeck::sleep(1s);
    primitive.release();
}

/// Notes its name when it has it, and keeps it.
template<typename Primitive>
Coro<> take(Primitive &primitive, QString name, Log &log)
{
    co_await primitive.acquire();
    log += name;
}

Coro<> waitFor(Event &event, QString name, Log &log)
{
    co_await event.wait();
    log += name;
}

template<typename Primitive>
QList<Task<>> startTaking(Primitive &primitive, const QStringList &names, Log &log)
{
    QList<Task<>> tasks;
    for (const QString &name : names)
        tasks += createTask(take(primitive, name, log), name);
    return tasks;
}

const QStringList abc{u"a"_s, u"b"_s, u"c"_s};

} // namespace

class SyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockIsHadByOneAtATimeInOrder();
    void freeLockIsTakenWithoutATick();
    void lockIsReleasedAsOftenAsItWasAcquired();
    void lockGoesToTheOneWhoWaitsNotToTheOneWhoComes();
    void lockCannotBeReleasedAgainBeforeTheNextHasIt();
    void cancelledWaiterOfALockIsPassedOver();
    void lockOfOneCancelledAsItsTurnComesGoesOn_data();
    void lockOfOneCancelledAsItsTurnComesGoesOn();
    void lockOfTheLastWaiterCancelledAsItsTurnComesIsFree();
    void permitReleasesWhenItDies();
    void permitReleasesWhenAnExceptionPasses();
    void permitIsReleasedEarlyAndOnce();
    void permitGivesBackWhatItHadWhenAssigned();
    void permitMayOutliveItsLock();
    void waitersOfALockThatDiesAreCancelled();
    void tasksOfTwoThreadsCannotShareALock();
    void monitorsSeeWhatIsWaitedFor();

    void permitsGoInOrderOfAsking();
    void permitsReleasedInOnePassAreTakenInOne();
    void semaphoreIsLockedWhileOneWhoWasCalledHasNotGoneOn();
    void cancelledWaiterLosesNoPermit();
    void permitOfOneCancelledAsItsTurnComesGoesOn();
    void permitsCanBeAdded();
    void negativeNumberOfPermitsIsRefused();
    void scopedPermitsAreGivenBack();

    void setWakesAllInOrder();
    void setEventIsPassedWithoutATick();
    void clearedEventIsWaitedForAgain();
    void clearDoesNotHoldBackWhomSetHasWoken();
    void cancelledWaiterOfAnEventIsGone();
    void waitersOfAnEventThatDiesAreCancelled();
    void setBeforeItDiesIsEnough();

    void manyWaitersCostTheSameEach();
    void waitersMayBeDestroyedAfterWhatTheyWaitFor();
};

void SyncTest::lockIsHadByOneAtATimeInOrder()
{
    Log log;
    Lock lock;
    TestLoop loop;
    for (const QString &name : abc)
        static_cast<void>(createTask(useForASecond(lock, name, log)));

    loop.advance(900ms);
    QCOMPARE(log, abc.mid(0, 1));
    loop.advance(1s);
    QCOMPARE(log, abc.mid(0, 2));
    loop.advance(2s);

    QCOMPARE(log, abc);
    QVERIFY(!lock.locked());
}

void SyncTest::freeLockIsTakenWithoutATick()
{
    Lock lock;
    TestLoop loop;
    const auto task = createTask(lock.acquire());

    loop.tick();

    QVERIFY(task.done());
    QVERIFY(lock.locked());
}

void SyncTest::lockIsReleasedAsOftenAsItWasAcquired()
{
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    lock.release();

    const QString thrown = thrownBy([&] {
        lock.release();
    });

    QCOMPARE(thrown, u"UsageError: the lock is not locked"_s);
    QVERIFY(!lock.locked());
}

void SyncTest::lockGoesToTheOneWhoWaitsNotToTheOneWhoComes()
{
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    const auto waiting = startTaking(lock, {u"waits"_s}, log);
    loop.tick();

    const auto body = [&]() -> Coro<> {
        lock.release();
        co_await lock.acquire(); // it is free, but somebody was called
        log += u"comes"_s;
    };
    const auto coming = createTask(body);
    loop.tick(2);
    QCOMPARE(log, QStringList{u"waits"_s});
    lock.release();
    loop.tick();

    QCOMPARE(log, (QStringList{u"waits"_s, u"comes"_s}));
}

void SyncTest::lockCannotBeReleasedAgainBeforeTheNextHasIt()
{
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    const auto tasks = startTaking(lock, {u"a"_s, u"b"_s}, log);
    loop.tick();

    lock.release();
    QVERIFY_THROWS_EXCEPTION(UsageError, lock.release());
    loop.tick(3);

    QCOMPARE(log, QStringList{u"a"_s}); // else two would have it
}

void SyncTest::cancelledWaiterOfALockIsPassedOver()
{
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    auto tasks = startTaking(lock, abc, log);
    loop.tick();

    tasks[0].cancel();
    lock.release();
    loop.tick();

    QCOMPARE(log, QStringList{u"b"_s});
    QVERIFY(tasks[0].cancelled());
    QVERIFY(lock.locked());
}

void SyncTest::lockOfOneCancelledAsItsTurnComesGoesOn_data()
{
    QTest::addColumn<bool>("swallows");

    QTest::newRow("the cancel ends it") << false;
    QTest::newRow("it catches the cancel") << true;
}

void SyncTest::lockOfOneCancelledAsItsTurnComesGoesOn()
{
    QFETCH(bool, swallows);
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    const auto body = [&]() -> Coro<> {
        try {
            co_await lock.acquire();
            log += u"a"_s;
        } catch (const CancelledError &) {
            if (!swallows)
                throw;
        }
        co_await taskdeck::sleep(1h);
    };
    auto a = createTask(body);
    const auto others = startTaking(lock, {u"b"_s}, log);
    loop.tick();

    lock.release();
    a.cancel();
    loop.tick(2);

    QCOMPARE(log, QStringList{u"b"_s});
    QCOMPARE(a.done(), !swallows);
    QVERIFY(lock.locked());
}

void SyncTest::lockOfTheLastWaiterCancelledAsItsTurnComesIsFree()
{
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    auto tasks = startTaking(lock, {u"a"_s}, log);
    loop.tick();

    lock.release();
    tasks[0].cancel();
    loop.tick(2);

    QVERIFY(!lock.locked());
    loop.run(lock.acquire());
    QVERIFY(lock.locked());
}

void SyncTest::permitReleasesWhenItDies()
{
    Log log;
    Lock lock;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        {
            const auto permit = co_await lock.acquireScoped();
            log += lock.locked() ? u"locked"_s : u"free"_s;
        }
        log += lock.locked() ? u"locked"_s : u"free"_s;
    };

    run(loop, body);

    QCOMPARE(log, (QStringList{u"locked"_s, u"free"_s}));
}

void SyncTest::permitReleasesWhenAnExceptionPasses()
{
    Lock lock;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        const auto permit = co_await lock.acquireScoped();
        co_await failing("no");
    };

    QCOMPARE(thrownBy([&] {
                 run(loop, body);
             }),
             u"runtime_error: no"_s);
    QVERIFY(!lock.locked());
}

void SyncTest::permitIsReleasedEarlyAndOnce()
{
    Lock lock;
    TestLoop loop;
    {
        Permit permit = loop.run(lock.acquireScoped());
        permit.release();
        QVERIFY(permit.isNull());
        QVERIFY(!lock.locked());
        loop.run(lock.acquire());
        permit.release();
    }

    QVERIFY(lock.locked()); // by the second, whom the permit does not know
}

void SyncTest::permitGivesBackWhatItHadWhenAssigned()
{
    Lock first;
    Lock second;
    TestLoop loop;
    Permit permit = loop.run(first.acquireScoped());

    permit = loop.run(second.acquireScoped());

    QVERIFY(!first.locked());
    QVERIFY(second.locked());
}

void SyncTest::permitMayOutliveItsLock()
{
    TestLoop loop;
    auto lock = std::make_unique<Lock>();
    Permit permit = loop.run(lock->acquireScoped());

    lock.reset();
    permit.release();

    QVERIFY(permit.isNull());
}

void SyncTest::waitersOfALockThatDiesAreCancelled()
{
    Log log;
    TestLoop loop;
    auto lock = std::make_unique<Lock>();
    loop.run(lock->acquire());
    const auto tasks = startTaking(*lock, abc, log);
    loop.tick();

    lock->release(); // "a" was called, and has not gone on
    lock.reset();
    loop.tick();

    for (const Task<> &task : tasks)
        QCOMPARE(ending(task), u"cancelled: the lock was destroyed"_s);
    QCOMPARE(log, QStringList());
}

void SyncTest::tasksOfTwoThreadsCannotShareALock()
{
    Log log;
    Lock lock;
    TestLoop loop;
    loop.run(lock.acquire());
    const auto tasks = startTaking(lock, {u"a"_s}, log);
    loop.tick();

    inThread([&] {
        log += thrownBy([&] {
            lock.release();
        });
        log += thrownBy([&] {
            Loop::current().runUntilComplete(lock.acquire());
        });
    });

    const QString refused = u"UsageError: tasks of another thread wait here"_s;
    QCOMPARE(log, (QStringList{refused, refused}));
    lock.release();
    loop.tick();
    QCOMPARE(ending(tasks[0]), u"value"_s);
}

void SyncTest::monitorsSeeWhatIsWaitedFor()
{
    Lock lock;
    Semaphore semaphore(0);
    Event event;
    TestLoop loop;
    loop.run(lock.acquire());
    const auto locking = createTask(lock.acquire());
    const auto counting = createTask(semaphore.acquire());
    const auto waiting = createTask(event.wait());
    loop.tick();

    QCOMPARE(locking.info().awaits, u"lock"_s);
    QCOMPARE(counting.info().awaits, u"semaphore"_s);
    QCOMPARE(waiting.info().awaits, u"event"_s);
    QCOMPARE(waiting.info().state, TaskInfo::State::Waiting);
}

void SyncTest::permitsGoInOrderOfAsking()
{
    Log log;
    Semaphore semaphore(1);
    TestLoop loop;
    for (const QString &name : abc)
        static_cast<void>(createTask(useForASecond(semaphore, name, log)));

    loop.advance(1500ms);
    QCOMPARE(log, abc.mid(0, 2));
    loop.advance(2s);

    QCOMPARE(log, abc);
    QVERIFY(!semaphore.locked());
}

void SyncTest::permitsReleasedInOnePassAreTakenInOne()
{
    Log log;
    Semaphore semaphore(0);
    TestLoop loop;
    const auto tasks = startTaking(semaphore, abc, log);
    loop.tick();

    semaphore.release();
    semaphore.release();
    loop.tick();

    QCOMPARE(log, abc.mid(0, 2));
}

void SyncTest::semaphoreIsLockedWhileOneWhoWasCalledHasNotGoneOn()
{
    Log log;
    Semaphore semaphore(0);
    TestLoop loop;
    const auto waiting = startTaking(semaphore, {u"waits"_s}, log);
    loop.tick();

    semaphore.release();
    semaphore.release();
    const bool locked = semaphore.locked();
    const auto coming = createTask(take(semaphore, u"comes"_s, log));
    loop.tick(2);

    QVERIFY(locked); // there is a permit to spare, but the order stands
    QCOMPARE(log, (QStringList{u"waits"_s, u"comes"_s}));
    QVERIFY(semaphore.locked());
}

void SyncTest::cancelledWaiterLosesNoPermit()
{
    Log log;
    Semaphore semaphore(1);
    TestLoop loop;
    static_cast<void>(createTask(useForASecond(semaphore, u"a"_s, log)));
    auto b = createTask(useForASecond(semaphore, u"b"_s, log));
    static_cast<void>(createTask(useForASecond(semaphore, u"c"_s, log)));
    loop.tick(2);

    b.cancel();
    loop.advance(3s);

    QVERIFY(b.cancelled());
    QCOMPARE(log, (QStringList{u"a"_s, u"c"_s}));
    QVERIFY(!semaphore.locked());
}

void SyncTest::permitOfOneCancelledAsItsTurnComesGoesOn()
{
    Log log;
    Semaphore semaphore(0);
    TestLoop loop;
    auto tasks = startTaking(semaphore, abc, log);
    loop.tick();

    semaphore.release();
    semaphore.release();
    tasks[0].cancel();
    tasks[1].cancel();
    loop.tick(2);

    QVERIFY(tasks[0].cancelled() && tasks[1].cancelled());
    QCOMPARE(log, QStringList{u"c"_s});
    QVERIFY(!semaphore.locked()); // the other permit is there
}

void SyncTest::permitsCanBeAdded()
{
    Log log;
    Semaphore semaphore(1);
    TestLoop loop;
    semaphore.release();

    const auto tasks = startTaking(semaphore, abc, log);
    loop.tick();

    QCOMPARE(log, abc.mid(0, 2));
}

void SyncTest::negativeNumberOfPermitsIsRefused()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, Semaphore(-1));
}

void SyncTest::scopedPermitsAreGivenBack()
{
    Semaphore semaphore(2);
    TestLoop loop;
    {
        const Permit first = loop.run(semaphore.acquireScoped());
        const Permit second = loop.run(semaphore.acquireScoped());
        QVERIFY(semaphore.locked());
    }

    QVERIFY(!semaphore.locked());
    loop.run(semaphore.acquire());
    loop.run(semaphore.acquire());
    QVERIFY(semaphore.locked());
}

void SyncTest::setWakesAllInOrder()
{
    Log log;
    Event event;
    TestLoop loop;
    for (const QString &name : abc)
        static_cast<void>(createTask(waitFor(event, name, log)));
    loop.tick(2);
    QCOMPARE(log, QStringList());

    event.set();
    QCOMPARE(log, QStringList());
    loop.tick();

    QCOMPARE(log, abc);
    QVERIFY(event.isSet());
}

void SyncTest::setEventIsPassedWithoutATick()
{
    Event event;
    TestLoop loop;
    event.set();
    const auto task = createTask(event.wait());

    loop.tick();

    QVERIFY(task.done());
}

void SyncTest::clearedEventIsWaitedForAgain()
{
    Event event;
    TestLoop loop;
    event.set();
    event.clear();
    const auto task = createTask(event.wait());

    loop.tick(3);
    QVERIFY(!task.done());
    event.set();
    loop.tick();

    QVERIFY(task.done());
}

void SyncTest::clearDoesNotHoldBackWhomSetHasWoken()
{
    Log log;
    Event event;
    TestLoop loop;
    const auto before = createTask(waitFor(event, u"before"_s, log));
    loop.tick();

    event.set();
    event.clear();
    const auto after = createTask(waitFor(event, u"after"_s, log));
    loop.tick(3);

    QCOMPARE(log, QStringList{u"before"_s});
    QVERIFY(!event.isSet());
}

void SyncTest::cancelledWaiterOfAnEventIsGone()
{
    Log log;
    Event event;
    TestLoop loop;
    auto a = createTask(waitFor(event, u"a"_s, log));
    auto b = createTask(waitFor(event, u"b"_s, log));
    const auto c = createTask(waitFor(event, u"c"_s, log));
    loop.tick();

    a.cancel();
    event.set();
    b.cancel(); // woken, and cancelled in the same pass
    loop.tick(2);

    QVERIFY(a.cancelled() && b.cancelled());
    QCOMPARE(log, QStringList{u"c"_s});
}

void SyncTest::waitersOfAnEventThatDiesAreCancelled()
{
    TestLoop loop;
    auto event = std::make_unique<Event>();
    const auto waiting = createTask(event->wait());
    loop.tick();
    const auto unstarted = createTask(event->wait());

    event.reset();
    loop.tick();

    QCOMPARE(ending(waiting), u"cancelled: the event was destroyed"_s);
    QCOMPARE(ending(unstarted), u"cancelled: the event was destroyed"_s);
}

void SyncTest::setBeforeItDiesIsEnough()
{
    TestLoop loop;
    auto event = std::make_unique<Event>();
    const auto waiting = createTask(event->wait());
    loop.tick();

    event->set();
    event.reset();
    loop.tick();

    QCOMPARE(ending(waiting), u"value"_s);
}

void SyncTest::manyWaitersCostTheSameEach()
{
    constexpr int count = 100'000;
    Semaphore semaphore(0);
    TestLoop loop;
    const std::clock_t begin = std::clock();
    std::vector<Task<>> tasks;
    tasks.reserve(count);
    for (int i = 0; i < count; ++i)
        tasks.push_back(createTask(semaphore.acquire()));
    loop.tick();

    for (int i = count / 4; i < count * 3 / 4; ++i)
        tasks[std::size_t(i)].cancel(); // in the middle of the line
    for (int i = 0; i < count / 2; ++i)
        semaphore.release();
    loop.tick();

    const auto ended = [&](Outcome outcome) {
        return std::count_if(tasks.begin(), tasks.end(), [&](const Task<> &task) {
            return task.outcome() == outcome;
        });
    };
    QCOMPARE(ended(Outcome::Cancelled), count / 2);
    QCOMPARE(ended(Outcome::Value), count / 2);
    QVERIFY(semaphore.locked());
    const auto seconds = (std::clock() - begin) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 30, "it must be linear"); // it takes well below one
}

void SyncTest::waitersMayBeDestroyedAfterWhatTheyWaitFor()
{
    Log log;
    const auto user = [&](std::shared_ptr<Lock> lock) -> Coro<> {
        Lock *const own = lock.get();
        lock.reset();
        const auto permit = co_await own->acquireScoped();
        log += u"has it"_s;
        co_await never();
    };
    {
        TestLoop loop;
        auto lock = std::make_shared<Lock>();
        const auto owner = [lock = std::move(lock), &user]() mutable -> Coro<> {
            static_cast<void>(createTask(user(lock)));
            static_cast<void>(createTask(user(lock)));
            const auto owned = std::move(lock);
            co_await never();
        };
        static_cast<void>(createTask(owner));
        loop.tick(3);
    } // destroys the tasks in an order that is none of ours

    QCOMPARE(log, QStringList{u"has it"_s});
}

QTEST_GUILESS_MAIN(SyncTest)
#include "tst_sync.moc"
