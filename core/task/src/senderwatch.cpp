// SPDX-License-Identifier: MIT
#include <taskdeck/detail/senderwatch.h>

namespace taskdeck::detail {

void SenderWatch::requireSender(const QObject *sender)
{
    if (!sender)
        throw std::invalid_argument("a null object cannot be awaited");
}

void SenderWatch::watch(QObject *sender, Awaited &awaited)
{
    QObject::connect(sender, &QObject::destroyed, &m_context, [this, &awaited] {
        m_gone = true;
        awaited.wake();
    });
}

void SenderWatch::stop(QObject *sender)
{
    if (!m_gone)
        QObject::disconnect(sender, nullptr, &m_context, nullptr);
}

void SenderWatch::checkSender() const
{
    if (m_gone)
        throw SenderDestroyedError("the awaited object was destroyed");
}

} // namespace taskdeck::detail
