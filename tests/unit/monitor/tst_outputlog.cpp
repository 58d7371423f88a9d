// SPDX-License-Identifier: MIT
#include "outputstore_p.h"

#include <QtTest/QTest>

using namespace taskdeck::monitor;
using namespace Qt::StringLiterals;

using Channel = TaskOutput::Channel;

namespace {

QStringList linesOf(const OutputLog &log, qint64 from = 0)
{
    QStringList texts;
    for (const TaskOutput::Line &line : log.from(1, from).lines)
        texts += line.text;
    return texts;
}

} // namespace

class OutputLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineAppearsWhenItIsComplete();
    void aCharacterCutInTwoIsPutTogether();
    void theLastLineNeedsNoEnd();
    void carriageReturnsBeginTheLineAnew();
    void channelsKeepTheirOwnUnfinishedLines();
    void oldLinesAreDroppedAndCounted();
    void endlessLinesAreBroken();
    void bytesThatAreNotTextDoNoHarm();
};

void OutputLogTest::aLineAppearsWhenItIsComplete()
{
    OutputLog log;
    log.append(Channel::Out, "hal", 100);
    QCOMPARE(linesOf(log), QStringList());

    log.append(Channel::Out, "f\nand", 100);

    QCOMPARE(linesOf(log), QStringList{u"half"_s});
}

void OutputLogTest::aCharacterCutInTwoIsPutTogether()
{
    OutputLog log;
    const QByteArray text = u"작업\n"_s.toUtf8();

    log.append(Channel::Out, text.left(4), 100);
    log.append(Channel::Out, text.mid(4), 100);

    QCOMPARE(linesOf(log), QStringList{u"작업"_s});
}

void OutputLogTest::theLastLineNeedsNoEnd()
{
    OutputLog log;
    log.append(Channel::Out, "no end", 100);

    log.finish(100);

    QCOMPARE(linesOf(log), QStringList{u"no end"_s});
}

void OutputLogTest::carriageReturnsBeginTheLineAnew()
{
    OutputLog log;

    log.append(Channel::Out, "10 %\r20 %\r30 %\nwindows\r\n", 100);

    QCOMPARE(linesOf(log), (QStringList{u"30 %"_s, u"windows"_s}));
}

void OutputLogTest::channelsKeepTheirOwnUnfinishedLines()
{
    OutputLog log;

    log.append(Channel::Out, "out", 100);
    log.append(Channel::Error, "error\n", 100);
    log.append(Channel::Out, "put\n", 100);

    QCOMPARE(linesOf(log), (QStringList{u"error"_s, u"output"_s}));
    QCOMPARE(log.from(1, 0).lines.constFirst().channel, Channel::Error);
}

void OutputLogTest::oldLinesAreDroppedAndCounted()
{
    OutputLog log;
    for (int i = 0; i < 1000; ++i)
        log.append(Channel::Out, QByteArray::number(i) + '\n', 100);

    const TaskOutput output = log.from(1, 0);

    QVERIFY(output.lines.size() <= 100);
    QCOMPARE(output.first, output.kept);
    QCOMPARE(output.kept + output.lines.size(), 1000);
    QCOMPARE(output.lines.constLast().text, u"999"_s);
}

void OutputLogTest::endlessLinesAreBroken()
{
    OutputLog log;

    log.append(Channel::Out, QByteArray(100'000, 'x'), 100);

    QVERIFY(linesOf(log).size() >= 5);
}

void OutputLogTest::bytesThatAreNotTextDoNoHarm()
{
    OutputLog log;

    log.append(Channel::Out, QByteArray("\xff\xfe\0ok\n", 6), 100);

    QCOMPARE(linesOf(log).size(), 1);
    QVERIFY(linesOf(log).constFirst().endsWith(u"ok"_s));
}

QTEST_GUILESS_MAIN(OutputLogTest)
#include "tst_outputlog.moc"
