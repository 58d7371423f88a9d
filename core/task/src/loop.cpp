// SPDX-License-Identifier: MIT
#include "loop_p.h"

#include <taskdeck/detail/qtorder.h>
#include <taskdeck/loop.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace taskdeck {

namespace detail {

/// Gives each thread its loop, and ends the loop with the thread.
///
/// The Loop object itself stays for ever: futures that outlive their thread still point to it.
class LoopOfThread
{
public:
    ~LoopOfThread()
    {
        if (m_loop)
            m_loop->d->close();
    }

    Loop &loop()
    {
        if (!m_loop)
            m_loop = make();
        return *m_loop;
    }

    bool is(const Loop *loop) const { return m_loop == loop; }

private:
    static Loop *make()
    {
        static std::mutex mutex;
        static auto *const all = new std::vector<Loop *>; // reachable, so no leak checker minds
        const std::scoped_lock lock(mutex);
        all->push_back(new Loop);
        return all->back();
    }

    Loop *m_loop = nullptr;
};

static thread_local LoopOfThread loopOfThread;

void push(Loop &loop, ReadyNode &node)
{
    loop.internals().push(node);
}

void arm(Loop &loop, TimerNode &node, TimePoint due)
{
    loop.internals().arm(node, due);
}

void disarm(Loop &loop, TimerNode &node)
{
    loop.internals().disarm(node);
}

} // namespace detail

Loop::Loop()
    : d(std::make_unique<Private>(*this))
{
}

Loop::~Loop() = default;

Loop &Loop::current()
{
    return detail::loopOfThread.loop();
}

bool Loop::isOwnThread() const noexcept
{
    return detail::loopOfThread.is(this);
}

Handle Loop::callSoon(std::shared_ptr<detail::Call> call)
{
    d->requireOpen();
    call->enqueue(*this, call);
    return Handle(std::move(call));
}

Handle Loop::callAt(TimePoint due, std::shared_ptr<detail::Call> call)
{
    d->requireOpen();
    call->armAt(*this, due, call);
    return Handle(std::move(call));
}

void Loop::callSoonThreadsafe(std::function<void()> f)
{
    {
        const std::scoped_lock lock(d->m_mutex);
        if (d->m_postedClosed)
            throw UsageError("the loop has been shut down");
        d->m_posted.push_back(std::move(f));
        if (d->m_posted.size() > 1)
            return; // its event is on the way
    }
    auto *const event = new QEvent(Private::takePostedEvent);
    detail::handToQt();
    QCoreApplication::postEvent(d.get(), event);
}

Loop::TimePoint Loop::time() const
{
    return d->virtualTime ? d->virtualTime->now : Clock::now();
}

Loop::TimePoint Loop::deadline(std::chrono::milliseconds delay) const
{
    using std::chrono::milliseconds;
    // Compared in milliseconds: in the clock's unit the longest delays themselves overflow.
    constexpr auto longest = std::chrono::floor<milliseconds>(Clock::duration::max());
    const TimePoint now = time();
    if (delay >= std::chrono::floor<milliseconds>(TimePoint::max() - now))
        return TimePoint::max();
    return now + std::max(delay, -longest);
}

void Loop::setObserver(TaskObserver *observer)
{
    d->observer = observer;
}

TaskObserver *Loop::observer() const
{
    return d->observer;
}

} // namespace taskdeck
