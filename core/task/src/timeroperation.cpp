// SPDX-License-Identifier: MIT
#include <taskdeck/detail/timeroperation.h>

#include <QtCore/QTimer>

namespace taskdeck::detail {

bool TimerOperation::ready() const
{
    SenderWatch::requireOwnSender(m_timer);
    return false;
}

bool TimerOperation::start(Awaited &awaited)
{
    m_watch.watch(m_timer, awaited);
    QObject::connect(m_timer, &QTimer::timeout, m_watch.context(), [this, &awaited] {
        m_fired = true;
        awaited.wake();
    });
    return true;
}

CancelReply TimerOperation::cancel(const QString &)
{
    m_watch.stop();
    return CancelReply::Aborted;
}

void TimerOperation::resume() const
{
    if (!m_fired) // one that died after its timeout has done its work
        m_watch.checkSender();
}

QString TimerOperation::description() const
{
    const QString name = m_watch.isSenderGone() ? QString() : m_timer->objectName();
    return name.isEmpty() ? QStringLiteral("timer") : QStringLiteral("timer ") + name;
}

} // namespace taskdeck::detail
