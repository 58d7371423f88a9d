// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/detail/loop.h>
#include <taskdeck/detail/qtorder.h>

#include <QtCore/QEventLoop>
#include <QtCore/QProcess>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <algorithm>
#include <csignal>
#include <numeric>

using namespace taskdeck;
using namespace taskdeck::coretest;

class LoopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsAreFirstInFirstOut();
    void queuedDuringAPassWaitsForTheNext();
    void cancelledCallIsSkipped_data();
    void cancelledCallIsSkipped();
    void cancelFreesWhatWasCaptured();
    void cancelOfACallThatRunsIsHarmless();
    void overdueTimersRunInOrderOfDueTime();
    void equalDueTimesKeepTheirOrder();
    void delayMayBeNegativeOrWithoutEnd();
    void realTimersKeepTheOrderOfDueTime();
    void clockIsMonotonic();
    void exceptionOfACallIsReportedAndTheLoopGoesOn();
    void defaultHandlerLogsOneCriticalLine();
    void handlerCanBeSetReadAndReset();
    void handlerMayReplaceItself();
    void throwingHandlerFallsBackToTheDefault();
    void noExceptionLeavesAnEventHandler();
    void runUntilCompleteGivesTheValue();
    void runUntilCompleteThrowsTheException();
    void runUntilCompleteThrowsTheCancellation();
    void stoppedEarlyTheTaskStaysPendingAndCanBeDrivenAgain();
    void blockingCallInsideATaskIsRefused();
    void blockingCallInACallbackInsideATaskIsRefused();
    void blockingCallsDoNotNestInEachOther();
    void blockingCallInAnEventHandlerNests();
    void shutdownCancelsAllAndWaitsTogether();
    void shutdownReportsFailuresOneByOne();
    void shutdownAsksTwiceThenDestroys();
    void shutdownRefusesInsideAStep();
    void shutDownLoopAcceptsNothing();
    void endOfTheThreadShutsItsLoopDown();
    void runReturnsTheExitCodeAndEndsTheRest();
    void runThrowsWhatTheMainTaskThrewAndEndsTheRest();
    void firstInterruptCancelsTheMainTask();
    void exitInsideAStepIsSafe();
    void threadsafeCallFromItsOwnThread();
    void threadsafeCallWakesASleepingLoop();
    void threadsafeCallsKeepTheirOrder();
    void threadsafeCallToAClosedLoopIsRefused();
    void callsFromAForeignThreadAreRefused();
    void qtTimerFiresWhileATaskYieldsForEver();
    void oneEventRunsForAboutAMillisecond();
    void oneEventRunsAtMost64Passes_data();
    void oneEventRunsAtMost64Passes();
    void cutPassKeepsItsBoundary();
    void nestedEventLoopGoesOnWithThePass();
    void nestedEventLoopRunsTimers();
    void nestedEventLoopRunsTimersAfterAStaleOne();
    void wakeUpInANestedEventLoopStepsItsTask();
    void waitForFinishedStopsAtItsLimit();
    void waitForFinishedBlocksAForeignThread();
    void testLoopLeavesNothingBehind();
    void testLoopBlockedClockFiresInDueOrder();
};

// With what the thread sanitizer needs to see that wait() orders the two threads.
template<typename F>
static std::unique_ptr<QThread> qtThread(F f)
{
    return std::unique_ptr<QThread>(QThread::create([f = std::move(f)]() mutable {
        f();
        detail::handToQt();
    }));
}

static void waitFor(QThread &thread)
{
    thread.wait();
    detail::takeFromQt();
}

void LoopTest::callsAreFirstInFirstOut() // L-01
{
    Log log;
    TestLoop loop;
    for (const auto name : {u"a", u"b", u"c"})
        Loop::current().callSoon([&log, name] {
            log += QString::fromUtf16(name);
        });

    QCOMPARE(log, QStringList());
    loop.tick(3);

    QCOMPARE(log, QStringList({u"a"_s, u"b"_s, u"c"_s})); // once each
}

void LoopTest::queuedDuringAPassWaitsForTheNext() // L-01
{
    Log log;
    TestLoop loop;
    Loop::current().callSoon([&] {
        log += u"outer"_s;
        Loop::current().callSoon([&] {
            log += u"inner"_s;
        });
    });
    Loop::current().callSoon([&] {
        log += u"last"_s;
    });

    loop.tick();
    QCOMPARE(log, QStringList({u"outer"_s, u"last"_s}));
    loop.tick();

    QCOMPARE(log, QStringList({u"outer"_s, u"last"_s, u"inner"_s}));
}

void LoopTest::cancelledCallIsSkipped_data() // L-02
{
    QTest::addColumn<bool>("inThePass");

    QTest::newRow("before the pass") << false;
    QTest::newRow("by an earlier callback of the pass") << true;
}

void LoopTest::cancelledCallIsSkipped() // L-02
{
    QFETCH(bool, inThePass);
    Log log;
    TestLoop loop;
    Handle soon;
    Handle later;
    if (inThePass) {
        Loop::current().callSoon([&] {
            soon.cancel();
            later.cancel();
        });
    }
    soon = Loop::current().callSoon([&] {
        log += u"cancelled"_s;
    });
    later = Loop::current().callLater(0ms, [&] {
        log += u"cancelled timer"_s;
    });
    Loop::current().callSoon([&] {
        log += u"other"_s;
    });
    if (!inThePass) {
        soon.cancel();
        later.cancel();
        soon.cancel(); // twice is harmless
    }

    loop.tick(2);

    QCOMPARE(log, QStringList({u"other"_s}));
}

void LoopTest::cancelFreesWhatWasCaptured() // L-02
{
    Log log;
    TestLoop loop;
    Handle soon = Loop::current().callSoon([kept = farewell([&] {
                                                log += u"freed"_s;
                                            })] {});
    Handle later = Loop::current().callLater(1h, [kept = farewell([&] {
                                                      log += u"freed timer"_s;
                                                  })] {});

    soon.cancel();
    later.cancel();

    QCOMPARE(log, QStringList({u"freed"_s, u"freed timer"_s}));
}

void LoopTest::cancelOfACallThatRunsIsHarmless() // L-02
{
    Log log;
    TestLoop loop;
    Handle handle;
    handle = Loop::current().callSoon([&, text = u"still here"_s] {
        handle.cancel();
        handle = {};
        log += text;
    });

    loop.tick();
    handle.cancel();
    Handle().cancel();

    QCOMPARE(log, QStringList({u"still here"_s}));
}

void LoopTest::overdueTimersRunInOrderOfDueTime() // L-03
{
    Log log;
    TestLoop loop;
    for (const auto delay : {30ms, 10ms, 20ms})
        Loop::current().callLater(delay, [&log, delay] {
            log += QString::number(delay.count());
        });
    Loop::current().callAt(Loop::current().time() + 15ms, [&] {
        log += u"at 15"_s;
    });

    loop.block(1s);
    QCOMPARE(log, QStringList());
    loop.tick();

    QCOMPARE(log, QStringList({u"10"_s, u"at 15"_s, u"20"_s, u"30"_s}));
}

void LoopTest::equalDueTimesKeepTheirOrder() // L-03
{
    Log expected;
    Log log;
    TestLoop loop;
    const auto due = Loop::current().time() + 1s;
    for (int i = 0; i < 50; ++i) {
        expected += QString::number(i);
        Loop::current().callAt(due, [&log, i] {
            log += QString::number(i);
        });
    }

    loop.advance(1s);

    QCOMPARE(log, expected);
}

void LoopTest::delayMayBeNegativeOrWithoutEnd() // L-03
{
    using std::chrono::milliseconds;
    Log log;
    TestLoop loop;
    Loop::current().callLater(noLimit, [&] {
        log += u"never"_s;
    });
    Loop::current().callLater(-1s, [&] {
        log += u"-1 s"_s;
    });
    Loop::current().callLater(milliseconds::min(), [&] {
        log += u"min"_s;
    });
    Loop::current().callLater(-2s, [&] {
        log += u"-2 s"_s;
    });

    loop.tick();
    loop.advance(1h);

    QCOMPARE(log, QStringList({u"min"_s, u"-2 s"_s, u"-1 s"_s}));
    QCOMPARE(Loop::current().deadline(noLimit), Loop::TimePoint::max());
}

void LoopTest::realTimersKeepTheOrderOfDueTime() // L-03
{
    Log log;
    QEventLoop events;
    const auto start = Loop::current().time();
    for (const auto delay : {4ms, 1ms, 3ms, 2ms})
        Loop::current().callLater(delay, [&log, delay] {
            log += QString::number(delay.count());
        });
    Loop::current().callLater(std::chrono::milliseconds::min(), [&] {
        log += u"overdue"_s;
    });
    Loop::current().callLater(5ms, [&] {
        events.quit();
    });

    events.exec();

    QCOMPARE(log, QStringList({u"overdue"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QVERIFY(Loop::current().time() - start >= 5ms); // never early
}

void LoopTest::clockIsMonotonic() // L-03
{
    const auto before = Loop::Clock::now();
    const auto time = Loop::current().time();

    QVERIFY(before <= time);
    QVERIFY(time <= Loop::Clock::now());
}

void LoopTest::exceptionOfACallIsReportedAndTheLoopGoesOn() // L-04
{
    Log log;
    Reports reports;
    TestLoop loop;
    Loop::current().callSoon([] {
        throw std::runtime_error("boom");
    });
    Loop::current().callSoon([] {
        throw CancelledError(u"why"_s);
    });
    Loop::current().callLater(0ms, [] {
        throw 7;
    });
    Loop::current().callSoon([&] {
        log += u"goes on"_s;
    });

    loop.tick();

    QCOMPARE(log, QStringList({u"goes on"_s}));
    QCOMPARE(reports.texts(), QStringList({u"Exception in a callback <- runtime_error: boom"_s,
                                           u"Exception in a callback <- CancelledError: why"_s,
                                           u"Exception in a callback <- int: 7"_s}));
}

void LoopTest::defaultHandlerLogsOneCriticalLine() // L-04
{
    TestLoop loop;
    QTest::ignoreMessage(QtCriticalMsg, "Exception in a callback: std::runtime_error: boom");
    Loop::current().callSoon([] {
        throw std::runtime_error("boom");
    });

    loop.tick();

    QVERIFY(!Loop::current().exceptionHandler());
}

void LoopTest::handlerCanBeSetReadAndReset() // L-05
{
    QStringList messages;
    TestLoop loop;
    Loop::current().setExceptionHandler([&](const ErrorContext &context) {
        messages += context.message;
    });

    Loop::current().report({u"one"_s, {}, {}, {}});
    QVERIFY(Loop::current().exceptionHandler());
    Loop::current().exceptionHandler()({u"two"_s, {}, {}, {}});
    Loop::current().setExceptionHandler({});
    QVERIFY(!Loop::current().exceptionHandler());
    QTest::ignoreMessage(QtCriticalMsg, "three");
    Loop::current().report({u"three"_s, {}, {}, {}});

    QCOMPARE(messages, QStringList({u"one"_s, u"two"_s}));
}

void LoopTest::handlerMayReplaceItself() // L-05
{
    Log log;
    TestLoop loop;
    Loop::current().setExceptionHandler([&, text = u"first "_s](const ErrorContext &context) {
        Loop::current().setExceptionHandler([&](const ErrorContext &next) {
            log += u"second "_s + next.message;
        });
        log += text + context.message;
    });

    Loop::current().report({u"one"_s, {}, {}, {}});
    Loop::current().report({u"two"_s, {}, {}, {}});

    QCOMPARE(log, QStringList({u"first one"_s, u"second two"_s}));
}

void LoopTest::throwingHandlerFallsBackToTheDefault() // L-05
{
    int calls = 0;
    TestLoop loop;
    Loop::current().setExceptionHandler([&](const ErrorContext &) {
        ++calls;
        throw std::runtime_error("handler broken");
    });
    Loop::current().callSoon([] {
        throw std::runtime_error("boom");
    });
    QTest::ignoreMessage(
        QtCriticalMsg, "Unhandled error in exception handler: std::runtime_error: handler broken");
    QTest::ignoreMessage(QtCriticalMsg, "Exception in a callback: std::runtime_error: boom");

    loop.tick();

    QCOMPARE(calls, 1);
}

struct ThrowsWhenMoved {
    ThrowsWhenMoved() = default;
    ThrowsWhenMoved(ThrowsWhenMoved &&other)
        : movesLeft(other.movesLeft - 1)
    {
        if (movesLeft < 0)
            throw std::runtime_error("cannot be moved");
    }
    int movesLeft = 1; // into the coroutine's frame, no further
};

// An exception that reached Qt would end this test's process.
void LoopTest::noExceptionLeavesAnEventHandler()
{
    QEventLoop events;
    const Reports reports;
    const auto body = []() -> Coro<ThrowsWhenMoved> {
        co_return ThrowsWhenMoved();
    };
    const auto task = createTask(body());
    const auto other = createTask(failing("boom"));
    auto third = createTask(sleep(0ms));
    third.addDoneCallback([](const AnyFuture &) {
        throw std::runtime_error("callback");
    });
    Loop::current().callSoon([] {
        throw 7;
    });
    Loop::current().callLater(1ms, [] {
        throw u"text"_s;
    });
    Loop::current().callLater(2ms, [&] {
        events.quit();
    });

    events.exec();

    QCOMPARE(ending(task), u"runtime_error: cannot be moved"_s);
    QCOMPARE(ending(other), u"runtime_error: boom"_s);
    QCOMPARE(reports.texts().size(), 3);
}

void LoopTest::runUntilCompleteGivesTheValue() // L-06
{
    QCOMPARE(Loop::current().runUntilComplete(sleep(1ms, 7)), 7);
    QCOMPARE(*Loop::current().runUntilComplete(giving(std::make_unique<int>(8))), 8);
}

void LoopTest::runUntilCompleteThrowsTheException() // L-06
{
    const Reports reports;

    QCOMPARE(thrownBy([] {
                 Loop::current().runUntilComplete(failing("boom"));
             }),
             u"runtime_error: boom"_s);
    QCOMPARE(reports.texts(), QStringList());
}

void LoopTest::runUntilCompleteThrowsTheCancellation() // L-06
{
    const auto body = []() -> Coro<> {
        currentTask().cancel(u"why"_s);
        co_await sleep(1h);
    };

    QCOMPARE(thrownBy([&] {
                 Loop::current().runUntilComplete(body());
             }),
             u"CancelledError: why"_s);
}

/// A thread that can go on after QThread::exit(), as a program with an event loop of its own might.
class StoppedThread : public QThread
{
public:
    using Body = std::function<void(std::function<void()> runEvents)>;

    explicit StoppedThread(Body body)
        : m_body(std::move(body))
    {
    }

protected:
    void run() override
    {
        m_body([this] {
            exec(); // takes note of the exit() before
            exec();
        });
        detail::handToQt();
    }

private:
    Body m_body;
};

void LoopTest::stoppedEarlyTheTaskStaysPendingAndCanBeDrivenAgain() // L-06
{
    Log log;
    StoppedThread thread([&](auto runEvents) {
        Promise<int> promise;
        Loop::current().callSoon([] {
            QThread::currentThread()->exit();
        });
        log += thrownBy([&] {
            Loop::current().runUntilComplete(awaiting(promise.future()));
        });
        AnyTask task = allTasks().value(0);
        log += ending(task);

        promise.setResult(7);
        task.addDoneCallback([](const AnyFuture &) {
            QThread::currentThread()->exit();
        });
        runEvents();
        log += ending(task);
    });

    thread.start();
    waitFor(thread);

    QCOMPARE(log,
             QStringList({u"UsageError: the event loop was stopped before the coroutine ended"_s,
                          u"pending"_s, u"value"_s}));
}

void LoopTest::blockingCallInsideATaskIsRefused() // L-06
{
    const auto body = []() -> Coro<int> {
        co_return Loop::current().runUntilComplete(giving(7));
    };
    const auto main = []() -> Coro<int> {
        co_return taskdeck::run(*QCoreApplication::instance(), giving(7));
    };

    QVERIFY_THROWS_EXCEPTION(UsageError, Loop::current().runUntilComplete(body()));
    QVERIFY_THROWS_EXCEPTION(UsageError, Loop::current().runUntilComplete(main()));
    QCOMPARE(Loop::current().runUntilComplete(giving(7)), 7); // and does no harm
}

void LoopTest::blockingCallInACallbackInsideATaskIsRefused() // L-06
{
    QString thrown;
    Promise<int> closed;
    const auto dialog = [&]() -> Coro<> {
        Loop::current().callSoon([&] {
            thrown = thrownBy([] {
                Loop::current().runUntilComplete(giving(7));
            });
            closed.setResult(7);
        });
        closed.future().waitForFinished();
        co_return;
    };
    const auto task = createTask(dialog);

    QVERIFY(task.waitForFinished());

    QVERIFY2(thrown.startsWith(u"UsageError"_s), qPrintable(thrown));
}

void LoopTest::blockingCallsDoNotNestInEachOther() // L-06
{
    QString thrown;
    Loop::current().callSoon([&] {
        thrown = thrownBy([] {
            Loop::current().runUntilComplete(giving(1));
        });
    });

    Loop::current().runUntilComplete(sleep(1ms));

    QVERIFY2(thrown.startsWith(u"UsageError"_s), qPrintable(thrown));
}

void LoopTest::blockingCallInAnEventHandlerNests() // L-06
{
    Log log;
    QEventLoop events;
    QTimer timer;
    timer.setSingleShot(true);
    const auto other = createTask(sleep(1ms, 7));
    connect(&timer, &QTimer::timeout, &events, [&] {
        log += QString::number(Loop::current().runUntilComplete(awaiting<int>(other)));
        events.quit();
    });
    timer.start();

    events.exec();

    QCOMPARE(log, QStringList({u"7"_s}));
}

/// Notes when it is asked to end, and takes an hour to do so.
static Coro<> slowlyEnding(Log &log, QString name)
{
    std::exception_ptr failure;
    try {
        co_await never();
    } catch (...) {
        failure = std::current_exception();
    }
    log += name + u" asked"_s;
    co_await sleep(1h);
    log += name + u" ended"_s;
    std::rethrow_exception(failure);
}

void LoopTest::shutdownCancelsAllAndWaitsTogether() // L-07
{
    Log log;

    inThread([&] {
        const Reports reports;
        TestLoop loop;
        createTask(slowlyEnding(log, u"a"_s));
        createTask(slowlyEnding(log, u"b"_s));
        createTask(slowlyEnding(log, u"not started"_s));
        loop.tick();
        createTask(slowlyEnding(log, u"never started"_s));
        Loop::current().shutdown(3h);
        log += QString::number(std::chrono::floor<std::chrono::hours>(loop.elapsed()).count());
        log += reports.texts();
        Loop::current().shutdown(); // idempotent
    });

    QCOMPARE(log, QStringList({u"a asked"_s, u"b asked"_s, u"not started asked"_s, u"a ended"_s,
                               u"b ended"_s, u"not started ended"_s, u"1"_s}));
}

void LoopTest::shutdownReportsFailuresOneByOne() // L-07
{
    QStringList reported;

    inThread([&] {
        Reports reports;
        const auto body = [](std::string text) -> Coro<> {
            try {
                co_await never();
            } catch (const CancelledError &) {
                throw std::runtime_error(text);
            }
        };
        TestLoop loop;
        const auto held = createTask(body("one"), u"a"_s); // its handle lives on
        createTask(body("two"), u"b"_s);
        createTask(never(), u"c"_s);
        loop.tick();
        Loop::current().shutdown();
        reported = reports.texts();
    });

    QCOMPARE(reported, QStringList({u"Task 'a' failed during shutdown <- runtime_error: one"_s,
                                    u"Task 'b' failed during shutdown <- runtime_error: two"_s}));
}

void LoopTest::shutdownAsksTwiceThenDestroys() // L-07
{
    Log log;

    inThread([&] {
        const Reports reports;
        TestLoop loop;
        const auto stubborn = [&]() -> Coro<> {
            const auto unwound = farewell([&] {
                log += u"unwound"_s;
            });
            for (;;) {
                try {
                    co_await never();
                } catch (const CancelledError &) {
                    log += u"asked"_s;
                }
            }
        };
        createTask(stubborn, u"stubborn"_s);
        loop.tick();
        Loop::current().shutdown(2s);
        log += reports.texts();
    });

    QCOMPARE(log, QStringList({u"asked"_s, u"asked"_s, u"unwound"_s,
                               u"Task 'stubborn' was destroyed but it is pending!"_s}));
}

void LoopTest::shutdownRefusesInsideAStep() // L-07
{
    TestLoop loop;
    const auto body = []() -> Coro<int> {
        Loop::current().shutdown();
        co_return 7;
    };
    const auto task = createTask(body);

    loop.tick();

    QVERIFY2(ending(task).startsWith(u"UsageError"_s), qPrintable(ending(task)));
    QCOMPARE(loop.run(giving(7)), 7);
}

void LoopTest::shutDownLoopAcceptsNothing() // L-07
{
    QStringList log;

    inThread([&] {
        Loop &loop = Loop::current();
        loop.shutdown();
        log += thrownBy([&] {
                   loop.callSoon([] {});
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   loop.callLater(1s, [] {});
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   loop.runUntilComplete(giving(7));
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   createTask(giving(7));
               }).section(u':', 0, 0);
    });

    QCOMPARE(log,
             QStringList({u"UsageError"_s, u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
}

void LoopTest::endOfTheThreadShutsItsLoopDown() // L-07, T-40
{
    Log log;
    Task<> task;

    inThread([&] {
        Loop::current().setExceptionHandler([&](const ErrorContext &context) {
            log += context.message;
        });
        const auto body = [&](std::shared_ptr<void>) -> Coro<> {
            co_await never();
        };
        task = createTask(body(farewell([&] {
                              log += u"freed"_s;
                          })),
                          u"lost"_s);
        Loop::current().callSoon([kept = farewell([&] {
                                      log += u"call freed"_s;
                                  })] {});
    });

    QCOMPARE(log, QStringList({u"Task 'lost' was destroyed but it is pending!"_s, u"freed"_s,
                               u"call freed"_s}));
    QVERIFY(task.cancelled());
}

/// As inThread(), with what Qt's socket notifiers need. The loop must have been closed when `f`
/// returns.
template<typename F>
static void inQtThread(F f)
{
    const auto thread = qtThread(std::move(f));
    thread->start();
    waitFor(*thread);
}

void LoopTest::runReturnsTheExitCodeAndEndsTheRest() // L-07
{
    Log log;
    int code = -1;

    inQtThread([&] {
        createTask(noting(log, u"other"_s,
                          Promise<int>().future())); // its future is cancelled: ends by itself
        createTask(never(), u"rest"_s).addDoneCallback([&](const AnyFuture &f) {
            log += ending(f);
        });
        code = taskdeck::run(*QCoreApplication::instance(), sleep(1ms, 3));
    });

    QCOMPARE(code, 3);
    QCOMPARE(log.constLast(), u"cancelled: the program ends"_s);
}

void LoopTest::runThrowsWhatTheMainTaskThrewAndEndsTheRest() // L-07
{
    Log log;

    inQtThread([&] {
        const auto body = []() -> Coro<int> {
            co_await sleep(1ms);
            throw std::runtime_error("boom");
        };
        createTask(never(), u"rest"_s).addDoneCallback([&](const AnyFuture &f) {
            log += ending(f);
        });
        log += thrownBy([&] {
            taskdeck::run(*QCoreApplication::instance(), body());
        });
    });

    QCOMPARE(log, QStringList({u"cancelled: the program ends"_s, u"runtime_error: boom"_s}));
}

void LoopTest::firstInterruptCancelsTheMainTask() // L-07
{
    Log log;
    int code = -1;
    void (*afterFirst)(int) = nullptr;
    const auto before = std::signal(SIGINT, SIG_IGN);

    inQtThread([&] {
        const auto body = [&]() -> Coro<int> {
            std::raise(SIGINT);
            try {
                co_await sleep(1h);
            } catch (const CancelledError &error) {
                log += error.message();
                afterFirst = std::signal(SIGINT, SIG_DFL); // what the second would meet
                throw;
            }
            co_return 0;
        };
        code = taskdeck::run(*QCoreApplication::instance(), body());
    });
    const auto after = std::signal(SIGINT, before);

    QCOMPARE(log, QStringList({u"interrupted"_s}));
    QCOMPARE(code, 130);
    QVERIFY(afterFirst == SIG_DFL); // it kills
    QVERIFY(after == SIG_IGN);      // and what was there before is there again
}

static const auto exitInsideAStep = u"--exit-inside-a-step"_s;

/// What this program does when it is started with that argument.
static int exitsInsideAStep(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Loop::current().setExceptionHandler([](const ErrorContext &) {});
    const auto body = [text = std::make_shared<QString>(u"x"_s)]() -> Coro<> {
        const auto local = text;
        co_await yieldNow();
        std::exit(7); // closes this thread's loop below a running coroutine
    };
    createTask(body).waitForFinished();
    return 1;
}

void LoopTest::exitInsideAStepIsSafe() // L-07
{
    QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(), {exitInsideAStep}), 7);
}

void LoopTest::threadsafeCallFromItsOwnThread() // TH-08
{
    int calls = 0;
    TestLoop loop;

    Loop::current().callSoonThreadsafe([&] {
        ++calls;
    });
    QCOMPARE(calls, 0);
    loop.tick();

    QCOMPARE(calls, 1);
}

void LoopTest::threadsafeCallWakesASleepingLoop() // TH-08
{
    Promise<int> promise;
    Loop &loop = Loop::current();
    const auto thread = qtThread([&] {
        loop.callSoonThreadsafe([&] {
            promise.setResult(7);
        });
    });
    const auto body = [&]() -> Coro<int> {
        thread->start(); // nothing else would wake the loop from here on
        co_return co_await promise.future();
    };

    const int value = loop.runUntilComplete(body());
    waitFor(*thread);

    QCOMPARE(value, 7);
}

void LoopTest::threadsafeCallsKeepTheirOrder() // TH-08
{
    constexpr int count = 1000;
    QList<int> seen;
    QEventLoop events;
    Loop &loop = Loop::current();
    const auto thread = qtThread([&] {
        for (int i = 0; i < count; ++i)
            loop.callSoonThreadsafe([&seen, i] {
                seen += i;
            });
        loop.callSoonThreadsafe([&] {
            events.quit();
        });
    });

    thread->start();
    events.exec();
    waitFor(*thread);

    QCOMPARE(seen.size(), count);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void LoopTest::threadsafeCallToAClosedLoopIsRefused() // TH-08
{
    Loop *closed = nullptr;
    bool freed = false;
    inThread([&] {
        closed = &Loop::current();
        closed->callSoonThreadsafe([kept = farewell([&] {
                                        freed = true;
                                        thrownBy([&] {
                                            closed->callSoonThreadsafe([] {});
                                        }); // no lock is held
                                    })] {});
        closed->shutdown(0ms);
    });

    QVERIFY(freed);
    QVERIFY_THROWS_EXCEPTION(UsageError, closed->callSoonThreadsafe([] {}));
}

void LoopTest::callsFromAForeignThreadAreRefused() // TH-09
{
    QStringList log;
    Loop &loop = Loop::current();

    inThread([&] {
        log += thrownBy([&] {
                   loop.callSoon([] {});
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   loop.callLater(1s, [] {});
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   loop.callAt({}, [] {});
               }).section(u':', 0, 0);
    });

    QCOMPARE(log, QStringList({u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
}

void LoopTest::qtTimerFiresWhileATaskYieldsForEver()
{
    int fired = 0;
    QEventLoop events;
    QTimer timer;
    const auto body = []() -> Coro<> {
        for (;;)
            co_await yieldNow();
    };
    auto task = createTask(body);
    connect(&timer, &QTimer::timeout, &events, [&] {
        if (++fired == 5)
            events.quit();
    });
    timer.start(1);

    events.exec();

    QCOMPARE(fired, 5);
    task.cancel();
    QVERIFY(task.waitForFinished());
}

/// Counts how often Qt's own loop gets its turn while `body` goes on: events that it posts to
/// itself.
class Turns : public QObject
{
public:
    explicit Turns(std::function<void()> onTurn)
        : m_onTurn(std::move(onTurn))
    {
        post();
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_onTurn();
        post();
        return true;
    }

private:
    void post() { QCoreApplication::postEvent(this, new QEvent(QEvent::User)); }

    std::function<void()> m_onTurn;
};

static void spin(std::chrono::microseconds duration)
{
    const auto end = std::chrono::steady_clock::now() + duration;
    while (std::chrono::steady_clock::now() < end) {
    }
}

void LoopTest::oneEventRunsForAboutAMillisecond()
{
    QList<int> perTurn{0};
    QEventLoop events;
    for (int i = 0; i < 100; ++i) {
        Loop::current().callSoon([&] {
            spin(300us);
            ++perTurn.last();
        });
    }
    Loop::current().callSoon([&] {
        events.quit();
    });
    const Turns turns([&] {
        perTurn += 0;
    });

    events.exec();

    QCOMPARE(std::accumulate(perTurn.begin(), perTurn.end(), 0), 100);
    QCOMPARE_LE(*std::max_element(perTurn.begin(), perTurn.end()),
                4); // the fourth passes the limit
}

void LoopTest::oneEventRunsAtMost64Passes_data()
{
    QTest::addColumn<bool>("postedToo");

    QTest::newRow("a task yields") << false;
    QTest::newRow("and calls come from threads") << true;
}

void LoopTest::oneEventRunsAtMost64Passes()
{
    QFETCH(bool, postedToo);
    QList<int> perTurn{0};
    QEventLoop events;
    const auto body = [&]() -> Coro<> {
        for (int i = 0; i < 1000; ++i) {
            ++perTurn.last();
            if (postedToo && i % 100 == 0)
                Loop::current().callSoonThreadsafe([] {});
            co_await yieldNow();
        }
        events.quit();
    };
    createTask(body);
    const Turns turns([&] {
        perTurn += 0;
    });

    events.exec();

    QCOMPARE(std::accumulate(perTurn.begin(), perTurn.end(), 0), 1000);
    QCOMPARE_LE(*std::max_element(perTurn.begin(), perTurn.end()), 64);
}

void LoopTest::cutPassKeepsItsBoundary() // L-01
{
    Log log;
    QEventLoop events;
    for (const auto name : {u"a", u"b", u"c"}) {
        Loop::current().callSoon([&log, name] {
            log += QString::fromUtf16(name);
            Loop::current().callSoon([&log, name] {
                log += u"after "_s + QString::fromUtf16(name);
            });
            spin(2ms); // each of them is cut off
        });
    }
    Loop::current().callLater(20ms, [&] {
        events.quit();
    });

    events.exec();

    QCOMPARE(log, QStringList({u"a"_s, u"b"_s, u"c"_s, u"after a"_s, u"after b"_s, u"after c"_s}));
}

void LoopTest::nestedEventLoopGoesOnWithThePass()
{
    Log log;
    QEventLoop events;
    Loop::current().callSoon([&] {
        QEventLoop dialog;
        Loop::current().callSoon([&] {
            dialog.quit();
        }); // of the next pass
        dialog.exec();
        log += u"dialog closed"_s;
        events.quit();
    });
    Loop::current().callSoon([&] {
        log += u"rest of the pass"_s;
    });

    events.exec();

    QCOMPARE(log, QStringList({u"rest of the pass"_s, u"dialog closed"_s}));
}

void LoopTest::nestedEventLoopRunsTimers()
{
    QEventLoop dialog;
    bool watchdogFired = false;
    QTimer watchdog;
    connect(&watchdog, &QTimer::timeout, &dialog, [&] {
        watchdogFired = true;
        dialog.quit();
    });
    const auto opens = [&]() -> Coro<> {
        co_await sleep(1ms);
        dialog.exec(); // while the loop is inside its own timer's event
    };
    const auto closes = [&]() -> Coro<> {
        co_await sleep(20ms);
        dialog.quit();
    };
    const auto opener = createTask(opens);
    createTask(closes);
    watchdog.start(5000);

    QVERIFY(opener.waitForFinished());

    QVERIFY2(!watchdogFired, "a sleep inside the dialog never ended");
}

void LoopTest::nestedEventLoopRunsTimersAfterAStaleOne()
{
    QEventLoop events;
    QEventLoop dialog;
    bool watchdogFired = false;
    QTimer watchdog;
    connect(&watchdog, &QTimer::timeout, &dialog, [&] {
        watchdogFired = true;
        dialog.quit();
    });
    Loop::current().callLater(1ms, [] {}).cancel(); // Qt's timer still runs for it
    Loop::current().callLater(20ms, [&] {
        dialog.quit();
    });
    Loop::current().callSoon([] {
        spin(3ms);
    }); // cuts the pass: the stale timer is seen before its rest
    Loop::current().callSoon([&] {
        dialog.exec();
        events.quit();
    });
    watchdog.start(5000);

    events.exec();

    QVERIFY2(!watchdogFired, "the timer of the dialog never ran");
}

void LoopTest::wakeUpInANestedEventLoopStepsItsTask()
{
    Log log;
    QEventLoop dialog;
    Promise<int> promise;
    const auto opens = [&]() -> Coro<> {
        QTimer::singleShot(0, &dialog, [&] {
            promise.setResult(7);
        });
        dialog.exec();
        log += currentTask().name();
        co_return;
    };
    const auto waits = [&]() -> Coro<> {
        log += QString::number(co_await promise.future());
        co_await sleep(1ms);
        log += currentTask().name();
        dialog.quit();
    };
    const auto waiter = createTask(waits, u"waiter"_s);
    const auto opener = createTask(opens, u"opener"_s);

    QVERIFY(opener.waitForFinished());

    QCOMPARE(log, QStringList({u"7"_s, u"waiter"_s, u"opener"_s}));
    QVERIFY(waiter.done());
}

void LoopTest::waitForFinishedStopsAtItsLimit()
{
    auto task = createTask(never());

    QVERIFY(!task.waitForFinished(1ms));
    QVERIFY(!task.waitForFinished(0ms));
    QVERIFY(!task.done());
    task.cancel();
    QVERIFY(task.waitForFinished());
    QVERIFY(task.waitForFinished(0ms));
}

void LoopTest::waitForFinishedBlocksAForeignThread()
{
    bool passed = true;
    bool ended = false;
    QEventLoop events;
    Promise<int> promise;
    const auto thread = qtThread([&, future = promise.future()] {
        passed = future.waitForFinished(1ms);
        Loop &loop = future.loop();
        loop.callSoonThreadsafe([&] {
            promise.setResult(7);
        });
        ended = future.waitForFinished();
    });
    connect(thread.get(), &QThread::finished, &events, &QEventLoop::quit);

    thread->start();
    events.exec();
    waitFor(*thread);

    QVERIFY(!passed);
    QVERIFY(ended);
}

void LoopTest::testLoopLeavesNothingBehind()
{
    Log log;
    {
        TestLoop loop;
        const auto body = [&](std::shared_ptr<void>) -> Coro<> {
            co_await never();
        };
        createTask(body(farewell([&] {
            log += u"freed"_s;
            createTask(never(), u"late"_s); // what dies may start something new
            Loop::current().callSoon([&, kept = farewell([&] {
                                             createTask(never(), u"later"_s);
                                         })] {});
        })));
        Loop::current().callSoonThreadsafe([&] {
            log += u"posted"_s;
        });
        Loop::current().callLater(1h, [&] {
            log += u"timer"_s;
        });
    }

    {
        TestLoop next;
        next.advance(2h);
        QCOMPARE(next.liveTasks(), QStringList());
    }
    QCOMPARE(log, QStringList({u"freed"_s}));
}

void LoopTest::testLoopBlockedClockFiresInDueOrder() // L-03
{
    Log log;
    TestLoop loop;
    Loop::current().callLater(2s, [&] {
        log += u"2"_s;
    });
    Loop::current().callLater(1s, [&] {
        log += u"1"_s;
        loop.block(5s); // as a callback that blocks would
        Loop::current().callSoon([&] {
            log += u"soon"_s;
        });
    });

    loop.advance(1s);

    QCOMPARE(log, QStringList({u"1"_s, u"soon"_s, u"2"_s}));
}

int main(int argc, char **argv)
{
    if (argc == 2 && QString::fromLocal8Bit(argv[1]) == exitInsideAStep)
        return exitsInsideAStep(argc, argv);
    QCoreApplication application(argc, argv);
    LoopTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_loop.moc"
