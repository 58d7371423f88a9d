// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/senderwatch.h>

class QTimer;

namespace taskdeck::detail {

/// Waits for the next timeout of the user's timer, which is never stopped.
class TASKDECK_EXPORT TimerOperation
{
public:
    explicit TimerOperation(QTimer *timer)
        : m_timer(timer)
    {
    }

    bool ready() const;
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    void resume() const;
    QString description() const;

private:
    QTimer *m_timer;
    SenderWatch m_watch;
    bool m_fired = false;
};

template<typename Timer>
requires PointerTo<Timer *, QTimer>
struct AwaitTraits<Timer *> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QTimer *timer)
    {
        return OperationAwaiter<TimerOperation>(promise, place, timer);
    }
};

} // namespace taskdeck::detail
