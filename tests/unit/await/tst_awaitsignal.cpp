// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <thread>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

/// Cannot be copied when told so.
struct Fragile {
    Fragile() = default;
    Fragile(const Fragile &other)
        : breaks(other.breaks)
    {
        if (breaks)
            throw std::runtime_error("cannot be copied");
    }
    Fragile &operator=(const Fragile &) = default;

    bool breaks = false;
};

class Sender : public QObject
{
    Q_OBJECT
public:
    bool isHeard() const { return isSignalConnected(QMetaMethod::fromSignal(&Sender::number)); }
    void emitHidden(int n) { Q_EMIT hidden(n, QPrivateSignal()); }
    void emitBare() { Q_EMIT bare(QPrivateSignal()); }
    void method() {}

Q_SIGNALS:
    void nothing();
    void number(int);
    void text(const QString &);
    void pair(int, const QString &);
    void either(int);
    void either(const QString &);
    void fragile(const Fragile &);
    void hidden(int, QPrivateSignal);
    void bare(QPrivateSignal);
};

template<typename Signal, typename T>
constexpr bool gives = std::is_same_v<detail::AwaitGives<SignalWait<Signal>>, T>;

static_assert(gives<decltype(&Sender::nothing), void>);
static_assert(gives<decltype(&Sender::text), QString>);
static_assert(gives<decltype(&Sender::pair), std::tuple<int, QString>>);
static_assert(gives<decltype(&Sender::hidden), int>);
static_assert(gives<decltype(&QTimer::timeout), void>);
static_assert(gives<decltype(&QObject::destroyed), QObject *>);

template<typename Signal>
auto waiting(const Sender *sender, Signal signal) -> Coro<detail::AwaitGives<SignalWait<Signal>>>
{
    co_return co_await signalOf(sender, signal);
}

} // namespace

class AwaitSignalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatTheSignalCarries();
    void anOverloadIsChosen();
    void theMarkerOfAPrivateSignalIsLeftOut();
    void argumentsAreKeptAsValues();
    void whatWasEmittedBeforeIsMissed();
    void theFirstOfSeveralEmissionsCounts();
    void oneWaitCanBeAwaitedAgain();
    void theTaskGoesOnFromTheReadyQueue();
    void aCancelStopsListeningAtOnce();
    void aCancelAfterTheSignalThrowsAllTheSame();
    void aSenderThatDiesThrowsInsteadOfHanging();
    void aSenderThatDiesAfterItsSignalHasDoneItsWork();
    void anArgumentThatCannotBeCopiedThrowsAtTheAwait();
    void aNullSenderIsRefused();
    void aPlainMethodIsRefused();
    void aSignalOfAnotherThreadArrivesInTheTasksOwn();
    void aCancelDropsWhatIsOnItsWayFromAnotherThread();
    void theMonitorCanNameIt();
};

void AwaitSignalTest::givesWhatTheSignalCarries()
{
    Sender sender;
    TestLoop loop;
    const auto nothing = createTask(waiting(&sender, &Sender::nothing));
    const auto number = createTask(waiting(&sender, &Sender::number));
    const auto pair = createTask(waiting(&sender, &Sender::pair));
    loop.tick();

    Q_EMIT sender.nothing();
    Q_EMIT sender.number(7);
    Q_EMIT sender.pair(8, u"eight"_s);
    loop.tick();

    QCOMPARE(ending(nothing), u"value"_s);
    QCOMPARE(number.result(), 7);
    QVERIFY(pair.result() == std::tuple(8, u"eight"_s));
}

void AwaitSignalTest::anOverloadIsChosen()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, qOverload<const QString &>(&Sender::either)));
    loop.tick();

    Q_EMIT sender.either(1);
    Q_EMIT sender.either(u"one"_s);
    loop.tick();

    QCOMPARE(task.result(), u"one"_s);
}

void AwaitSignalTest::theMarkerOfAPrivateSignalIsLeftOut()
{
    Sender sender;
    TestLoop loop;
    const auto hidden = createTask(waiting(&sender, &Sender::hidden));
    const auto bare = createTask(waiting(&sender, &Sender::bare));
    loop.tick();

    sender.emitHidden(5);
    sender.emitBare();
    loop.tick();

    QCOMPARE(hidden.result(), 5);
    QCOMPARE(ending(bare), u"value"_s);
}

void AwaitSignalTest::argumentsAreKeptAsValues()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::text));
    loop.tick();

    {
        QString passing = u"as it was"_s;
        Q_EMIT sender.text(passing);
        passing = u"changed"_s;
    }
    loop.tick();

    QCOMPARE(task.result(), u"as it was"_s);
}

void AwaitSignalTest::whatWasEmittedBeforeIsMissed()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::number));
    Q_EMIT sender.number(1); // it has not begun
    loop.tick();

    Q_EMIT sender.number(2);
    loop.tick();

    QCOMPARE(task.result(), 2);
}

void AwaitSignalTest::theFirstOfSeveralEmissionsCounts()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::number));
    loop.tick();

    Q_EMIT sender.number(1);
    Q_EMIT sender.number(2);
    loop.tick();

    QCOMPARE(task.result(), 1);
}

void AwaitSignalTest::oneWaitCanBeAwaitedAgain()
{
    Sender sender;
    TestLoop loop;
    const auto sum = [](const Sender *from) -> Coro<int> {
        const auto number = signalOf(from, &Sender::number);
        const int first = co_await number;
        co_return first + co_await number;
    };
    const auto task = createTask(sum(&sender));
    loop.tick();

    Q_EMIT sender.number(1);
    loop.tick();
    Q_EMIT sender.number(20);
    loop.tick();

    QCOMPARE(task.result(), 21);
}

void AwaitSignalTest::theTaskGoesOnFromTheReadyQueue()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::nothing));
    loop.tick();

    Q_EMIT sender.nothing();
    const bool inside = task.done();
    loop.tick();

    QVERIFY(!inside);
    QVERIFY(task.done());
}

void AwaitSignalTest::aCancelStopsListeningAtOnce()
{
    Sender sender;
    TestLoop loop;
    auto task = createTask(waiting(&sender, &Sender::number));
    loop.tick();
    QVERIFY(sender.isHeard());

    task.cancel(u"enough"_s);
    const bool heard = sender.isHeard();
    Q_EMIT sender.number(1);
    loop.tick();

    QVERIFY(!heard);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void AwaitSignalTest::aCancelAfterTheSignalThrowsAllTheSame() // T-19
{
    Sender sender;
    TestLoop loop;
    auto task = createTask(waiting(&sender, &Sender::number));
    loop.tick();

    Q_EMIT sender.number(1);
    task.cancel(u"too late to be spared"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: too late to be spared"_s);
}

void AwaitSignalTest::aSenderThatDiesThrowsInsteadOfHanging()
{
    auto sender = std::make_unique<Sender>();
    TestLoop loop;
    const auto task = createTask(waiting(sender.get(), &Sender::number));
    loop.tick();

    sender.reset();
    loop.tick();

    QCOMPARE(ending(task), u"SenderDestroyedError: the awaited object was destroyed"_s);
}

void AwaitSignalTest::aSenderThatDiesAfterItsSignalHasDoneItsWork()
{
    auto sender = std::make_unique<Sender>();
    TestLoop loop;
    const auto task = createTask(waiting(sender.get(), &Sender::number));
    loop.tick();

    Q_EMIT sender->number(3);
    sender.reset();
    loop.tick();

    QCOMPARE(task.result(), 3);
}

void AwaitSignalTest::anArgumentThatCannotBeCopiedThrowsAtTheAwait()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::fragile));
    loop.tick();
    Fragile broken;
    broken.breaks = true;

    Q_EMIT sender.fragile(broken); // throws nothing out of here
    loop.tick();

    QCOMPARE(ending(task), u"runtime_error: cannot be copied"_s);
}

void AwaitSignalTest::aNullSenderIsRefused()
{
    TestLoop loop;

    QCOMPARE(thrownBy([&loop] {
                 loop.run(waiting(nullptr, &Sender::number));
             }),
             u"invalid_argument: a null object cannot be awaited"_s);
}

void AwaitSignalTest::aPlainMethodIsRefused()
{
    Sender sender;
    TestLoop loop;

    QCOMPARE(thrownBy([&] {
                 loop.run(waiting(&sender, &Sender::method));
             }),
             u"invalid_argument: this method is not a signal"_s);
}

void AwaitSignalTest::aSignalOfAnotherThreadArrivesInTheTasksOwn()
{
    QThread elsewhere;
    elsewhere.start();
    Sender sender;
    sender.moveToThread(&elsewhere);
    const auto body = [](Sender *from) -> Coro<int> {
        Loop::current().callSoon([from] { // when this listens
            QMetaObject::invokeMethod(from, [from] {
                Q_EMIT from->number(4);
            });
        });
        const int value = co_await signalOf(from, &Sender::number);
        if (QThread::currentThread() == from->thread())
            throw std::logic_error("in the sender's thread");
        co_return value;
    };

    const int value = Loop::current().runUntilComplete(body(&sender));
    elsewhere.quit();
    elsewhere.wait();

    QCOMPARE(value, 4);
}

void AwaitSignalTest::aCancelDropsWhatIsOnItsWayFromAnotherThread()
{
    auto sender = std::make_unique<Sender>();
    TestLoop loop;
    auto task = createTask(waiting(sender.get(), &Sender::number));
    loop.tick();

    std::thread([&sender] { // both are posted to this thread, which does not look
        Q_EMIT sender->number(1);
        sender.reset();
    })
        .join();
    task.cancel(u"enough"_s);
    QCoreApplication::processEvents();
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
}

void AwaitSignalTest::theMonitorCanNameIt()
{
    Sender sender;
    TestLoop loop;
    const auto task = createTask(waiting(&sender, &Sender::hidden));
    loop.tick();

    QCOMPARE(task.info().awaits, u"signal Sender::hidden"_s);
}

QTEST_GUILESS_MAIN(AwaitSignalTest)
#include "tst_awaitsignal.moc"
