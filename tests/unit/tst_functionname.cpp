// SPDX-License-Identifier: MIT
#include "symbols_p.h"

#include <QtTest/QTest>

using namespace taskdeck;
using namespace Qt::StringLiterals;

class FunctionNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsWritten_data();
    void isAsWritten();
};

void FunctionNameTest::isAsWritten_data()
{
    QTest::addColumn<QByteArray>("symbol");
    QTest::addColumn<QString>("name");

    QTest::newRow("function") << QByteArray("_Z4loadi") << u"load(int)"_s;
    QTest::newRow("C") << QByteArray("i") << u"i"_s;
    QTest::newRow("C, split") << QByteArray("load.part.0.cold") << u"load"_s;
    QTest::newRow("split") << QByteArray("_Z4loadi.cold") << u"load(int)"_s;
    QTest::newRow("string") << QByteArray(
                                   "_Z4failRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE")
                            << u"fail(std::string const&)"_s;
    QTest::newRow("coroutine, g++")
        << QByteArray("_Z4loadPZ4loadiE14_Z4loadi.Frame.actor") << u"load(int)"_s;
    QTest::newRow("coroutine, g++ -O2")
        << QByteArray("_Z4loadPZ4loadiE14_Z4loadi.Frame.actor.cold") << u"load(int)"_s;
    QTest::newRow("coroutine, destroyed")
        << QByteArray("_Z4loadPZ4loadiE14_Z4loadi.Frame.destroy") << u"load(int)"_s;
    QTest::newRow("coroutine with _Z in its name")
        << QByteArray("_Z5my_ZoPZ5my_ZoiE15_Z5my_Zoi.Frame.actor") << u"my_Zo(int)"_s;
    QTest::newRow("coroutine, clang") << QByteArray("_Z4loadi.resume") << u"load(int)"_s;
    QTest::newRow("damaged") << QByteArray("_Z4lo") << u"_Z4lo"_s;
}

void FunctionNameTest::isAsWritten()
{
    QFETCH(QByteArray, symbol);
    QFETCH(QString, name);

    QCOMPARE(throwtrace::functionName(symbol.constData()), name);
}

QTEST_GUILESS_MAIN(FunctionNameTest)
#include "tst_functionname.moc"
