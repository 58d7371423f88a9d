// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <QtCore/QDebug>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class TaskIdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameIsTheGivenOne();
    void nameWithoutOneIsNumbered();
    void nameCanBeChanged();
    void idsRiseAcrossThreads();
    void printsItsState();
    void printsWhatItWaitsFor();
    void stackNamesEachSuspendedAwait();
    void stackIsEmptyWhenItIsNotSuspended_data();
    void stackIsEmptyWhenItIsNotSuspended();
    void placeOfCreationIsTheCallersLine();
    void currentTaskIsTheOneWhoseStepRuns();
    void currentTaskIsRightAfterEveryAwait();
    void currentTaskIsNullInPlainCallbacks();
    void currentTaskIsNullInCallbacksOfANestedLoop();
    void currentTaskIsRestoredAfterANestedLoop();
    void currentTaskIsRestoredWhateverTheNestedOneDoes();
    void allTasksAreTheOnesNotDone();
    void allTasksAreThoseOfThisLoopOnly();
    void allTasksIsASnapshot();
    void loopKeepsADetachedTaskAlive();
    void pendingTaskThatIsDestroyedIsReported();
    void finishedTaskIsNotReportedAtTheLoopsEnd();
    void taskOfABlockingCallIsNotReported();
    void lostFailureIsReported();
    void callbackThatDoesNotLookIsNoRetrieval();
    void retrievedFailureIsNotReported_data();
    void retrievedFailureIsNotReported();
    void observerSeesEveryTaskThatIsMade();
    void observerSeesASlowStep();
    void methodsRefuseAForeignThread();
};

void TaskIdentityTest::nameIsTheGivenOne() // T-34
{
    TestLoop loop;

    const auto task = createTask(giving(7), u"seven"_s);

    QCOMPARE(task.name(), u"seven"_s);
    QCOMPARE(AnyTask(task).name(), u"seven"_s);
    QCOMPARE(loop.liveTasks(), QStringList({u"seven"_s}));
}

static int numberOf(const QString &name)
{
    static const QRegularExpression pattern(u"^Task-(\\d+)$"_s);
    return pattern.match(name).captured(1).toInt();
}

void TaskIdentityTest::nameWithoutOneIsNumbered() // T-34
{
    TestLoop loop;

    const auto first = createTask(giving(7));
    const auto second = createTask(giving(7));

    QVERIFY2(numberOf(first.name()) > 0, qPrintable(first.name()));
    QCOMPARE_GT(numberOf(second.name()), numberOf(first.name()));
}

void TaskIdentityTest::nameCanBeChanged() // T-34
{
    TestLoop loop;
    auto task = createTask(giving(7), u"before"_s);

    task.setName(u"after"_s);
    QCOMPARE(task.name(), u"after"_s);
    loop.tick();
    task.setName(u"when done"_s);

    QCOMPARE(task.name(), u"when done"_s);
}

void TaskIdentityTest::idsRiseAcrossThreads() // T-34
{
    TestLoop loop;
    TaskId elsewhere{};

    const TaskId before = createTask(giving(7)).id();
    inThread([&] {
        TestLoop other;
        elsewhere = createTask(giving(7)).id();
    });
    const TaskId after = createTask(giving(7)).id();

    QVERIFY(before < elsewhere);
    QVERIFY(elsewhere < after);
}

void TaskIdentityTest::printsItsState() // T-35
{
    TestLoop loop;
    auto value = createTask(giving(7), u"value"_s);
    auto failure = createTask(failing("boom"), u"failure"_s);
    auto cancelled = createTask(never(), u"cancelled"_s);

    QCOMPARE(value.toString(), u"<Task pending name='value'>"_s);
    cancelled.cancel();
    QCOMPARE(cancelled.toString(), u"<Task cancelling name='cancelled'>"_s);
    loop.tick();

    QCOMPARE(value.toString(), u"<Task finished result=7 name='value'>"_s);
    QCOMPARE(failure.toString(),
             u"<Task finished exception=std::runtime_error: boom name='failure'>"_s);
    QCOMPARE(cancelled.toString(), u"<Task cancelled name='cancelled'>"_s);
    QCOMPARE(QDebug::toString(AnyFuture(value)), value.toString());
    static_cast<void>(ending(failure));
}

void TaskIdentityTest::printsWhatItWaitsFor() // T-35
{
    TestLoop loop;
    const Promise<int> promise;
    const auto child = createTask(awaiting(promise.future()), u"child"_s);
    const auto parent = createTask(awaiting<int>(child), u"parent"_s);
    const auto sleeper = createTask(sleep(1h), u"sleeper"_s);
    loop.tick();

    QCOMPARE(child.toString(), u"<Task pending name='child' wait_for=future cb=[parent]>"_s);
    QCOMPARE(parent.toString(), u"<Task pending name='parent' wait_for=task child>"_s);
    QCOMPARE(sleeper.toString(), u"<Task pending name='sleeper' wait_for=sleep>"_s);
}

static int innerLine;
static int outerLine;

static Coro<> inner()
{
    const Promise<int> promise;
    const Future<int> future = promise.future();
    innerLine = __LINE__ + 1;
    co_await future;
}

static Coro<> outer()
{
    outerLine = __LINE__ + 1;
    co_await inner();
}

void TaskIdentityTest::stackNamesEachSuspendedAwait() // T-36
{
    TestLoop loop;
    const auto task = createTask(outer());
    loop.tick();

    const QList<SourcePlace> stack = task.stack();

    QCOMPARE(stack.size(), 2);
    QCOMPARE(stack.at(0).function(), u"inner"_s);
    QCOMPARE(stack.at(0).line(), innerLine);
    QCOMPARE(stack.at(1).function(), u"outer"_s);
    QCOMPARE(stack.at(1).line(), outerLine);
    QVERIFY2(stack.at(0).file().endsWith(u"tst_taskidentity.cpp"_s),
             qPrintable(stack.at(0).file()));
}

void TaskIdentityTest::stackIsEmptyWhenItIsNotSuspended_data() // T-36
{
    QTest::addColumn<QString>("how");

    QTest::newRow("not started") << u"not started"_s;
    QTest::newRow("finished") << u"finished"_s;
    QTest::newRow("failed") << u"failed"_s;
    QTest::newRow("cancelled") << u"cancelled"_s;
}

void TaskIdentityTest::stackIsEmptyWhenItIsNotSuspended() // T-36
{
    QFETCH(QString, how);
    Promise<int> promise;
    TestLoop loop;
    auto task = createTask(awaiting(promise.future()));
    if (how != u"not started")
        loop.tick();

    if (how == u"finished")
        promise.setResult(7);
    else if (how == u"failed")
        promise.setException<std::runtime_error>("boom");
    else if (how == u"cancelled")
        task.cancel();
    if (how != u"not started")
        loop.tick();

    QCOMPARE(task.done(), how != u"not started");
    QCOMPARE(task.stack().size(), 0);
    if (task.done())
        static_cast<void>(ending(task));
}

void TaskIdentityTest::placeOfCreationIsTheCallersLine() // T-36
{
    TestLoop loop;
    const auto body = []() -> Coro<> {
        co_return;
    };

    const int line = __LINE__ + 1;
    const auto task = createTask(body);
    const auto other = createTask(body());

    QCOMPARE(task.createdAt().line(), line);
    QCOMPARE(other.createdAt().line(), line + 1);
    QCOMPARE(task.createdAt().function(), u"placeOfCreationIsTheCallersLine"_s);
    QVERIFY(task.createdAt().toString().contains(u"(tst_taskidentity.cpp:"_s));
}

void TaskIdentityTest::currentTaskIsTheOneWhoseStepRuns() // T-37
{
    AnyTask seen;
    TestLoop loop;
    QVERIFY(currentTask().isNull());
    const auto body = [&]() -> Coro<> {
        seen = currentTask();
        co_return;
    };
    const auto task = createTask(body);

    loop.tick();

    QVERIFY(same(seen, task));
    QVERIFY(currentTask().isNull());
    seen = {};
}

void TaskIdentityTest::currentTaskIsRightAfterEveryAwait() // T-37
{
    QStringList wrong;
    TestLoop loop;
    const auto body = [&](QString name) -> Coro<> {
        for (int i = 0; i < 5; ++i) {
            if (currentTask().name() != name)
                wrong += name;
            co_await yieldNow();
            if (currentTask().name() != name)
                wrong += name;
            try {
                co_await failing("boom");
            } catch (const std::runtime_error &) {
            }
        }
    };
    createTask(body(u"a"_s), u"a"_s);
    createTask(body(u"b"_s), u"b"_s);
    createTask(body(u"c"_s), u"c"_s);

    loop.tick(6);

    QCOMPARE(wrong, QStringList());
    QCOMPARE(loop.liveTasks(), QStringList());
}

void TaskIdentityTest::currentTaskIsNullInPlainCallbacks() // T-37
{
    int nulls = 0;
    TestLoop loop;
    auto task = createTask(giving(7));
    const auto count = [&] {
        nulls += currentTask().isNull();
    };
    task.addDoneCallback([&](const AnyFuture &) {
        count();
    });
    Loop::current().callSoon(count);
    Loop::current().callLater(1s, count);

    loop.advance(1s);

    QCOMPARE(nulls, 3);
}

void TaskIdentityTest::currentTaskIsNullInCallbacksOfANestedLoop() // T-37
{
    Log log;
    TestLoop loop;
    Promise<int> promise;
    const auto note = [&](QString what) {
        log += what + (currentTask().isNull() ? u" null"_s : u" "_s + currentTask().name());
    };
    const auto dialog = [&]() -> Coro<> {
        Loop::current().callSoon([&] {
            note(u"callback"_s);
        });
        promise.future().addDoneCallback([&](const AnyFuture &) {
            note(u"done-callback"_s);
        });
        Loop::current().callLater(1s, [&] {
            promise.setResult(7);
        });
        createTask(sleep(2s)).waitForFinished(); // as a dialog does: events go on inside this step
        note(u"dialog"_s);
        co_return;
    };
    createTask(dialog, u"dialog"_s);

    loop.advance(10s);

    QCOMPARE(log, QStringList({u"callback null"_s, u"done-callback null"_s, u"dialog dialog"_s}));
}

void TaskIdentityTest::currentTaskIsRestoredAfterANestedLoop() // T-37, T-38
{
    Log log;
    TestLoop loop;
    const auto other = createTask(sleep(1s, 7), u"other"_s);
    const auto watcher = [&]() -> Coro<> {
        co_await other;
        log += currentTask().name();
    };
    const auto dialog = [&]() -> Coro<> {
        const auto task = createTask(watcher, u"watcher"_s);
        task.waitForFinished();
        log += currentTask().name();
        co_await yieldNow();
        log += currentTask().name();
    };
    createTask(dialog, u"dialog"_s);

    loop.advance(10s);

    QCOMPARE(log, QStringList({u"watcher"_s, u"dialog"_s, u"dialog"_s}));
}

// asyncio refuses to enter a task while another is current; here the wake-up would be lost [A13].
void TaskIdentityTest::currentTaskIsRestoredWhateverTheNestedOneDoes() // T-38
{
    Log log;
    TestLoop loop;
    const auto note = [&] {
        log += currentTask().isNull() ? u"none"_s : currentTask().name();
    };
    const auto nested = [&](QString how) -> Coro<> {
        note();
        if (how == u"throws")
            throw std::runtime_error("boom");
        if (how == u"cancels")
            currentTask().cancel();
        co_await yieldNow();
        note();
    };
    const auto dialog = [&]() -> Coro<> {
        for (const auto &how : {u"returns"_s, u"throws"_s, u"cancels"_s}) {
            const auto task = createTask(nested(how), how);
            task.waitForFinished(); // steps it inside this one's step
            static_cast<void>(ending(task));
            note();
        }
        co_return;
    };
    createTask(dialog, u"dialog"_s);

    loop.tick();
    note();

    QCOMPARE(log, QStringList({u"returns"_s, u"returns"_s, u"dialog"_s, u"throws"_s, u"dialog"_s,
                               u"cancels"_s, u"dialog"_s, u"none"_s}));
}

void TaskIdentityTest::allTasksAreTheOnesNotDone() // T-39
{
    TestLoop loop;
    createTask(sleep(1s), u"a"_s);
    createTask(giving(7), u"b"_s);
    auto cancelled = createTask(never(), u"c"_s);

    QCOMPARE(loop.liveTasks(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    loop.tick();
    QCOMPARE(loop.liveTasks(), QStringList({u"a"_s, u"c"_s}));
    cancelled.cancel();
    QCOMPARE(loop.liveTasks(), QStringList({u"a"_s, u"c"_s}));
    loop.tick();
    QCOMPARE(loop.liveTasks(), QStringList({u"a"_s}));
    loop.advance(1s);

    QCOMPARE(allTasks().size(), 0);
}

void TaskIdentityTest::allTasksAreThoseOfThisLoopOnly() // T-39
{
    QStringList elsewhere;
    TestLoop loop;
    createTask(never(), u"here"_s);

    inThread([&] {
        TestLoop other;
        createTask(never(), u"there"_s);
        elsewhere = other.liveTasks();
    });

    QCOMPARE(elsewhere, QStringList({u"there"_s}));
    QCOMPARE(loop.liveTasks(), QStringList({u"here"_s}));
}

void TaskIdentityTest::allTasksIsASnapshot() // T-39
{
    TestLoop loop;
    createTask(giving(7));

    const QList<AnyTask> before = allTasks();
    createTask(giving(7));
    loop.tick();

    QCOMPARE(before.size(), 1);
    QVERIFY(before.first().done());
}

void TaskIdentityTest::loopKeepsADetachedTaskAlive() // T-39
{
    Log log;
    Reports reports;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        const auto unwound = farewell([&] {
            log += u"ended"_s;
        });
        co_await sleep(1h);
        log += u"woke"_s;
    };

    createTask(body); // the handle dies here

    loop.advance(59min);
    QCOMPARE(log, QStringList());
    loop.advance(1min);
    QCOMPARE(log, QStringList({u"woke"_s, u"ended"_s}));
    QCOMPARE(reports.texts(), QStringList());
}

void TaskIdentityTest::pendingTaskThatIsDestroyedIsReported() // T-40
{
    Log log;
    Outcome outcome{};

    inThread([&] {
        const int line = __LINE__ + 2;
        const Reports reports;
        auto task = createTask(never(), u"lost"_s);
        Loop::current().shutdown(0ms);
        log += reports.texts();
        log += reports.last().place.line() == line ? u"with its place"_s : u"without its place"_s;
        outcome = task.outcome();
    });

    QCOMPARE(log,
             QStringList({u"Task 'lost' was destroyed but it is pending!"_s, u"with its place"_s}));
    QCOMPARE(outcome, Outcome::Cancelled);
}

void TaskIdentityTest::finishedTaskIsNotReportedAtTheLoopsEnd() // T-40
{
    Log log;

    inThread([&] {
        const Reports reports;
        {
            TestLoop loop;
            createTask(giving(7));
            loop.tick();
        }
        Loop::current().shutdown();
        log = reports.texts();
    });

    QCOMPARE(log, QStringList());
}

void TaskIdentityTest::taskOfABlockingCallIsNotReported() // T-40
{
    Log log;

    inThread([&] {
        const Reports reports;
        Loop::current().runUntilComplete(sleep(0ms));
        Loop::current().shutdown();
        log = reports.texts();
    });

    QCOMPARE(log, QStringList());
}

void TaskIdentityTest::lostFailureIsReported() // T-41
{
    Reports reports;
    TestLoop loop;
    auto task = createTask(failing("boom"), u"job"_s);
    const int line = __LINE__ - 1;

    loop.tick();
    QCOMPARE(reports.texts(), QStringList());
    task = {};

    QCOMPARE(reports.texts(),
             QStringList({u"Task 'job' exception was never retrieved <- runtime_error: boom"_s}));
    QCOMPARE(reports.last().place.line(), line);
}

void TaskIdentityTest::callbackThatDoesNotLookIsNoRetrieval() // T-41
{
    int calls = 0;
    Reports reports;
    TestLoop loop;
    createTask(failing("boom"), u"job"_s).addDoneCallback([&](const AnyFuture &future) {
        calls += future.failed() && !future.toString().isEmpty();
    });

    loop.tick(2);

    QCOMPARE(calls, 1);
    QCOMPARE(reports.texts(),
             QStringList({u"Task 'job' exception was never retrieved <- runtime_error: boom"_s}));
}

void TaskIdentityTest::retrievedFailureIsNotReported_data() // T-41
{
    QTest::addColumn<QString>("how");

    QTest::newRow("exception()") << u"exception"_s;
    QTest::newRow("result()") << u"result"_s;
    QTest::newRow("await") << u"await"_s;
    QTest::newRow("in a callback") << u"callback"_s;
}

void TaskIdentityTest::retrievedFailureIsNotReported() // T-41
{
    QFETCH(QString, how);
    Reports reports;
    TestLoop loop;
    auto task = createTask(failing("boom"));
    if (how == u"callback")
        task.addDoneCallback([](Task<> t) {
            static_cast<void>(t.exception());
        });
    loop.tick(2);

    if (how == u"exception")
        static_cast<void>(task.exception());
    else if (how == u"result")
        thrownBy([&] {
            task.result();
        });
    else if (how == u"await")
        thrownBy([&] {
            loop.run(awaiting<void>(task));
        });
    task = {};

    QCOMPARE(reports.texts(), QStringList());
}

/// Notes what the loop tells of its tasks, while it lives.
class Observer final : public TaskObserver
{
public:
    explicit Observer(Log &log)
        : m_log(log)
    {
        Loop::current().setObserver(this);
    }
    ~Observer() override { Loop::current().setObserver(nullptr); }

    void taskCreated(const AnyTask &task) override { m_log += u"created "_s + task.name(); }
    void taskChanged(const AnyTask &task) override
    {
        const auto busy = std::chrono::floor<std::chrono::milliseconds>(task.info().busy);
        if (busy > 0ms)
            m_log += u"%1 was busy for %2 ms"_s.arg(task.name()).arg(busy.count());
        task.observed();
    }
    void taskEnded(const AnyTask &task) override { m_log += u"ended "_s + task.name(); }
    void taskWrote(TaskId, Channel, const QByteArray &) override {}

private:
    Log &m_log;
};

void TaskIdentityTest::observerSeesEveryTaskThatIsMade() // T-43
{
    Log log;
    TestLoop loop;
    {
        const Observer observer(log);
        createTask(giving(7), u"one"_s); // with the name that was given
        createTask([] {
            return giving(8);
        });
        loop.tick();
    }
    createTask(giving(9), u"after"_s); // nobody is told any more
    loop.tick();

    QCOMPARE(log.size(), 4);
    QCOMPARE(log.at(0), u"created one"_s);
    QVERIFY(log.at(1).startsWith(u"created Task-"_s));
    QCOMPARE(log.at(2), u"ended one"_s);
    QVERIFY(log.at(3).startsWith(u"ended Task-"_s));
}

void TaskIdentityTest::observerSeesASlowStep() // L-08
{
    Log log;
    TestLoop loop;
    const Observer observer(log);
    const auto body = [&]() -> Coro<> {
        loop.block(150ms); // as a computation would
        co_await yieldNow();
    };

    createTask(body, u"slow"_s);
    loop.tick();

    QCOMPARE(log, QStringList({u"created slow"_s, u"slow was busy for 150 ms"_s}));
}

void TaskIdentityTest::methodsRefuseAForeignThread() // TH-09
{
    TestLoop loop;
    auto task = createTask(never());
    QStringList log;

    inThread([&] {
        log += thrownBy([&] {
                   static_cast<void>(task.name());
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   task.setName(u"name"_s);
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   task.uncancel();
               }).section(u':', 0, 0);
        log += thrownBy([&] {
                   static_cast<void>(task.stack());
               }).section(u':', 0, 0);
    });

    QCOMPARE(log,
             QStringList({u"UsageError"_s, u"UsageError"_s, u"UsageError"_s, u"UsageError"_s}));
}

QTEST_GUILESS_MAIN(TaskIdentityTest)
#include "tst_taskidentity.moc"
