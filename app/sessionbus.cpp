// SPDX-License-Identifier: MIT
#include "sessionbus.h"

#include <taskdeck/promise.h>
#include <taskdeck/task.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtDBus/QDBusPendingCallWatcher>

namespace taskdeck {

QFuture<QDBusConnection> sessionBus()
{
    return QtConcurrent::run([] {
        return QDBusConnection::sessionBus();
    });
}

Coro<QDBusMessage> dbusReply(QDBusConnection bus, QDBusMessage call,
                             std::chrono::milliseconds limit)
{
    Promise<void> arrived;
    QDBusPendingCallWatcher watcher(bus.asyncCall(call, int(limit.count())));
    QObject::connect(&watcher, &QDBusPendingCallWatcher::finished, &watcher, [&arrived] {
        arrived.trySetResult();
    });
    const Future<void> future = arrived.future();
    co_await future;
    co_return watcher.reply();
}

} // namespace taskdeck
