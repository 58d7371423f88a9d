// SPDX-License-Identifier: MIT
#include "checksumsjob.h"

#include "filehash.h"
#include "folderscan.h"

#include <taskdeck/await.h>
#include <taskdeck/errors.h>
#include <taskdeck/result.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QThreadPool>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::Checksums)
};

// So many tasks are made without the window noticing.
constexpr int filesPerBatch = 500;

/// What has come in so far. Shared with the items, which may outlive a job that is destroyed.
struct Tally {
    QMap<QString, QString> sums;
    QList<QString> failedKeys;
    QMap<QString, std::exception_ptr> failures;
    AnyTask job;
    qint64 total = 0;
    qint64 ended = 0;

    void countOne()
    {
        ++ended;
        if (!job.done())
            job.setProgress(
                double(ended) / double(total),
                QStringLiteral("%1/%2").arg(QString::number(ended), QString::number(total)));
    }
    void addFailures(const QStringList &files, const BatchError &error)
    {
        for (const QString &file : files) {
            if (const auto failure = error.failures().value(file)) {
                failedKeys += file;
                failures.insert(file, failure);
            }
        }
    }
};

/// Counts an item as ended, whichever way it ends.
struct Counted {
    explicit Counted(std::shared_ptr<Tally> counted)
        : tally(std::move(counted))
    {
    }
    ~Counted() { tally->countOne(); }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

    std::shared_ptr<Tally> tally;
};

Coro<QString> checksumOf(QThreadPool &pool, QString root, QString file,
                         std::shared_ptr<Tally> tally)
{
    currentTask().setKind(QStringLiteral("checksum"));
    const Counted counted(tally);
    auto hashing = sha256Of(pool, QDir(root).absoluteFilePath(file));
    const QString sum = co_await std::move(hashing);
    tally->sums.insert(file, sum);
    co_return sum;
}

Task<> startBatch(QThreadPool &pool, const QString &root, const QStringList &files, qsizetype first,
                  const std::shared_ptr<Tally> &tally)
{
    BatchOptions options;
    options.concurrency(pool.maxThreadCount());
    options.name(Text::tr("files %1 to %2").arg(first + 1).arg(first + files.size()));
    const auto work = [&pool, root, tally](QString file) {
        return checksumOf(pool, root, std::move(file), tally);
    };
    return batch(QList<QString>(files), work, options).task();
}

} // namespace

Coro<QMap<QString, QString>> checksums(QThreadPool &pool, QString folder)
{
    auto listing = filesBelow(pool, folder);
    const QStringList files = co_await std::move(listing);

    const auto tally = std::make_shared<Tally>();
    tally->job = currentTask();
    tally->total = files.size();
    for (qsizetype first = 0; first < files.size(); first += filesPerBatch) {
        const QStringList some = files.mid(first, filesPerBatch);
        const Task<> batch = startBatch(pool, folder, some, first, tally);
        try {
            co_await batch;
        } catch (const BatchError &error) {
            tally->addFailures(some, error);
        }
    }
    if (!tally->failedKeys.isEmpty())
        throw BatchError(tally->failedKeys, tally->failures);
    co_return tally->sums;
}

} // namespace taskdeck
