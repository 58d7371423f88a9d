// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/ascompleted.h>
#include <taskdeck/callgraph.h>
#include <taskdeck/gather.h>
#include <taskdeck/shield.h>
#include <taskdeck/wait.h>

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

class WaitGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void futureKnowsTheTasksThatAwaitIt();
    void taskKnowsTheTasksThatAwaitIt();
    void entryGoesWhenTheWaitEnds_data();
    void entryGoesWhenTheWaitEnds();
    void waiterThatHasEndedIsNone();
    void combinatorsEnterTheCaller_data();
    void combinatorsEnterTheCaller();
    void combinatorsOutsideATaskEnterNobody();
    void callerStaysThoughTheGatherHasFailed();
    void cancelledWaitTakesTheCallerOut_data();
    void cancelledWaitTakesTheCallerOut();
    void callerTwiceIsOneWaiter();
    void waiterSaysWhatItWaitsFor_data();
    void waiterSaysWhatItWaitsFor();
    void gatherThatIsNotAwaitedMakesNoFalseCycle();
    void graphHasNamesFramesAndWaiters();
    void graphOfAPlainFuture();
    void graphIsPrintable();
    void graphShowsACycle();
    void treeHasSeveralRoots();
    void taskUnderTwoWaitersIsUnderBoth();
    void treeShowsACycleAsThat();
    void treeOfPartOfTheTasks();
    void longChain();
};

static QStringList namesOf(const QList<AnyTask> &tasks)
{
    QStringList names;
    for (const AnyTask &task : tasks)
        names += task.name();
    return names;
}

/// Without the places, and their lines.
static QString withoutPlaces(QString text)
{
    static const QRegularExpression line(u"\\n *at [^\\n]*"_s);
    static const QRegularExpression rest(u"  at [^\\n]*"_s);
    return text.remove(line).remove(rest);
}

void WaitGraphTest::futureKnowsTheTasksThatAwaitIt() // I-01
{
    TestLoop loop;
    Promise<int> promise;
    const auto inner = [&]() -> Coro<int> {
        co_return co_await promise.future();
    };
    const auto outer = [&]() -> Coro<> {
        co_await inner();
    };
    createTask(outer, u"a"_s);
    createTask(outer, u"b"_s);
    loop.tick();

    QCOMPARE(namesOf(waitersOf(promise.future())), QStringList({u"a"_s, u"b"_s}));
    promise.setResult(7);

    QCOMPARE(namesOf(waitersOf(promise.future())), QStringList());
}

void WaitGraphTest::taskKnowsTheTasksThatAwaitIt() // I-01
{
    TestLoop loop;
    const auto leaf = createTask(never(), u"leaf"_s);
    const auto middle = createTask(awaiting<void>(leaf), u"middle"_s);
    const auto top = createTask(awaiting<void>(middle), u"top"_s);
    loop.tick();

    QCOMPARE(namesOf(waitersOf(leaf)), QStringList({u"middle"_s})); // directly
    QCOMPARE(namesOf(middle.awaitedBy()), QStringList({u"top"_s}));
    QCOMPARE(namesOf(top.awaitedBy()), QStringList());
}

void WaitGraphTest::entryGoesWhenTheWaitEnds_data() // I-01
{
    QTest::addColumn<QString>("how");

    QTest::newRow("the awaited one ends") << u"end"_s;
    QTest::newRow("the waiter is cancelled") << u"cancel"_s;
}

void WaitGraphTest::entryGoesWhenTheWaitEnds() // I-01
{
    QFETCH(QString, how);
    TestLoop loop;
    Promise<void> promise;
    const auto task = createTask(awaiting(promise.future()), u"task"_s);
    auto waiter = createTask(awaiting<void>(shield(task)), u"waiter"_s);
    auto direct = createTask(awaiting<void>(task), u"direct"_s);
    loop.tick();
    QCOMPARE(namesOf(waitersOf(task)), QStringList({u"direct"_s}));

    if (how == u"end"_s)
        promise.setResult();
    else
        direct.cancel();
    loop.tick(2);

    QCOMPARE(namesOf(waitersOf(task)), QStringList());
}

void WaitGraphTest::waiterThatHasEndedIsNone() // I-01
{
    TestLoop loop;
    const auto child = createTask(never(), u"child"_s);
    const auto body = [&]() -> Coro<> {
        static_cast<void>(gather(child)); // and nobody waits for that
        co_await yieldNow();
    };
    createTask(body, u"caller"_s);
    loop.tick();
    QCOMPARE(namesOf(waitersOf(child)), QStringList({u"caller"_s}));

    loop.tick();

    QCOMPARE(namesOf(waitersOf(child)), QStringList());
    QCOMPARE(child.awaitedBy().size(), 0);
}

static Coro<> combining(QString how, QList<Task<>> children)
{
    if (how == u"gather"_s)
        co_await gather(children[0], children[1]);
    else if (how == u"gather list"_s)
        co_await gather(children);
    else if (how == u"gather settled"_s)
        co_await gatherSettled(children);
    else if (how == u"wait"_s)
        co_await wait(children);
    else if (how == u"wait for the first"_s)
        co_await wait(children, ReturnWhen::FirstCompleted, 1h);
    else if (how == u"shield one"_s)
        co_await shield(children[1]);
    else if (how == u"shield"_s)
        co_await gather(shield(children[0]), shield(children[1]));
    const auto stream = asCompleted(how == u"as completed"_s ? children : QList<Task<>>());
    while (co_await stream.next())
        ;
}

void WaitGraphTest::combinatorsEnterTheCaller_data() // I-02
{
    QTest::addColumn<QString>("how");

    for (const char *how : {"gather", "gather list", "gather settled", "wait", "wait for the first",
                            "shield", "as completed"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void WaitGraphTest::combinatorsEnterTheCaller() // I-02
{
    QFETCH(QString, how);
    TestLoop loop;
    Promise<void> first;
    Promise<void> second;
    const QList<Task<>> children{createTask(awaiting(first.future())),
                                 createTask(awaiting(second.future()))};
    const auto caller = createTask(combining(how, children), u"caller"_s);
    loop.tick();

    QCOMPARE(namesOf(children[0].awaitedBy()), QStringList({u"caller"_s}));
    QCOMPARE(namesOf(children[1].awaitedBy()), QStringList({u"caller"_s}));
    first.setResult();
    loop.tick();
    QCOMPARE(namesOf(children[0].awaitedBy()), QStringList());
    QCOMPARE(namesOf(children[1].awaitedBy()), QStringList({u"caller"_s})); // child by child
    second.setResult();
    loop.tick();
    QCOMPARE(namesOf(children[1].awaitedBy()), QStringList());
    loop.tick(4);
    QCOMPARE(ending(caller), u"value"_s);
}

void WaitGraphTest::combinatorsOutsideATaskEnterNobody() // I-02
{
    TestLoop loop;
    const auto child = createTask(never(), u"child"_s);

    const auto all = gather(child);
    const auto outer = shield(child);

    QCOMPARE(child.awaitedBy().size(), 0);
    QCOMPARE(child.toString(), u"<Task pending name='child' cb=[watch, watch]>"_s);
}

void WaitGraphTest::callerStaysThoughTheGatherHasFailed() // I-02
{
    TestLoop loop;
    const auto child = createTask(never());
    const auto body = [&]() -> Coro<> {
        try {
            co_await gather(child, failing("boom"));
        } catch (const std::runtime_error &) {
        }
        co_await never();
    };
    createTask(body, u"caller"_s);

    loop.tick(4);

    QCOMPARE(namesOf(child.awaitedBy()), QStringList({u"caller"_s}));
}

void WaitGraphTest::cancelledWaitTakesTheCallerOut_data() // I-02
{
    QTest::addColumn<QString>("how");

    QTest::newRow("wait") << u"wait"_s;
    QTest::newRow("shield") << u"shield"_s;
    QTest::newRow("as completed") << u"as completed"_s;
}

void WaitGraphTest::cancelledWaitTakesTheCallerOut() // I-02
{
    QFETCH(QString, how);
    TestLoop loop;
    const QList<Task<>> children{createTask(never()), createTask(never())};
    const auto body = [&]() -> Coro<> {
        auto coro = combining(how, children);
        try {
            co_await std::move(coro);
        } catch (const CancelledError &) {
        }
        co_await never();
    };
    auto caller = createTask(body, u"caller"_s);
    loop.tick();
    QCOMPARE(children[0].awaitedBy().size(), 1);

    caller.cancel();
    loop.tick(2);

    QVERIFY(!caller.done());
    QCOMPARE(children[0].awaitedBy().size(), 0);
}

void WaitGraphTest::callerTwiceIsOneWaiter() // I-02
{
    TestLoop loop;
    const auto child = createTask(never());
    const auto body = [&]() -> Coro<> {
        co_await gather(gather(child), gather(child, child), shield(child));
    };
    createTask(body, u"caller"_s);
    loop.tick();

    QCOMPARE(namesOf(waitersOf(child)), QStringList({u"caller"_s}));
}

void WaitGraphTest::waiterSaysWhatItWaitsFor_data() // T-35
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");

    QTest::newRow("gather") << u"gather"_s << u"gather, 1 left"_s;
    QTest::newRow("wait") << u"wait"_s << u"wait, 1 left"_s;
    QTest::newRow("first") << u"wait for the first"_s << u"wait, the first of 2"_s;
    QTest::newRow("shield") << u"shield one"_s << u"shield of task second"_s;
}

void WaitGraphTest::waiterSaysWhatItWaitsFor() // T-35
{
    QFETCH(QString, how);
    QFETCH(QString, expected);
    TestLoop loop;
    Promise<void> first;
    const QList<Task<>> children{createTask(awaiting(first.future())),
                                 createTask(never(), u"second"_s)};
    const auto caller = createTask(combining(how, children), u"caller"_s);
    loop.tick();
    if (how == u"gather"_s || how == u"wait"_s) {
        first.setResult();
        loop.tick(2);
    }

    QCOMPARE(caller.info().awaits, expected);
    QCOMPARE(caller.toString(), u"<Task pending name='caller' wait_for=%1>"_s.arg(expected));
}

void WaitGraphTest::gatherThatIsNotAwaitedMakesNoFalseCycle() // I-02, T-09
{
    Log log;
    TestLoop loop;
    Task<> first;
    Task<> second;
    const auto gathers = [&]() -> Coro<> {
        static_cast<void>(gather(second)); // it does not wait for that
        co_await sleep(1s);
    };
    const auto awaits = [&]() -> Coro<> {
        co_await first;
        log += u"no cycle"_s;
    };
    first = createTask(gathers);
    second = createTask(awaits);

    loop.advance(1s);

    QCOMPARE(log, QStringList({u"no cycle"_s}));
}

static Coro<> innermost(Future<int> future)
{
    co_await future;
}

static Coro<> outermost(Future<int> future)
{
    co_await innermost(future);
}

void WaitGraphTest::graphHasNamesFramesAndWaiters() // I-03
{
    TestLoop loop;
    const Promise<int> promise;
    const auto leaf = createTask(outermost(promise.future()), u"leaf"_s);
    const auto middle = createTask(awaiting<void>(leaf), u"middle"_s);
    const auto other = [&]() -> Coro<> {
        co_await gather(leaf, never());
    };
    createTask(other, u"other"_s);
    createTask(awaiting<void>(middle), u"top"_s);
    loop.tick();

    const CallGraph graph = callGraph(leaf);

    QCOMPARE(graph.nodes.size(), 4);
    const CallGraph::Node &node = graph.nodes[0];
    QCOMPARE(node.name, u"leaf"_s);
    QCOMPARE(node.id, leaf.id());
    QCOMPARE(node.frames.size(), 2);
    QCOMPARE(node.frames[0].function(), u"innermost"_s);
    QCOMPARE(node.frames[1].function(), u"outermost"_s);
    QCOMPARE(node.waiters, QList<qsizetype>({1, 2}));
    QCOMPARE(graph.nodes[1].name, u"middle"_s);
    QCOMPARE(graph.nodes[1].waiters, QList<qsizetype>({3}));
    QCOMPARE(graph.nodes[2].name, u"other"_s);
    QCOMPARE(graph.nodes[2].frames.size(), 1);
    QCOMPARE(graph.nodes[3].name, u"top"_s);
}

void WaitGraphTest::graphOfAPlainFuture() // I-03
{
    TestLoop loop;
    const Promise<int> promise;
    createTask(awaiting(promise.future()), u"task"_s);
    loop.tick();

    const CallGraph graph = callGraph(promise.future());

    QCOMPARE(graph.nodes.size(), 2);
    QCOMPARE(graph.nodes[0].name, u"future"_s);
    QCOMPARE(graph.nodes[0].id, TaskId());
    QCOMPARE(graph.nodes[1].name, u"task"_s);
    QVERIFY(thrownBy([] {
                static_cast<void>(callGraph(AnyFuture()));
            }).startsWith(u"UsageError"_s));
}

void WaitGraphTest::graphIsPrintable() // I-03
{
    TestLoop loop;
    const Promise<int> promise;
    const auto leaf = createTask(outermost(promise.future()), u"leaf"_s);
    const auto middle = createTask(awaiting<void>(leaf), u"middle"_s);
    createTask(awaiting<void>(middle), u"top"_s);
    loop.tick();

    const QString text = formatCallGraph(callGraph(leaf));

    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines[0], u"leaf"_s);
    QVERIFY2(lines[1].startsWith(u"  at innermost (tst_waitgraph.cpp:"_s), qPrintable(lines[1]));
    QVERIFY2(lines[2].startsWith(u"  at outermost (tst_waitgraph.cpp:"_s), qPrintable(lines[2]));
    QCOMPARE(withoutPlaces(text), u"leaf\n"
                                  "  awaited by\n"
                                  "  middle\n"
                                  "    awaited by\n"
                                  "    top\n"_s);
}

/// Two tasks that wait for each other, by way of a gather.
static QList<AnyTask> cycle(Task<> &first, Task<> &second)
{
    const auto gathers = [&]() -> Coro<> {
        co_await gather(second);
    };
    const auto awaits = [&]() -> Coro<> {
        co_await first;
    };
    first = createTask(gathers, u"first"_s);
    second = createTask(awaits, u"second"_s);
    return {first, second};
}

void WaitGraphTest::graphShowsACycle() // I-03, I-04
{
    Task<> first;
    Task<> second;
    TestLoop loop;
    cycle(first, second);
    loop.tick();

    QCOMPARE(withoutPlaces(formatCallGraph(callGraph(first))), u"first\n"
                                                               "  awaited by\n"
                                                               "  second\n"
                                                               "    awaited by\n"
                                                               "    first (cycle)\n"_s);
}

void WaitGraphTest::treeHasSeveralRoots() // I-04
{
    TestLoop loop;
    const auto leaf = createTask(never(), u"leaf"_s);
    const auto middle = createTask(awaiting<void>(leaf), u"middle"_s);
    createTask(awaiting<void>(middle), u"top"_s);
    createTask(never(), u"alone"_s);
    createTask(sleep(1h), u"sleeper"_s);
    loop.tick();

    const QString text = formatTaskTree(allTasks());

    QVERIFY2(text.startsWith(u"top  at awaiting (coretest.h:"_s), qPrintable(text));
    QCOMPARE(withoutPlaces(text), u"top\n"
                                  "  middle\n"
                                  "    leaf\n"
                                  "alone\n"
                                  "sleeper\n"_s);
}

void WaitGraphTest::taskUnderTwoWaitersIsUnderBoth() // I-04
{
    TestLoop loop;
    const auto below = createTask(never(), u"below"_s);
    const auto shared = createTask(awaiting<void>(below), u"shared"_s);
    createTask(awaiting<void>(shared), u"one"_s);
    createTask(combining(u"gather"_s, {shared, below}), u"two"_s);
    loop.tick();

    QCOMPARE(withoutPlaces(formatTaskTree(allTasks())), u"one\n"
                                                        "  shared\n"
                                                        "    below\n"
                                                        "two\n"
                                                        "  below\n"
                                                        "  shared (see above)\n"_s);
}

void WaitGraphTest::treeShowsACycleAsThat() // I-04
{
    Task<> first;
    Task<> second;
    TestLoop loop;
    createTask(never(), u"alone"_s);
    cycle(first, second);
    loop.tick();
    QCOMPARE(withoutPlaces(formatTaskTree(allTasks())), u"alone\n"
                                                        "first\n"
                                                        "  second\n"
                                                        "    first (cycle)\n"_s);

    createTask(awaiting<void>(second), u"outside"_s);
    loop.tick();

    QCOMPARE(withoutPlaces(formatTaskTree(allTasks())), u"alone\n"
                                                        "outside\n"
                                                        "  second\n"
                                                        "    first\n"
                                                        "      second (cycle)\n"_s);
}

void WaitGraphTest::treeOfPartOfTheTasks() // I-04
{
    TestLoop loop;
    const auto leaf = createTask(never(), u"leaf"_s);
    const auto middle = createTask(awaiting<void>(leaf), u"middle"_s);
    createTask(awaiting<void>(middle), u"top"_s);
    loop.tick();

    QCOMPARE(withoutPlaces(formatTaskTree({leaf, middle, leaf})), u"middle\n"
                                                                  "  leaf\n"_s);
    QCOMPARE(formatTaskTree({}), QString());
}

void WaitGraphTest::longChain() // I-03, I-04
{
    static constexpr int links = 100'000;
    qsizetype nodes = 0;
    QString graphText;
    QString treeText;

    const auto body = [&] {
        TestLoop loop;
        const Promise<void> promise;
        const auto leaf = createTask(awaiting(promise.future()), u"leaf"_s);
        Task<> last = leaf;
        for (int i = 1; i < links; ++i)
            last = createTask(awaiting<void>(last));
        last.setName(u"last"_s);
        loop.tick();
        const CallGraph graph = callGraph(leaf);
        nodes = graph.nodes.size();
        graphText = formatCallGraph(graph);
        treeText = formatTaskTree(allTasks());
    };
    inThread(body, 512 * 1024);

    QCOMPARE(nodes, links);
    QVERIFY(graphText.startsWith(u"leaf\n"_s));
    QVERIFY(graphText.endsWith(u"…\n"_s));
    QVERIFY(treeText.startsWith(u"last  at"_s));
    QVERIFY(graphText.size() < 1'000'000); // cut, and still readable
}

QTEST_GUILESS_MAIN(WaitGraphTest)
#include "tst_waitgraph.moc"
