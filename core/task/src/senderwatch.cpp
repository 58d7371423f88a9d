// SPDX-License-Identifier: MIT
#include <taskdeck/detail/senderwatch.h>

#include <QtCore/QThread>

namespace taskdeck::detail {

void SenderWatch::requireSender(const QObject *sender)
{
    if (!sender)
        throw std::invalid_argument("a null object cannot be awaited");
}

void SenderWatch::requireOwnSender(const QObject *sender)
{
    requireSender(sender);
    if (sender->thread() != QThread::currentThread())
        throw UsageError("this object lives in another thread than the task that awaits it");
}

void SenderWatch::watch(const QObject *sender, Awaited &awaited)
{
    m_sender = sender;
    QObject::connect(sender, &QObject::destroyed, context(), [this, &awaited] {
        m_gone = true;
        awaited.wake();
    });
}

void SenderWatch::checkSender() const
{
    if (m_gone)
        throw SenderDestroyedError("the awaited object was destroyed");
}

} // namespace taskdeck::detail
