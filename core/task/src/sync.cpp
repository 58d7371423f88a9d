// SPDX-License-Identifier: MIT
#include <taskdeck/detail/futureawaiter.h>
#include <taskdeck/sync.h>

#include <stdexcept>

namespace taskdeck {

Semaphore::Semaphore(int permits)
    : m_permits(permits)
{
    if (permits < 0)
        throw std::invalid_argument("a semaphore cannot have a negative number of permits");
}

Coro<> Semaphore::acquire()
{
    if (!locked()) {
        --m_permits;
        co_return;
    }
    const Future<void> turn = m_waiting.emplace_back().future();
    std::exception_ptr cancelled;
    try {
        co_await detail::Unseen(turn);
    } catch (...) {
        cancelled = std::current_exception();
    }
    if (!cancelled)
        co_return;
    if (turn.outcome() == Outcome::Value)
        release(); // handed over and cancelled in the same pass: the permit goes on
    std::rethrow_exception(std::move(cancelled));
}

void Semaphore::release()
{
    ++m_permits;
    handOn();
}

void Semaphore::handOn()
{
    while (m_permits > 0 && !m_waiting.empty()) {
        Promise<void> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.trySetResult()) // false: it was cancelled meanwhile
            --m_permits;
    }
}

} // namespace taskdeck
