// SPDX-License-Identifier: MIT
#include "options.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <unistd.h>

using namespace taskdeck;

class OptionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void screenshotNeedsAFolderThatCanBeWritten();
    void helpNamesEveryOption();

private:
    static Parsed<Options> parsed(const QString &line)
    {
        return parseOptions(QStringList{QStringLiteral("taskdeck")} +
                            line.split(u' ', Qt::SkipEmptyParts));
    }
};

static QString summary(const Options &options)
{
    return QStringLiteral(
               "mode %1 demo %2 lang '%3' theme '%4' size %5x%6 after %7 select '%8' tab '%9'")
        .arg(int(options.mode))
        .arg(options.demo)
        .arg(options.language, options.colorScheme)
        .arg(options.size.width())
        .arg(options.size.height())
        .arg(options.screenshotAfter.count())
        .arg(options.screenshotSelect, options.screenshotTab);
}

void OptionsTest::understands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const char *line, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(expected);
    };
    row("nothing", "", "mode 0 demo 0 lang '' theme '' size -1x-1 after 1500 select '' tab ''");
    row("demo", "--demo", "mode 0 demo 1 lang '' theme '' size -1x-1 after 1500 select '' tab ''");
    row("theme", "--theme dark",
        "mode 0 demo 0 lang '' theme 'dark' size -1x-1 after 1500 select '' tab ''");
    row("system theme", "--theme system",
        "mode 0 demo 0 lang '' theme '' size -1x-1 after 1500 select '' tab ''");
    row("language", "--lang=ko",
        "mode 0 demo 0 lang 'ko' theme '' size -1x-1 after 1500 select '' tab ''");
    row("size", "--size 1280x800",
        "mode 0 demo 0 lang '' theme '' size 1280x800 after 1500 select '' tab ''");
    row("picture", "--screenshot-after 0 --screenshot-select a --screenshot-tab Exception",
        "mode 0 demo 0 lang '' theme '' size -1x-1 after 0 select 'a' tab 'exception'");
    row("version", "--version",
        "mode 1 demo 0 lang '' theme '' size -1x-1 after 1500 select '' tab ''");
    row("help wins", "-h --size wrong",
        "mode 2 demo 0 lang '' theme '' size -1x-1 after 1500 select '' tab ''");
}

void OptionsTest::understands()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);

    const auto options = parsed(line);

    QVERIFY2(options.value, qPrintable(options.message));
    QCOMPARE(summary(*options.value), expected);
}

void OptionsTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("names"); // what the sentence must speak of

    const auto row = [](const char *name, const char *line, const char *names) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(names);
    };
    row("unknown option", "--frobnicate", "frobnicate");
    row("missing value", "--theme", "theme");
    row("unknown theme", "--theme blue", "blue");
    row("unknown language", "--lang tlh", "tlh");
    row("size without height", "--size 1280", "1280");
    row("size in words", "--size bigxhuge", "bigxhuge");
    row("size of zero", "--size 0x0", "0x0");
    row("size beyond reason", "--size 99999x99999", "99999x99999");
    row("negative time", "--screenshot-after=-1", "-1");
    row("time in words", "--screenshot-after soon", "soon");
    row("unknown pane", "--screenshot-tab nowhere", "nowhere");
    row("stray word", "open", "open");
    row("picture on a device", "--screenshot /dev/full", "/dev/full");
    row("no such folder", "--screenshot /nowhere/at/all/a.png", "/nowhere/at/all");
}

void OptionsTest::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, names);

    const auto options = parsed(line);

    QVERIFY(!options.value);
    QVERIFY2(options.message.contains(names), qPrintable(options.message));
    QVERIFY2(!options.message.contains(u'\n'), qPrintable(options.message));
}

void OptionsTest::screenshotNeedsAFolderThatCanBeWritten()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.png"));
    QVERIFY(parsed(QStringLiteral("--screenshot ") + file).value);
    QVERIFY(!parsed(QStringLiteral("--screenshot ") + folder.path()).value);
    if (::geteuid() == 0)
        QSKIP("the administrator may write anywhere");

    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
    const auto refused = parsed(QStringLiteral("--screenshot ") + file);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    QVERIFY(!refused.value);
    QVERIFY2(refused.message.contains(folder.path()), qPrintable(refused.message));
}

void OptionsTest::helpNamesEveryOption()
{
    const QString help = helpText();

    for (const char *option :
         {"--demo", "--theme", "--lang", "--size", "--screenshot", "--version", "--help"})
        QVERIFY2(help.contains(QLatin1String(option)), option);
}

QTEST_GUILESS_MAIN(OptionsTest)
#include "tst_options.moc"
