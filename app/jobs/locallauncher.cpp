// SPDX-License-Identifier: MIT
#include "locallauncher.h"

#include "checksumsjob.h"
#include "commandjob.h"
#include "downloadjob.h"
#include "inputchecks.h"
#include "jobtask.h"
#include "shellwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace taskdeck {
namespace {

using Started = JobLauncher::Started;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::JobLauncher)
};

Started refused(const QString &sentence)
{
    return {0, sentence};
}

/// What may be seen of a path in a name: the home folder is "~".
QString shown(const QString &path)
{
    const QString home = QDir::homePath();
    if (path == home || path.startsWith(home + u'/'))
        return u'~' + path.mid(home.size());
    return path;
}

} // namespace

LocalLauncher::~LocalLauncher()
{
    m_pool.clear();
    m_pool.waitForDone();
}

Started LocalLauncher::startCommand(const QString &line, bool shell, const QString &folder)
{
    const auto where = inputchecks::readableFolder(folder);
    if (!where.value)
        return refused(where.message);

    Command command;
    if (shell) {
        const auto checked = inputchecks::shellLine(line);
        if (!checked.value)
            return refused(checked.message);
        command = shellCommand(*checked.value);
    } else {
        const auto words = shellWords(line);
        if (!words.value)
            return refused(words.message);
        command.program = words.value->first();
        command.arguments = words.value->mid(1);
    }
    command.folder = *where.value;
    return startJob(runCommand(std::move(command)), line.simplified(), QStringLiteral("command"));
}

Started LocalLauncher::startDownload(const QUrl &url, const QString &file)
{
    const auto address = inputchecks::downloadUrl(url);
    if (!address.value)
        return refused(address.message);
    const auto target = inputchecks::targetFile(file, *address.value);
    if (!target.value)
        return refused(target.message);
    const QString name = Text::tr("download %1").arg(QFileInfo(*target.value).fileName());
    return startJob(download(m_network, *address.value, *target.value), name,
                    QStringLiteral("download"));
}

Started LocalLauncher::startChecksums(const QString &folder)
{
    if (folder.trimmed().isEmpty())
        return refused(Text::tr("There is no folder yet."));
    const auto where = inputchecks::readableFolder(folder);
    if (!where.value)
        return refused(where.message);
    const QString name = Text::tr("checksums of %1").arg(shown(*where.value));
    return startJob(checksums(m_pool, *where.value), name, QStringLiteral("checksums"));
}

} // namespace taskdeck
