// SPDX-License-Identifier: MIT
#include "loop_p.h"

#include <taskdeck/detail/futurestate.h>
#include <taskdeck/detail/qtorder.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QThread>
#include <QtCore/QTimerEvent>

using namespace std::chrono_literals;

namespace taskdeck {

static constexpr int maxPassesPerEvent = 64;
static constexpr auto maxTimePerEvent = 1ms;

Loop::Private::Private(Loop &loop)
    : q(loop)
{
    auto *application = QCoreApplication::instance();
    if (application && application->thread() == QThread::currentThread())
        connect(application, &QCoreApplication::aboutToQuit, this, [this] {
            if (stepping == 0)
                q.shutdown();
        });
}

Loop::Private::~Private() = default;

void Loop::Private::push(detail::ReadyNode &node)
{
    m_ready.push(node);
    wake();
}

// Posted with the first node and before each that leaves others behind, not after the batch: a
// nested event loop that one of them starts goes on with the rest [A12, A13].
void Loop::Private::wake()
{
    if (m_wakePosted || virtualTime)
        return;
    m_wakePosted = true;
    QCoreApplication::postEvent(this, new QEvent(drainEvent));
}

void Loop::Private::arm(detail::TimerNode &node, TimePoint due)
{
    const bool first = timers.isEmpty() || due < timers.earliest();
    timers.insert(node, due);
    if (first)
        restartTimer();
}

void Loop::Private::disarm(detail::TimerNode &node)
{
    timers.remove(node); // the timer may fire for nothing; cheaper than starting it again
}

// One precise timer for all: the coarse one rounds due times, so that their order is lost [L-03].
void Loop::Private::restartTimer()
{
    if (virtualTime || timers.isEmpty() || (m_timer.isActive() && m_timerDue <= timers.earliest()))
        return;
    m_timerDue = timers.earliest();
    const TimePoint now = Clock::now();
    const auto wait = m_timerDue <= now // long ago, the difference could overflow
                          ? 0ms
                          : std::chrono::ceil<std::chrono::milliseconds>(m_timerDue - now);
    const auto limited = std::min<std::chrono::milliseconds>(wait, std::chrono::hours(24));
    if (limited < wait)
        m_timerDue = now + limited;
    m_timer.start(int(limited.count()), Qt::PreciseTimer, this);
}

void Loop::Private::takePosted()
{
    std::vector<std::function<void()>> posted;
    {
        const std::scoped_lock lock(m_mutex);
        posted.swap(m_posted);
    }
    for (auto &f : posted) {
        const auto call = detail::makeCall(std::move(f));
        call->enqueue(q, call);
    }
}

bool Loop::Private::hasWork()
{
    takePosted();
    return !m_ready.isEmpty() || (!timers.isEmpty() && timers.earliest() <= q.time());
}

void Loop::Private::beginPass()
{
    if (!timers.isEmpty()) {
        const TimePoint now = q.time();
        while (!timers.isEmpty() && timers.earliest() <= now)
            timers.takeEarliest().fire();
    }
    m_leftInPass = m_ready.size();
}

void Loop::Private::runNext()
{
    detail::ReadyNode &node = m_ready.pop();
    --m_leftInPass;
    if (!m_ready.isEmpty())
        wake();
    node.run();
}

void Loop::Private::runPass()
{
    const QScopedValueRollback<detail::TaskControl *> outside(current, nullptr); // see drain()
    if (m_leftInPass == 0) // else an interrupted pass is finished first
        beginPass();
    while (m_leftInPass > 0)
        runNext();
}

void Loop::Private::drain()
{
    // A plain callback is in no task, even if a step below runs the event loop [T-37, A13].
    const QScopedValueRollback<detail::TaskControl *> outside(current, nullptr);
    takePosted();
    const TimePoint end = Clock::now() + maxTimePerEvent;
    int untilCheck = 1;
    int stride = 1; // reading the clock costs as much as a short step: read it less while they are
    TimePoint checked = end - maxTimePerEvent;
    for (int pass = 0; pass < maxPassesPerEvent; ++pass) {
        if (m_leftInPass == 0)
            beginPass();
        if (m_leftInPass == 0)
            break;
        restartTimer(); // here already: what runs now may start a nested event loop [A13]
        while (m_leftInPass > 0) {
            runNext();
            if (--untilCheck > 0)
                continue;
            const TimePoint now = Clock::now();
            if (now >= end) {
                if (!m_ready.isEmpty())
                    wake();
                return restartTimer();
            }
            stride = now - checked < 20us ? std::min(stride * 2, 8) : 1;
            untilCheck = stride;
            checked = now;
        }
    }
    if (!m_ready.isEmpty())
        wake();
    restartTimer();
}

bool Loop::Private::event(QEvent *event)
{
    detail::takeFromQt();
    if (event->type() == takePostedEvent) {
        takePosted(); // queued now; a drain will run them, or a TestLoop when it decides to
        return true;
    }
    if (event->type() != drainEvent)
        return QObject::event(event);
    m_wakePosted = false;
    if (!virtualTime)
        drain();
    return true;
}

void Loop::Private::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_timer.stop();
    if (!virtualTime && !m_wakePosted) // else the event that is on its way takes them
        drain();
}

void Loop::Private::requireOpen() const
{
    if (!q.isOwnThread())
        throw UsageError("a loop belongs to its thread: use callSoonThreadsafe()");
    if (closed)
        throw UsageError("the loop has been shut down");
}

} // namespace taskdeck
