// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
Coro<T> awaitQt(QFuture<T> future)
{
    co_return co_await std::move(future);
}

} // namespace

class AwaitQFutureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheValueOfWorkInAPool();
    void aFinishedOneIsReadyAtOnce();
    void throwsWhatTheWorkThrew();
    void aVoidOneThrowsToo();
    void aCancelAsksTheWorkToStopAndGoesOnAtOnce();
    void aCancelledOneThrowsInsteadOfCrashing();
    void oneWithoutAResultSaysSo();
    void moveOnlyValuesAreTaken();
};

void AwaitQFutureTest::givesTheValueOfWorkInAPool()
{
    QThread *ran = nullptr;
    const auto work = [&ran] {
        ran = QThread::currentThread();
        return 42;
    };

    QCOMPARE(Loop::current().runUntilComplete(awaitQt(QtConcurrent::run(work))), 42);
    QVERIFY(ran != QThread::currentThread());
}

void AwaitQFutureTest::aFinishedOneIsReadyAtOnce()
{
    QPromise<int> promise;
    promise.start();
    promise.addResult(1);
    promise.finish();

    QCOMPARE(Loop::current().runUntilComplete(awaitQt(promise.future())), 1);
}

void AwaitQFutureTest::throwsWhatTheWorkThrew()
{
    const auto work = []() -> int {
        throw std::out_of_range("too far");
    };

    QVERIFY_THROWS_EXCEPTION(std::out_of_range,
                             Loop::current().runUntilComplete(awaitQt(QtConcurrent::run(work))));
}

void AwaitQFutureTest::aVoidOneThrowsToo()
{
    const auto work = [] {
        throw std::out_of_range("too far");
    };

    QVERIFY_THROWS_EXCEPTION(std::out_of_range,
                             Loop::current().runUntilComplete(awaitQt(QtConcurrent::run(work))));
}

void AwaitQFutureTest::aCancelAsksTheWorkToStopAndGoesOnAtOnce()
{
    QPromise<int> promise;
    promise.start();
    auto task = createTask(awaitQt(promise.future()));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));

    QVERIFY(task.cancelled());
    QVERIFY(promise.isCanceled());
    promise.finish();
}

void AwaitQFutureTest::aCancelledOneThrowsInsteadOfCrashing()
{
    QPromise<int> promise;
    promise.start();
    promise.future().cancel();
    promise.finish();

    QVERIFY_THROWS_EXCEPTION(CancelledError,
                             Loop::current().runUntilComplete(awaitQt(promise.future())));
}

void AwaitQFutureTest::oneWithoutAResultSaysSo()
{
    QPromise<int> promise;
    promise.start();
    promise.finish();

    QVERIFY_THROWS_EXCEPTION(NotAvailableError,
                             Loop::current().runUntilComplete(awaitQt(promise.future())));
}

void AwaitQFutureTest::moveOnlyValuesAreTaken()
{
    const auto work = [] {
        return std::make_unique<int>(5);
    };

    const auto value = Loop::current().runUntilComplete(awaitQt(QtConcurrent::run(work)));

    QCOMPARE(*value, 5);
}

QTEST_GUILESS_MAIN(AwaitQFutureTest)
#include "tst_awaitqfuture.moc"
