// SPDX-License-Identifier: MIT
#include "modeltesting.h"
#include "valuetext.h"
#include "valuetreemodel.h"

#include <QtCore/QLocale>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using modeltesting::column;

namespace {

QVariant nested()
{
    const QVariantMap inner{{QStringLiteral("ok"), true},
                            {QStringLiteral("sizes"), QVariantList{1, 2.5}}};
    return QVariantMap{{QStringLiteral("a"), inner}, {QStringLiteral("b"), QStringLiteral("text")}};
}

QString keys(const ValueTreeModel &model)
{
    return column(model, ValueTreeModel::KeyRole).join(u' ');
}

} // namespace

class ValueTreeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void containersStartFolded();
    void unfoldingInsertsTheEntriesBelow();
    void foldingTakesDeeperRowsAlong();
    void scalarIsOneRow_data();
    void scalarIsOneRow();
    void containersOfAnyTypeFold_data();
    void containersOfAnyTypeFold();
    void longListSaysWhatItDoesNotShow();
    void equalValueIsNotAChange();
    void wholeValueReadsAsJson();
};

void ValueTreeModelTest::containersStartFolded()
{
    ValueTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setValue(nested());

    QCOMPARE(keys(model), QStringLiteral("a b"));
    QCOMPARE(model.index(0).data(ValueTreeModel::ValueTextRole), QStringLiteral("2 item(s)"));
    QCOMPARE(model.index(0).data(ValueTreeModel::HasChildrenRole), true);
    QCOMPARE(model.index(0).data(ValueTreeModel::ExpandedRole), false);
    QCOMPARE(model.index(1).data(ValueTreeModel::ValueTextRole), QStringLiteral("text"));
    QCOMPARE(model.index(1).data(ValueTreeModel::TypeTextRole), QStringLiteral("QString"));
}

void ValueTreeModelTest::unfoldingInsertsTheEntriesBelow()
{
    ValueTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setValue(nested());
    model.setExpanded(0, true);
    model.setExpanded(2, true);

    QCOMPARE(keys(model), QStringLiteral("a ok sizes [0] [1] b"));
    QCOMPARE(column(model, ValueTreeModel::DepthRole).join(u' '), QStringLiteral("0 1 1 2 2 0"));
    QCOMPARE(model.index(4).data(ValueTreeModel::ValueTextRole), QStringLiteral("2.5"));
}

void ValueTreeModelTest::foldingTakesDeeperRowsAlong()
{
    ValueTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setValue(nested());
    model.setExpanded(0, true);
    model.setExpanded(2, true);
    QSignalSpy removed(&model, &ValueTreeModel::rowsRemoved);

    model.setExpanded(0, false);
    QCOMPARE(keys(model), QStringLiteral("a b"));
    QCOMPARE(removed.size(), 1);

    model.setExpanded(1, true); // a scalar
    model.setExpanded(-1, true);
    model.setExpanded(99, true);
    QCOMPARE(keys(model), QStringLiteral("a b"));
}

void ValueTreeModelTest::scalarIsOneRow_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("expected");

    QTest::newRow("number") << QVariant(42) << QStringLiteral("42");
    QTest::newRow("truth") << QVariant(true) << QStringLiteral("true");
    QTest::newRow("text of two lines") << QVariant(QStringLiteral("a\nb")) << QStringLiteral("a b");
    QTest::newRow("bytes of text")
        << QVariant(QByteArray("caf\xc3\xa9")) << QStringLiteral("café (5 bytes)");
    QTest::newRow("other bytes") << QVariant(QByteArray("\xff\x0a"))
                                 << QStringLiteral("ff 0a (2 bytes)");
}

void ValueTreeModelTest::scalarIsOneRow()
{
    QFETCH(QVariant, value);
    QFETCH(QString, expected);

    ValueTreeModel model;
    model.setValue(value);

    QCOMPARE(model.count(), 1);
    QCOMPARE(model.index(0).data(ValueTreeModel::ValueTextRole), expected);
    QCOMPARE(model.index(0).data(ValueTreeModel::HasChildrenRole), false);
}

void ValueTreeModelTest::containersOfAnyTypeFold_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("expected");

    const QString k = QStringLiteral("k");
    QTest::newRow("hash") << QVariant(QVariantHash{{k, 1}}) << k;
    QTest::newRow("typed map") << QVariant::fromValue(QMap<QString, int>{{k, 1}}) << k;
    QTest::newRow("map of numbers")
        << QVariant::fromValue(QMap<int, QString>{{5, k}}) << QStringLiteral("5");
    QTest::newRow("texts") << QVariant(QStringList{k, k}) << QStringLiteral("[0] [1]");
    QTest::newRow("typed list") << QVariant::fromValue(QList<double>{0.5}) << QStringLiteral("[0]");
    QTest::newRow("empty list") << QVariant(QVariantList{}) << QString();
}

void ValueTreeModelTest::containersOfAnyTypeFold()
{
    QFETCH(QVariant, value);
    QFETCH(QString, expected);

    ValueTreeModel model;
    model.setValue(value);

    QCOMPARE(keys(model), expected);
}

void ValueTreeModelTest::longListSaysWhatItDoesNotShow()
{
    ValueTreeModel model;
    model.setValue(QVariant::fromValue(QList<int>(ValueTreeModel::EntryLimit + 5, 7)));

    QCOMPARE(model.count(), ValueTreeModel::EntryLimit + 1);
    QCOMPARE(model.index(ValueTreeModel::EntryLimit).data(ValueTreeModel::ValueTextRole),
             QStringLiteral("5 more, not shown"));
}

void ValueTreeModelTest::equalValueIsNotAChange()
{
    ValueTreeModel model;
    model.setValue(nested());
    model.setExpanded(0, true);
    QSignalSpy reset(&model, &ValueTreeModel::modelReset);

    model.setValue(nested());
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.count(), 4);

    model.setValue({});
    QCOMPARE(model.count(), 0);
}

void ValueTreeModelTest::wholeValueReadsAsJson()
{
    const QString json =
        QStringLiteral("{\n    \"a\": [\n        1\n    ],\n    \"b\": \"c\"\n}\n");
    QCOMPARE(valuetext::whole(QVariantMap{{QStringLiteral("a"), QVariant::fromValue(QList<int>{1})},
                                          {QStringLiteral("b"), QByteArray("c")}}),
             json);
    QCOMPARE(valuetext::whole(QVariantList{}), QStringLiteral("[\n]\n"));
    QCOMPARE(valuetext::whole(QStringLiteral("a\nb")), QStringLiteral("a\nb"));
    QCOMPARE(valuetext::whole({}), QString());
}

QTEST_GUILESS_MAIN(ValueTreeModelTest)
#include "tst_valuetreemodel.moc"
