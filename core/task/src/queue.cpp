// SPDX-License-Identifier: MIT
#include <taskdeck/queue.h>

namespace taskdeck {

QueueShutDown::~QueueShutDown() = default;

namespace detail {

QueueCore::QueueCore(qsizetype maxSize)
    : items(QStringLiteral("queue"))
    , room(QStringLiteral("queue"), maxSize > 0 ? maxSize : WaitLine::noLimit)
    , m_joining(QStringLiteral("queue"))
{
}

void QueueCore::added()
{
    ++m_unfinished;
    items.addPermit();
}

void QueueCore::finished(qsizetype count)
{
    if (count > m_unfinished)
        throw UsageError("taskDone() was called more often than items were put");
    m_unfinished -= count;
    if (m_unfinished == 0)
        m_joining.callAll();
}

void QueueCore::requireOpen() const
{
    if (m_shutDown)
        throw QueueShutDown("the queue was shut down");
}

void QueueCore::shutdown()
{
    m_shutDown = true;
    const auto why = std::make_exception_ptr(QueueShutDown("the queue was shut down"));
    items.close(why);
    room.close(why);
}

void QueueCore::close()
{
    items.close();
    room.close();
    m_joining.close();
}

Coro<> QueueCore::join(std::shared_ptr<QueueCore> core)
{
    if (core->m_unfinished == 0)
        co_return;
    auto end = waitForCall(std::shared_ptr<WaitLine>(core, &core->m_joining));
    co_await Unseen(std::move(end));
}

} // namespace detail
} // namespace taskdeck
