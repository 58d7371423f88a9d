// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtCore/QThread>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

/// Has nothing but a move constructor.
class Solid
{
public:
    explicit Solid(int n)
        : value(n)
    {
    }
    Solid(Solid &&) = default;
    Solid &operator=(Solid &&) = delete;

    const int value;
};

template<typename T>
Coro<T> later(T value)
{
    co_await taskdeck::sleep(1ms);
    co_return std::move(value);
}

Coro<> failLater(std::string message)
{
    co_await taskdeck::sleep(1ms);
    throw std::runtime_error(message);
}

class Receiver : public QObject
{
public:
    void take(int value) { log += QString::number(value); }
    void nudge() { log += u"nudged"_s; }

    Log log;
};

/// Runs Qt's event loop until the task has ended, and what waits for it was called.
void settle(const AnyFuture &future)
{
    QVERIFY(future.waitForFinished(5s));
    Loop::current().runUntilComplete(yieldNow());
}

} // namespace

class QCoroWaitForTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksUntilThereIsAValue();
    void anLvalueCanBeWaitedForAgain();
    void voidGivesNothing();
    void anyValueThatMovesWillDo();
    void aFailureIsRethrown();
    void aCancelledOneThrows();
    void nestsInARunningTask();
    void nestsUnderATestLoop();
    void aTaskCannotWaitForItself();
    void anotherThreadIsRefused();
    void anEventLoopThatIsStoppedThrows();
    void connectCallsWithTheValue();
    void connectTakesACoroutineAndMoveOnlyValues();
    void connectCallsMemberFunctions();
    void connectCallsNothingWhenTheContextIsGone();
    void aCallbackThatThrowsIsReported();
    void aFailureThatNobodySeesIsReported();
    void aCancelledOneCallsNothing();
    void thenOfATaskThatAwaitsOurs();
};

void QCoroWaitForTest::blocksUntilThereIsAValue()
{
    QCOMPARE(QCoro::waitFor(later(1)), 1);
    QCOMPARE(QCoro::waitFor(createTask(later(2))), 2);
    QCOMPARE(QCoro::waitFor(Future<int>(createTask(later(3)))), 3);
}

void QCoroWaitForTest::anLvalueCanBeWaitedForAgain()
{
    auto task = createTask(later(u"text"_s));
    Future<QString> future = task;

    QCOMPARE(QCoro::waitFor(task), u"text"_s);
    QCOMPARE(QCoro::waitFor(future), u"text"_s);
    QCOMPARE(task.result(), u"text"_s);
}

void QCoroWaitForTest::voidGivesNothing()
{
    auto task = createTask(taskdeck::sleep(1ms));

    QCoro::waitFor(task);
    QCoro::waitFor(taskdeck::sleep(1ms));

    QVERIFY(task.done());
}

void QCoroWaitForTest::anyValueThatMovesWillDo()
{
    QCOMPARE(QCoro::waitFor(later(Solid(4))).value, 4);
}

void QCoroWaitForTest::aFailureIsRethrown()
{
    QCOMPARE(thrownBy([] {
                 QCoro::waitFor(createTask(failLater("boom")));
             }),
             u"runtime_error: boom"_s);
}

void QCoroWaitForTest::aCancelledOneThrows()
{
    auto task = createTask(never());
    Loop::current().callSoon([task]() mutable {
        task.cancel(u"enough"_s);
    });

    QCOMPARE(thrownBy([&task] {
                 QCoro::waitFor(task);
             }),
             u"CancelledError: enough"_s);
}

void QCoroWaitForTest::nestsInARunningTask()
{
    const auto body = []() -> Coro<int> {
        co_await yieldNow();
        const AnyTask before = currentTask();
        const int value = QCoro::waitFor(later(5));
        if (!same(currentTask(), before))
            throw std::logic_error("another task");
        co_return value;
    };

    QCOMPARE(Loop::current().runUntilComplete(body()), 5);
}

void QCoroWaitForTest::nestsUnderATestLoop()
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        co_return QCoro::waitFor(later(6));
    };

    QCOMPARE(loop.run(body()), 6);
    QCOMPARE(loop.elapsed(), 1ms);
}

void QCoroWaitForTest::aTaskCannotWaitForItself()
{
    Task<> task;
    task = createTask([&task]() -> Coro<> {
        QCoro::waitFor(task);
        co_return;
    });
    settle(task);

    QCOMPARE(ending(task), u"UsageError: a task cannot wait for itself"_s);
}

void QCoroWaitForTest::anotherThreadIsRefused() // TH-09
{
    const Future<int> done = Future<int>::completed(1);
    QString thrown;

    inThread([&] {
        thrown = thrownBy([&done] {
            QCoro::waitFor(done);
        });
    });

    QCOMPARE(thrown, u"UsageError: a future belongs to the thread of its loop"_s);
}

void QCoroWaitForTest::anEventLoopThatIsStoppedThrows()
{
    QString thrown;

    inThread([&thrown] { // its event loops stay stopped
        const Promise<int> promise;
        Loop::current().callSoon([] {
            QThread::currentThread()->exit();
        });
        thrown = thrownBy([&promise] {
            QCoro::waitFor(promise.future());
        });
    });

    QCOMPARE(thrown, u"UsageError: the event loop was stopped before the future was done"_s);
}

void QCoroWaitForTest::connectCallsWithTheValue()
{
    Receiver receiver;
    auto task = createTask(later(7));
    Future<int> future = task;

    QCoro::connect(task, &receiver, [&receiver](int value) {
        receiver.take(value);
    });
    QCoro::connect(std::move(future), &receiver, [&receiver] {
        receiver.nudge();
    });
    settle(task);

    QCOMPARE(receiver.log, QStringList({u"7"_s, u"nudged"_s}));
}

void QCoroWaitForTest::connectTakesACoroutineAndMoveOnlyValues()
{
    Receiver receiver;

    QCoro::connect(later(std::make_unique<int>(8)), &receiver, [&](std::unique_ptr<int> value) {
        receiver.take(*value);
    });
    settle(createTask(later(0)));

    QCOMPARE(receiver.log, QStringList{u"8"_s});
}

void QCoroWaitForTest::connectCallsMemberFunctions()
{
    Receiver receiver;
    const auto task = createTask(later(9));

    QCoro::connect(task, &receiver, &Receiver::take);
    QCoro::connect(task, &receiver, &Receiver::nudge);
    settle(task);

    QCOMPARE(receiver.log, QStringList({u"9"_s, u"nudged"_s}));
}

void QCoroWaitForTest::connectCallsNothingWhenTheContextIsGone()
{
    Log log;
    auto context = std::make_unique<QObject>();
    const auto task = createTask(later(1));
    QCoro::connect(task, context.get(), [&log] {
        log += u"called"_s;
    });

    context.reset();
    settle(task);

    QCOMPARE(log, QStringList());
}

void QCoroWaitForTest::aCallbackThatThrowsIsReported()
{
    const Reports reports;
    const auto task = createTask(later(1));
    const auto beside = createTask(later(2));

    QCoro::connect(task, this, [] {
        throw std::runtime_error("callback");
    });
    settle(task);
    settle(beside);

    QCOMPARE(beside.result(), 2);
    QCOMPARE(reports.texts(),
             QStringList{u"Exception in a done-callback <- runtime_error: callback"_s});
}

void QCoroWaitForTest::aFailureThatNobodySeesIsReported() // T-41
{
    Log log;
    const Reports reports;

    QCoro::connect(createTask(failLater("unseen"), u"lost"_s), this, [&log] {
        log += u"called"_s;
    });
    settle(createTask(later(0)));

    QCOMPARE(log, QStringList());
    QCOMPARE(reports.texts(),
             QStringList{u"Task 'lost' exception was never retrieved <- runtime_error: unseen"_s});
}

void QCoroWaitForTest::aCancelledOneCallsNothing()
{
    Log log;
    auto task = createTask(never());
    QCoro::connect(task, this, [&log] {
        log += u"called"_s;
    });

    task.cancel();
    settle(task);

    QCOMPARE(log, QStringList());
}

void QCoroWaitForTest::thenOfATaskThatAwaitsOurs()
{
    Log log;
    const auto theirs = [](Task<int> task) -> QCoro::Task<int> {
        co_return co_await task;
    };
    const auto task = createTask(later(3));

    auto waiting = theirs(task);
    const auto after = waiting.then([&log](int value) {
        log += QString::number(value);
    });
    settle(task);

    QCOMPARE(log, QStringList{u"3"_s});
    QVERIFY(after.isReady());
}

QTEST_GUILESS_MAIN(QCoroWaitForTest)
#include "tst_qcorowaitfor.moc"
