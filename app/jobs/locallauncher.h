// SPDX-License-Identifier: MIT
#pragma once

#include "joblauncher.h"

#include <QtCore/QThreadPool>
#include <QtNetwork/QNetworkAccessManager>

namespace taskdeck {

/// Starts commands, downloads and checksums as tasks of this thread's loop.
///
/// Destroy it after the loop was shut down: running jobs use what it owns.
/// Thread: that of the loop.
class LocalLauncher : public JobLauncher
{
public:
    ~LocalLauncher() override;

    Started startCommand(const QString &line, bool shell, const QString &folder) override;
    Started startDownload(const QUrl &url, const QString &file) override;
    Started startChecksums(const QString &folder) override;

private:
    QNetworkAccessManager m_network;
    QThreadPool m_pool;
};

} // namespace taskdeck
