// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class DoneCallbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isQueuedNeverInline_data();
    void isQueuedNeverInline();
    void getsTheFutureItself();
    void getsAHandleOfItsOwnKind();
    void runsInOrderOfRegistration();
    void placeInTheQueueIsThatOfTheCompletion();
    void ofADoneFutureIsQueued();
    void addedByACallbackRunsOneTickLater();
    void addedTwiceIsCalledTwice();
    void removalTakesOutOneAndKeepsTheOrder();
    void removalOfAnUnknownIdIsHarmless();
    void cannotBeRemovedOnceTheFutureIsDone();
    void destructorMayRemoveAnother();
    void destructorMayAddAnother();
    void destructorMayUseTheFutureWhenItIsLost();
    void thatThrowsIsReportedAndTheOthersRun();
    void withoutItsContextIsNotCalled();
    void withItsContextIsCalled();
    void doesNotKeepTheFutureAlive();
};

void DoneCallbackTest::isQueuedNeverInline_data() // F-09
{
    QTest::addColumn<QString>("how");

    QTest::newRow("value") << u"value"_s;
    QTest::newRow("failure") << u"failure"_s;
    QTest::newRow("cancel") << u"cancel"_s;
}

void DoneCallbackTest::isQueuedNeverInline() // F-09
{
    QFETCH(QString, how);
    int calls = 0;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    future.addDoneCallback([&](const AnyFuture &) {
        ++calls;
    });

    if (how == u"value")
        promise.setResult(7);
    else if (how == u"failure")
        promise.setException<std::runtime_error>("boom");
    else
        future.cancel();

    QCOMPARE(calls, 0);
    loop.tick();
    QCOMPARE(calls, 1);
    loop.tick(3);
    QCOMPARE(calls, 1);
    QVERIFY(!ending(future).isEmpty());
}

void DoneCallbackTest::getsTheFutureItself() // F-09
{
    AnyFuture given;
    TestLoop loop;
    Promise<int> promise;
    promise.future().addDoneCallback([&](const AnyFuture &future) {
        given = future;
    });

    promise.setResult(7);
    loop.tick();

    QVERIFY(same(given, promise.future()));
}

void DoneCallbackTest::getsAHandleOfItsOwnKind() // F-09
{
    Log log;
    TestLoop loop;
    auto task = createTask(giving(7), u"seven"_s);
    task.addDoneCallback([&](Task<int> t) {
        log += t.name();
    });
    task.addDoneCallback([&](Future<int> f) {
        log += QString::number(f.result());
    });
    AnyTask(task).addDoneCallback([&](AnyTask t) {
        log += t.name();
    });

    loop.tick(2);

    QCOMPARE(log, QStringList({u"seven"_s, u"7"_s, u"seven"_s}));
}

void DoneCallbackTest::runsInOrderOfRegistration() // F-10
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    future.addDoneCallback([&](const AnyFuture &) {
        log += u"first"_s;
    });
    const auto waiting = createTask(noting(log, u"task"_s, future));
    loop.tick();
    future.addDoneCallback([&](const AnyFuture &) {
        log += u"last"_s;
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"task starts"_s, u"first"_s, u"task got 7"_s, u"last"_s}));
}

void DoneCallbackTest::placeInTheQueueIsThatOfTheCompletion() // F-10
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    promise.future().addDoneCallback([&](const AnyFuture &) {
        log += u"callback"_s;
    });

    Loop::current().callSoon([&] {
        log += u"queued before"_s;
    });
    promise.setResult(7);
    Loop::current().callSoon([&] {
        log += u"queued after"_s;
    });
    loop.tick();

    QCOMPARE(log, QStringList({u"queued before"_s, u"callback"_s, u"queued after"_s}));
}

void DoneCallbackTest::ofADoneFutureIsQueued() // F-11
{
    int calls = 0;
    TestLoop loop;
    auto future = Future<int>::completed(7);

    future.addDoneCallback([&](const AnyFuture &) {
        ++calls;
    });

    QCOMPARE(calls, 0);
    loop.tick();
    QCOMPARE(calls, 1);
}

void DoneCallbackTest::addedByACallbackRunsOneTickLater() // F-11
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    future.addDoneCallback([&](AnyFuture f) {
        log += u"outer"_s;
        f.addDoneCallback([&](const AnyFuture &) {
            log += u"inner"_s;
        });
    });

    promise.setResult(7);
    loop.tick();
    QCOMPARE(log, QStringList({u"outer"_s}));
    loop.tick();

    QCOMPARE(log, QStringList({u"outer"_s, u"inner"_s}));
}

void DoneCallbackTest::addedTwiceIsCalledTwice() // F-12
{
    int calls = 0;
    TestLoop loop;
    Promise<int> promise;
    const auto count = [&](const AnyFuture &) {
        ++calls;
    };

    const CallbackId first = promise.future().addDoneCallback(count);
    const CallbackId second = promise.future().addDoneCallback(count);
    promise.setResult(7);
    loop.tick();

    QVERIFY(first != second);
    QCOMPARE(calls, 2);
}

void DoneCallbackTest::removalTakesOutOneAndKeepsTheOrder() // F-12
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    const auto noteAs = [&](const QString &name) {
        return [&, name](const AnyFuture &) {
            log += name;
        };
    };
    const CallbackId a = future.addDoneCallback(noteAs(u"a"_s));
    future.addDoneCallback(noteAs(u"b"_s));
    const CallbackId c = future.addDoneCallback(noteAs(u"c"_s));
    future.addDoneCallback(noteAs(u"d"_s));
    const CallbackId e = future.addDoneCallback(noteAs(u"e"_s));

    QCOMPARE(future.removeDoneCallback(c), 1);
    QCOMPARE(future.removeDoneCallback(a), 1);
    QCOMPARE(future.removeDoneCallback(e), 1);
    QCOMPARE(future.removeDoneCallback(c), 0); // twice is harmless
    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"b"_s, u"d"_s}));
}

void DoneCallbackTest::removalOfAnUnknownIdIsHarmless() // F-12
{
    TestLoop loop;
    const Promise<int> promise;
    const auto waiting = createTask(awaiting(promise.future()));
    loop.tick();

    QCOMPARE(promise.future().removeDoneCallback(CallbackId()),
             0); // zero is no callback's, a waiting task's neither
    QCOMPARE(promise.future().removeDoneCallback(CallbackId(1) /* long gone or never there */), 0);
    QCOMPARE(waiting.outcome(), Outcome::Pending);
}

void DoneCallbackTest::cannotBeRemovedOnceTheFutureIsDone() // F-13
{
    int removed = -1;
    bool laterRan = false;
    CallbackId later{};
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    future.addDoneCallback([&](AnyFuture f) {
        removed = f.removeDoneCallback(later);
    });
    later = future.addDoneCallback([&](const AnyFuture &) {
        laterRan = true;
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(removed, 0);
    QVERIFY(laterRan);
}

void DoneCallbackTest::destructorMayRemoveAnother() // F-14
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    CallbackId second{};
    CallbackId third{};
    const CallbackId first =
        future.addDoneCallback([kept = farewell([&] {
                                    log += QString::number(future.removeDoneCallback(second));
                                    log += QString::number(future.removeDoneCallback(third));
                                })](const AnyFuture &) {});
    second = future.addDoneCallback([&](const AnyFuture &) {
        log += u"second"_s;
    });
    third = future.addDoneCallback([&](const AnyFuture &) {
        log += u"third"_s;
    });
    future.addDoneCallback([&](const AnyFuture &) {
        log += u"fourth"_s;
    });

    QCOMPARE(future.removeDoneCallback(first), 1);
    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"1"_s, u"1"_s, u"fourth"_s}));
}

void DoneCallbackTest::destructorMayAddAnother() // F-14
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    const CallbackId id =
        future.addDoneCallback([kept = farewell([&] {
                                    future.addDoneCallback([&](const AnyFuture &) {
                                        log += u"added"_s;
                                    });
                                })](const AnyFuture &) {});

    QCOMPARE(future.removeDoneCallback(id), 1);
    promise.setResult(7);
    loop.tick();

    QCOMPARE(log, QStringList({u"added"_s}));
}

void DoneCallbackTest::destructorMayUseTheFutureWhenItIsLost() // F-14
{
    Log log;
    TestLoop loop;
    {
        Promise<int> promise;
        Future<int> future = promise.future();
        future.addDoneCallback([&, kept = farewell([&, future] {
                                       log += future.toString();
                                   })](const AnyFuture &) {
            log += u"called"_s;
        });
    }
    loop.tick();

    QCOMPARE(log, QStringList({u"called"_s, u"<Future cancelled>"_s}));
}

void DoneCallbackTest::thatThrowsIsReportedAndTheOthersRun() // F-15
{
    Log log;
    Reports reports;
    TestLoop loop;
    Promise<int> promise;
    Future<int> future = promise.future();
    future.addDoneCallback([](const AnyFuture &) {
        throw std::runtime_error("boom");
    });
    future.addDoneCallback([](const AnyFuture &) {
        throw CancelledError(u"not caught as std::exception"_s);
    });
    future.addDoneCallback([&](const AnyFuture &) {
        log += u"other"_s;
    });

    promise.setResult(7);
    loop.tick();

    QCOMPARE(
        reports.texts(),
        QStringList(
            {u"Exception in a done-callback <- runtime_error: boom"_s,
             u"Exception in a done-callback <- CancelledError: not caught as std::exception"_s}));
    QVERIFY(same(reports.last().future, future));
    QCOMPARE(log, QStringList({u"other"_s}));
    QCOMPARE(future.result(), 7);
}

void DoneCallbackTest::withoutItsContextIsNotCalled()
{
    int calls = 0;
    TestLoop loop;
    Promise<int> promise;
    auto gone = std::make_unique<QObject>();
    auto goneWhileQueued = std::make_unique<QObject>();
    promise.future().addDoneCallback(gone.get(), [&](const AnyFuture &) {
        ++calls;
    });
    promise.future().addDoneCallback(goneWhileQueued.get(), [&](Future<int>) {
        ++calls;
    });

    gone.reset();
    promise.setResult(7);
    goneWhileQueued.reset();
    loop.tick();

    QCOMPARE(calls, 0);
}

void DoneCallbackTest::withItsContextIsCalled()
{
    int calls = 0;
    TestLoop loop;
    const QObject context;
    Promise<int> promise;
    QObject receiver;
    promise.future().addDoneCallback(&receiver, [&](const AnyFuture &) {
        ++calls;
    });
    promise.future().addDoneCallback(&receiver, [&](Future<int> future) {
        calls += future.result();
    });

    promise.setResult(10);
    QCOMPARE(calls, 0);
    loop.tick();

    QCOMPARE(calls, 11);
}

void DoneCallbackTest::doesNotKeepTheFutureAlive() // F-14
{
    Log log;
    Reports reports;
    TestLoop loop;
    {
        Promise<int> promise;
        promise.setException<std::runtime_error>("boom");
        promise.future().addDoneCallback([](const AnyFuture &) {});
    }
    QCOMPARE(reports.texts(), QStringList()); // queued: it must be given the future
    loop.tick();

    QCOMPARE(reports.texts().size(), 1);
}

QTEST_GUILESS_MAIN(DoneCallbackTest)
#include "tst_donecallback.moc"
