// SPDX-License-Identifier: MIT
#include "actionlistmodel.h"
#include "fakeactionbook.h"
#include "modeltesting.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using modeltesting::column;

namespace {

/// A model that shows task 1, under the eye of the model tester.
struct Watched {
    FakeActionBook book;
    ActionListModel model{book};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Watched() { model.showTask(1); }

    QString addCommand(const QString &text)
    {
        return model.add(ActionWhen::Any, ActionEffect::Command, text);
    }
    QString ids() const { return column(model, ActionListModel::ActionIdRole).join(u' '); }
};

} // namespace

class ActionListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void summaryIsASentence_data();
    void summaryIsASentence();
    void additionGoesToTheBook();
    void refusalIsHandedOn();
    void additionNeedsATaskAndAKnownKind();
    void removalWaitsForTheBook();
    void firedActionChangesOnlyItsRow();
    void rowsFollowTheBooksOrder();
    void otherTasksActionsAreNotShown();
};

void ActionListModelTest::summaryIsASentence_data()
{
    QTest::addColumn<int>("when");
    QTest::addColumn<int>("effect");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("command on failure")
        << int(ActionWhen::Failed) << int(ActionEffect::Command) << QStringLiteral("tar -c %1")
        << QStringLiteral("When it fails → run: tar -c %1");
    QTest::newRow("notification at any end")
        << int(ActionWhen::Any) << int(ActionEffect::Notification) << QString()
        << QStringLiteral("When it ends → notify me");
    QTest::newRow("notification when done")
        << int(ActionWhen::Done) << int(ActionEffect::Notification) << QStringLiteral("tea")
        << QStringLiteral("When it is done → notify me: tea");
    QTest::newRow("command on cancel")
        << int(ActionWhen::Cancelled) << int(ActionEffect::Command) << QStringLiteral("rm x")
        << QStringLiteral("When it is cancelled → run: rm x");
}

void ActionListModelTest::summaryIsASentence()
{
    QFETCH(int, when);
    QFETCH(int, effect);
    QFETCH(QString, text);
    QFETCH(QString, expected);

    Watched w;
    QCOMPARE(w.model.add(when, effect, text), QString());

    QCOMPARE(column(w.model, ActionListModel::SummaryRole), QStringList{expected});
    QCOMPARE(w.model.index(0).data(ActionListModel::WhenRole), when);
    QCOMPARE(w.model.index(0).data(ActionListModel::EffectRole), effect);
    QCOMPARE(w.model.index(0).data(ActionListModel::ActionTextRole), text);
}

void ActionListModelTest::additionGoesToTheBook()
{
    Watched w;
    QSignalSpy count(&w.model, &ActionListModel::countChanged);

    w.addCommand(QStringLiteral("true"));

    QCOMPARE(w.book.actions.size(), 1);
    QCOMPARE(w.book.actions.first().task, 1u);
    QCOMPARE(w.model.count(), 1);
    QCOMPARE(count.size(), 1);
}

void ActionListModelTest::refusalIsHandedOn()
{
    Watched w;
    w.book.refusal = QStringLiteral("Say what to run.");

    QCOMPARE(w.addCommand({}), w.book.refusal);
    QCOMPARE(w.model.count(), 0);
}

void ActionListModelTest::additionNeedsATaskAndAKnownKind()
{
    Watched w;
    QVERIFY(!w.model.add(99, ActionEffect::Command, {}).isEmpty());
    QVERIFY(!w.model.add(ActionWhen::Any, -1, {}).isEmpty());

    w.model.showTask(0);
    QVERIFY(!w.addCommand(QStringLiteral("true")).isEmpty());
    QCOMPARE(w.book.actions.size(), 0);
}

void ActionListModelTest::removalWaitsForTheBook()
{
    Watched w;
    w.addCommand(QStringLiteral("a"));
    w.addCommand(QStringLiteral("b"));
    w.book.fire(1, 77);

    w.model.remove(1); // has fired: the book keeps it
    QCOMPARE(w.ids(), QStringLiteral("1 2"));
    w.model.remove(2);
    QCOMPARE(w.ids(), QStringLiteral("1"));
}

void ActionListModelTest::firedActionChangesOnlyItsRow()
{
    Watched w;
    w.addCommand(QStringLiteral("a"));
    w.addCommand(QStringLiteral("b"));
    QSignalSpy changed(&w.model, &ActionListModel::dataChanged);

    w.book.fire(2, 77);

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(w.model.index(1).data(ActionListModel::RunTaskRole).toDouble(), 77.0);
    QCOMPARE(w.model.index(1).data(ActionListModel::ProgressStateRole), int(ActionProgress::Fired));
}

void ActionListModelTest::rowsFollowTheBooksOrder()
{
    Watched w;
    for (int action = 0; action < 4; ++action)
        w.addCommand(QString::number(action));

    w.book.actions.move(0, 2);
    w.book.actions.removeLast();
    Q_EMIT w.book.changed(1);

    QCOMPARE(w.ids(), QStringLiteral("2 3 1"));
}

void ActionListModelTest::otherTasksActionsAreNotShown()
{
    Watched w;
    w.addCommand(QStringLiteral("a"));
    w.book.add({.task = 2});
    QCOMPARE(w.ids(), QStringLiteral("1"));

    w.model.showTask(2);
    QCOMPARE(w.ids(), QStringLiteral("2"));
    w.model.showTask(0);
    QCOMPARE(w.model.count(), 0);
}

QTEST_GUILESS_MAIN(ActionListModelTest)
#include "tst_actionlistmodel.moc"
