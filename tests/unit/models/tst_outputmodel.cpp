// SPDX-License-Identifier: MIT
#include "fakefeed.h"
#include "modeltesting.h"
#include "outputmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::monitor;
using modeltesting::column;

namespace {

QList<TaskOutput::Line> lines(qint64 first, qint64 count)
{
    QList<TaskOutput::Line> made;
    for (qint64 line = first; line < first + count; ++line)
        made += TaskOutput::Line{.text = QString::number(line)};
    return made;
}

/// A model that shows task 1 with a limit of five lines, under the eye of the model tester.
struct Watched {
    FakeFeed feed;
    OutputModel model{feed, 5};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Watched() { model.showTask(1); }

    void answer(qint64 first, qint64 count, qint64 kept = 0)
    {
        Q_EMIT feed.output({.id = 1, .first = first, .kept = kept, .lines = lines(first, count)});
    }
    QString text() const { return column(model, OutputModel::TextRole).join(u' '); }
};

} // namespace

class OutputModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesArriveInOneBatch();
    void growthAsksForWhatIsMissing();
    void overlappingAnswersAddNothingTwice();
    void gapCountsAsDropped();
    void oldLinesLeaveAtTheLimit();
    void answerBeyondTheLimitKeepsItsEnd();
    void otherTasksAreNotShown();
    void anotherTaskStartsOver();
    void errorLinesAreMarked();
};

void OutputModelTest::linesArriveInOneBatch()
{
    Watched w;
    QSignalSpy inserted(&w.model, &OutputModel::rowsInserted);

    w.answer(0, 3);

    QCOMPARE(w.text(), QStringLiteral("0 1 2"));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(w.model.text(), QStringLiteral("0\n1\n2\n"));
    QCOMPARE(w.model.droppedLines(), 0.0);
}

void OutputModelTest::growthAsksForWhatIsMissing()
{
    Watched w;

    w.feed.write(1, {QStringLiteral("a"), QStringLiteral("b")});
    w.feed.write(1, {QStringLiteral("c")});

    QCOMPARE(w.text(), QStringLiteral("a b c"));
    QCOMPARE(w.feed.outputRequests,
             (QList<FakeFeed::OutputRequest>{
                 {.id = 1, .firstLine = 0}, {.id = 1, .firstLine = 0}, {.id = 1, .firstLine = 2}}));
}

void OutputModelTest::overlappingAnswersAddNothingTwice()
{
    Watched w;

    w.answer(0, 3);
    w.answer(0, 3);
    w.answer(1, 3);
    w.answer(4, 0);

    QCOMPARE(w.text(), QStringLiteral("0 1 2 3"));
    QCOMPARE(w.model.droppedLines(), 0.0);
}

void OutputModelTest::gapCountsAsDropped()
{
    Watched w;
    QSignalSpy dropped(&w.model, &OutputModel::droppedLinesChanged);

    w.answer(0, 0, 10); // nothing is left of ten lines
    QCOMPARE(w.model.droppedLines(), 10.0);
    w.answer(10, 2, 10);
    QCOMPARE(w.model.droppedLines(), 10.0);
    w.answer(15, 1, 15);

    QCOMPARE(w.text(), QStringLiteral("10 11 15"));
    QCOMPARE(w.model.droppedLines(), 13.0);
    QCOMPARE(dropped.size(), 2);
}

void OutputModelTest::oldLinesLeaveAtTheLimit()
{
    Watched w;
    w.answer(0, 4);
    QSignalSpy removed(&w.model, &OutputModel::rowsRemoved);

    w.answer(4, 3);

    QCOMPARE(w.text(), QStringLiteral("2 3 4 5 6"));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(w.model.droppedLines(), 2.0);
}

void OutputModelTest::answerBeyondTheLimitKeepsItsEnd()
{
    Watched w;
    w.answer(0, 2);

    w.answer(2, 10);

    QCOMPARE(w.text(), QStringLiteral("7 8 9 10 11"));
    QCOMPARE(w.model.droppedLines(), 7.0);
}

void OutputModelTest::otherTasksAreNotShown()
{
    Watched w;

    w.feed.write(2, {QStringLiteral("other")});
    Q_EMIT w.feed.output({.id = 2, .lines = lines(0, 1)});

    QCOMPARE(w.model.count(), 0);
    QCOMPARE(w.feed.outputRequests.size(), 1);
}

void OutputModelTest::anotherTaskStartsOver()
{
    Watched w;
    w.answer(10, 2, 10);
    w.feed.written.insert(2, lines(0, 1));

    w.model.showTask(2);
    QCOMPARE(w.text(), QStringLiteral("0"));
    QCOMPARE(w.model.droppedLines(), 0.0);

    w.model.showTask(0);
    QCOMPARE(w.model.count(), 0);
    QCOMPARE(w.feed.outputRequests.last(), (FakeFeed::OutputRequest{.id = 2, .firstLine = 0}));
}

void OutputModelTest::errorLinesAreMarked()
{
    Watched w;

    Q_EMIT w.feed.output(
        {.id = 1,
         .lines = {{.text = QStringLiteral("fine")},
                   {.channel = TaskOutput::Channel::Error, .text = QStringLiteral("bad")}}});

    QCOMPARE(column(w.model, OutputModel::IsErrorRole).join(u' '), QStringLiteral("false true"));
}

QTEST_GUILESS_MAIN(OutputModelTest)
#include "tst_outputmodel.moc"
