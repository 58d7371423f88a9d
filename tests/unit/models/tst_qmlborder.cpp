// SPDX-License-Identifier: MIT
#include "fakeactionbook.h"
#include "fakefeed.h"
#include "fakelauncher.h"
#include "modeltesting.h"
#include "session.h"

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtTest/QTest>

#include <memory>

using namespace taskdeck;
using namespace taskdeck::monitor;
using namespace modeltesting;

Q_IMPORT_QML_PLUGIN(Taskdeck_ModelsPlugin)

/// The models as QML meets them: enums, types of properties and arguments.
class QmlBorderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expressionsMeanWhatTheySay_data();
    void expressionsMeanWhatTheySay();
};

void QmlBorderTest::expressionsMeanWhatTheySay_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QVariant>("expected");

    const auto row = [](const char *expression, const QVariant &expected) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << expected;
    };
    row("session.details.taskState === TaskState.Done", true);
    row("session.details.verdict === CancelVerdict.NotAsked", true);
    row("session.details.resultKind === ResultKind.Tree", true);
    row("session.details.resultTree.count", 1);
    row("session.details.receipts.length", 1);
    row("session.details.failure.text()", QString());
    row("session.details.awaitChain.count", 0);
    row("session.tasks.stateFilter === TaskFilter.All", true);
    row("session.tasks.stateFilter = TaskFilter.Done, session.tasks.count", 2);
    row("session.tasks.stateFilter = TaskFilter.Failed, session.tasks.filtered", true);
    row("session.tasks.filterText = 't2', session.tasks.count", 2);
    row("session.tasks.setExpanded(0, false), session.tasks.count", 2);
    row("session.currentTask", 2.0);
    row("session.select(9007199254740991)", true);
    row("session.select(9007199254740991), session.currentTask === 9007199254740991", true);
    row("session.moveCurrent(1), session.currentRow", 2);
    row("session.actions.add(ActionWhen.Failed, ActionEffect.Command, 'true')", QString());
    row("session.newTask.startCommand('true', false, '')", true);
    row("session.newTask.refusal", QString());
    row("session.output.droppedLines + session.output.count + session.droppedTasks", 0.0);
}

void QmlBorderTest::expressionsMeanWhatTheySay()
{
    QFETCH(QString, expression);
    QFETCH(QVariant, expected);

    TestClock time;
    FakeFeed feed;
    FakeLauncher launcher;
    FakeActionBook book;
    const quint64 last = (quint64(1) << 53) - 1;
    feed.tasks = {task(1), child(2, 1, State::Done), task(last)};
    feed.answers.insert(2, {.id = 2, .result = QVariantList{1}, .cancels = {{}}});
    Session session(feed, launcher, book, time.clock());
    session.select(2);

    QQmlEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(&engine);
    component.setData("import QtQml\nimport Taskdeck.Models\n"
                      "QtObject { required property Session session; function run() { return " +
                          expression.toUtf8() + "; } }",
                      {});
    const std::unique_ptr<QObject> object(component.createWithInitialProperties(
        {{QStringLiteral("session"), QVariant::fromValue(&session)}}));
    QVERIFY2(object, qPrintable(component.errorString()));
    QVariant value;
    QVERIFY(QMetaObject::invokeMethod(object.get(), "run", Q_RETURN_ARG(QVariant, value)));

    QCOMPARE(value.typeId() == QMetaType::Int ? value.toDouble() : value,
             expected.typeId() == QMetaType::Int ? expected.toDouble() : expected);
}

QTEST_GUILESS_MAIN(QmlBorderTest)
#include "tst_qmlborder.moc"
