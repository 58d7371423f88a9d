// SPDX-License-Identifier: MIT
#include "modeltesting.h"
#include "tasklistmodel.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck::monitor;
using namespace taskdeck;
using namespace modeltesting;

namespace {

/// Follows a model by its signals alone, as a view does.
class Follower
{
public:
    explicit Follower(const TaskListModel &model)
        : m_model(model)
    {
        QObject::connect(&model, &TaskListModel::rowsInserted, &model,
                         [this](const QModelIndex &, int first, int last) {
                             for (int row = first; row <= last; ++row)
                                 m_rows.insert(row, rowOf(row));
                         });
        QObject::connect(&model, &TaskListModel::rowsRemoved, &model,
                         [this](const QModelIndex &, int first, int last) {
                             m_rows.remove(first, last - first + 1);
                         });
        QObject::connect(&model, &TaskListModel::dataChanged, &model,
                         [this](const QModelIndex &first, const QModelIndex &last) {
                             for (int row = first.row(); row <= last.row(); ++row)
                                 m_rows[row] = rowOf(row);
                         });
    }

    const QStringList &rows() const { return m_rows; }

    QStringList modelRows() const
    {
        QStringList rows;
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows += rowOf(row);
        return rows;
    }

private:
    QString rowOf(int row) const
    {
        const QModelIndex index = m_model.index(row);
        const auto text = [&](int role) {
            return index.data(role).toString();
        };
        return QStringList{text(TaskListModel::NameRole), text(TaskListModel::TaskStateRole),
                           text(TaskListModel::DepthRole), text(TaskListModel::HasChildrenRole),
                           text(TaskListModel::ExpandedRole)}
            .join(u' ');
    }

    const TaskListModel &m_model;
    QStringList m_rows;
};

QList<TaskSnapshot> tasks(quint64 count)
{
    QList<TaskSnapshot> made;
    made.reserve(qsizetype(count));
    for (quint64 id = 1; id <= count; ++id)
        made += task(id);
    return made;
}

} // namespace

/// What a model must stand: many rows, and any order of events.
class TaskListModelLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyChangesAreOneSpan();
    void manyNewTasksAreOneInsertion();
    void scatteredRemovalsAreBounded();
    void signalsAloneTellTheRows_data();
    void signalsAloneTellTheRows();
};

void TaskListModelLoadTest::manyChangesAreOneSpan()
{
    TestClock time;
    TaskListModel model(time.clock());
    model.reset(tasks(100'000));
    QSignalSpy changed(&model, &TaskListModel::dataChanged);
    QSignalSpy settled(&model, &TaskListModel::rowsSettled);

    TaskDelta delta;
    for (quint64 id = 5; id < 100'000; id += 10)
        delta.changed += task(id, State::Waiting);
    QCOMPARE(delta.changed.size(), 10'000);
    model.apply(delta);

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 4);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 99'994);
    QCOMPARE(settled.size(), 0);
}

void TaskListModelLoadTest::manyNewTasksAreOneInsertion()
{
    TestClock time;
    TaskListModel model(time.clock());
    model.reset(tasks(1'000));
    QSignalSpy inserted(&model, &TaskListModel::rowsInserted);
    QSignalSpy changed(&model, &TaskListModel::dataChanged);

    TaskDelta delta{.added = {task(2'000)}};
    for (quint64 id = 2'001; id <= 12'000; ++id)
        delta.added += child(id, 2'000);
    model.apply(delta);

    QCOMPARE(inserted.size(), 1);
    QVERIFY(changed.size() <= 1);
    QCOMPARE(model.rowOf(12'000), 11'000);
}

void TaskListModelLoadTest::scatteredRemovalsAreBounded()
{
    TestClock time;
    TaskListModel model(time.clock());
    model.reset(tasks(20'000));
    QSignalSpy removed(&model, &TaskListModel::rowsRemoved);
    QSignalSpy inserted(&model, &TaskListModel::rowsInserted);
    QSignalSpy reset(&model, &TaskListModel::modelReset);

    TaskDelta delta;
    for (quint64 id = 2; id <= 20'000; id += 2)
        delta.removed += id;
    model.apply(delta);

    QCOMPARE(model.count(), 10'000);
    QCOMPARE(model.rowOf(19'999), 9'999);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
}

void TaskListModelLoadTest::signalsAloneTellTheRows_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("perFrame");

    for (int seed = 1; seed <= 8; ++seed) {
        QTest::addRow("small frames %d", seed) << seed << 2;
        QTest::addRow("big frames %d", seed) << seed << 40;
    }
}

// A view that knows only the signals has the model's rows, and those are what a filter that
// comes and goes, which builds all rows anew, leaves behind.
void TaskListModelLoadTest::signalsAloneTellTheRows()
{
    QFETCH(int, seed);
    QFETCH(int, perFrame);

    QRandomGenerator random(quint32(seed * 100 + perFrame));
    const auto pick = [&random](quint64 size) {
        return random.generate64() % size;
    };
    TestClock time;
    TaskListModel model(time.clock());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Follower follower(model);
    QHash<quint64, TaskSnapshot> known;
    quint64 next = 1;

    for (int frame = 0; frame < 60; ++frame) {
        TaskDelta delta;
        for (int event = 0; event < perFrame; ++event) {
            const quint64 id = 1 + pick(next);
            switch (pick(4)) {
            case 0:
            case 1:
                delta.added += child(next, pick(next), State(pick(8)));
                known.insert(next, delta.added.last());
                ++next;
                break;
            case 2:
                if (known.contains(id)) {
                    known[id].state = State(pick(8));
                    delta.changed += known.value(id);
                }
                break;
            default:
                if (known.remove(id) > 0)
                    delta.removed += id;
            }
        }
        model.apply(delta);
        if (model.count() > 0 && pick(2) == 0)
            model.setExpanded(int(pick(quint64(model.count()))), pick(2) == 0);
        if (pick(10) == 0)
            model.setStateFilter(TaskFilter::Value(pick(5)));
        if (pick(10) == 0)
            model.setFilterText(pick(2) == 0 ? QString() : QString::number(pick(10)));

        QCOMPARE(follower.rows(), follower.modelRows());
        for (int row = 0; row < model.count(); ++row)
            QCOMPARE(model.rowOf(model.taskAt(row)), row);
        if (!model.filtered()) {
            const QStringList before = follower.modelRows();
            model.setFilterText(QStringLiteral("matches nothing"));
            QCOMPARE(model.count(), 0);
            model.setFilterText({});
            QCOMPARE(follower.modelRows(), before);
        }
    }
    model.setFilterText({});
    model.setStateFilter(TaskFilter::All);
    for (const quint64 id : known.keys())
        QVERIFY(model.reveal(id));
    QCOMPARE(model.count(), known.size());
    QCOMPARE(model.total(), known.size());
    QCOMPARE(follower.rows(), follower.modelRows());
}

QTEST_GUILESS_MAIN(TaskListModelLoadTest)
#include "tst_tasklistmodelload.moc"
