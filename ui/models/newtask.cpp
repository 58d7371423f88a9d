// SPDX-License-Identifier: MIT
#include "newtask.h"

#include "qmlid.h"

namespace taskdeck {
namespace {

QString pathOf(const QString &text)
{
    const QUrl url(text);
    return url.isLocalFile() ? url.toLocalFile() : text;
}

} // namespace

NewTask::NewTask(JobLauncher &launcher, QObject *parent)
    : QObject(parent)
    , m_launcher(launcher)
{
}

bool NewTask::startCommand(const QString &line, bool shell, const QString &folder)
{
    return report(m_launcher.startCommand(line, shell, pathOf(folder)));
}

bool NewTask::startDownload(const QString &url, const QString &file)
{
    return report(m_launcher.startDownload(QUrl::fromUserInput(url), pathOf(file)));
}

bool NewTask::startChecksums(const QString &folder)
{
    return report(m_launcher.startChecksums(pathOf(folder)));
}

void NewTask::clearRefusal()
{
    setRefusal({});
}

bool NewTask::report(const JobLauncher::Started &result)
{
    setRefusal(result.refusal);
    if (result.task == 0)
        return false;
    Q_EMIT started(idToQml(result.task));
    return true;
}

void NewTask::setRefusal(const QString &refusal)
{
    if (refusal == m_refusal)
        return;
    m_refusal = refusal;
    Q_EMIT refusalChanged();
}

} // namespace taskdeck
