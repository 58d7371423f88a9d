// SPDX-License-Identifier: MIT
#include "loop_p.h"

#include <taskdeck/detail/endwatch.h>
#include <taskdeck/detail/taskcontrol.h>

namespace taskdeck::detail {

EndListener::EndListener(Loop &loop)
{
    if (!loop.isOwnThread())
        return;
    if (const TaskControl *current = loop.internals().current)
        m_caller = Ref<FutureBase>::share(&current->future());
}

EndListener::~EndListener() = default;

void EndWatch::listen()
{
    if (m_future->done())
        futureEnded();
    else
        m_future->waiters().append(*this);
}

void EndWatch::futureEnded()
{
    if (m_listener->m_queued++ == 0)
        m_listener->hold();
    push(m_future->loop(), *this);
}

// The listener, and this with it, may die in either call.
void EndWatch::run()
{
    EndListener &listener = *m_listener;
    listener.ended(*this);
    if (--listener.m_queued == 0)
        listener.letGo();
}

void EndWatch::drop() noexcept
{
    EndListener &listener = *m_listener;
    listener.dropped(*this);
    if (--listener.m_queued == 0)
        listener.letGo();
}

} // namespace taskdeck::detail
