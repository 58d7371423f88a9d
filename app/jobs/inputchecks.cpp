// SPDX-License-Identifier: MIT
#include "inputchecks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace taskdeck::inputchecks {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::JobLauncher)
};

// The kernel takes no longer argument (MAX_ARG_STRLEN).
constexpr qsizetype longestArgument = 128 * 1024 - 1;

QString expanded(const QString &path)
{
    if (path == u'~' || path.startsWith(QStringLiteral("~/")))
        return QDir::cleanPath(QDir::homePath() + path.mid(1));
    return QDir::cleanPath(QDir::home().absoluteFilePath(path));
}

QString nameIn(const QUrl &url)
{
    const QString name = url.fileName(QUrl::PrettyDecoded).replace(u'/', u'_').left(200);
    const bool usable =
        !name.isEmpty() && name != QStringLiteral(".") && name != QStringLiteral("..");
    return usable ? name : QStringLiteral("download");
}

/// "a.iso", or "a (2).iso" if that exists: nobody asked to overwrite it.
QString freeFile(const QDir &folder, const QString &name)
{
    const QFileInfo info(name);
    const QString end = info.suffix().isEmpty() ? QString() : QStringLiteral(".") + info.suffix();
    const QString stem = name.left(name.size() - end.size());
    QString candidate = name;
    for (int i = 2; folder.exists(candidate) && i < 10'000; ++i)
        candidate = QStringLiteral("%1 (%2)%3").arg(stem, QString::number(i), end);
    return folder.absoluteFilePath(candidate);
}

} // namespace

Parsed<QString> readableFolder(const QString &folder)
{
    const QString path = folder.trimmed().isEmpty() ? QDir::homePath() : expanded(folder.trimmed());
    const QFileInfo info(path);
    if (!info.exists())
        return Parsed<QString>::refused(Text::tr("The folder %1 does not exist.").arg(path));
    if (!info.isDir())
        return Parsed<QString>::refused(Text::tr("%1 is not a folder.").arg(path));
    if (!info.isReadable() || !info.isExecutable())
        return Parsed<QString>::refused(
            Text::tr("The folder %1 may not be read by you.").arg(path));
    return Parsed<QString>::of(path);
}

Parsed<QUrl> downloadUrl(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    if (url.isEmpty())
        return Parsed<QUrl>::refused(Text::tr("There is no address yet."));
    if (!url.isValid())
        return Parsed<QUrl>::refused(
            Text::tr("This is not an address: %1.").arg(url.errorString()));
    if (scheme != QStringLiteral("http") && scheme != QStringLiteral("https"))
        return Parsed<QUrl>::refused(
            Text::tr("Only http and https addresses can be downloaded, not \"%1\".").arg(scheme));
    if (url.host().isEmpty())
        return Parsed<QUrl>::refused(
            Text::tr("The address %1 names no host.").arg(url.toDisplayString()));
    return Parsed<QUrl>::of(url);
}

Parsed<QString> targetFile(const QString &file, const QUrl &url)
{
    if (file.trimmed().isEmpty())
        return Parsed<QString>::refused(Text::tr("There is no file to save the download as."));
    const QString path = expanded(file.trimmed());
    if (const QFileInfo existing(path);
        existing.exists() && !existing.isFile() && !existing.isDir())
        return Parsed<QString>::refused(
            Text::tr("%1 is a device: a download needs a file.").arg(path));
    const bool isFolder = QFileInfo(path).isDir();
    const QFileInfo folder(isFolder ? path : QFileInfo(path).absolutePath());
    if (!folder.exists())
        return Parsed<QString>::refused(
            Text::tr("The folder %1 does not exist.").arg(folder.absoluteFilePath()));
    if (!folder.isDir())
        return Parsed<QString>::refused(
            Text::tr("%1 is not a folder.").arg(folder.absoluteFilePath()));
    if (!folder.isWritable() || !folder.isExecutable())
        return Parsed<QString>::refused(
            Text::tr("Nothing can be saved in %1: the folder is not writable.")
                .arg(folder.absoluteFilePath()));
    return Parsed<QString>::of(isFolder ? freeFile(QDir(path), nameIn(url)) : path);
}

Parsed<QString> shellLine(const QString &line)
{
    if (line.trimmed().isEmpty())
        return Parsed<QString>::refused(
            Text::tr("There is no command yet: write a line for the shell."));
    if (line.contains(QChar(u'\0')))
        return Parsed<QString>::refused(
            Text::tr("The line holds a zero character, which no program can be given."));
    if (line.toUtf8().size() > longestArgument)
        return Parsed<QString>::refused(
            Text::tr("The line is longer than the 128 KiB that a program can be given."));
    return Parsed<QString>::of(line);
}

} // namespace taskdeck::inputchecks
