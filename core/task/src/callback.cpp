// SPDX-License-Identifier: MIT
#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/futurestate.h>
#include <taskdeck/loop.h>

#include <QtCore/QThread>

namespace taskdeck::detail {

static CallbackId nextCallbackId()
{
    static std::atomic<quint64> last{0};
    return CallbackId(++last);
}

Callback::Callback(FutureBase &future, QObject *context)
    : m_id(nextCallbackId())
    , m_future(&future)
    , m_context(context)
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
    const std::unique_ptr<Callback> self(this);
    if (m_hasContext && (!m_context || m_context->thread() != QThread::currentThread()))
        return;
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
