// SPDX-License-Identifier: MIT
#include <taskdeck/detail/call.h>
#include <taskdeck/detail/futurestate.h>
#include <taskdeck/loop.h>

namespace taskdeck {

void Handle::cancel()
{
    if (const auto call = d)
        call->cancel();
}

namespace detail {

Call::~Call() = default;

void Call::enqueue(Loop &loop, std::shared_ptr<Call> self)
{
    m_loop = &loop;
    m_self = std::move(self);
    push(loop, *this);
}

void Call::armAt(Loop &loop, TimePoint due, std::shared_ptr<Call> self)
{
    m_loop = &loop;
    m_self = std::move(self);
    arm(loop, *this, due);
}

void Call::cancel()
{
    m_cancelled = true;
    std::shared_ptr<Call> last;
    if (isArmed()) {
        disarm(*m_loop, *this);
        last = std::move(m_self);
    }
    release();
}

void Call::run()
{
    const auto alive = std::move(m_self);
    if (m_cancelled)
        return;
    m_cancelled = true;
    try {
        call();
    } catch (...) {
        reportCurrentException(*m_loop, QStringLiteral("Exception in a callback"));
    }
}

void Call::fire()
{
    push(*m_loop, *this);
}

} // namespace detail
} // namespace taskdeck
