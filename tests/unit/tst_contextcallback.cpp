// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "loopthread.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <latch>
#include <semaphore>

using namespace taskdeck;
using namespace taskdeck::coretest;

class ContextCallbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInTheContextsThread();
    void getsAHandleOfItsOwnKind();
    void isRegisteredFromAnyThread();
    void registeredElsewhereForTheOwnersThread();
    void ofADoneFutureIsRegisteredFromAnyThread();
    void isRemovedByTheOwner();
    void isRemovedBeforeItHasArrived();
    void isNotCalledOnceTheContextIsGone();
    void closureDiesInTheContextsThread();
    void closureDiesWhenTheContextIsGone();
    void followsAContextThatMoves();
    void movedToTheOwnersThreadIsStillNeverInline();
    void exceptionIsReportedToTheFuturesLoop();
    void isToldOfWhatTheLoopsEndHasCancelled();
    void onTheWayWhenTheLoopEnds();
    void afterTheLoopsEnd();
    void withoutAContextNeedsTheOwnersThread();
    void contextsMayDieWhileFuturesEnd();
};

/// An object that lives and dies in another thread.
class ObjectIn
{
public:
    explicit ObjectIn(LoopThread &thread)
        : m_thread(thread)
        , m_object(thread.call([] {
            return new QObject;
        }))
    {
    }
    ~ObjectIn() { destroy(); }
    ObjectIn(const ObjectIn &) = delete;
    ObjectIn &operator=(const ObjectIn &) = delete;

    QObject *get() const { return m_object; }
    QObject *take() { return std::exchange(m_object, nullptr); }
    void destroy()
    {
        m_thread.call([this] {
            delete take();
        });
    }

private:
    LoopThread &m_thread;
    QObject *m_object;
};

/// Waits until what was posted to the thread has been handled, Qt's events included.
static void settle(LoopThread &thread)
{
    thread.call([] {
        QCoreApplication::sendPostedEvents();
    });
}

void ContextCallbackTest::runsInTheContextsThread()
{
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    const auto id = thread.call(std::this_thread::get_id);
    std::thread::id calledIn;
    Outcome outcome{};
    std::binary_semaphore called(0);
    Promise<int> promise;
    promise.future().addDoneCallback(context.get(), [&](const AnyFuture &future) {
        calledIn = std::this_thread::get_id();
        outcome = future.outcome();
        called.release();
    });

    promise.setResult(7);
    loop.tick();
    called.acquire();

    QVERIFY(calledIn == id);
    QCOMPARE(outcome, Outcome::Value);
}

void ContextCallbackTest::getsAHandleOfItsOwnKind()
{
    Log log;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    auto task = createTask(giving(7), u"seven"_s);
    const auto note = [&](const QString &kind) {
        return [&log, kind](const auto &) {
            log += kind;
        };
    };
    AnyFuture(task).addDoneCallback(context.get(), [n = note(u"AnyFuture"_s)](AnyFuture f) {
        n(f);
    });
    AnyTask(task).addDoneCallback(context.get(), [n = note(u"AnyTask"_s)](AnyTask f) {
        n(f);
    });
    Future<int>(task).addDoneCallback(context.get(), [n = note(u"Future"_s)](Future<int> f) {
        n(f);
    });
    task.addDoneCallback(context.get(), [n = note(u"Task"_s)](Task<int> f) {
        n(f);
    });

    loop.tick(2);
    settle(thread);

    QCOMPARE(log, QStringList({u"AnyFuture"_s, u"AnyTask"_s, u"Future"_s, u"Task"_s}));
}

void ContextCallbackTest::isRegisteredFromAnyThread()
{
    TestLoop loop;
    LoopThread thread;
    Promise<int> promise;
    std::binary_semaphore called(0);
    Future<int> future = promise.future();

    const QObject *const context = thread.call([&] {
        auto *const object = new QObject;
        future.addDoneCallback(object, [&, object](Future<int> f) {
            if (f.done() && QThread::currentThread() == object->thread())
                called.release();
        });
        return object;
    });
    loop.tick(); // it arrives
    promise.setResult(7);
    loop.tick();

    called.acquire();
    thread.call([context] {
        delete context;
    });
}

void ContextCallbackTest::registeredElsewhereForTheOwnersThread()
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    QObject context;
    Future<int> future = promise.future();

    inThread([&] {
        future.addDoneCallback(&context, [&](Future<int> f) {
            log += QString::number(f.result()); // this thread's
        });
    });
    promise.setResult(7);
    QCOMPARE(log, QStringList());
    loop.tick(2);

    QCOMPARE(log, QStringList({u"7"_s}));
}

void ContextCallbackTest::ofADoneFutureIsRegisteredFromAnyThread()
{
    int calls = 0;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    auto future = Future<int>::completed(7);

    thread.call([&] {
        future.addDoneCallback(context.get(), [&](Future<int>) {
            ++calls;
        });
    });
    loop.tick(2);
    settle(thread);

    QCOMPARE(calls, 1);
}

void ContextCallbackTest::isRemovedByTheOwner()
{
    int calls = 0;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    Promise<int> promise;
    Future<int> future = promise.future();
    const CallbackId id = thread.call([&] {
        return future.addDoneCallback(context.get(), [&](Future<int>) {
            ++calls;
        });
    });
    loop.tick(2);

    QCOMPARE(future.removeDoneCallback(id), 1);
    QCOMPARE(future.removeDoneCallback(id), 0);
    promise.setResult(7);
    loop.tick();
    settle(thread);

    QCOMPARE(calls, 0);
}

void ContextCallbackTest::isRemovedBeforeItHasArrived()
{
    int calls = 0;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    Promise<int> promise;
    Promise<int> other;
    Future<int> future = promise.future();
    const CallbackId id = thread.call([&] {
        return future.addDoneCallback(context.get(), [&](Future<int>) {
            ++calls;
        });
    });

    QCOMPARE(other.future().removeDoneCallback(id), 0); // not that one's
    QCOMPARE(future.removeDoneCallback(id), 1);
    QCOMPARE(future.removeDoneCallback(id), 0);
    promise.setResult(7);
    loop.tick(2);
    settle(thread);

    QCOMPARE(calls, 0);
}

void ContextCallbackTest::isNotCalledOnceTheContextIsGone()
{
    int calls = 0;
    TestLoop loop;
    LoopThread thread;
    ObjectIn context(thread);
    ObjectIn later(thread);
    const ObjectIn other(thread);
    std::latch blocks(1);
    std::latch goesOn(1);
    Promise<int> promise;
    const auto count = [&](Future<int>) {
        ++calls;
    };
    promise.future().addDoneCallback(context.get(), count);
    promise.future().addDoneCallback(later.get(), count);
    promise.future().addDoneCallback(other.get(), count);

    context.destroy();
    thread.loop().callSoonThreadsafe([&] {
        blocks.count_down();
        goesOn.wait();
        delete later.take(); // its event is in the queue by now
    });
    blocks.wait();
    promise.setResult(7);
    loop.tick();
    goesOn.count_down();
    settle(thread);

    QCOMPARE(calls, 1);
}

/// Notes in which thread it dies.
class DiesIn
{
public:
    explicit DiesIn(std::thread::id &where)
        : m_where(&where)
    {
    }
    DiesIn(DiesIn &&other) noexcept
        : m_where(std::exchange(other.m_where, nullptr))
    {
    }
    ~DiesIn()
    {
        if (m_where)
            *m_where = std::this_thread::get_id();
    }

private:
    std::thread::id *m_where;
};

void ContextCallbackTest::closureDiesInTheContextsThread()
{
    std::thread::id diedIn;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    const auto id = thread.call(std::this_thread::get_id);
    Promise<int> promise;
    promise.future().addDoneCallback(context.get(), [kept = DiesIn(diedIn)](Future<int>) {});

    promise.setResult(7);
    loop.tick();
    settle(thread);

    QVERIFY(diedIn == id);
}

void ContextCallbackTest::closureDiesWhenTheContextIsGone()
{
    std::thread::id diedIn;
    TestLoop loop;
    LoopThread thread;
    ObjectIn context(thread);
    Promise<int> promise;
    promise.future().addDoneCallback(context.get(), [kept = DiesIn(diedIn)](Future<int>) {});

    context.destroy();
    promise.setResult(7);
    loop.tick();

    QVERIFY(diedIn == std::this_thread::get_id()); // nobody else was left
}

void ContextCallbackTest::followsAContextThatMoves()
{
    TestLoop loop;
    LoopThread first;
    LoopThread second;
    std::binary_semaphore called(0);
    std::thread::id calledIn;
    Promise<int> promise;
    const auto id = second.call(std::this_thread::get_id);
    QThread *const there = second.call(QThread::currentThread);
    auto *const context = first.call([] {
        return new QObject;
    });
    promise.future().addDoneCallback(context, [&](Future<int>) {
        calledIn = std::this_thread::get_id();
        called.release();
    });
    first.call([&] {
        context->moveToThread(there);
    });

    promise.setResult(7);
    loop.tick();
    called.acquire();

    QVERIFY(calledIn == id);
    second.call([context] {
        delete context;
    });
}

void ContextCallbackTest::movedToTheOwnersThreadIsStillNeverInline()
{
    int calls = 0;
    TestLoop loop;
    LoopThread thread;
    QThread *const here = QThread::currentThread();
    Promise<int> promise;
    auto *const context = thread.call([] {
        return new QObject;
    });
    promise.future().addDoneCallback(context, [&](Future<int>) {
        ++calls;
    });
    thread.call([&] {
        context->moveToThread(here);
    });
    const std::unique_ptr<QObject> owner(context);

    promise.setResult(7);
    QCOMPARE(calls, 0);
    loop.tick();
    QCoreApplication::sendPostedEvents(context); // by Qt's loop, which does not care for ticks

    QCOMPARE(calls, 1);
}

void ContextCallbackTest::exceptionIsReportedToTheFuturesLoop()
{
    const Reports reports;
    TestLoop loop;
    LoopThread thread;
    const ObjectIn context(thread);
    Promise<int> promise;
    promise.future().addDoneCallback(context.get(), [](Future<int>) {
        throw std::runtime_error("boom");
    });

    promise.setResult(7);
    loop.tick();
    settle(thread);
    loop.tick();

    QCOMPARE(reports.texts(),
             QStringList({u"Exception in a done-callback <- runtime_error: boom"_s}));
}

void ContextCallbackTest::isToldOfWhatTheLoopsEndHasCancelled()
{
    Outcome outcome{};
    QObject context;
    inThread([&] {
        createTask(never()).addDoneCallback(&context, [&](Task<> task) {
            outcome = task.outcome();
        });
        Loop::current().shutdown();
    });

    QCOMPARE(outcome, Outcome::Pending);
    QCoreApplication::sendPostedEvents(&context);

    QCOMPARE(outcome, Outcome::Cancelled);
}

void ContextCallbackTest::onTheWayWhenTheLoopEnds()
{
    Log log;
    QObject context;
    inThread([&] {
        Promise<int> promise;
        auto done = Future<int>::completed(7);
        auto pending = promise.future();
        Loop &loop = Loop::current();
        std::thread([&] { // neither arrives
            done.addDoneCallback(&context, [&](Future<int>) {
                log += u"done"_s;
            });
            pending.addDoneCallback(&context, [&, kept = farewell([&] {
                                                      log += u"freed"_s;
                                                  })](Future<int>) {
                log += u"pending"_s;
            });
        })
            .join();
        loop.shutdown();
    });
    QCoreApplication::sendPostedEvents(&context);

    QCOMPARE(log, QStringList({u"freed"_s, u"done"_s}));
}

void ContextCallbackTest::afterTheLoopsEnd()
{
    int calls = 0;
    QObject context;
    Future<int> done;
    Future<int> pending;
    std::unique_ptr<Promise<int>> promise;
    inThread([&] {
        done = Future<int>::completed(7);
        promise = std::make_unique<Promise<int>>();
        pending = promise->future();
    });

    done.addDoneCallback(&context, [&](Future<int>) {
        ++calls;
    });
    QVERIFY_THROWS_EXCEPTION(UsageError, pending.addDoneCallback(&context, [](Future<int>) {}));
    QCOMPARE(calls, 0);
    QCoreApplication::sendPostedEvents(&context);

    QCOMPARE(calls, 1);
}

void ContextCallbackTest::withoutAContextNeedsTheOwnersThread() // TH-09
{
    TestLoop loop;
    const Promise<int> promise;
    QStringList thrown;

    inThread([&] {
        Future<int> future = promise.future();
        thrown += thrownBy([&] {
                      future.addDoneCallback([](const AnyFuture &) {});
                  }).section(u':', 0, 0);
        thrown += thrownBy([&] {
                      future.addDoneCallback(nullptr, [](const AnyFuture &) {});
                  }).section(u':', 0, 0);
    });

    QCOMPARE(thrown, QStringList({u"UsageError"_s, u"UsageError"_s}));
}

// For the sanitizers: whoever comes first, nothing is called or freed twice, or left.
void ContextCallbackTest::contextsMayDieWhileFuturesEnd()
{
    constexpr int count = 300;
    std::atomic<int> calls{0};
    std::atomic<int> freed{0};
    {
        TestLoop loop;
        LoopThread thread;
        for (int i = 0; i < count; ++i) {
            std::latch together(2);
            Promise<int> promise;
            auto *const context = thread.call([] {
                return new QObject;
            });
            promise.future().addDoneCallback(context, [&, kept = farewell([&] {
                                                              ++freed;
                                                          })](Future<int>) {
                ++calls;
            });
            thread.loop().callSoonThreadsafe([&together, context] {
                together.arrive_and_wait();
                delete context;
            });
            together.arrive_and_wait();
            promise.setResult(7);
            loop.tick();
            thread.call([] {});
        }
    }

    QCOMPARE(freed, count);
    QCOMPARE_LE(calls, count);
}

QTEST_GUILESS_MAIN(ContextCallbackTest)
#include "tst_contextcallback.moc"
