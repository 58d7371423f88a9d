// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

Coro<int> waitThenGive(Future<void> gate, int value)
{
    co_await gate;
    co_return value;
}

Task<int> slotThatGives(std::unique_ptr<int> value, QString text)
{
    co_await taskdeck::sleep(1s);
    co_return *value + int(text.size());
}

Task<> slotThatThrows()
{
    throw std::runtime_error("slot");
    co_return;
}

} // namespace

class EagerTest : public QObject
{
    Q_OBJECT

public:
    Task<QString> member(QString text)
    {
        co_await yieldNow();
        co_return m_prefix + text;
    }

private Q_SLOTS:
    void theFirstStepRunsInsideTheCall();
    void aBodyThatNeverSuspendsGivesADoneTask();
    void whatTheBodyThrowsStaysInTheTask();
    void aBodyThatSuspendsGoesOnLikeAnyOther();
    void theCurrentTaskIsTheNewOneThenTheCreatorAgain();
    void theCreatorIsCurrentAgainAfterAThrow();
    void itIsInTheRegistryDuringItsFirstStep();
    void callbacksOfAnEagerlyFinishedTaskAreQueued();
    void cancellingAnEagerlyFinishedTaskIsRefused();
    void aCancelAfterTheFirstSuspensionInterrupts();
    void aSelfCancelInTheFirstStepInterruptsTheFirstSuspendingAwait();
    void aSelfCancelInTheFirstStepWithoutAnAwaitEndsItCancelled();
    void itStartsOutsideOfAnyTaskAndBetweenTicks();
    void aClosedLoopRefusesAndLeavesTheCurrentTaskAsItWas();
    void aClosureLivesAsLongAsTheTask();
    void aFunctionMayReturnATask();
    void aFunctionThatReturnsATaskRunsAtOnce();
    void aMemberFunctionMayReturnATask();
    void aTaskFunctionThatThrowsGivesAFailedTask();
    void aTaskFunctionFreesItsArgumentsWhenItEnds();
    void aTaskFunctionKnowsWhereItIs();
    void aTaskFunctionOnAClosedLoopThrows();

private:
    QString m_prefix = u"hello "_s;
};

void EagerTest::theFirstStepRunsInsideTheCall() // E-01
{
    Log log;
    TestLoop loop;
    const auto body = [&log]() -> Coro<> {
        log += u"body"_s;
        co_await yieldNow();
        log += u"later"_s;
    };

    const Task<> task = createEagerTask(body, u"eager"_s);
    log += u"returned"_s;
    loop.tick();

    QCOMPARE(log, (Log{u"body"_s, u"returned"_s, u"later"_s}));
    QVERIFY(task.done());
}

void EagerTest::aBodyThatNeverSuspendsGivesADoneTask() // E-01
{
    TestLoop loop;

    const Task<int> task = createEagerTask(giving(7));

    QVERIFY(task.done());
    QCOMPARE(task.result(), 7);
}

void EagerTest::whatTheBodyThrowsStaysInTheTask() // E-01
{
    TestLoop loop;

    const Task<> task = createEagerTask(failing("boom"));

    QCOMPARE(ending(task), u"runtime_error: boom"_s);
}

void EagerTest::aBodyThatSuspendsGoesOnLikeAnyOther() // E-02
{
    TestLoop loop;
    Promise<void> gate;

    const Task<int> task = createEagerTask(waitThenGive(gate.future(), 3));
    QVERIFY(!task.done());
    gate.setResult();
    loop.tick();

    QCOMPARE(task.result(), 3);
}

void EagerTest::theCurrentTaskIsTheNewOneThenTheCreatorAgain() // E-03
{
    Log log;
    TestLoop loop;
    const auto inner = [&log]() -> Coro<> {
        log += currentTask().name();
        co_return;
    };
    const auto outer = [&]() -> Coro<> {
        static_cast<void>(createEagerTask(inner, u"inner"_s));
        log += currentTask().name();
        co_await yieldNow();
        log += currentTask().name();
    };

    static_cast<void>(createEagerTask(outer, u"outer"_s));
    log += currentTask().isNull() ? u"none"_s : u"some"_s;
    loop.tick();

    QCOMPARE(log, (Log{u"inner"_s, u"outer"_s, u"none"_s, u"outer"_s}));
}

void EagerTest::theCreatorIsCurrentAgainAfterAThrow() // E-03
{
    TestLoop loop;
    const auto body = []() -> Coro<QString> {
        const Task<> failed = createEagerTask(failing("boom"));
        static_cast<void>(failed.exception());
        co_return currentTask().name();
    };

    QCOMPARE(createEagerTask(body, u"creator"_s).result(), u"creator"_s);
}

void EagerTest::itIsInTheRegistryDuringItsFirstStep() // E-04
{
    QStringList during;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        during = loop.liveTasks();
        co_return;
    };

    static_cast<void>(createEagerTask(body, u"ends at once"_s));
    QCOMPARE(during, QStringList{u"ends at once"_s});
    QCOMPARE(loop.liveTasks(), QStringList());

    static_cast<void>(createEagerTask(never(), u"pends"_s));
    QCOMPARE(loop.liveTasks(), QStringList{u"pends"_s});
}

void EagerTest::callbacksOfAnEagerlyFinishedTaskAreQueued() // E-05
{
    Log log;
    TestLoop loop;
    Task<int> task = createEagerTask(giving(1));

    task.addDoneCallback([&log](const Task<int> &) {
        log += u"called"_s;
    });
    QCOMPARE(log, Log());
    loop.tick();

    QCOMPARE(log, Log{u"called"_s});
}

void EagerTest::cancellingAnEagerlyFinishedTaskIsRefused() // E-05
{
    TestLoop loop;
    Task<int> task = createEagerTask(giving(1));

    QVERIFY(!task.cancel());

    QCOMPARE(task.cancelling(), 0);
    QCOMPARE(task.result(), 1);
}

void EagerTest::aCancelAfterTheFirstSuspensionInterrupts() // E-06
{
    TestLoop loop;
    Task<> task = createEagerTask(taskdeck::sleep(1h));

    QVERIFY(task.cancel(u"enough"_s));
    QCOMPARE(task.cancelling(), 1);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void EagerTest::aSelfCancelInTheFirstStepInterruptsTheFirstSuspendingAwait() // E-06
{
    Log log;
    TestLoop loop;
    const auto body = [&log]() -> Coro<> {
        currentTask().cancel(u"self"_s);
        log += u"goes on"_s;
        co_await taskdeck::sleep(1h);
        log += u"not reached"_s;
    };

    const Task<> task = createEagerTask(body);
    loop.tick();

    QCOMPARE(log, Log{u"goes on"_s});
    QCOMPARE(ending(task), u"cancelled: self"_s);
}

void EagerTest::aSelfCancelInTheFirstStepWithoutAnAwaitEndsItCancelled() // E-06
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        currentTask().cancel(u"self"_s);
        co_return 1;
    };

    QCOMPARE(ending(createEagerTask(body)), u"cancelled: self"_s);
}

void EagerTest::itStartsOutsideOfAnyTaskAndBetweenTicks() // E-07
{
    TestLoop loop;
    loop.tick();

    QVERIFY(createEagerTask(giving(1)).done());
}

void EagerTest::aClosedLoopRefusesAndLeavesTheCurrentTaskAsItWas() // E-07, E-08
{
    QString refusal;
    bool started = false;
    bool current = true;
    inThread([&] {
        Loop::current().shutdown();
        const auto body = [&started]() -> Coro<> {
            started = true;
            co_return;
        };
        refusal = thrownBy([&] {
            static_cast<void>(createEagerTask(body));
        });
        current = !currentTask().isNull();
    });

    QCOMPARE(refusal, u"UsageError: the loop has been shut down"_s);
    QVERIFY(!started);
    QVERIFY(!current);
}

void EagerTest::aClosureLivesAsLongAsTheTask()
{
    TestLoop loop;
    auto captured = std::make_shared<int>(5);
    const std::weak_ptr<int> watched = captured;

    const Task<int> task = createEagerTask([captured = std::move(captured)]() -> Coro<int> {
        co_await taskdeck::sleep(1s);
        co_return *captured;
    });
    QVERIFY(!watched.expired());
    loop.advance(1s);

    QCOMPARE(task.result(), 5);
    QVERIFY(watched.expired());
}

void EagerTest::aFunctionMayReturnATask() // E-01, E-02
{
    TestLoop loop;

    const Task<int> task = slotThatGives(std::make_unique<int>(40), u"ab"_s);
    QVERIFY(!task.done());
    loop.advance(1s);

    QCOMPARE(task.result(), 42);
}

void EagerTest::aFunctionThatReturnsATaskRunsAtOnce() // E-01
{
    TestLoop loop;
    const auto body = [](int n) -> Task<int> {
        co_return n + 1;
    };

    QCOMPARE(body(1).result(), 2);
}

void EagerTest::aMemberFunctionMayReturnATask() // E-02
{
    TestLoop loop;

    const Task<QString> task = member(u"there"_s);
    loop.tick();

    QCOMPARE(task.result(), u"hello there"_s);
}

void EagerTest::aTaskFunctionThatThrowsGivesAFailedTask() // E-01
{
    TestLoop loop;

    QCOMPARE(ending(slotThatThrows()), u"runtime_error: slot"_s);
}

void EagerTest::aTaskFunctionFreesItsArgumentsWhenItEnds()
{
    TestLoop loop;
    auto argument = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = argument;
    const auto body = [](std::shared_ptr<int> held) -> Task<int> {
        co_await taskdeck::sleep(1s);
        co_return *held;
    };

    const Task<int> task = body(std::move(argument));
    QVERIFY(!watched.expired());
    loop.advance(1s);

    QVERIFY(task.done());
    QVERIFY(watched.expired());
}

void EagerTest::aTaskFunctionKnowsWhereItIs() // T-36
{
    TestLoop loop;

    const Task<int> task = slotThatGives(std::make_unique<int>(1), {});

    QCOMPARE(task.createdAt().function(), u"slotThatGives"_s);
    QVERIFY(task.createdAt().file().endsWith(u"tst_eager.cpp"_s));
    QCOMPARE(task.stack().size(), 1);
}

void EagerTest::aTaskFunctionOnAClosedLoopThrows() // T-11
{
    QString refusal;
    auto argument = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = argument;
    inThread([&] {
        Loop::current().shutdown();
        const auto body = [](std::shared_ptr<int> held) -> Task<int> {
            co_return *held;
        };
        refusal = thrownBy([&] {
            static_cast<void>(body(std::move(argument)));
        });
    });

    QCOMPARE(refusal, u"UsageError: the loop has been shut down"_s);
    QVERIFY(watched.expired());
}

QTEST_GUILESS_MAIN(EagerTest)
#include "tst_eager.moc"
