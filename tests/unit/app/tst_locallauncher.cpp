// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "demoserver.h"
#include "locallauncher.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

#include <unistd.h>

using namespace apptesting;
using namespace taskdeck;

class LocalLauncherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();

    void startsACommand();
    void startsAShellLine();
    void refusesCommands_data();
    void refusesCommands();
    void startsADownload();
    void folderTakesAFreeName();
    void refusesDownloads_data();
    void refusesDownloads();
    void startsChecksums();
    void refusesChecksums_data();
    void refusesChecksums();
    void unreadableFoldersAreRefused();

private:
    LocalLauncher m_launcher;
};

static QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

static AnyTask startedTask()
{
    const auto tasks = allTasks();
    return tasks.isEmpty() ? AnyTask() : tasks.first();
}

/// One sentence, nothing started.
static void verifyRefused(const JobLauncher::Started &started, const QString &names)
{
    QCOMPARE(started.task, 0u);
    QVERIFY2(started.refusal.endsWith(u'.') && started.refusal.contains(names),
             qPrintable(started.refusal));
    QVERIFY(startedTask().isNull());
}

void LocalLauncherTest::cleanup()
{
    const auto tasks = allTasks();
    for (AnyTask task : tasks) {
        task.cancel();
        task.waitForFinished(patience);
    }
}

void LocalLauncherTest::startsACommand()
{
    OutputRecorder recorder;
    const QTemporaryDir folder;

    const auto started =
        m_launcher.startCommand(text("printf  '%s.' 'a b' \"$HOME\""), false, folder.path());

    auto task = startedTask();
    QCOMPARE(started.refusal, QString());
    QCOMPARE(started.task, quint64(task.id()));
    QCOMPARE(task.name(), text("printf '%s.' 'a b' \"$HOME\""));
    QCOMPARE(task.kind(), text("command"));
    QVERIFY(task.waitForFinished(patience));
    QCOMPARE(recorder.out, QByteArray("a b.$HOME."));
}

void LocalLauncherTest::startsAShellLine()
{
    OutputRecorder recorder;
    const QTemporaryDir folder;

    const auto started =
        m_launcher.startCommand(text("echo \"it's\" | tr a-z A-Z; pwd -P"), true, folder.path());

    QVERIFY(started.task > 0);
    QVERIFY(startedTask().waitForFinished(patience));
    QCOMPARE(QString::fromUtf8(recorder.out),
             text("IT'S\n") + QFileInfo(folder.path()).canonicalFilePath() + u'\n');
}

void LocalLauncherTest::refusesCommands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("shell");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("names");

    QTest::newRow("nothing") << QString() << false << QString() << text("command");
    QTest::newRow("blanks for the shell") << text("   ") << true << QString() << text("command");
    QTest::newRow("unbalanced quote") << text("echo 'a") << false << QString() << text("quote");
    QTest::newRow("no such folder")
        << text("ls") << false << text("/nowhere/at/all") << text("/nowhere/at/all");
    QTest::newRow("a file as folder")
        << text("ls") << false << text("/etc/passwd") << text("/etc/passwd");
}

void LocalLauncherTest::refusesCommands()
{
    QFETCH(QString, line);
    QFETCH(bool, shell);
    QFETCH(QString, folder);
    QFETCH(QString, names);

    verifyRefused(m_launcher.startCommand(line, shell, folder), names);
}

void LocalLauncherTest::startsADownload()
{
    DemoServer server;
    QVERIFY(server.listen());
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("a.iso"));

    const auto started = m_launcher.startDownload(server.url(text("/fast/a.iso")), file);

    QCOMPARE(started.refusal, QString());
    QCOMPARE(startedTask().name(), text("download a.iso"));
    QCOMPARE(startedTask().kind(), text("download"));
    QVERIFY(startedTask().waitForFinished(patience));
    QCOMPARE(QFileInfo(file).size(), DemoServer::fileSize);
}

void LocalLauncherTest::folderTakesAFreeName()
{
    DemoServer server;
    QVERIFY(server.listen());
    const QTemporaryDir folder;
    QFile taken(folder.filePath(text("a.iso")));
    QVERIFY(taken.open(QIODevice::WriteOnly));

    const auto started = m_launcher.startDownload(server.url(text("/fast/a.iso")), folder.path());

    QVERIFY(started.task > 0);
    QVERIFY(startedTask().waitForFinished(patience));
    QCOMPARE(taken.size(), 0);
    QCOMPARE(QFileInfo(folder.filePath(text("a (2).iso"))).size(), DemoServer::fileSize);
}

void LocalLauncherTest::refusesDownloads_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("names");

    QTest::newRow("no address") << QString() << text("/tmp/a") << text("address");
    QTest::newRow("no host") << text("http:///a") << text("/tmp/a") << text("a");
    QTest::newRow("a port that is none")
        << text("http://x:99999/") << text("/tmp/a") << text("address");
    QTest::newRow("a local file") << text("file:///etc/passwd") << text("/tmp/a")
                                  << text("\"file\"");
    QTest::newRow("another protocol")
        << text("ftp://example.org/a") << text("/tmp/a") << text("\"ftp\"");
    QTest::newRow("no file") << text("http://example.org/a") << QString() << text("file");
    QTest::newRow("no such folder")
        << text("http://example.org/a") << text("/nowhere/a") << text("/nowhere");
    QTest::newRow("a device") << text("http://example.org/a") << text("/dev/null")
                              << text("/dev/null");
    QTest::newRow("below a file") << text("http://example.org/a") << text("/etc/passwd/a")
                                  << text("/etc/passwd");
}

void LocalLauncherTest::refusesDownloads()
{
    QFETCH(QString, url);
    QFETCH(QString, file);
    QFETCH(QString, names);

    verifyRefused(m_launcher.startDownload(QUrl(url), file), names);
}

void LocalLauncherTest::startsChecksums()
{
    const QTemporaryDir folder;

    const auto started = m_launcher.startChecksums(folder.path());

    QCOMPARE(started.refusal, QString());
    const QString name = startedTask().name(); // below the home folder it is "~/…"
    QVERIFY2(name.startsWith(text("checksums of ")) &&
                 name.endsWith(QFileInfo(folder.path()).fileName()),
             qPrintable(name));
    QCOMPARE(startedTask().kind(), text("checksums"));
    QVERIFY(startedTask().waitForFinished(patience));
}

void LocalLauncherTest::refusesChecksums_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("names");

    QTest::newRow("nothing") << QString() << text("folder");
    QTest::newRow("no such folder") << text("/nowhere/at/all") << text("/nowhere/at/all");
    QTest::newRow("a file") << text("/etc/passwd") << text("/etc/passwd");
}

void LocalLauncherTest::refusesChecksums()
{
    QFETCH(QString, folder);
    QFETCH(QString, names);

    verifyRefused(m_launcher.startChecksums(folder), names);
}

void LocalLauncherTest::unreadableFoldersAreRefused()
{
    if (::geteuid() == 0)
        QSKIP("the administrator may read and write everything");
    const QTemporaryDir outer;
    const QString folder = outer.filePath(text("closed"));
    QVERIFY(QDir().mkdir(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::Permissions()));

    const auto checksums = m_launcher.startChecksums(folder);
    const auto command = m_launcher.startCommand(text("ls"), false, folder);
    const auto download = m_launcher.startDownload(QUrl(text("http://example.org/a")), folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    verifyRefused(checksums, folder);
    verifyRefused(command, folder);
    verifyRefused(download, folder);
}

QTEST_GUILESS_MAIN(LocalLauncherTest)
#include "tst_locallauncher.moc"
