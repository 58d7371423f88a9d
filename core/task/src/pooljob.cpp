// SPDX-License-Identifier: MIT
#include <taskdeck/detail/pooljob.h>
#include <taskdeck/detail/qtorder.h>
#include <taskdeck/loop.h>

#include <QtCore/QScopeGuard>
#include <QtCore/QThreadPool>

namespace taskdeck::detail {

PoolJob::PoolJob()
{
    setAutoDelete(false);
}

PoolJob::~PoolJob() = default;

void PoolJob::start(QThreadPool &pool, Awaited &awaited)
{
    m_awaited = &awaited;
    m_pool = &pool;
    m_loop = &awaited.task().future().loop();
    m_outside.begin(*m_loop);
    m_self = shared_from_this();
    handToQt();
    pool.start(this);
}

void PoolJob::abandon()
{
    if (!std::exchange(m_awaited, nullptr))
        return;
    m_outside.end();
    if (m_pool->tryTake(this)) {
        const auto last = std::move(m_self);
        return;
    }
    m_stop.request_stop();
}

void PoolJob::run()
{
    takeFromQt();
    const auto lastly = qScopeGuard(handToQt); // for who waits until the pool is done
    const auto self = std::move(m_self);
    work(m_stop.get_token());
    try {
        m_loop->callSoonThreadsafe([self] {
            self->m_outside.end();
            if (Awaited *const awaited = std::exchange(self->m_awaited, nullptr))
                awaited->wake();
        });
    } catch (const UsageError &) {
        // The loop has ended, and the task with it.
    }
}

} // namespace taskdeck::detail
