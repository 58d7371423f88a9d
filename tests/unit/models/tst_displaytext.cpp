// SPDX-License-Identifier: MIT
#include "displaytext.h"

#include <QtCore/QLocale>
#include <QtTest/QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace taskdeck;
using taskdeck::monitor::Frame;

Q_DECLARE_METATYPE(taskdeck::monitor::Frame)

class DisplayTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void elapsedIsCutToWhatMatters_data();
    void elapsedIsCutToWhatMatters();
    void busyStartsWithMicroseconds_data();
    void busyStartsWithMicroseconds();
    void bytesAreBinaryWithOneDigit_data();
    void bytesAreBinaryWithOneDigit();
    void momentNamesTheDayUnlessItIsToday();
    void placesShowWhatIsKnown_data();
    void placesShowWhatIsKnown();
    void longForeignTextBecomesOneShortLine();
    void terminalEscapesAreTakenOut_data();
    void terminalEscapesAreTakenOut();
};

void DisplayTextTest::initTestCase()
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
}

void DisplayTextTest::elapsedIsCutToWhatMatters_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("expected");

    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0.00 s");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("0.00 s");
    QTest::newRow("hundredths") << qint64(429) << QStringLiteral("0.42 s");
    QTest::newRow("last with hundredths") << qint64(9'999) << QStringLiteral("9.99 s");
    QTest::newRow("tenths") << qint64(12'345) << QStringLiteral("12.3 s");
    QTest::newRow("never sixty seconds") << qint64(59'999) << QStringLiteral("59.9 s");
    QTest::newRow("minutes") << qint64(65'000) << QStringLiteral("1:05");
    QTest::newRow("last minute") << qint64(3'599'999) << QStringLiteral("59:59");
    QTest::newRow("hours") << qint64(8'040'000) << QStringLiteral("2 h 14 m");
    QTest::newRow("days stay hours") << qint64(180'000'000) << QStringLiteral("50 h 0 m");
}

void DisplayTextTest::elapsedIsCutToWhatMatters()
{
    QFETCH(qint64, ms);
    QFETCH(QString, expected);

    QCOMPARE(displaytext::elapsed(std::chrono::milliseconds(ms)), expected);
}

void DisplayTextTest::busyStartsWithMicroseconds_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("expected");

    QTest::newRow("microseconds") << qint64(310) << QStringLiteral("310 µs");
    QTest::newRow("milliseconds") << qint64(12'345) << QStringLiteral("12.3 ms");
    QTest::newRow("seconds") << qint64(1'200'000) << QStringLiteral("1.20 s");
}

void DisplayTextTest::busyStartsWithMicroseconds()
{
    QFETCH(qint64, us);
    QFETCH(QString, expected);

    QCOMPARE(displaytext::busy(std::chrono::microseconds(us)), expected);
}

void DisplayTextTest::bytesAreBinaryWithOneDigit_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("expected");

    QTest::newRow("bytes") << qint64(312) << QStringLiteral("312 bytes");
    QTest::newRow("kibibytes") << qint64(3'174) << QStringLiteral("3.1 KiB");
    QTest::newRow("mebibytes") << qint64(12 * 1'048'576) << QStringLiteral("12.0 MiB");
}

void DisplayTextTest::bytesAreBinaryWithOneDigit()
{
    QFETCH(qint64, count);
    QFETCH(QString, expected);

    QCOMPARE(displaytext::bytes(count), expected);
}

void DisplayTextTest::momentNamesTheDayUnlessItIsToday()
{
    const std::chrono::milliseconds morning = 36'930s; // 10:15:30 on the first day
    const QLocale locale;
    const QString day = locale.toString(QDate(1970, 1, 1), QLocale::ShortFormat);

    QCOMPARE(displaytext::moment(0ms, morning), QString());
    QCOMPARE(displaytext::moment(morning, morning + 1h), QStringLiteral("10:15:30"));
    QCOMPARE(displaytext::moment(morning, morning + 24h), day + QStringLiteral(" 10:15:30"));
}

void DisplayTextTest::placesShowWhatIsKnown_data()
{
    QTest::addColumn<Frame>("frame");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("stackLine");

    const QString function = QStringLiteral("read");
    const QString file = QStringLiteral("disk.cpp");
    QTest::newRow("all") << Frame{function, file, 42} << QStringLiteral("disk.cpp:42 in read")
                         << QStringLiteral("read  disk.cpp:42");
    QTest::newRow("no line") << Frame{function, file, 0} << QStringLiteral("disk.cpp in read")
                             << QStringLiteral("read  disk.cpp");
    QTest::newRow("no file") << Frame{function, {}, 42} << function << function;
    QTest::newRow("no function") << Frame{{}, file, 42} << QStringLiteral("disk.cpp:42")
                                 << QStringLiteral("disk.cpp:42");
    QTest::newRow("nothing") << Frame{} << QString() << QString();
}

void DisplayTextTest::placesShowWhatIsKnown()
{
    QFETCH(Frame, frame);
    QFETCH(QString, place);
    QFETCH(QString, stackLine);

    QCOMPARE(displaytext::place(frame), place);
    QCOMPARE(displaytext::frame(frame), stackLine);
}

void DisplayTextTest::longForeignTextBecomesOneShortLine()
{
    const QString blanks(10'000, u' ');

    QCOMPARE(displaytext::oneLine(QStringLiteral(" a\n\tb ")), QStringLiteral("a b"));
    QCOMPARE(displaytext::oneLine(QString(20, u'x'), 5), QStringLiteral("xxxx…"));
    QCOMPARE(displaytext::oneLine(blanks + u'x'), QStringLiteral("…"));
    QCOMPARE(displaytext::failure(QStringLiteral("E"), QStringLiteral("bad\nblock")),
             QStringLiteral("E: bad block"));
    QCOMPARE(displaytext::failure(QStringLiteral("E"), {}), QStringLiteral("E"));
}

void DisplayTextTest::terminalEscapesAreTakenOut_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"[33m is no escape"_s << u"[33m is no escape"_s;
    QTest::newRow("colour") << u"\x1b[1;33mwarning:\x1b[0m unused"_s << u"warning: unused"_s;
    QTest::newRow("cursor") << u"\x1b[2K\x1b[1Gdone"_s << u"done"_s;
    QTest::newRow("title, BEL") << u"\x1b]0;title\x07text"_s << u"text"_s;
    QTest::newRow("link, ST") << u"\x1b]8;;http://x\x1b\\link"_s << u"link"_s;
}

void DisplayTextTest::terminalEscapesAreTakenOut()
{
    QFETCH(QString, line);
    QFETCH(QString, shown);

    QCOMPARE(displaytext::withoutEscapes(line), shown);
}

QTEST_GUILESS_MAIN(DisplayTextTest)
#include "tst_displaytext.moc"
