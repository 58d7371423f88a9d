// SPDX-License-Identifier: MIT
#include "demo.h"

#include "checksumsjob.h"
#include "commandjob.h"
#include "demofailures.h"
#include "demotasks.h"
#include "downloadjob.h"
#include "jobtask.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLibraryInfo>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::Demo)
};

/// A folder with a dozen files or some that every machine has which runs this.
QString someFolder()
{
    const QStringList candidates{QStringLiteral("/usr/share/common-licenses"),
                                 QLibraryInfo::path(QLibraryInfo::QmlImportsPath) +
                                     QStringLiteral("/QtQuick/Controls/Basic"),
                                 QLibraryInfo::path(QLibraryInfo::QmlImportsPath) +
                                     QStringLiteral("/QtQuick")};
    for (const QString &candidate : candidates) {
        if (QDir(candidate).exists())
            return candidate;
    }
    return QCoreApplication::applicationDirPath();
}

} // namespace

Demo::Demo() = default;

Demo::~Demo()
{
    m_pool.clear();
    m_pool.waitForDone();
}

QString Demo::start()
{
    const QString problem = startDownloads();
    startCommands();
    startCoroutines();
    startChecksums();
    return problem;
}

void Demo::startCommands()
{
    // Names and output are what a user's own tasks would say: they are not translated.
    const QString kind = QStringLiteral("command");
    startJob(runCommand(shellCommand(QStringLiteral(
                 "i=0; while [ $i -lt 60 ]; do i=$((i+1)); printf '[%02d/60] compiling "
                 "module_%d.cpp\\n' $i $i;"
                 " [ $((i % 7)) -eq 0 ] &&"
                 " printf '\\033[33mwarning:\\033[0m module_%d.cpp: unused variable\\n' $i >&2;"
                 " sleep 1; done; echo 'build finished'"))),
             QStringLiteral("build taskdeck"), kind);
    startJob(runCommand(shellCommand(QStringLiteral(
                 "trap 'echo \"I do not listen to that\"' TERM; echo 'holding the lock';"
                 " while :; do sleep 1; done"))),
             QStringLiteral("lock keeper that ignores cancel"), kind);
    Command tar;
    tar.program = QStringLiteral("tar");
    tar.arguments = QStringList{QStringLiteral("-xf"), QStringLiteral("backup.tar")};
    tar.folder = m_folder.path(); // there is none in it
    startJob(runCommand(tar), QStringLiteral("tar -xf backup.tar"), kind);
}

void Demo::startCoroutines()
{
    startJob(makeMonthlyReport(), QStringLiteral("monthly report"), {});
    startJob(backUpPhotos(), QStringLiteral("사진 백업"), {});
    startJob(writeIndex(), QStringLiteral("write search index"), {});
    startJob(publishSite(), QStringLiteral("publish site"), {});
    startJob(waitForMoon(), QStringLiteral("달이 뜨기를 기다리기"), {});
    startJob(readWeather(), QStringLiteral("weather in Jeju"), {});
}

QString Demo::startDownloads()
{
    if (!m_folder.isValid())
        return Text::tr("The demo has no downloads: %1.").arg(m_folder.errorString());
    if (!m_server.listen())
        return Text::tr("The demo has no downloads: %1.").arg(m_server.errorString());
    const QString kind = QStringLiteral("download");
    const QString map = QStringLiteral("korea-map.iso");
    startJob(
        download(m_network, m_server.url(QStringLiteral("/slow/") + map), m_folder.filePath(map)),
        QStringLiteral("download korea-map.iso"), kind);
    startJob(download(m_network, m_server.url(QStringLiteral("/missing/font.zip")),
                      m_folder.filePath(QStringLiteral("font.zip"))),
             QStringLiteral("글꼴 내려받기"), kind);
    return {};
}

void Demo::startChecksums()
{
    const QString folder = someFolder();
    startJob(checksums(m_pool, folder), QStringLiteral("checksums of %1").arg(folder),
             QStringLiteral("checksums"));
}

} // namespace taskdeck
