// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "demo.h"

#include <taskdeck/exception.h>
#include <taskdeck/monitor/localfeed.h>

#include <QtTest/QSignalSpy>

using namespace apptesting;
using namespace taskdeck;
using State = monitor::TaskSnapshot::State;

/// The demo as a newcomer finds it: everything that it promises is there, for real.
class DemoTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void someTasksFinish();
    void someTasksFailAsTheyShould_data();
    void someTasksFailAsTheyShould();
    void failuresHaveTheirCauses();
    void tasksWaitForEachOther();
    void firstCancelIsRefusedTheSecondIsNot();
    void everythingEndsWithTheProgram();

private:
    monitor::TaskSnapshot taskNamed(const QString &name) const
    {
        const auto tasks = m_feed.snapshot();
        for (const auto &task : tasks) {
            if (task.name == name)
                return task;
        }
        return {};
    }
    State stateOf(const QString &name) const { return taskNamed(name).state; }

    monitor::LocalFeed m_feed;
    Demo m_demo;
};

static QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

void DemoTest::initTestCase()
{
    QCOMPARE(m_demo.start(), QString());
}

void DemoTest::someTasksFinish()
{
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(text("weather in Jeju")), State::Done, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(taskNamed(text("download korea-map.iso")).progress > 0, 30'000);
}

void DemoTest::someTasksFailAsTheyShould_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");

    QTest::newRow("chain") << text("monthly report") << text("ReportError") << text("report");
    QTest::newRow("batch") << text("사진 백업") << text("BatchError") << text("한라산.jpg");
    QTest::newRow("download") << text("글꼴 내려받기") << text("HttpError")
                              << text("404 Not Found");
    QTest::newRow("command") << text("tar -xf backup.tar") << text("CommandFailed")
                             << text("exit code 2");
}

void DemoTest::someTasksFailAsTheyShould()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(QString, message);

    QTRY_COMPARE_WITH_TIMEOUT(stateOf(name), State::Failed, 60'000);
    const auto task = taskNamed(name);
    QVERIFY2(task.failureType.contains(type), qPrintable(task.failureType));
    QVERIFY2(task.failureMessage.contains(message), qPrintable(task.failureMessage));
}

void DemoTest::failuresHaveTheirCauses()
{
    QSignalSpy details(&m_feed, &monitor::TaskFeed::details);

    m_feed.requestDetails(taskNamed(text("monthly report")).id);

    QTRY_COMPARE_WITH_TIMEOUT(details.size(), 1, 30'000);
    auto failure = details.at(0).at(0).value<monitor::TaskDetails>().failure;
    QVERIFY(failure);
    int depth = 0;
    for (auto current = *failure; !current.causes.isEmpty();
         current = monitor::Failure(current.causes.first()))
        ++depth;
    QCOMPARE(depth, 3);
}

void DemoTest::tasksWaitForEachOther()
{
    QTRY_VERIFY_WITH_TIMEOUT(taskNamed(text("render diagrams")).progress >= 0, 30'000);

    auto task = taskNamed(text("publish site"));
    QStringList names{task.name};
    while (task.waitsOnTask != 0) {
        const auto tasks = m_feed.snapshot();
        for (const auto &candidate : tasks) {
            if (candidate.id == task.waitsOnTask) {
                task = candidate;
                break;
            }
        }
        names += task.name;
    }
    QCOMPARE(names.size(), 5);
}

void DemoTest::firstCancelIsRefusedTheSecondIsNot()
{
    const QString name = text("write search index");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(name), State::Waiting, 30'000);

    m_feed.requestCancel(taskNamed(name).id, text("enough"));
    QTRY_COMPARE_WITH_TIMEOUT(taskNamed(name).cancelVerdict,
                              monitor::TaskSnapshot::CancelVerdict::Refused, 30'000);
    QVERIFY(!taskNamed(name).isOver());

    m_feed.requestCancel(taskNamed(name).id, text("really"));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(name), State::Cancelled, 30'000);
}

void DemoTest::everythingEndsWithTheProgram()
{
    QStringList reports;
    Loop::current().setExceptionHandler([&reports](const ErrorContext &context) {
        reports += context.message;
    });

    Loop::current().shutdown(4s);

    QCOMPARE(reports, QStringList());
    const auto tasks = m_feed.snapshot();
    for (const auto &task : tasks)
        QVERIFY2(task.isOver(), qPrintable(task.name));
}

QTEST_GUILESS_MAIN(DemoTest)
#include "tst_demo.moc"
