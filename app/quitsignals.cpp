// SPDX-License-Identifier: MIT
#include "quitsignals.h"

#include <QtCore/QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

static constexpr int quitSignalNumbers[] = {SIGINT, SIGTERM, SIGHUP};
static int quitPipe[2] = {-1, -1};

// In a signal handler: async-signal-safe calls only.
extern "C" void taskdeckQuitRequested(int number)
{
    const char byte = 0;
    if (::write(quitPipe[1], &byte, 1) != 1)
        ::_exit(128 + number);
    for (const int each : quitSignalNumbers)
        std::signal(each, SIG_DFL);
}

namespace taskdeck {

QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(quitPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals end the program as they always did
    auto *notifier = new QSocketNotifier(quitPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT received();
    });
    for (const int each : quitSignalNumbers)
        std::signal(each, taskdeckQuitRequested);
}

QuitSignals::~QuitSignals()
{
    for (const int each : quitSignalNumbers)
        std::signal(each, SIG_DFL);
    qDeleteAll(findChildren<QSocketNotifier *>()); // before what they watch
    for (int &end : quitPipe) {
        if (end >= 0)
            ::close(std::exchange(end, -1));
    }
}

} // namespace taskdeck
