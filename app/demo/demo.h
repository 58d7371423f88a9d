// SPDX-License-Identifier: MIT
#pragma once

#include "demoserver.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThreadPool>
#include <QtNetwork/QNetworkAccessManager>

namespace taskdeck {

/// What --demo starts: real tasks of every kind, so that everything can be tried in two minutes.
///
/// Its downloads go to a temporary folder that goes with it. Destroy it after the loop was shut
/// down: its tasks use what it owns.
class Demo
{
public:
    Demo();
    ~Demo();
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    /// @returns empty, or one sentence about what could not be started
    QString start();

private:
    void startCommands();
    void startCoroutines();
    QString startDownloads();
    void startChecksums();

    QTemporaryDir m_folder;
    DemoServer m_server;
    QNetworkAccessManager m_network;
    QThreadPool m_pool;
};

} // namespace taskdeck
