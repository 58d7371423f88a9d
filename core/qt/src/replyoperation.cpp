// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>

#include <QtNetwork/QNetworkReply>

namespace taskdeck::detail {

bool ReplyOperation::ready() const
{
    SenderWatch::requireOwnSender(m_reply);
    return m_reply->isFinished();
}

bool ReplyOperation::start(Awaited &awaited)
{
    m_watch.watch(m_reply, awaited);
    QObject::connect(m_reply, &QNetworkReply::finished, m_watch.context(), [&awaited] {
        awaited.wake();
    });
    return true;
}

CancelReply ReplyOperation::cancel(const QString &)
{
    m_watch.stop(); // first: abort() emits finished() inside itself
    if (!m_watch.isSenderGone())
        m_reply->abort();
    return CancelReply::Aborted;
}

QNetworkReply *ReplyOperation::resume() const
{
    m_watch.checkSender();
    return m_reply;
}

QString ReplyOperation::description() const
{
    return m_watch.isSenderGone() ? QStringLiteral("network")
                                  : QStringLiteral("network ") + m_reply->url().host();
}

} // namespace taskdeck::detail
