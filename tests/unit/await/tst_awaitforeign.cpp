// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "foreignthings.h"

#include <taskdeck/taskdeck.h>

#include <QtTest/QTest>

#include <semaphore>
#include <thread>

using namespace taskdeck;
using namespace taskdeck::coretest;
using namespace taskdeck::foreigntesting;

namespace {

/// Ends in a thread of its own, when it is let go.
class Elsewhere
{
public:
    struct Shared {
        std::thread thread;
        std::binary_semaphore letGo{0};
        std::thread::id diedIn;
        bool fails = false;

        ~Shared()
        {
            if (thread.joinable())
                thread.join();
        }
    };

    explicit Elsewhere(Shared &shared)
        : m_shared(&shared)
    {
    }
    Elsewhere(Elsewhere &&other) noexcept
        : m_shared(std::exchange(other.m_shared, nullptr))
    {
    }
    ~Elsewhere()
    {
        if (m_shared)
            m_shared->diedIn = std::this_thread::get_id();
    }

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle)
    {
        m_shared->thread = std::thread([shared = m_shared, handle] {
            shared->letGo.acquire();
            handle.resume();
        });
    }
    std::thread::id await_resume() const
    {
        if (m_shared->fails)
            throw std::runtime_error("elsewhere");
        return std::this_thread::get_id();
    }

private:
    Shared *m_shared;
};

/// Where the foreign thing ended, and where the task went on.
Coro<std::pair<std::thread::id, std::thread::id>> goElsewhere(Elsewhere::Shared &shared)
{
    const std::thread::id there = co_await Elsewhere(shared);
    co_return std::pair(there, std::this_thread::get_id());
}

Coro<int> through(const Gate &gate)
{
    co_return co_await gate;
}

Coro<int> throughItsOwn(Gate gate)
{
    co_return co_await std::move(gate);
}

} // namespace

class AwaitForeignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatItGives();
    void throwsWhatItThrows();
    void oneThatIsReadyCostsNoTick();
    void theTaskGoesOnFromTheReadyQueue();
    void aCancelIsRefusedAndThrownWhenItEnds();
    void oneThatEndsInAnotherThreadLeavesTheTaskInItsOwn();
    void whatItWasDiesWhereItEnded();
    void itsFailureComesFromAnotherThread();
    void aCancelIsThrownWhenItEndsInAnotherThread();
    void oneThatEndsBeforeTheTaskSleepsIsNotLost();
    void oneThatIsLeftBehindMayStillEndInAnotherThread();
    void oneThatEndsWhenTheLoopIsGoneDoesNoHarm();
    void theFailureOfOneThatIsLeftBehindIsReported();
};

void AwaitForeignTest::givesWhatItGives()
{
    Gate gate;
    TestLoop loop;
    const auto borrowed = createTask(through(gate));
    loop.tick();

    gate.open(3);
    loop.tick();

    QCOMPARE(borrowed.result(), 3);
    QCOMPARE(loop.run(throughItsOwn(gate.share())), 3);
}

void AwaitForeignTest::throwsWhatItThrows()
{
    Gate gate;
    TestLoop loop;
    const auto task = createTask(through(gate));
    loop.tick();

    gate.fail(std::make_exception_ptr(std::runtime_error("no way")));
    loop.tick();

    QCOMPARE(ending(task), u"runtime_error: no way"_s);
}

void AwaitForeignTest::oneThatIsReadyCostsNoTick()
{
    Gate gate;
    gate.open(1);
    TestLoop loop;

    const auto task = createTask(through(gate));
    loop.tick();

    QCOMPARE(task.result(), 1);
}

void AwaitForeignTest::theTaskGoesOnFromTheReadyQueue()
{
    Gate gate;
    TestLoop loop;
    const auto task = createTask(through(gate));
    loop.tick();

    gate.open(1);
    const bool inside = task.done();
    loop.tick();

    QVERIFY(!inside);
    QVERIFY(task.done());
}

void AwaitForeignTest::aCancelIsRefusedAndThrownWhenItEnds()
{
    Gate gate;
    TestLoop loop;
    auto task = createTask(through(gate));
    loop.tick();

    task.cancel(u"enough"_s);
    loop.tick(3);
    const TaskInfo::Cancel during = task.info().cancel;
    gate.open(1);
    loop.tick();

    QCOMPARE(during, TaskInfo::Cancel::Uninterruptible);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void AwaitForeignTest::oneThatEndsInAnotherThreadLeavesTheTaskInItsOwn()
{
    Elsewhere::Shared shared;
    shared.letGo.release();

    const auto [there, here] = Loop::current().runUntilComplete(goElsewhere(shared));

    QVERIFY(there == shared.thread.get_id());
    QVERIFY(here == std::this_thread::get_id());
}

void AwaitForeignTest::whatItWasDiesWhereItEnded()
{
    Elsewhere::Shared shared;
    shared.letGo.release();

    Loop::current().runUntilComplete(goElsewhere(shared));

    QVERIFY(shared.diedIn == shared.thread.get_id());
}

void AwaitForeignTest::itsFailureComesFromAnotherThread()
{
    Elsewhere::Shared shared;
    shared.fails = true;
    shared.letGo.release();

    QCOMPARE(thrownBy([&shared] {
                 Loop::current().runUntilComplete(goElsewhere(shared));
             }),
             u"runtime_error: elsewhere"_s);
}

void AwaitForeignTest::aCancelIsThrownWhenItEndsInAnotherThread()
{
    Elsewhere::Shared shared;
    auto task = createTask(goElsewhere(shared));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    shared.letGo.release();
    QVERIFY(task.waitForFinished(5s));

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void AwaitForeignTest::oneThatEndsBeforeTheTaskSleepsIsNotLost()
{
    const auto body = []() -> Coro<> {
        for (int i = 0; i < 200; ++i) {
            Elsewhere::Shared shared;
            shared.letGo.release(); // it races with the end of the step
            co_await Elsewhere(shared);
        }
    };

    Loop::current().runUntilComplete(body());
}

void AwaitForeignTest::oneThatIsLeftBehindMayStillEndInAnotherThread()
{
    Elsewhere::Shared shared;
    {
        TestLoop loop;
        const auto task = createTask(goElsewhere(shared));
        loop.tick();
    } // the frame is destroyed, the foreign thing goes on

    shared.letGo.release();
    shared.thread.join();
    QCoreApplication::processEvents();
    Loop::current().runUntilComplete(yieldNow());

    QVERIFY(shared.diedIn != std::thread::id());
}

void AwaitForeignTest::oneThatEndsWhenTheLoopIsGoneDoesNoHarm()
{
    Elsewhere::Shared shared;
    inThread([&shared] {
        Loop::current().setExceptionHandler([](const ErrorContext &) {});
        const auto task = createTask(goElsewhere(shared));
        Loop::current().runUntilComplete(yieldNow());
    });

    shared.letGo.release();
    shared.thread.join();

    QVERIFY(shared.diedIn != std::thread::id());
}

void AwaitForeignTest::theFailureOfOneThatIsLeftBehindIsReported()
{
    Gate gate;
    {
        TestLoop loop;
        const auto task = createTask(throughItsOwn(gate.share()));
        loop.tick();
    }
    const Reports reports;

    gate.fail(std::make_exception_ptr(std::runtime_error("nobody looks")));

    QCOMPARE(reports.texts(), QStringList{u"Exception in an await that was left behind <- "
                                          u"runtime_error: nobody looks"_s});
}

QTEST_GUILESS_MAIN(AwaitForeignTest)
#include "tst_awaitforeign.moc"
