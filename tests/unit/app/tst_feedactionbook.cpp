// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "fakefeed.h"
#include "feedactionbook.h"

#include <taskdeck/monitor/localfeed.h>
#include <taskdeck/promise.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace apptesting;
using namespace taskdeck;
using Effect = CompletionAction::Effect;
using Progress = CompletionAction::Progress;
using State = monitor::TaskSnapshot::State;
using When = CompletionAction::When;

class FeedActionBookTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firesOnceWhenTheTaskEnds();
    void runsAtOnceOnATaskThatHasEnded();
    void anotherOutcomeIsNotApplicable();
    void runsAreTasksOfTheirOwn();
    void foreignTextIsNeverPartOfTheLine();
    void commandHearsEverythingOnStdin();
    void silentFeedDoesNotStopTheRun();
    void notificationIsShownInTheWindow();
    void unknownTaskIsRefused();
    void removedActionsDoNotFire();
    void firedActionsStay();
    void actionsOfActionsEndAtTheLimit();
    void taskThatLeavesTakesItsActionsWithIt();
    void disarmedBookFiresNothing();
    void failureOfARunShowsInTheFeed();
};

static QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

static monitor::TaskSnapshot snapshot(quint64 id, State state,
                                      const QString &name = QStringLiteral("tar"))
{
    monitor::TaskSnapshot task;
    task.id = id;
    task.name = name;
    task.state = state;
    return task;
}

/// A feed that answers for its details at once, so that no run waits for them.
class AnsweringFeed : public FakeFeed
{
public:
    void add(const monitor::TaskSnapshot &task)
    {
        monitor::TaskDetails details;
        details.id = task.id;
        answers.insert(task.id, details);
        FakeFeed::add(task);
    }
};

static CompletionAction action(quint64 task, When when, const QString &line,
                               Effect effect = Effect::Command)
{
    CompletionAction made;
    made.task = task;
    made.when = when;
    made.effect = effect;
    made.text = line;
    return made;
}

/// Waits until the tasks of this thread have ended.
static void finishTasks()
{
    const auto tasks = allTasks();
    for (const AnyTask &task : tasks)
        QVERIFY(task.waitForFinished(patience));
}

static QStringList taskNames()
{
    QStringList names;
    const auto tasks = allTasks();
    for (const AnyTask &task : tasks)
        names += task.name();
    return names;
}

void FeedActionBookTest::firesOnceWhenTheTaskEnds()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("log"));
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Running));
    FeedActionBook book(feed);
    QSignalSpy changed(&book, &ActionBook::changed);
    QCOMPARE(book.add(action(1, When::Done, text("echo x >> ") + file)), QString());
    QCOMPARE(changed.size(), 1);

    feed.change(snapshot(1, State::Waiting));
    QCOMPARE(taskNames(), QStringList());
    feed.change(snapshot(1, State::Done));
    feed.change(snapshot(1, State::Done));
    finishTasks();

    QCOMPARE(contents(file), QByteArray("x\n"));
    QCOMPARE(book.actionsOf(1).value(0).progress, Progress::Fired);
    QCOMPARE(changed.size(), 2);
}

void FeedActionBookTest::runsAtOnceOnATaskThatHasEnded()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("log"));
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Failed));
    FeedActionBook book(feed);

    QCOMPARE(book.add(action(1, When::Any, text("echo x >> ") + file)), QString());
    QCOMPARE(book.actionsOf(1).value(0).progress, Progress::Fired);
    finishTasks();

    QCOMPARE(contents(file), QByteArray("x\n"));
}

void FeedActionBookTest::anotherOutcomeIsNotApplicable()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Running));
    FeedActionBook book(feed);
    book.add(action(1, When::Failed, text("false")));

    feed.change(snapshot(1, State::Done));

    QCOMPARE(book.actionsOf(1).value(0).progress, Progress::NotApplicable);
    QCOMPARE(taskNames(), QStringList());
}

void FeedActionBookTest::runsAreTasksOfTheirOwn()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Done));
    FeedActionBook book(feed);

    book.add(action(1, When::Any, text("true")));

    const auto tasks = allTasks();
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(tasks.first().name(), text("when tar ends: true"));
    QCOMPARE(tasks.first().kind(), text("action"));
    QCOMPARE(quint64(tasks.first().id()), book.actionsOf(1).value(0).runTask);
    finishTasks();
}

void FeedActionBookTest::foreignTextIsNeverPartOfTheLine()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("log"));
    const QString evil =
        text("'; touch ") + folder.filePath(text("broken")) + text("; echo `id` $(id) \" 사진");
    AnsweringFeed feed;
    auto task = snapshot(7, State::Failed, evil);
    task.failureType = text("E");
    task.failureMessage = evil;
    task.started = 1'000ms;
    task.ended = 1'250ms;
    feed.add(task);
    FeedActionBook book(feed);

    book.add(
        action(7, When::Failed,
               text("printf '%s|' \"$TASKDECK_TASK_ID\" \"$TASKDECK_NAME\" \"$TASKDECK_OUTCOME\""
                    " \"$TASKDECK_FAILURE_MESSAGE\" \"$TASKDECK_ELAPSED_MS\" > ") +
                   file));
    finishTasks();

    QCOMPARE(QString::fromUtf8(contents(file)),
             text("7|%1|failed|%1|250|").replace(text("%1"), evil));
    QVERIFY(!QFile::exists(folder.filePath(text("broken"))));
}

void FeedActionBookTest::commandHearsEverythingOnStdin()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("json"));
    AnsweringFeed feed;
    feed.add(snapshot(3, State::Done, text("사진 백업")));
    monitor::TaskDetails details;
    details.id = 3;
    details.result = QVariantMap{{text("files"), 12}};
    feed.answers.insert(3, details);
    FeedActionBook book(feed);

    book.add(action(3, When::Done, text("cat > ") + file));
    finishTasks();

    const QJsonObject json = QJsonDocument::fromJson(contents(file)).object();
    QCOMPARE(json.value(text("name")).toString(), text("사진 백업"));
    QCOMPARE(json.value(text("outcome")).toString(), text("done"));
    QCOMPARE(json.value(text("result")).toObject().value(text("files")).toInt(), 12);
}

void FeedActionBookTest::silentFeedDoesNotStopTheRun()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("log"));
    FakeFeed feed; // answers nothing
    feed.add(snapshot(1, State::Done));
    FeedActionBook book(feed);

    book.add(action(1, When::Done, text("echo $TASKDECK_OUTCOME > ") + file));
    finishTasks();

    QCOMPARE(contents(file), QByteArray("done\n"));
}

void FeedActionBookTest::notificationIsShownInTheWindow()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Done));
    FeedActionBook book(feed);
    QSignalSpy notices(&book, &FeedActionBook::noticeWanted);

    book.add(action(1, When::Any, {}, Effect::Notification));
    book.add(action(1, When::Any, text("dinner"), Effect::Notification));

    QCOMPARE(notices.size(), 2);
    QCOMPARE(notices.at(0).at(0).toString(), text("tar is done"));
    QCOMPARE(notices.at(1).at(0).toString(), text("dinner"));
    finishTasks();
}

void FeedActionBookTest::unknownTaskIsRefused()
{
    AnsweringFeed feed;
    FeedActionBook book(feed);

    QVERIFY(book.add(action(1, When::Any, text("true"))).endsWith(u'.'));
    QVERIFY(book.actionsOf(1).isEmpty());
}

void FeedActionBookTest::removedActionsDoNotFire()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Running));
    FeedActionBook book(feed);
    book.add(action(1, When::Any, text("true")));
    QSignalSpy changed(&book, &ActionBook::changed);

    book.remove(book.actionsOf(1).value(0).id);
    feed.change(snapshot(1, State::Done));

    QCOMPARE(changed.size(), 1);
    QVERIFY(book.actionsOf(1).isEmpty());
    QCOMPARE(taskNames(), QStringList());
}

void FeedActionBookTest::firedActionsStay()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Done));
    FeedActionBook book(feed);
    book.add(action(1, When::Any, text("true")));

    book.remove(book.actionsOf(1).value(0).id);

    QCOMPARE(book.actionsOf(1).size(), 1);
    finishTasks();
}

void FeedActionBookTest::actionsOfActionsEndAtTheLimit()
{
    monitor::LocalFeed feed;
    FeedActionBook book(feed);
    auto first = createTask([]() -> Coro<> {
        co_return;
    });
    QVERIFY(first.waitForFinished(patience));

    quint64 task = quint64(first.id());
    for (int depth = 1; depth <= 5; ++depth) {
        QCOMPARE(book.add(action(task, When::Any, text("true"))), QString());
        QTRY_VERIFY_WITH_TIMEOUT(book.actionsOf(task).value(0).progress == Progress::Fired, 30'000);
        task = book.actionsOf(task).value(0).runTask;
        finishTasks();
    }

    const QString refusal = book.add(action(task, When::Any, text("true")));
    QVERIFY2(refusal.contains(u'5') && refusal.endsWith(u'.'), qPrintable(refusal));
}

void FeedActionBookTest::taskThatLeavesTakesItsActionsWithIt()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Running));
    FeedActionBook book(feed);
    book.add(action(1, When::Any, text("true")));
    QSignalSpy notices(&book, &FeedActionBook::noticeWanted);

    feed.remove(1);

    QVERIFY(book.actionsOf(1).isEmpty());
    QCOMPARE(notices.size(), 1); // it was never run: that is said
}

void FeedActionBookTest::disarmedBookFiresNothing()
{
    AnsweringFeed feed;
    feed.add(snapshot(1, State::Running));
    FeedActionBook book(feed);
    book.add(action(1, When::Any, text("true")));

    book.disarm();
    feed.change(snapshot(1, State::Cancelled));

    QCOMPARE(taskNames(), QStringList());
}

void FeedActionBookTest::failureOfARunShowsInTheFeed()
{
    monitor::LocalFeed feed;
    FeedActionBook book(feed);
    auto first = createTask([]() -> Coro<> {
        co_return;
    });
    QVERIFY(first.waitForFinished(patience));

    QCOMPARE(book.add(action(quint64(first.id()), When::Any, text("echo why >&2; exit 9"))),
             QString());
    QTRY_VERIFY_WITH_TIMEOUT(!allTasks().isEmpty() || feed.snapshot().size() == 2, 30'000);
    finishTasks();

    const auto run = feed.snapshot().last();
    QCOMPARE(run.state, State::Failed);
    QCOMPARE(run.failureMessage, text("sh ended with exit code 9: why"));
}

QTEST_GUILESS_MAIN(FeedActionBookTest)
#include "tst_feedactionbook.moc"
