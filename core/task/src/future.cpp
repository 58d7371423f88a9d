// SPDX-License-Identifier: MIT
#include "blockingwait_p.h"
#include "postedcallback_p.h"
#include "reports_p.h"

#include <taskdeck/exception.h>
#include <taskdeck/future.h>

#include <QtCore/QDebug>
#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

namespace taskdeck {

bool AnyFuture::cancel(const QString &message)
{
    return state().requestCancel(message);
}

std::exception_ptr AnyFuture::exception() const
{
    detail::FutureBase &future = ownState();
    if (future.outcome() != Outcome::Failure) {
        future.throwUnlessDone();
        return nullptr;
    }
    future.markRetrieved();
    return future.peekException();
}

bool AnyFuture::waitForFinished(std::chrono::milliseconds limit) const
{
    return detail::blockUntilDone(state(), limit);
}

int AnyFuture::removeDoneCallback(CallbackId id)
{
    const detail::FutureBase &future = ownState();
    const detail::WaiterList &waiters = future.waiters();
    if (id == CallbackId()) // what the other waiters have
        return 0;
    for (detail::Waiter *waiter = waiters.next(); waiter; waiter = waiters.next(waiter)) {
        if (waiter->callbackId() != id)
            continue;
        waiter->unlink(); // first, for what it captured may come back here when it dies [F-14]
        waiter->futureLost();
        return 1;
    }
    return detail::takeBackCallback(future, id) ? 1 : 0;
}

QString AnyFuture::toString() const
{
    return isNull() ? QStringLiteral("<Future null>") : detail::describeFuture(ownState());
}

QDebug operator<<(QDebug debug, const AnyFuture &future)
{
    QDebugStateSaver saver(debug);
    return debug.nospace().noquote() << future.toString();
}

} // namespace taskdeck
