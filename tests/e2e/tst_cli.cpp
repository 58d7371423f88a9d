// SPDX-License-Identifier: MIT
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

#include <csignal>

/// The real program, by its command line.
class CliTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void mistakesAreOneSentence_data();
    void mistakesAreOneSentence();
    void versionAndHelpNeedNoDisplay_data();
    void versionAndHelpNeedNoDisplay();
    void drawsThePicture_data();
    void drawsThePicture();
    void pictureOfAnUnknownTaskFails();
    void pictureThatCannotBeSavedFails();
    void aSignalEndsItCleanly_data();
    void aSignalEndsItCleanly();
    void withoutPreferencesItGoesOn();

private:
    static constexpr int patience = 60'000;

    struct Ended {
        int code = -1;
        QString out{};
        QString error{};
    };
    Ended run(const QStringList &arguments) const
    {
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(TASKDECK_PROGRAM), arguments);
        const bool hasEnded =
            program.waitForFinished(patience) && program.exitStatus() == QProcess::NormalExit;
        return {hasEnded ? program.exitCode() : -1,
                QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }
    QString file(const char *name) const { return folder->filePath(QLatin1String(name)); }

    std::optional<QTemporaryDir> folder;
    QProcessEnvironment environment;
};

static QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

void CliTest::init()
{
    folder.emplace();
    environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder->path());
}

void CliTest::mistakesAreOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");

    const auto row = [](const char *name, const char *line, const char *names) {
        QTest::newRow(name) << words(line) << QString::fromLatin1(names);
    };
    row("unknown option", "--frobnicate", "frobnicate");
    row("missing value", "--size", "size");
    row("bad size", "--size 12x", "12x");
    row("bad theme", "--theme pink", "pink");
    row("bad language", "--lang xx", "xx");
    row("stray word", "please", "please");
    row("no such folder", "--screenshot /nowhere/at/all/a.png", "/nowhere/at/all");
}

void CliTest::mistakesAreOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);

    const Ended ended = run(arguments);

    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.error.startsWith(QStringLiteral("taskdeck: ")), qPrintable(ended.error));
    QVERIFY2(ended.error.contains(names), qPrintable(ended.error));
    QCOMPARE(ended.error.count(u'\n'), 1);
}

void CliTest::versionAndHelpNeedNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("contains");

    QTest::newRow("version") << words("--version")
                             << QStringLiteral("taskdeck " TASKDECK_VERSION "\n");
    QTest::newRow("help") << words("--help") << QStringLiteral("--screenshot");
}

void CliTest::versionAndHelpNeedNoDisplay()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, contains);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("no-such-platform"));

    const Ended ended = run(arguments);

    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains(contains), qPrintable(ended.out));
    QCOMPARE(ended.error, QString());
}

void CliTest::drawsThePicture_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QSize>("size");

    QTest::newRow("empty window") << words("--screenshot-after 200 --size 900x640")
                                  << QSize(900, 640);
    QTest::newRow("demo in Korean, dark")
        << words("--demo --lang ko --theme dark --size 1000x700") << QSize(1000, 700);
    QTest::newRow("a failed task")
        << words("--demo --screenshot-after 3000 --screenshot-tab exception --size 1000x700") +
               QStringList{QStringLiteral("--screenshot-select"), QStringLiteral("monthly report")}
        << QSize(1000, 700);
}

void CliTest::drawsThePicture()
{
    QFETCH(QStringList, arguments);
    QFETCH(QSize, size);

    const Ended ended = run(arguments + QStringList{QStringLiteral("--screenshot"), file("a.png")});

    QCOMPARE(ended.error, QString());
    QCOMPARE(ended.code, 0);
    QCOMPARE(QImage(file("a.png")).size(), size);
}

void CliTest::pictureOfAnUnknownTaskFails()
{
    const Ended ended = run(words("--screenshot-after 0 --screenshot-select nobody --screenshot") +
                            QStringList{file("a.png")});

    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.error.contains(QStringLiteral("nobody")), qPrintable(ended.error));
    QVERIFY(!QFile::exists(file("a.png")));
}

void CliTest::pictureThatCannotBeSavedFails()
{
    const QString tooLong = folder->filePath(QString(300, u'x'));

    const Ended ended = run(words("--screenshot-after 0 --screenshot") + QStringList{tooLong});

    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.error.contains(tooLong), qPrintable(ended.error));
    QCOMPARE(ended.error.count(u'\n'), 1);
}

void CliTest::aSignalEndsItCleanly_data()
{
    QTest::addColumn<int>("signal");

    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("terminal closed") << SIGHUP;
}

/// The processes that `parent` started.
static QList<int> childrenOf(qint64 parent)
{
    QFile list(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    QList<int> children;
    if (list.open(QIODevice::ReadOnly)) {
        const auto numbers = list.readAll().simplified().split(' ');
        for (const QByteArray &number : numbers)
            children += number.toInt();
    }
    children.removeAll(0);
    return children;
}

void CliTest::aSignalEndsItCleanly()
{
    QFETCH(int, signal);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(TASKDECK_PROGRAM), words("--demo"));
    QVERIFY(program.waitForStarted(patience));
    // Two commands of the demo run for long; one of them does not want to end.
    QTRY_VERIFY_WITH_TIMEOUT(childrenOf(program.processId()).size() == 2, patience);
    const QList<int> children = childrenOf(program.processId());

    ::kill(pid_t(program.processId()), signal);

    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(program.readAllStandardError()), QString());
    for (const int child : children)
        QTRY_VERIFY_WITH_TIMEOUT(::kill(child, 0) != 0, patience);
}

void CliTest::withoutPreferencesItGoesOn()
{
    QFile inTheWay(file("file"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), inTheWay.fileName());

    const Ended ended =
        run(words("--screenshot-after 0 --screenshot") + QStringList{file("a.png")});

    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.error.contains(inTheWay.fileName()), qPrintable(ended.error));
    QCOMPARE(ended.error.count(u'\n'), 1);
    QVERIFY(QFile::exists(file("a.png")));
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
