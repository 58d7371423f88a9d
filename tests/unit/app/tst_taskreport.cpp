// SPDX-License-Identifier: MIT
#include "taskreport.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using monitor::TaskDetails;
using monitor::TaskSnapshot;

class TaskReportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void environmentTellsEverythingOnce();
    void longValuesAreCutBetweenCharacters();
    void zeroCharactersDoNotEndAValue();
    void jsonHoldsTheWholeFailure();
    void jsonHoldsTheResult_data();
    void jsonHoldsTheResult();
    void withoutDetailsTheSnapshotSpeaks();
};

static QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

static TaskSnapshot failedTask()
{
    TaskSnapshot task;
    task.id = 42;
    task.name = text("사진 백업");
    task.kind = text("command");
    task.state = TaskSnapshot::State::Failed;
    task.created = 1'000ms;
    task.started = 1'500ms;
    task.ended = 4'000ms;
    task.failureType = text("CommandFailed");
    task.failureMessage = text("exit \"2\"");
    return task;
}

static QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

void TaskReportTest::environmentTellsEverythingOnce()
{
    const auto environment = taskreport::environment(failedTask(), {});

    const QMap<QString, QString> expected{{text("TASKDECK_TASK_ID"), text("42")},
                                          {text("TASKDECK_NAME"), text("사진 백업")},
                                          {text("TASKDECK_KIND"), text("command")},
                                          {text("TASKDECK_OUTCOME"), text("failed")},
                                          {text("TASKDECK_RESULT"), QString()},
                                          {text("TASKDECK_FAILURE_TYPE"), text("CommandFailed")},
                                          {text("TASKDECK_FAILURE_MESSAGE"), text("exit \"2\"")},
                                          {text("TASKDECK_ELAPSED_MS"), text("2500")}};
    QCOMPARE(environment, expected);
}

void TaskReportTest::longValuesAreCutBetweenCharacters()
{
    TaskSnapshot task = failedTask();
    task.name = QString(20'000, QChar(0xac00)); // 3 bytes each

    const QString name = taskreport::environment(task, {}).value(text("TASKDECK_NAME"));

    QCOMPARE(name, QString(taskreport::longestValue / 3, QChar(0xac00)));
}

void TaskReportTest::zeroCharactersDoNotEndAValue()
{
    TaskSnapshot task = failedTask();
    task.name = text("a") + QChar(u'\0') + text("b");

    QCOMPARE(taskreport::environment(task, {}).value(text("TASKDECK_NAME")), text("a\uFFFDb"));
    QCOMPARE(parsed(taskreport::json(task, {})).value(text("name")).toString(), task.name);
}

void TaskReportTest::jsonHoldsTheWholeFailure()
{
    monitor::Failure cause;
    cause.type = text("DiskError");
    cause.message = text("EIO");
    cause.throwSite = {{text("read"), text("disk.cpp"), 42}};
    TaskDetails details;
    details.failure.emplace();
    details.failure->type = text("CommandFailed");
    details.failure->causes = {cause};

    const QJsonObject json = parsed(taskreport::json(failedTask(), details));

    QCOMPARE(json.value(text("outcome")).toString(), text("failed"));
    QCOMPARE(json.value(text("elapsedMs")).toInt(), 2'500);
    const QJsonObject first =
        json.value(text("failure")).toObject().value(text("causes")).toArray().at(0).toObject();
    QCOMPARE(first.value(text("type")).toString(), text("DiskError"));
    QCOMPARE(first.value(text("throwSite")).toArray().at(0).toObject().value(text("line")).toInt(),
             42);
}

void TaskReportTest::jsonHoldsTheResult_data()
{
    QTest::addColumn<QVariant>("result");
    QTest::addColumn<QJsonValue>("json");
    QTest::addColumn<QString>("value");

    QTest::newRow("text") << QVariant(text("\"x\"\n")) << QJsonValue(text("\"x\"\n"))
                          << text("\"x\"\n");
    QTest::newRow("number") << QVariant(7) << QJsonValue(7) << text("7");
    QTest::newRow("nothing") << QVariant() << QJsonValue(QJsonValue::Null) << QString();
    QTest::newRow("a type that JSON does not know")
        << QVariant(QSize(1, 2)) << QJsonValue(QString()) << QString();
}

void TaskReportTest::jsonHoldsTheResult()
{
    QFETCH(QVariant, result);
    QFETCH(QJsonValue, json);
    QFETCH(QString, value);
    TaskSnapshot task = failedTask();
    task.state = TaskSnapshot::State::Done;
    TaskDetails details;
    details.result = result;

    QCOMPARE(parsed(taskreport::json(task, details)).value(text("result")), json);
    QCOMPARE(taskreport::environment(task, details).value(text("TASKDECK_RESULT")), value);
    QCOMPARE(parsed(taskreport::json(task, details)).value(text("failure")),
             QJsonValue(QJsonValue::Null));
}

void TaskReportTest::withoutDetailsTheSnapshotSpeaks()
{
    TaskSnapshot task = failedTask();
    task.resultPreview = text("half");

    const QJsonObject failure =
        parsed(taskreport::json(task, {})).value(text("failure")).toObject();

    QCOMPARE(failure.value(text("message")).toString(), text("exit \"2\""));
    QCOMPARE(taskreport::environment(task, {}).value(text("TASKDECK_RESULT")), text("half"));
}

QTEST_GUILESS_MAIN(TaskReportTest)
#include "tst_taskreport.moc"
