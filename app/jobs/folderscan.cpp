// SPDX-License-Identifier: MIT
#include "folderscan.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QPromise>

namespace taskdeck {

static void scan(QPromise<QStringList> &promise, const QString &folder)
{
    const QDir root(folder);
    QStringList files;
    QDirIterator entries(
        folder, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks,
        QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QFileInfo entry = entries.nextFileInfo();
        if (promise.isCanceled())
            return;
        const QString path = root.relativeFilePath(entry.filePath());
        if (entry.isFile())
            files += path;
        else if (!entry.isReadable() || !entry.isExecutable())
            files += path + u'/';
    }
    files.sort();
    promise.addResult(files);
}

QFuture<QStringList> filesBelow(QThreadPool &pool, const QString &folder)
{
    return QtConcurrent::run(&pool, scan, folder);
}

} // namespace taskdeck
