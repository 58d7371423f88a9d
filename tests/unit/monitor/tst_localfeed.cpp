// SPDX-License-Identifier: MIT
#include <taskdeck/monitor/localfeed.h>
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::monitor;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using State = TaskSnapshot::State;
using Verdict = TaskSnapshot::CancelVerdict;

namespace {

/// A feed and the picture that a client of it would have.
class Watched
{
public:
    explicit Watched(const LocalFeed::Limits &limits = {})
        : feed(limits)
    {
        QObject::connect(&feed, &TaskFeed::updated, &feed, [this](const TaskDelta &delta) {
            deltas += delta;
            for (const quint64 id : delta.removed)
                picture.remove(id);
            for (const TaskSnapshot &task : delta.added + delta.changed)
                picture.insert(task.id, task);
        });
    }

    TaskSnapshot of(const AnyTask &task) const { return picture.value(quint64(task.id())); }

    LocalFeed feed;
    QList<TaskDelta> deltas;
    QMap<quint64, TaskSnapshot> picture;
};

Coro<> failAfter(std::chrono::milliseconds time)
{
    co_await taskdeck::sleep(time);
    throw std::runtime_error("bad block");
}

Coro<> refuseOnce()
{
    try {
        co_await taskdeck::sleep(1h);
    } catch (const CancelledError &) {
    }
    co_await taskdeck::sleep(1h);
}

Coro<> cleanUpAndGo()
{
    std::exception_ptr cancelled;
    try {
        co_await taskdeck::sleep(1h);
    } catch (...) {
        cancelled = std::current_exception();
    }
    co_await taskdeck::sleep(1s);
    std::rethrow_exception(cancelled);
}

} // namespace

class LocalFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTasksThatWereThereBefore();
    void manyChangesOfOneFrameAreOneDelta();
    void aQuietLoopSendsNothing();
    void aFinishedTaskShowsItsResult();
    void aLargeResultIsShownByItsBeginning();
    void aFailedTaskShowsTypeAndMessage();
    void aWaitingTaskNamesWhatItWaitsFor();
    void cancelIsShownUntilTheTaskHasEnded();
    void aSwallowedCancelIsRefused();
    void aSecondRequestAfterARefusalIsAskedAgain();
    void cleaningUpIsNotRefusing();
    void progressIsShown();
    void childrenNameTheirParent();
    void aBatchIsOneRowWithItsItemsBelow();
    void succeededTasksAreForgottenFirstAndCounted();
    void liveTasksAreNeverForgotten();
    void dismissForgetsWhatIsOverAndNothingElse();
    void aTaskThatEndedInItsFirstFrameIsAddedAsEnded();
    void requestsForUnknownTasksAreIgnored();
    void busyTimeAndStepsAreCounted();
    void anEndedTasksResultIsNotKeptAlive();
};

void LocalFeedTest::showsTasksThatWereThereBefore()
{
    TestLoop loop;
    const auto task = createTask(taskdeck::sleep(1h), u"early"_s);
    loop.tick();

    const LocalFeed feed;

    QCOMPARE(feed.snapshot().size(), 1);
    QCOMPARE(feed.snapshot().constFirst().name, u"early"_s);
    QCOMPARE(feed.snapshot().constFirst().state, State::Waiting);
}

void LocalFeedTest::manyChangesOfOneFrameAreOneDelta()
{
    TestLoop loop;
    Watched watched;
    auto task = createTask([]() -> Coro<> {
        for (int i = 0; i < 100; ++i)
            co_await yieldNow();
        co_await taskdeck::sleep(1h);
    });

    loop.tick(200);
    loop.advance(16ms);

    QCOMPARE(watched.deltas.size(), 1);
    QCOMPARE(watched.of(task).state, State::Waiting);
    QCOMPARE(watched.of(task).steps, 101u);
}

void LocalFeedTest::aQuietLoopSendsNothing()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(taskdeck::sleep(1h));
    loop.advance(1s);
    const auto before = watched.deltas.size();

    loop.advance(30min);

    QCOMPARE(watched.deltas.size(), before);
}

void LocalFeedTest::aFinishedTaskShowsItsResult()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(taskdeck::sleep(1s, u"two\nlines"_s), u"fetch"_s);
    loop.advance(2s);

    const TaskSnapshot shown = watched.of(task);

    QCOMPARE(shown.state, State::Done);
    QCOMPARE(shown.resultPreview, u"two lines"_s);
    QCOMPARE(shown.ended - shown.created, 1s);
    QVERIFY(shown.isOver());
}

void LocalFeedTest::aLargeResultIsShownByItsBeginning()
{
    TestLoop loop;
    Watched watched;
    QMap<QString, int> sums{{u"a"_s, 1}, {u"b"_s, 2}};
    const auto small = createTask(taskdeck::sleep(1ms, sums));
    for (int i = 0; i < 1000; ++i)
        sums.insert(u"key %1"_s.arg(i), i);
    const auto large = createTask(taskdeck::sleep(1ms, sums));
    loop.advance(1s);

    QCOMPARE(watched.of(small).resultPreview, u"{a: 1, b: 2}"_s);
    QCOMPARE(watched.of(large).resultPreview.size(), 200);
    QVERIFY(watched.of(large).resultPreview.endsWith(u'…'));
}

void LocalFeedTest::aFailedTaskShowsTypeAndMessage()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(failAfter(1s));
    loop.advance(2s);

    QCOMPARE(watched.of(task).state, State::Failed);
    QCOMPARE(watched.of(task).failureType, u"std::runtime_error"_s);
    QCOMPARE(watched.of(task).failureMessage, u"bad block"_s);
    QVERIFY(task.exception()); // looking through the monitor was not looking at it
}

void LocalFeedTest::aWaitingTaskNamesWhatItWaitsFor()
{
    TestLoop loop;
    Watched watched;
    const auto inner = createTask(taskdeck::sleep(1h), u"inner"_s);
    const auto outer = createTask([](Task<> awaited) -> Coro<> {
        co_await awaited;
    }(inner));
    loop.advance(20ms);

    QCOMPARE(watched.of(inner).waitsOn, u"sleep"_s);
    QCOMPARE(watched.of(outer).waitsOn, u"task inner"_s);
    QCOMPARE(watched.of(outer).waitsOnTask, quint64(inner.id()));
}

void LocalFeedTest::cancelIsShownUntilTheTaskHasEnded()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(cleanUpAndGo());
    loop.advance(20ms);

    watched.feed.requestCancel(quint64(task.id()), u"enough"_s);
    loop.advance(20ms);
    const TaskSnapshot during = watched.of(task);
    loop.advance(2s);

    QCOMPARE(during.state, State::Cancelling);
    QCOMPARE(during.cancelMessage, u"enough"_s);
    QCOMPARE(during.cancelRequests, 1);
    QCOMPARE(watched.of(task).state, State::Cancelled);
    QCOMPARE(watched.of(task).cancelMessage, u"enough"_s);
}

void LocalFeedTest::aSwallowedCancelIsRefused()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(refuseOnce());
    loop.advance(20ms);

    watched.feed.requestCancel(quint64(task.id()), {});
    loop.advance(20ms);

    QCOMPARE(watched.of(task).cancelVerdict, Verdict::Refused);
    QCOMPARE(watched.of(task).state, State::Waiting);
    QCOMPARE(watched.of(task).cancelRequests, 1);
}

void LocalFeedTest::aSecondRequestAfterARefusalIsAskedAgain()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(refuseOnce());
    loop.advance(20ms);
    watched.feed.requestCancel(quint64(task.id()), {});
    loop.advance(20ms);

    watched.feed.requestCancel(quint64(task.id()), u"really"_s);
    loop.advance(20ms);

    QCOMPARE(watched.of(task).state, State::Cancelled);
    QCOMPARE(watched.of(task).cancelRequests, 2);
}

void LocalFeedTest::cleaningUpIsNotRefusing()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(cleanUpAndGo());
    loop.advance(20ms);

    watched.feed.requestCancel(quint64(task.id()), {});
    loop.advance(500ms);

    QCOMPARE(watched.of(task).cancelVerdict, Verdict::CleaningUp);
    QCOMPARE(watched.of(task).state, State::Cancelling);
}

void LocalFeedTest::progressIsShown()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask([]() -> Coro<> {
        setProgress(3, 12, u"files"_s);
        co_await taskdeck::sleep(1h);
    });
    loop.advance(20ms);

    QCOMPARE(watched.of(task).progress, 0.25);
    QCOMPARE(watched.of(task).progressText, u"3 of 12 files"_s);
}

void LocalFeedTest::childrenNameTheirParent()
{
    TestLoop loop;
    Watched watched;
    Task<> child;
    const auto parent = createTask([&child]() -> Coro<> {
        child = createTask(taskdeck::sleep(1h));
        co_await child;
    });
    loop.advance(20ms);

    QCOMPARE(watched.of(parent).parent, 0u);
    QCOMPARE(watched.of(child).parent, quint64(parent.id()));
}

void LocalFeedTest::aBatchIsOneRowWithItsItemsBelow()
{
    TestLoop loop;
    Watched watched;
    const auto work = [](QString key) -> Coro<int> {
        co_await taskdeck::sleep(1s);
        if (key == u"b"_s)
            throw std::runtime_error("no");
        co_await taskdeck::sleep(1h);
        co_return 1;
    };
    const auto result = batch(QList<QString>{u"a"_s, u"b"_s}, work, BatchOptions().name(u"sums"_s));
    loop.advance(2s);

    const TaskSnapshot row = watched.of(result.task());

    QCOMPARE(row.name, u"sums"_s);
    QCOMPARE(row.progressText, u"1/2, 1 failed"_s);
    QCOMPARE(watched.of(result.value(u"a"_s)).parent, row.id);
    QCOMPARE(watched.of(result.value(u"b"_s)).name, u"b"_s);
}

void LocalFeedTest::succeededTasksAreForgottenFirstAndCounted()
{
    TestLoop loop;
    Watched watched({.endedTasks = 2, .outputLines = 10});
    const auto failed = createTask(failAfter(1ms));
    static_cast<void>(createTask(taskdeck::sleep(2ms)));
    static_cast<void>(createTask(taskdeck::sleep(3ms)));
    static_cast<void>(createTask(taskdeck::sleep(4ms)));
    loop.advance(1s);

    QCOMPARE(watched.picture.size(), 2);
    QCOMPARE(watched.of(failed).state, State::Failed);
    QCOMPARE(watched.deltas.constLast().dropped, 2u);
    QVERIFY(failed.exception());
}

void LocalFeedTest::liveTasksAreNeverForgotten()
{
    TestLoop loop;
    Watched watched({.endedTasks = 0, .outputLines = 10});
    for (int i = 0; i < 10; ++i)
        static_cast<void>(createTask(taskdeck::sleep(1h)));
    loop.advance(1s);

    QCOMPARE(watched.picture.size(), 10);
}

void LocalFeedTest::dismissForgetsWhatIsOverAndNothingElse()
{
    TestLoop loop;
    Watched watched;
    const auto over = createTask(taskdeck::sleep(1ms));
    const auto live = createTask(taskdeck::sleep(1h));
    loop.advance(20ms);

    watched.feed.dismiss({quint64(over.id()), quint64(live.id()), 12345});
    loop.advance(20ms);

    QCOMPARE(watched.picture.keys(), QList<quint64>{quint64(live.id())});
    QCOMPARE(watched.feed.snapshot().size(), 1);
}

void LocalFeedTest::aTaskThatEndedInItsFirstFrameIsAddedAsEnded()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask(taskdeck::sleep(1ms));
    loop.advance(20ms);

    QCOMPARE(watched.deltas.size(), 1);
    QCOMPARE(watched.deltas.constFirst().added.size(), 1);
    QCOMPARE(watched.deltas.constFirst().changed.size(), 0);
    QCOMPARE(watched.of(task).state, State::Done);
}

void LocalFeedTest::requestsForUnknownTasksAreIgnored()
{
    TestLoop loop;
    Watched watched;
    int answers = 0;
    connect(&watched.feed, &TaskFeed::details, this, [&answers] {
        ++answers;
    });

    watched.feed.requestCancel(99, {});
    watched.feed.requestDetails(99);
    watched.feed.requestOutput(99, 0);

    QCOMPARE(answers, 0);
}

void LocalFeedTest::busyTimeAndStepsAreCounted()
{
    TestLoop loop;
    Watched watched;
    const auto task = createTask([&loop]() -> Coro<> {
        loop.block(30ms);
        co_await yieldNow();
        loop.block(20ms);
    });
    loop.advance(1s);

    QCOMPARE(watched.of(task).busy, std::chrono::microseconds(50ms));
    QCOMPARE(watched.of(task).steps, 2u);
}

void LocalFeedTest::anEndedTasksResultIsNotKeptAlive()
{
    TestLoop loop;
    Watched watched;
    auto value = std::make_shared<int>(1);
    const std::weak_ptr<int> watchedValue = value;
    static_cast<void>(createTask(taskdeck::sleep(1ms, std::move(value))));

    loop.advance(1s);

    QVERIFY(watchedValue.expired());
}

QTEST_GUILESS_MAIN(LocalFeedTest)
#include "tst_localfeed.moc"
