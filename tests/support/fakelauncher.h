// SPDX-License-Identifier: MIT
#pragma once

#include "joblauncher.h"

/// A launcher that starts nothing. Records its calls; gives out ids, or refuses.
class FakeLauncher : public taskdeck::JobLauncher
{
public:
    QStringList calls;        ///< "command|tar -x|shell|/tmp", one entry each
    QString refusal;          ///< while not empty, every start is refused with it
    quint64 nextTask = 1'000; ///< id of the next start

    Started startCommand(const QString &line, bool shell, const QString &folder) override;
    Started startDownload(const QUrl &url, const QString &file) override;
    Started startChecksums(const QString &folder) override;

private:
    Started answer(const QStringList &call);
};
