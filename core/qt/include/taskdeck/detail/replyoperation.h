// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/senderwatch.h>

class QNetworkReply;

namespace taskdeck::detail {

/// Waits until a network reply has finished, well or not.
class TASKDECK_EXPORT ReplyOperation
{
public:
    static constexpr bool isWork = true;

    explicit ReplyOperation(QNetworkReply *reply)
        : m_reply(reply)
    {
    }

    bool ready() const;
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    /// @throws SenderDestroyedError  the reply died first
    QNetworkReply *resume() const;
    QString description() const;

private:
    QNetworkReply *m_reply;
    SenderWatch m_watch;
};

template<typename Reply>
requires PointerTo<Reply *, QNetworkReply>
struct AwaitTraits<Reply *> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QNetworkReply *reply)
    {
        return OperationAwaiter<ReplyOperation>(promise, place, reply);
    }
};

} // namespace taskdeck::detail
