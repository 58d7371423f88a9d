// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "demoserver.h"
#include "downloaderrors.h"
#include "downloadjob.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>

using namespace apptesting;
using namespace taskdeck;

class DownloadJobTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.listen(), qPrintable(m_server.errorString())); }
    void init() { m_folder.emplace(); }

    void savesTheWholeFile();
    void followsRedirects();
    void showsProgress();
    void statusIsATypedFailure();
    void silentHostIsAFailureInWords();
    void folderThatIsGoneIsAFailureInWords();
    void cancelLeavesNoFile();
    void failureKeepsTheOldFile();

private:
    QString target() const { return m_folder->filePath(QStringLiteral("a.iso")); }
    QStringList files() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    Coro<DownloadResult> from(const QString &path)
    {
        return download(m_network, m_server.url(path), target());
    }

    DemoServer m_server;
    QNetworkAccessManager m_network;
    std::optional<QTemporaryDir> m_folder;
};

void DownloadJobTest::savesTheWholeFile()
{
    const auto task = ended(from(QStringLiteral("/fast/a.iso")));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(task.result().bytes, DemoServer::fileSize);
    QCOMPARE(contents(target()), QByteArray(DemoServer::fileSize, 't'));
    QCOMPARE(files(), QStringList{QStringLiteral("a.iso")});
}

void DownloadJobTest::followsRedirects()
{
    const auto task = ended(from(QStringLiteral("/moved/a.iso")));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(QFileInfo(target()).size(), DemoServer::fileSize);
}

void DownloadJobTest::showsProgress()
{
    auto task = createTask(from(QStringLiteral("/slow/a.iso")));

    QTRY_VERIFY_WITH_TIMEOUT(task.info().progress > 0, 30'000);
    const QString text = task.info().progressText;
    QVERIFY2(text.endsWith(QStringLiteral("of 12.0 MiB")), qPrintable(text));

    task.cancel();
    QVERIFY(task.waitForFinished(patience));
}

void DownloadJobTest::statusIsATypedFailure()
{
    const auto task = ended(from(QStringLiteral("/missing/a.iso")));

    QCOMPARE(failureOf<HttpError>(task),
             QStringLiteral("404 Not Found: ") +
                 m_server.url(QStringLiteral("/missing/a.iso")).toString());
    QCOMPARE(files(), QStringList());
}

void DownloadJobTest::silentHostIsAFailureInWords()
{
    QUrl nobody(QStringLiteral("http://127.0.0.1/a.iso"));
    nobody.setPort(1); // tcpmux: nobody listens

    const auto task = ended(download(m_network, nobody, target()));

    const QString message = failureOf<DownloadFailed>(task);
    QVERIFY2(message.contains(QStringLiteral("refused")), qPrintable(message));
    QCOMPARE(files(), QStringList());
}

void DownloadJobTest::folderThatIsGoneIsAFailureInWords()
{
    const QString gone = m_folder->filePath(QStringLiteral("gone/a.iso"));

    const auto task = ended(download(m_network, m_server.url(QStringLiteral("/fast/a.iso")), gone));

    const QString message = failureOf<DownloadFailed>(task);
    QVERIFY2(message.contains(gone), qPrintable(message));
}

void DownloadJobTest::cancelLeavesNoFile()
{
    auto task = createTask(from(QStringLiteral("/slow/a.iso")));
    QTRY_VERIFY_WITH_TIMEOUT(task.info().progress > 0, 30'000);
    QVERIFY(!files().contains(QStringLiteral("a.iso")));

    QVERIFY(task.cancel());
    QVERIFY(task.waitForFinished(patience));

    QCOMPARE(task.outcome(), Outcome::Cancelled);
    QCOMPARE(files(), QStringList());
}

void DownloadJobTest::failureKeepsTheOldFile()
{
    QFile old(target());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();

    const auto task = ended(from(QStringLiteral("/missing/a.iso")));

    QVERIFY(task.failed());
    QVERIFY(task.exception() != nullptr);
    QCOMPARE(contents(target()), QByteArray("old"));
}

QTEST_GUILESS_MAIN(DownloadJobTest)
#include "tst_downloadjob.moc"
