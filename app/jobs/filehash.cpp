// SPDX-License-Identifier: MIT
#include "filehash.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QPromise>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::FileUnreadable)
};

constexpr qint64 chunk = 1024 * 1024;

void hash(QPromise<QString> &promise, const QString &path)
{
    if (QFileInfo(path).isDir())
        throw FileUnreadable(path, Text::tr("the folder may not be opened"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        throw FileUnreadable(path, file.errorString());
    QCryptographicHash sum(QCryptographicHash::Sha256);
    QByteArray bytes(qsizetype(std::clamp(file.size(), qint64(4'096), chunk)), Qt::Uninitialized);
    for (;;) {
        if (promise.isCanceled())
            return;
        const qint64 count = file.read(bytes.data(), bytes.size());
        if (count < 0)
            throw FileUnreadable(path, file.errorString());
        if (count == 0)
            break;
        sum.addData(QByteArrayView(bytes.constData(), count));
    }
    promise.addResult(QString::fromLatin1(sum.result().toHex()));
}

} // namespace

FileUnreadable::FileUnreadable(const QString &file, const QString &reason)
    : std::runtime_error(Text::tr("%1 cannot be read: %2.").arg(file, reason).toStdString())
{
}

FileUnreadable::~FileUnreadable() = default;

QFuture<QString> sha256Of(QThreadPool &pool, const QString &file)
{
    return QtConcurrent::run(&pool, hash, file);
}

} // namespace taskdeck
