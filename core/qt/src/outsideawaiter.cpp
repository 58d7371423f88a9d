// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>

namespace taskdeck::detail {

OutsideWaiter::OutsideWaiter(Ref<FutureBase> future, Interest interest)
    : m_future(std::move(future))
    , m_interest(interest)
{
}

OutsideWaiter::~OutsideWaiter()
{
    if (!m_resume)
        return;
    m_resume->cancel(); // in the queue, it passes its turn
    if (m_interest == Interest::Sole && !m_future->done())
        m_future->requestCancel(QStringLiteral("the coroutine that awaited it was destroyed"));
}

bool OutsideWaiter::await_ready() const
{
    requireOwnThread(*m_future);
    return m_future->done();
}

void OutsideWaiter::await_suspend(std::coroutine_handle<> waiting)
{
    m_resume = makeCall([waiting] {
        waiting.resume();
    });
    m_future->waiters().append(*this);
}

void OutsideWaiter::futureEnded()
{
    m_resume->enqueue(m_future->loop(), m_resume);
}

} // namespace taskdeck::detail
