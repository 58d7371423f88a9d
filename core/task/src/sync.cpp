// SPDX-License-Identifier: MIT
#include <taskdeck/sync.h>

#include <stdexcept>

namespace taskdeck {

Permit &Permit::operator=(Permit &&other) noexcept
{
    Permit old(std::move(other));
    std::swap(m_line, old.m_line);
    return *this;
}

void Permit::release()
{
    if (const auto line = std::exchange(m_line, nullptr)) {
        [[maybe_unused]] const bool given = line->addPermit();
        Q_ASSERT_X(given, "Permit", "the lock was released by someone else");
    }
}

Coro<Permit> Permit::take(std::shared_ptr<detail::WaitLine> line)
{
    auto taking = detail::takePermit(line);
    co_await detail::Unseen(std::move(taking));
    co_return Permit(std::move(line));
}

Lock::Lock()
    : d(std::make_shared<detail::WaitLine>(QStringLiteral("lock"), 1, 1))
{
}

Lock::~Lock()
{
    d->revokePermits();
    d->close();
}

Coro<> Lock::acquire()
{
    return detail::takePermit(d);
}

Coro<Permit> Lock::acquireScoped()
{
    return Permit::take(d);
}

void Lock::release()
{
    if (!d->addPermit())
        throw UsageError("the lock is not locked");
}

static qsizetype checkedPermits(int permits)
{
    if (permits < 0)
        throw std::invalid_argument("a semaphore cannot have a negative number of permits");
    return permits;
}

Semaphore::Semaphore(int permits)
    : d(std::make_shared<detail::WaitLine>(QStringLiteral("semaphore"), checkedPermits(permits)))
{
}

Semaphore::~Semaphore()
{
    d->revokePermits();
    d->close();
}

Coro<> Semaphore::acquire()
{
    return detail::takePermit(d);
}

Coro<Permit> Semaphore::acquireScoped()
{
    return Permit::take(d);
}

void Semaphore::release()
{
    d->addPermit();
}

struct Event::State {
    detail::WaitLine waiting{QStringLiteral("event")};
    bool isSet = false;

    static Coro<> wait(std::shared_ptr<State> state)
    {
        if (state->isSet)
            co_return;
        auto waiting =
            detail::waitForCall(std::shared_ptr<detail::WaitLine>(state, &state->waiting));
        co_await detail::Unseen(std::move(waiting));
    }
};

Event::Event()
    : d(std::make_shared<State>())
{
}

Event::~Event()
{
    d->waiting.close();
}

void Event::set()
{
    d->waiting.callAll();
    d->isSet = true;
}

void Event::clear()
{
    d->isSet = false;
}

bool Event::isSet() const
{
    return d->isSet;
}

Coro<> Event::wait()
{
    return State::wait(d);
}

} // namespace taskdeck
