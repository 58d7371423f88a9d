// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroThread>
#include <QCoro/QCoroTimer>

using namespace taskdeck;
using namespace taskdeck::coretest;

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

QCoro::Task<int> failLater(QTimer *timer)
{
    co_await timer;
    throw std::runtime_error("from QCoro");
    co_return 0;
}

Coro<int> awaitDetached(QCoro::Task<int> theirs)
{
    co_return co_await detach(std::move(theirs));
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
    void detachedItIsLeftBehindAtOnce();
    void aHookCanMakeItEnd();
    void whatQCoroWrapsCanBeAwaited();
    void movingToAThreadLeavesTheTaskInItsOwn();
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

    QVERIFY_THROWS_EXCEPTION(std::runtime_error, Loop::current().runUntilComplete(body(&timer)));
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

void AwaitQCoroTest::detachedItIsLeftBehindAtOnce()
{
    const Reports reports;
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(1h);
    auto task = createTask(awaitDetached(failLater(&timer)));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));
    const QString end = ending(task);
    timer.start(0);
    QVERIFY(QTest::qWaitFor([&reports] {
        return !reports.texts().isEmpty();
    }));

    QCOMPARE(end, u"cancelled: enough"_s);
    QCOMPARE(reports.texts(), QStringList{u"Exception in an await that was left behind <- "
                                          u"runtime_error: from QCoro"_s});
}

void AwaitQCoroTest::aHookCanMakeItEnd()
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(1h);
    const auto body = [](QTimer *t) -> Coro<int> {
        auto wait = onCancel(afterTimeout(t), [t](const QString &) {
            t->start(0);
        });
        co_return co_await std::move(wait);
    };
    auto task = createTask(body(&timer));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void AwaitQCoroTest::whatQCoroWrapsCanBeAwaited()
{
    QTimer timer;
    timer.start(0);
    QPromise<int> promise;
    promise.start();
    promise.addResult(5);
    promise.finish();
    const auto body = [](QTimer *t, QFuture<int> future) -> Coro<int> {
        co_await QCoro::sleepFor(1ms);
        co_await qCoro(t).waitForTimeout();
        co_return co_await qCoro(future).waitForFinished();
    };

    QCOMPARE(Loop::current().runUntilComplete(body(&timer, promise.future())), 5);
}

void AwaitQCoroTest::movingToAThreadLeavesTheTaskInItsOwn()
{
    QThread elsewhere;
    elsewhere.start();
    const auto body = [](QThread *thread) -> Coro<QThread *> {
        for (int i = 0; i < 20; ++i)
            co_await QCoro::moveToThread(thread);
        co_return QThread::currentThread();
    };

    QThread *const after = Loop::current().runUntilComplete(body(&elsewhere));
    elsewhere.quit();
    elsewhere.wait();

    QCOMPARE(after, QThread::currentThread());
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
