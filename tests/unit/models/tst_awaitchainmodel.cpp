// SPDX-License-Identifier: MIT
#include "awaitchainmodel.h"
#include "modeltesting.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::monitor;
using modeltesting::column;

namespace {

QList<ChainLink> awaits()
{
    return {{.task = 1,
             .name = QStringLiteral("sync"),
             .frames = {{QStringLiteral("fetch"), QStringLiteral("net.cpp"), 7},
                        {QStringLiteral("syncAll"), {}, 0}}},
            {.task = 2, .name = QStringLiteral("read")}};
}

QList<ChainLink> awaitedBy()
{
    return {{.task = 3, .name = QStringLiteral("main")}};
}

} // namespace

static TaskDetails chains(const QList<ChainLink> &below, const QList<ChainLink> &above)
{
    TaskDetails details;
    details.awaits = below;
    details.awaitedBy = above;
    return details;
}

class AwaitChainModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailedTaskShowsWhereItFailed();
    void taskRowsAreFollowedByTheirFrames();
    void frameRowSaysWhere();
    void equalChainsAreNotAChange();
};

void AwaitChainModelTest::taskRowsAreFollowedByTheirFrames()
{
    AwaitChainModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDetails(chains(awaits(), awaitedBy()));

    QCOMPARE(
        column(model, Qt::DisplayRole),
        (QStringList{QStringLiteral("sync"), QStringLiteral("fetch  net.cpp:7"),
                     QStringLiteral("syncAll"), QStringLiteral("read"), QStringLiteral("main")}));
    QCOMPARE(column(model, AwaitChainModel::TaskIdRole).join(u' '), QStringLiteral("1 1 1 2 3"));
    QCOMPARE(column(model, AwaitChainModel::DepthRole).join(u' '), QStringLiteral("0 0 0 1 0"));
    QCOMPARE(column(model, AwaitChainModel::IsTaskRole).join(u' '),
             QStringLiteral("true false false true true"));
    QCOMPARE(model.index(3).data(AwaitChainModel::SectionRole), QStringLiteral("Waits on"));
    QCOMPARE(model.index(4).data(AwaitChainModel::SectionRole), QStringLiteral("Awaited by"));
}

void AwaitChainModelTest::frameRowSaysWhere()
{
    AwaitChainModel model;
    model.setDetails(chains(awaits(), {}));
    const QModelIndex task = model.index(0);
    const QModelIndex frame = model.index(1);

    QCOMPARE(task.data(AwaitChainModel::PlaceRole), QString());
    QCOMPARE(frame.data(AwaitChainModel::NameRole), QStringLiteral("sync"));
    QCOMPARE(frame.data(AwaitChainModel::FunctionNameRole), QStringLiteral("fetch"));
    QCOMPARE(frame.data(AwaitChainModel::FileRole), QStringLiteral("net.cpp"));
    QCOMPARE(frame.data(AwaitChainModel::LineRole), 7);
    QCOMPARE(frame.data(AwaitChainModel::PlaceRole), QStringLiteral("fetch  net.cpp:7"));
}

void AwaitChainModelTest::equalChainsAreNotAChange()
{
    AwaitChainModel model;
    QSignalSpy count(&model, &AwaitChainModel::countChanged);
    QSignalSpy reset(&model, &AwaitChainModel::modelReset);

    model.setDetails(chains(awaits(), awaitedBy()));
    model.setDetails(chains(awaits(), awaitedBy()));
    QCOMPARE(reset.size(), 1);

    model.setDetails({});
    QCOMPARE(model.count(), 0);
    QCOMPARE(count.size(), 2);
}

void AwaitChainModelTest::aFailedTaskShowsWhereItFailed()
{
    AwaitChainModel model;
    TaskDetails details = chains(awaits(), {});
    details.failure = Failure{};

    model.setDetails(details);

    QCOMPARE(model.index(0).data(AwaitChainModel::SectionRole).toString(),
             QStringLiteral("Failed in"));
}

QTEST_GUILESS_MAIN(AwaitChainModelTest)
#include "tst_awaitchainmodel.moc"
