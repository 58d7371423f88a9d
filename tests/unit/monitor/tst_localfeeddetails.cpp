// SPDX-License-Identifier: MIT
#include <taskdeck/detail/throwsite.h>
#include <taskdeck/monitor/localfeed.h>
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::monitor;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

TaskDetails detailsOf(LocalFeed &feed, const AnyTask &task)
{
    TaskDetails answer;
    const auto connection =
        QObject::connect(&feed, &TaskFeed::details, &feed, [&answer](const TaskDetails &details) {
            answer = details;
        });
    feed.requestDetails(quint64(task.id()));
    QObject::disconnect(connection);
    return answer;
}

TaskOutput outputOf(LocalFeed &feed, const AnyTask &task, qint64 from)
{
    TaskOutput answer;
    const auto connection =
        QObject::connect(&feed, &TaskFeed::output, &feed, [&answer](const TaskOutput &output) {
            answer = output;
        });
    feed.requestOutput(quint64(task.id()), from);
    QObject::disconnect(connection);
    return answer;
}

Coro<> readBlock()
{
    co_await taskdeck::sleep(1s);
    throw std::runtime_error("EIO");
}

Coro<> checkFile()
{
    try {
        co_await readBlock();
    } catch (...) {
        std::throw_with_nested(std::logic_error("bad block"));
    }
}

Coro<> awaitTask(Task<> task)
{
    co_await task;
}

} // namespace

class LocalFeedDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResultIsHandedOverAsAValue();
    void aFailureHasItsCauses();
    void eachCauseHasThePlaceOfItsThrow();
    void aBatchFailureHasItsMembersByKey();
    void theChainLeadsFromTheTaskToWhatItWaitsFor();
    void theChainAboveIsNotLostWhenTheTaskFails();
    void aFailedTaskShowsTheAwaitsItFailedIn();
    void everyCancelRequestHasAReceipt();
    void outputIsAskedForFromALineOn();
    void growthIsSignalledOncePerFrame();
};

void LocalFeedDetailsTest::aResultIsHandedOverAsAValue()
{
    TestLoop loop;
    LocalFeed feed;
    const auto task = createTask(taskdeck::sleep(1ms, QMap<QString, int>{{u"a"_s, 1}}));
    loop.advance(1s);

    const TaskDetails details = detailsOf(feed, task);

    QCOMPARE(details.result, QVariant(QVariantMap{{u"a"_s, 1}}));
    QVERIFY2(details.resultType.startsWith(u"QMap<QString, int"_s), qPrintable(details.resultType));
    QVERIFY(!details.failure);
}

void LocalFeedDetailsTest::aFailureHasItsCauses()
{
    TestLoop loop;
    LocalFeed feed;
    const auto task = createTask(checkFile());
    loop.advance(2s);

    const TaskDetails details = detailsOf(feed, task);

    QVERIFY(details.failure);
    QCOMPARE(details.failure->type, u"std::logic_error"_s);
    QCOMPARE(details.failure->message, u"bad block"_s);
    QCOMPARE(details.failure->causes.size(), 1);
    QCOMPARE(details.failure->causes.constFirst().type, u"std::runtime_error"_s);
    QCOMPARE(details.failure->causes.constFirst().message, u"EIO"_s);
    QVERIFY(task.exception());
}

void LocalFeedDetailsTest::eachCauseHasThePlaceOfItsThrow()
{
    TestLoop loop;
    LocalFeed feed;
    // As Taskdeck::ThrowTrace does.
    detail::setThrowSiteProvider([](const void *) {
        return QList<ExceptionInfo::Frame>{{u"readBlock()"_s, u"disk.cpp"_s, 7},
                                           {u"main"_s, u"libc.so.6"_s, 0}};
    });
    const auto task = createTask(checkFile());
    loop.advance(2s);

    const TaskDetails details = detailsOf(feed, task);
    detail::setThrowSiteProvider(nullptr);

    const QList<Frame> frames{{u"readBlock()"_s, u"disk.cpp"_s, 7}, {u"main"_s, u"libc.so.6"_s, 0}};
    QVERIFY(details.failure);
    QCOMPARE(details.failure->throwSite, frames);
    QCOMPARE(details.failure->causes.value(0).throwSite, frames);
    QVERIFY(task.exception());
}

void LocalFeedDetailsTest::aBatchFailureHasItsMembersByKey()
{
    TestLoop loop;
    LocalFeed feed;
    const auto work = [](int key) -> Coro<int> {
        co_await taskdeck::sleep(1ms);
        if (key == 2)
            throw std::runtime_error("no");
        co_return key;
    };
    const auto result = batch(QList<int>{1, 2}, work);
    loop.advance(1s);

    const TaskDetails details = detailsOf(feed, result.task());

    QVERIFY(details.failure);
    QCOMPARE(details.failure->members.size(), 1);
    QCOMPARE(details.failure->members.constFirst().message, u"2: no"_s);
    QVERIFY(result.task().exception());
}

void LocalFeedDetailsTest::theChainLeadsFromTheTaskToWhatItWaitsFor()
{
    TestLoop loop;
    LocalFeed feed;
    const auto leaf = createTask(readBlock(), u"leaf"_s);
    const auto middle = createTask(awaitTask(leaf), u"middle"_s);
    const auto top = createTask(awaitTask(middle), u"top"_s);
    loop.advance(20ms);

    const TaskDetails ofTop = detailsOf(feed, top);
    const TaskDetails ofLeaf = detailsOf(feed, leaf);

    QCOMPARE(ofTop.awaits.size(), 3);
    QCOMPARE(ofTop.awaits.at(2).name, u"leaf"_s);
    QCOMPARE(ofTop.awaits.at(2).frames.size(), 1);
    QCOMPARE(ofTop.awaits.at(2).frames.constFirst().function, u"readBlock"_s);
    QCOMPARE(ofLeaf.awaitedBy.size(), 2);
    QCOMPARE(ofLeaf.awaitedBy.at(0).name, u"middle"_s);
    QCOMPARE(ofLeaf.awaitedBy.at(1).name, u"top"_s);
}

void LocalFeedDetailsTest::theChainAboveIsNotLostWhenTheTaskFails()
{
    TestLoop loop;
    LocalFeed feed;
    const auto leaf = createTask(readBlock(), u"leaf"_s);
    const auto top = createTask(awaitTask(leaf), u"top"_s);
    loop.advance(2s);

    const TaskDetails details = detailsOf(feed, leaf);

    QCOMPARE(details.awaitedBy.size(), 1);
    QCOMPARE(details.awaitedBy.constFirst().name, u"top"_s);
    QVERIFY(top.exception());
}

void LocalFeedDetailsTest::aFailedTaskShowsTheAwaitsItFailedIn()
{
    TestLoop loop;
    LocalFeed feed;
    const auto task = createTask([]() -> Coro<> {
        co_await readBlock();
    });
    loop.advance(2s);

    const QList<Frame> frames = detailsOf(feed, task).awaits.constFirst().frames;

    QCOMPARE(frames.size(), 2);
    QCOMPARE(frames.at(0).function, u"readBlock"_s);
    QCOMPARE(frames.at(1).function, u"operator()"_s);
    QVERIFY(task.exception());
}

void LocalFeedDetailsTest::everyCancelRequestHasAReceipt()
{
    TestLoop loop;
    LocalFeed feed;
    auto task = createTask(readBlock());
    loop.advance(20ms);

    task.cancel(u"first"_s);
    loop.advance(20ms);
    const QList<CancelReceipt> receipts = detailsOf(feed, task).cancels;

    QCOMPARE(receipts.size(), 1);
    QCOMPARE(receipts.constFirst().message, u"first"_s);
    QCOMPARE(receipts.constFirst().deliveredAt.function, u"readBlock"_s);
    QVERIFY(receipts.constFirst().asked.count() > 0);
    QVERIFY(receipts.constFirst().delivered >= receipts.constFirst().asked);
}

void LocalFeedDetailsTest::outputIsAskedForFromALineOn()
{
    TestLoop loop;
    LocalFeed feed;
    auto task = createTask(taskdeck::sleep(1h));
    task.write("one\ntwo\n");
    task.write("oops\n", TaskObserver::Channel::Error);

    const TaskOutput output = outputOf(feed, task, 1);

    QCOMPARE(output.first, 1);
    QCOMPARE(output.lines.size(), 2);
    QCOMPARE(output.lines.at(0), (TaskOutput::Line{TaskOutput::Channel::Out, u"two"_s}));
    QCOMPARE(output.lines.at(1), (TaskOutput::Line{TaskOutput::Channel::Error, u"oops"_s}));
}

void LocalFeedDetailsTest::growthIsSignalledOncePerFrame()
{
    TestLoop loop;
    LocalFeed feed;
    auto task = createTask(taskdeck::sleep(1h));
    loop.advance(20ms);
    QList<quint64> grew;
    connect(&feed, &TaskFeed::outputGrew, this, [&grew](quint64 id) {
        grew += id;
    });

    for (int i = 0; i < 50; ++i)
        task.write("line\n");
    loop.advance(20ms);

    QCOMPARE(grew, QList<quint64>{quint64(task.id())});
}

QTEST_GUILESS_MAIN(LocalFeedDetailsTest)
#include "tst_localfeeddetails.moc"
