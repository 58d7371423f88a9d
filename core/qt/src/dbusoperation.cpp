// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>

namespace taskdeck::detail {

DBusOperation::DBusOperation(QDBusPendingCall call)
    : m_call(std::move(call))
{
}

bool DBusOperation::start(Awaited &awaited)
{
    m_watcher = std::make_unique<QDBusPendingCallWatcher>(m_call);
    QObject::connect(m_watcher.get(), &QDBusPendingCallWatcher::finished, m_watcher.get(),
                     [&awaited] {
                         awaited.wake();
                     });
    return true;
}

CancelReply DBusOperation::cancel(const QString &)
{
    m_watcher.reset();
    return CancelReply::Aborted;
}

} // namespace taskdeck::detail
