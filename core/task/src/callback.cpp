// SPDX-License-Identifier: MIT
#include "delivery_p.h"
#include "postedcallback_p.h"

#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/futurestate.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

static CallbackId nextCallbackId()
{
    static std::atomic<quint64> last{0};
    return CallbackId(++last);
}

Callback::Callback(FutureBase &future, QObject *context)
    : m_id(nextCallbackId())
    , m_future(&future)
    , m_delivery(context ? std::make_unique<Delivery>(*context, future) : nullptr)
    , m_hasContext(context)
{
}

Callback::~Callback() = default;

void Callback::futureEnded()
{
    m_queuedFor = Ref<FutureBase>::share(m_future);
    push(m_future->loop(), *this);
}

void Callback::run()
{
    std::unique_ptr<Callback> self(this);
    if (passesBy(*m_queuedFor))
        return;
    if (m_delivery)
        Delivery::send(std::move(m_delivery), std::move(self));
    else
        callNow();
}

void Callback::drop() noexcept
{
    std::unique_ptr<Callback> self(this);
    if (m_delivery && m_delivery->isForeign())
        Delivery::send(std::move(m_delivery), std::move(self));
}

void Callback::endWithoutLoop() noexcept
{
    m_queuedFor = Ref<FutureBase>::share(m_future);
    drop();
}

void Callback::callNow() noexcept
{
    try {
        call(*m_queuedFor);
    } catch (...) {
        reportCurrentException(m_future->loop(), QStringLiteral("Exception in a done-callback"),
                               m_future);
    }
}

CallbackId registerCallback(FutureBase &future, std::unique_ptr<Callback> callback)
{
    const CallbackId id = callback->callbackId();
    if (!future.loop().isOwnThread()) {
        if (!callback->hasContext())
            requireOwnThread(future);
        postCallback(future, std::move(callback));
        return id;
    }
    Callback &registered = *callback.release();
    if (future.done())
        registered.futureEnded();
    else
        future.waiters().append(registered);
    return id;
}

void throwNullHandle()
{
    throw UsageError("the handle is null");
}

void requireOwnThread(const FutureBase &future)
{
    if (!future.loop().isOwnThread())
        throw UsageError("a future belongs to the thread of its loop");
}

} // namespace taskdeck::detail
