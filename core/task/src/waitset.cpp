// SPDX-License-Identifier: MIT
#include <taskdeck/detail/awaited.h>
#include <taskdeck/detail/waitset.h>
#include <taskdeck/loop.h>

#include <stdexcept>

namespace taskdeck::detail {

WaitSet::WaitSet(std::size_t count, ReturnWhen when)
    : SharedListener(Loop::current())
    , m_watches(std::make_unique<EndWatch[]>(count))
    , m_count(count)
    , m_left(count)
    , m_when(when)
{
}

WaitSet::~WaitSet() = default;

void WaitSet::begin(Awaited &awaited, std::optional<std::chrono::milliseconds> limit)
{
    m_awaited = &awaited;
    for (std::size_t i = 0; i < m_count; ++i)
        m_watches[i].listen();
    if (!limit)
        return;
    Loop &loop = awaited.task().future().loop();
    if (const TimePoint due = loop.deadline(*limit); due != TimePoint::max())
        arm(loop, *this, due);
}

void WaitSet::leave() noexcept
{
    Awaited *const awaited = std::exchange(m_awaited, nullptr);
    if (!awaited)
        return;
    for (std::size_t i = 0; i < m_count; ++i)
        m_watches[i].unlink();
    if (isArmed())
        disarm(awaited->task().future().loop(), *this);
    forgetCaller();
}

// Looks without marking a failure as looked at: the user has not seen it [W-07].
void WaitSet::ended(EndWatch &watch)
{
    --m_left;
    const bool enough =
        m_left == 0 || m_when == ReturnWhen::FirstCompleted ||
        (m_when == ReturnWhen::FirstException && watch.future()->outcome() == Outcome::Failure);
    if (enough && m_awaited)
        m_awaited->wake();
}

void WaitSet::fire()
{
    m_awaited->wake();
}

QString WaitSet::description() const
{
    if (m_when == ReturnWhen::FirstCompleted)
        return QStringLiteral("wait, the first of %1").arg(m_count);
    return QStringLiteral("wait, %1 left").arg(m_left);
}

void requireThisLoop(const FutureBase &future)
{
    if (!future.loop().isOwnThread())
        throw UsageError("this future belongs to another loop: bridge it with toQFuture()");
}

void throwNothingToWaitFor()
{
    throw std::invalid_argument("there is nothing to wait for");
}

} // namespace taskdeck::detail
