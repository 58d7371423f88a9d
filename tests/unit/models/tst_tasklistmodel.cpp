// SPDX-License-Identifier: MIT
#include "cancelverdict.h"
#include "modeltesting.h"
#include "taskfilter.h"
#include "tasklistmodel.h"
#include "taskstate.h"

#include <QtCore/QLocale>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace std::chrono_literals;
using namespace taskdeck::monitor;
using namespace taskdeck;
using namespace modeltesting;

namespace {

/// A model under the eye of the model tester.
struct Watched {
    TestClock time;
    TaskListModel model{time.clock()};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Watched(const QList<TaskSnapshot> &tasks) { model.reset(tasks); }

    QStringList names() const { return column(model, TaskListModel::NameRole); }
    QVariant at(int row, int role) const { return model.index(row).data(role); }
};

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TaskListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void applyKeepsRowsInOrderOfCreation_data();
    void applyKeepsRowsInOrderOfCreation();
    void applyingADeltaTwiceGivesTheSameRows();
    void childSitsBelowItsCreator();
    void childOfAForgottenCreatorIsAtTheTop();
    void childrenTakeThePlaceOfARemovedCreator();
    void foldedRowsComeBackUnfolded();
    void childOfAFoldedTaskHasNoRow();
    void foldTellsOnlyItsRowAndItsSpan();
    void changeTouchesOnlyItsRow();
    void equalSnapshotIsNotAChange();
    void firstChildTellsTheCreatorsRow();
    void rolesShowTheSnapshot();
    void countsFollowTheStates();
    void textFilterLooksInEveryField_data();
    void textFilterLooksInEveryField();
    void stateFilterKeepsTheAncestorsOfAMatch();
    void filterShowsMatchesInFoldedTasks();
    void changeMovesATaskThroughTheFilter();
    void whiteSpaceIsNoFilter();
    void tickTellsTheSpanOfLiveRows();
    void tickWithoutLiveRowsIsSilent();
    void revealUnfoldsWhatHidesATask();
    void endedTasksAreThoseOfTheFilter();
};

void TaskListModelTest::applyKeepsRowsInOrderOfCreation_data()
{
    QTest::addColumn<TaskDelta>("delta");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("empty frame") << TaskDelta{} << list("t1 t2 t3");
    QTest::newRow("append") << TaskDelta{.added = {task(9), task(4)}} << list("t1 t2 t3 t9 t4");
    QTest::newRow("remove first") << TaskDelta{.removed = {1}} << list("t2 t3");
    QTest::newRow("remove unknown") << TaskDelta{.removed = {77}} << list("t1 t2 t3");
    QTest::newRow("change unknown") << TaskDelta{.changed = {task(77)}} << list("t1 t2 t3");
    QTest::newRow("replace all") << TaskDelta{.added = {task(5)}, .removed = {3, 1, 2}}
                                 << list("t5");
    QTest::newRow("came and went")
        << TaskDelta{.added = {task(5)}, .removed = {5}} << list("t1 t2 t3");
    QTest::newRow("child in the middle")
        << TaskDelta{.added = {child(5, 2), child(6, 5)}} << list("t1 t2 t5 t6 t3");
    QTest::newRow("own child") << TaskDelta{.added = {child(5, 5)}} << list("t1 t2 t3 t5");
}

void TaskListModelTest::applyKeepsRowsInOrderOfCreation()
{
    QFETCH(TaskDelta, delta);
    QFETCH(QStringList, expected);

    Watched w({task(1), task(2), task(3)});
    w.model.apply(delta);

    QCOMPARE(w.names(), expected);
    QCOMPARE(w.model.count(), expected.size());
}

void TaskListModelTest::applyingADeltaTwiceGivesTheSameRows()
{
    const TaskDelta delta{
        .added = {child(4, 1), task(5)}, .changed = {task(2, State::Done)}, .removed = {3}};
    Watched w({task(1), task(2), task(3)});

    w.model.apply(delta);
    w.model.apply(delta);

    QCOMPARE(w.names(), list("t1 t4 t2 t5"));
    QCOMPARE(w.model.total(), 4);
    QCOMPARE(w.model.doneCount(), 1);
}

void TaskListModelTest::childSitsBelowItsCreator()
{
    Watched w({task(1), task(2), child(3, 1), child(4, 3), child(5, 1)});

    QCOMPARE(w.names(), list("t1 t3 t4 t5 t2"));
    QCOMPARE(column(w.model, TaskListModel::DepthRole), list("0 1 2 1 0"));
    QCOMPARE(column(w.model, TaskListModel::HasChildrenRole), list("true true false false false"));
}

void TaskListModelTest::childOfAForgottenCreatorIsAtTheTop()
{
    Watched w({task(2), child(3, 1)});

    QCOMPARE(w.names(), list("t2 t3"));
    QCOMPARE(w.at(1, TaskListModel::DepthRole), 0);
}

void TaskListModelTest::childrenTakeThePlaceOfARemovedCreator()
{
    Watched w({task(1), child(2, 1), child(3, 2), child(4, 2), child(5, 1), task(6)});
    QSignalSpy inserted(&w.model, &TaskListModel::rowsInserted);

    w.model.apply({.removed = {2}});
    QCOMPARE(w.names(), list("t1 t3 t4 t5 t6"));
    QCOMPARE(column(w.model, TaskListModel::DepthRole), list("0 1 1 1 0"));

    w.model.apply({.removed = {1}});
    QCOMPARE(w.names(), list("t3 t4 t5 t6"));
    QCOMPARE(column(w.model, TaskListModel::DepthRole), list("0 0 0 0"));
    QCOMPARE(inserted.size(), 0);
}

void TaskListModelTest::foldedRowsComeBackUnfolded()
{
    Watched w({task(1), child(2, 1), child(3, 2), task(4)});

    w.model.setExpanded(1, false);
    QCOMPARE(w.names(), list("t1 t2 t4"));
    w.model.setExpanded(0, false);
    QCOMPARE(w.names(), list("t1 t4"));
    w.model.setExpanded(0, true);
    QCOMPARE(w.names(), list("t1 t2 t4")); // the inner fold is kept
    w.model.setExpanded(1, true);
    QCOMPARE(w.names(), list("t1 t2 t3 t4"));
    w.model.setExpanded(99, true);
    w.model.setExpanded(-1, true);
    QCOMPARE(w.names(), list("t1 t2 t3 t4"));
}

void TaskListModelTest::childOfAFoldedTaskHasNoRow()
{
    Watched w({task(1), child(2, 1), task(3)});
    w.model.setExpanded(0, false);
    QSignalSpy settled(&w.model, &TaskListModel::rowsSettled);

    w.model.apply({.added = {child(4, 1), child(5, 4)}, .changed = {child(2, 1, State::Done)}});
    QCOMPARE(settled.size(), 0);
    QCOMPARE(w.names(), list("t1 t3"));
    QCOMPARE(w.model.rowOf(4), -1);
    QCOMPARE(w.model.nearestRowTask(5), 1);

    w.model.apply({.removed = {1}});
    QCOMPARE(w.names(), list("t2 t4 t5 t3"));
}

void TaskListModelTest::foldTellsOnlyItsRowAndItsSpan()
{
    Watched w({task(1), task(2), child(3, 2), child(4, 2), task(5)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);
    QSignalSpy removed(&w.model, &TaskListModel::rowsRemoved);

    w.model.setExpanded(1, false);

    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(1), 2);
    QCOMPARE(removed.at(0).at(2), 3);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(w.at(1, TaskListModel::ExpandedRole), false);
}

void TaskListModelTest::changeTouchesOnlyItsRow()
{
    Watched w({task(1), task(2)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);
    QSignalSpy reset(&w.model, &TaskListModel::modelReset);

    w.model.apply({.changed = {task(2, State::Cancelling)}});

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
}

void TaskListModelTest::equalSnapshotIsNotAChange()
{
    Watched w({task(1)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);

    w.model.apply({.changed = {task(1)}});

    QCOMPARE(changed.size(), 0);
}

void TaskListModelTest::firstChildTellsTheCreatorsRow()
{
    Watched w({task(1), task(2)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);

    w.model.apply({.added = {child(3, 1)}});
    w.model.apply({.added = {child(4, 1)}}); // a second one changes nothing in its row
    w.model.apply({.removed = {3}});
    QCOMPARE(changed.size(), 1);
    w.model.apply({.removed = {4}});

    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 0);
    QCOMPARE(w.at(0, TaskListModel::HasChildrenRole), false);
}

void TaskListModelTest::rolesShowTheSnapshot()
{
    Watched w({TaskSnapshot{.id = 7,
                            .name = QStringLiteral("iso"),
                            .kind = QStringLiteral("download"),
                            .waitsOn = QStringLiteral("network"),
                            .state = State::Waiting,
                            .created = 990s,
                            .started = 995s,
                            .steps = 3,
                            .progress = 0.5,
                            .progressText = QStringLiteral("1 of 2"),
                            .cancelRequests = 1,
                            .cancelVerdict = Verdict::Refused}});
    const auto roles = w.model.roleNames();
    const auto value = [&](const char *name) {
        return w.at(0, roles.key(name, -1));
    };

    QCOMPARE(value("taskId").toDouble(), 7.0);
    QCOMPARE(value("name"), QStringLiteral("iso"));
    QCOMPARE(value("kind"), QStringLiteral("download"));
    QCOMPARE(value("taskState"), int(TaskState::Waiting));
    QCOMPARE(value("stateText"), QStringLiteral("Waiting"));
    QCOMPARE(value("verdict"), int(CancelVerdict::Refused));
    QCOMPARE(value("waitsOn"), QStringLiteral("network"));
    QCOMPARE(value("note"), QStringLiteral("refused, still running (1 request(s))"));
    QCOMPARE(value("elapsed"), 5'000);
    QCOMPARE(value("elapsedText"), QStringLiteral("5.00 s"));
    QCOMPARE(value("progress"), 0.5);
    QCOMPARE(value("progressText"), QStringLiteral("1 of 2"));
    QCOMPARE(value("depth"), 0);
    QCOMPARE(value("hasChildren"), false);
    QCOMPARE(value("expanded"), true);
    QCOMPARE(value("cancellable"), true);
    QCOMPARE(value("steps").toDouble(), 3.0);
    QCOMPARE(value("cancelRequests"), 1);
}

void TaskListModelTest::countsFollowTheStates()
{
    Watched w({task(1, State::Scheduled), task(2), task(3, State::Waiting),
               task(4, State::Cancelling), task(5, State::Done), task(6, State::Failed),
               task(7, State::Cancelled), task(8, State::Lost)});
    QCOMPARE(w.model.total(), 8);
    QCOMPARE(w.model.runningCount(), 4);
    QCOMPARE(w.model.doneCount(), 1);
    QCOMPARE(w.model.failedCount(), 1);
    QCOMPARE(w.model.cancelledCount(), 1);
    QCOMPARE(w.model.endedCount(), 4);

    QSignalSpy counts(&w.model, &TaskListModel::countsChanged);
    w.model.setStateFilter(TaskFilter::Failed);
    QCOMPARE(counts.size(), 0); // the chips count what is there, not what is shown
    w.model.apply({.changed = {task(2, State::Failed)}, .removed = {5}});

    QCOMPARE(counts.size(), 1);
    QCOMPARE(w.model.failedCount(), 2);
    QCOMPARE(w.model.doneCount(), 0);
    QCOMPARE(w.model.runningCount(), 3);
}

void TaskListModelTest::textFilterLooksInEveryField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("shown");

    QTest::newRow("name") << QStringLiteral("PHOTO") << true;
    QTest::newRow("kind") << QStringLiteral("sums") << true;
    QTest::newRow("waits on") << QStringLiteral("disk") << true;
    QTest::newRow("failure type") << QStringLiteral("oserr") << true;
    QTest::newRow("failure message") << QStringLiteral("bad block") << true;
    QTest::newRow("surrounding blanks") << QStringLiteral("  disk ") << true;
    QTest::newRow("nowhere") << QStringLiteral("network") << false;
}

void TaskListModelTest::textFilterLooksInEveryField()
{
    QFETCH(QString, text);
    QFETCH(bool, shown);

    Watched w({TaskSnapshot{.id = 1,
                            .name = QStringLiteral("photos"),
                            .kind = QStringLiteral("checksums"),
                            .waitsOn = QStringLiteral("disk"),
                            .failureType = QStringLiteral("OSError"),
                            .failureMessage = QStringLiteral("a bad block")},
               task(2)});
    w.model.setFilterText(text);

    QCOMPARE(w.names(), shown ? list("photos") : QStringList());
    QVERIFY(w.model.filtered());
    w.model.setFilterText({});
    QCOMPARE(w.names(), list("photos t2"));
    QVERIFY(!w.model.filtered());
}

void TaskListModelTest::stateFilterKeepsTheAncestorsOfAMatch()
{
    Watched w({task(1), child(2, 1, State::Failed), child(3, 1), task(4, State::Failed), task(5)});

    w.model.setStateFilter(TaskFilter::Failed);
    QCOMPARE(w.names(), list("t1 t2 t4"));
    w.model.setStateFilter(TaskFilter::Done);
    QCOMPARE(w.names(), QStringList());
    w.model.setStateFilter(TaskFilter::Running);
    QCOMPARE(w.names(), list("t1 t3 t5"));
    w.model.setStateFilter(TaskFilter::All);
    QCOMPARE(w.names(), list("t1 t2 t3 t4 t5"));
}

void TaskListModelTest::filterShowsMatchesInFoldedTasks()
{
    Watched w({task(1), child(2, 1, State::Failed), child(3, 1), task(4)});
    w.model.setExpanded(0, false);

    w.model.setStateFilter(TaskFilter::Failed);
    QCOMPARE(w.names(), list("t1 t2"));
    w.model.setExpanded(0, false);
    QCOMPARE(w.names(), list("t1"));
    w.model.setStateFilter(TaskFilter::All);
    QCOMPARE(w.names(), list("t1 t4")); // as it was folded before the filter
}

void TaskListModelTest::changeMovesATaskThroughTheFilter()
{
    Watched w({task(1), child(2, 1), child(3, 2), task(4)});
    w.model.setStateFilter(TaskFilter::Failed);
    QCOMPARE(w.names(), QStringList());

    w.model.apply({.changed = {child(3, 2, State::Failed)}});
    QCOMPARE(w.names(), list("t1 t2 t3"));

    w.model.apply({.added = {child(5, 4, State::Failed), task(6, State::Done)}});
    QCOMPARE(w.names(), list("t1 t2 t3 t4 t5"));

    w.model.apply({.changed = {child(3, 2, State::Done)}});
    QCOMPARE(w.names(), list("t4 t5"));
}

void TaskListModelTest::whiteSpaceIsNoFilter()
{
    Watched w({task(1)});
    QSignalSpy filter(&w.model, &TaskListModel::filterChanged);

    w.model.setFilterText(QStringLiteral("  "));

    QCOMPARE(w.names(), list("t1"));
    QVERIFY(!w.model.filtered());
    QCOMPARE(filter.size(), 1);
}

void TaskListModelTest::tickTellsTheSpanOfLiveRows()
{
    Watched w({task(1, State::Done), task(2), task(3, State::Done), task(4), task(5, State::Lost)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);
    const int before = w.at(1, TaskListModel::ElapsedRole).toInt();

    w.time.now += 250ms;
    QCOMPARE(w.at(1, TaskListModel::ElapsedRole), before); // nothing moves between ticks
    w.model.tick();

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 3);
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(),
             (QList<int>{TaskListModel::ElapsedRole, TaskListModel::ElapsedTextRole}));
    QCOMPARE(w.at(1, TaskListModel::ElapsedRole), before + 250);
}

void TaskListModelTest::tickWithoutLiveRowsIsSilent()
{
    Watched w({task(1, State::Done)});
    QSignalSpy changed(&w.model, &TaskListModel::dataChanged);

    w.model.tick();

    QCOMPARE(changed.size(), 0);
}

void TaskListModelTest::revealUnfoldsWhatHidesATask()
{
    Watched w({task(1), child(2, 1), child(3, 2), task(4)});
    w.model.setExpanded(1, false);
    w.model.setExpanded(0, false);

    QVERIFY(w.model.reveal(3));
    QCOMPARE(w.names(), list("t1 t2 t3 t4"));

    w.model.setStateFilter(TaskFilter::Done);
    QVERIFY(!w.model.reveal(3));
    QVERIFY(!w.model.reveal(99));
}

void TaskListModelTest::endedTasksAreThoseOfTheFilter()
{
    Watched w({task(1, State::Failed), child(2, 1, State::Done), task(3), task(4, State::Lost)});
    w.model.setExpanded(0, false);

    QCOMPARE(w.model.endedTasks(), (QList<quint64>{1, 2, 4}));
    w.model.setStateFilter(TaskFilter::Done);
    QCOMPARE(w.model.endedTasks(), QList<quint64>{2});
}

QTEST_GUILESS_MAIN(TaskListModelTest)
#include "tst_tasklistmodel.moc"
