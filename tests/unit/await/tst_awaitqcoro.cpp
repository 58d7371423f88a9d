// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <QCoro/QCoroTimer>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QCoro::Task<int> afterTimeout(QTimer *timer)
{
    co_await timer;
    co_return 9;
}

QCoro::Task<> failAfterTimeout(QTimer *timer)
{
    co_await timer;
    throw std::runtime_error("from QCoro");
}

Coro<int> awaitRvalue(QTimer *timer)
{
    co_return co_await afterTimeout(timer);
}

} // namespace

class AwaitQCoroTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheValueOfAQCoroTask();
    void anLvalueIsBorrowed();
    void throwsWhatItThrew();
    void aCancelIsRefusedAndThrownWhenItEnds();
    void leftBehindAtTheEndItDoesNoHarm();
};

void AwaitQCoroTest::givesTheValueOfAQCoroTask()
{
    QTimer timer;
    timer.start(0);

    QCOMPARE(Loop::current().runUntilComplete(awaitRvalue(&timer)), 9);
}

void AwaitQCoroTest::anLvalueIsBorrowed()
{
    QTimer timer;
    timer.start(0);
    const auto body = [](QTimer *t) -> Coro<int> {
        QCoro::Task<int> task = afterTimeout(t);
        co_return co_await task;
    };

    QCOMPARE(Loop::current().runUntilComplete(body(&timer)), 9);
}

void AwaitQCoroTest::throwsWhatItThrew()
{
    QTimer timer;
    timer.start(0);
    const auto body = [](QTimer *t) -> Coro<> {
        co_await failAfterTimeout(t);
    };

    QVERIFY_EXCEPTION_THROWN(Loop::current().runUntilComplete(body(&timer)), std::runtime_error);
}

void AwaitQCoroTest::aCancelIsRefusedAndThrownWhenItEnds()
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(1h); // QCoro does not wait for one that is not active
    auto task = createTask(awaitRvalue(&timer));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    Loop::current().runUntilComplete(yieldNow());
    const TaskInfo during = task.info();
    timer.start(0);
    QVERIFY(task.waitForFinished(5s));

    QCOMPARE(during.state, TaskInfo::State::Cancelling);
    QCOMPARE(during.cancel, TaskInfo::Cancel::Uninterruptible);
    QVERIFY(task.cancelled());
}

void AwaitQCoroTest::leftBehindAtTheEndItDoesNoHarm()
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(1h); // QCoro does not wait for one that is not active
    auto task = createTask(awaitRvalue(&timer));
    Loop::current().runUntilComplete(yieldNow());
    Loop::current().setExceptionHandler([](const ErrorContext &) {});

    Loop::current().shutdown(0ms); // the frame dies while QCoro's coroutine still waits
    timer.start(0);
    QVERIFY(QTest::qWaitFor([&timer] {
        return !timer.isActive();
    }));

    QVERIFY(task.cancelled());
}

QTEST_GUILESS_MAIN(AwaitQCoroTest)
#include "tst_awaitqcoro.moc"
