// SPDX-License-Identifier: MIT
#include "fakelauncher.h"

using Started = taskdeck::JobLauncher::Started;

Started FakeLauncher::startCommand(const QString &line, bool shell, const QString &folder)
{
    const QString how = shell ? QStringLiteral("shell") : QStringLiteral("plain");
    return answer({QStringLiteral("command"), line, how, folder});
}

Started FakeLauncher::startDownload(const QUrl &url, const QString &file)
{
    return answer({QStringLiteral("download"), url.toString(), file});
}

Started FakeLauncher::startChecksums(const QString &folder)
{
    return answer({QStringLiteral("checksums"), folder});
}

Started FakeLauncher::answer(const QStringList &call)
{
    calls += call.join(u'|');
    if (!refusal.isEmpty())
        return {.refusal = refusal};
    return {.task = nextTask++};
}
