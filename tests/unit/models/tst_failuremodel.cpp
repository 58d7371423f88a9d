// SPDX-License-Identifier: MIT
#include "failuremodel.h"
#include "modeltesting.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::monitor;
using modeltesting::column;

namespace {

/// A group of two; the second member has a cause.
Failure groupFailure()
{
    const Failure cause{.type = QStringLiteral("OSError"),
                        .message = QStringLiteral("EIO"),
                        .throwSite = {{QStringLiteral("read"), QStringLiteral("disk.cpp"), 42},
                                      {QStringLiteral("scan"), QStringLiteral("scan.cpp"), 7}}};
    return {.type = QStringLiteral("ExceptionGroup"),
            .message = QStringLiteral("2 failures"),
            .members = {{.type = QStringLiteral("TimeoutError")},
                        {.type = QStringLiteral("RuntimeError"),
                         .message = QStringLiteral("bad\nblock"),
                         .causes = {cause}}}};
}

} // namespace

class FailureModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeIsFlattenedDepthFirst();
    void framesAreLinesInnermostFirst();
    void textIsForTheClipboard();
    void equalFailureIsNotAChange();
    void noFailureIsNoRow();
};

void FailureModelTest::treeIsFlattenedDepthFirst()
{
    FailureModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFailure(groupFailure());

    QCOMPARE(column(model, FailureModel::DepthRole),
             (QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("1"),
                          QStringLiteral("2")}));
    QCOMPARE(column(model, FailureModel::TypeRole),
             (QStringList{QStringLiteral("ExceptionGroup"), QStringLiteral("TimeoutError"),
                          QStringLiteral("RuntimeError"), QStringLiteral("OSError")}));
    QCOMPARE(column(model, FailureModel::RelationRole),
             (QStringList{QString(), QStringLiteral("member 1 of 2"),
                          QStringLiteral("member 2 of 2"), QStringLiteral("caused by")}));
}

void FailureModelTest::framesAreLinesInnermostFirst()
{
    FailureModel model;
    model.setFailure(groupFailure());

    QCOMPARE(
        model.index(3).data(FailureModel::FramesRole).toStringList(),
        (QStringList{QStringLiteral("read  disk.cpp:42"), QStringLiteral("scan  scan.cpp:7")}));
    QCOMPARE(model.index(0).data(FailureModel::FramesRole).toStringList(), QStringList());
}

void FailureModelTest::textIsForTheClipboard()
{
    FailureModel model;
    QCOMPARE(model.text(), QString());

    model.setFailure(groupFailure());

    QCOMPARE(model.text().split(u'\n'),
             (QStringList{QStringLiteral("ExceptionGroup: 2 failures"),
                          QStringLiteral("  member 1 of 2 TimeoutError"),
                          QStringLiteral("  member 2 of 2 RuntimeError: bad"),
                          QStringLiteral("  block"), QStringLiteral("    caused by OSError: EIO"),
                          QStringLiteral("        read  disk.cpp:42"),
                          QStringLiteral("        scan  scan.cpp:7")}));
}

void FailureModelTest::equalFailureIsNotAChange()
{
    FailureModel model;
    model.setFailure(groupFailure());
    QSignalSpy reset(&model, &FailureModel::modelReset);

    model.setFailure(groupFailure());

    QCOMPARE(reset.size(), 0);
}

void FailureModelTest::noFailureIsNoRow()
{
    FailureModel model;
    QSignalSpy count(&model, &FailureModel::countChanged);
    model.setFailure(groupFailure());
    model.setFailure({});

    QCOMPARE(model.count(), 0);
    QCOMPARE(count.size(), 2);
}

QTEST_GUILESS_MAIN(FailureModelTest)
#include "tst_failuremodel.moc"
