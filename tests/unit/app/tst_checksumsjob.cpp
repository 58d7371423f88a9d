// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "checksumsjob.h"

#include <taskdeck/errors.h>

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThreadPool>

#include <unistd.h>

using namespace apptesting;
using namespace taskdeck;

class ChecksumsJobTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalSha256sum();
    void emptyFolderGivesNothing();
    void countsFilesAndShowsEachOne();
    void manyFilesComeInBatches();
    void oneUnreadableFileFailsAlone();
    void cancelEndsTheWorkers();

private:
    static void write(const QTemporaryDir &folder, const QString &file, const QByteArray &bytes)
    {
        const QFileInfo info(folder.filePath(file));
        QVERIFY(QDir().mkpath(info.path()));
        QFile opened(info.filePath());
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(opened.write(bytes), bytes.size());
    }

    QThreadPool m_pool;
};

/// What coreutils say, sorted by path.
static QMap<QString, QString> sha256sumOf(const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QStringLiteral("find . -type f -exec sha256sum {} +")});
    process.waitForFinished();
    QMap<QString, QString> sums;
    const auto lines =
        QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        sums.insert(line.mid(66 + 2), line.left(64)); // "SUM  ./PATH"
    return sums;
}

void ChecksumsJobTest::equalSha256sum()
{
    const QTemporaryDir folder;
    write(folder, QStringLiteral("empty"), {});
    write(folder, QStringLiteral("a b.txt"), "hello");
    write(folder, QStringLiteral(".hidden"), "secret");
    write(folder, QStringLiteral("사진/바다.jpg"), QByteArray(3'000'000, 'x'));
    write(folder, QStringLiteral("deep/er/est.bin"), QByteArray(1024 * 1024, '\0'));
    QVERIFY(QFile::link(QStringLiteral("empty"), folder.filePath(QStringLiteral("link"))));

    const auto task = ended(checksums(m_pool, folder.path()));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(task.result().size(), 5);
    QCOMPARE(task.result(), sha256sumOf(folder.path()));
}

void ChecksumsJobTest::emptyFolderGivesNothing()
{
    const QTemporaryDir folder;

    const auto task = ended(checksums(m_pool, folder.path()));

    QCOMPARE(task.outcome(), Outcome::Value);
    QVERIFY(task.result().isEmpty());
}

void ChecksumsJobTest::countsFilesAndShowsEachOne()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 7; ++i)
        write(folder, QString::number(i), "x");

    const auto task = ended(checksums(m_pool, folder.path()));

    QCOMPARE(task.info().progress, 1.0);
    QCOMPARE(task.info().progressText, QStringLiteral("7/7"));
}

void ChecksumsJobTest::manyFilesComeInBatches()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 1'100; ++i)
        write(folder, QString::number(i), QByteArray::number(i));

    const auto task = ended(checksums(m_pool, folder.path()));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(task.result(), sha256sumOf(folder.path()));
}

void ChecksumsJobTest::oneUnreadableFileFailsAlone()
{
    if (::geteuid() == 0)
        QSKIP("the administrator may read everything");
    const QTemporaryDir folder;
    write(folder, QStringLiteral("good"), "x");
    write(folder, QStringLiteral("bad"), "x");
    QVERIFY(QFile::setPermissions(folder.filePath(QStringLiteral("bad")), QFile::WriteOwner));

    const auto task = ended(checksums(m_pool, folder.path()));

    QCOMPARE(failureOf<BatchError>(task), QStringLiteral("failed: bad"));
    QCOMPARE(task.info().progressText, QStringLiteral("2/2"));
}

void ChecksumsJobTest::cancelEndsTheWorkers()
{
    const QTemporaryDir folder;
    QFile sparse(folder.filePath(QStringLiteral("sparse")));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.resize(1LL << 40)); // an hour's work
    auto task = createTask(checksums(m_pool, folder.path()));
    QTRY_VERIFY_WITH_TIMEOUT(m_pool.activeThreadCount() > 0 && allTasks().size() == 3, 30'000);

    QVERIFY(task.cancel());
    QVERIFY(task.waitForFinished(patience));

    QCOMPARE(task.outcome(), Outcome::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(m_pool.activeThreadCount(), 0, 30'000);
    QCOMPARE(allTasks().size(), 0);
}

QTEST_GUILESS_MAIN(ChecksumsJobTest)
#include "tst_checksumsjob.moc"
