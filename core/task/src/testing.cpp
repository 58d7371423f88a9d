// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "testing_p.h"

#include <taskdeck/testing.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace taskdeck {

using std::chrono::milliseconds;

static Loop::Private &loopHere()
{
    return Loop::current().internals();
}

TestLoop::TestLoop()
    : m_time(std::make_unique<detail::VirtualTime>())
    , m_start(std::chrono::hours(1)) // not the epoch, which means "not yet" elsewhere
{
    Q_ASSERT(!loopHere().virtualTime);
    m_time->now = m_start;
    loopHere().virtualTime = m_time.get();
}

TestLoop::~TestLoop()
{
    loopHere().dropEverything(Loop::Private::Leftovers::Ignored);
    Loop::current().setExceptionHandler({});
    loopHere().virtualTime = nullptr;
}

// What QFutures tell their watchers comes as Qt's events, which a pass does not run.
static bool hasWork(Loop::Private &loop)
{
    QList<QPointer<QObject>> watches(loop.children().begin(), loop.children().end());
    for (const auto &watch : std::as_const(watches)) {
        if (watch)
            QCoreApplication::sendPostedEvents(watch, QEvent::FutureCallOut);
    }
    return loop.hasWork();
}

static void runWhatIsReady(Loop::Private &loop)
{
    while (hasWork(loop))
        loop.runPass();
}

void TestLoop::tick(int n)
{
    for (; n > 0; --n) {
        hasWork(loopHere()); // takes what other threads have posted, too
        loopHere().runPass();
    }
}

void TestLoop::advance(milliseconds duration)
{
    const Loop::TimePoint end = m_time->now + duration;
    Loop::Private &loop = loopHere();
    runWhatIsReady(loop);
    while (!loop.timers.isEmpty() && loop.timers.earliest() <= end) {
        m_time->now = std::max(m_time->now, loop.timers.earliest());
        runWhatIsReady(loop);
    }
    m_time->now = end;
}

void TestLoop::block(milliseconds duration)
{
    m_time->now += duration;
}

milliseconds TestLoop::elapsed() const
{
    return std::chrono::duration_cast<milliseconds>(m_time->now - m_start);
}

QStringList TestLoop::liveTasks() const
{
    QStringList names;
    for (const AnyTask &task : allTasks())
        names += task.name();
    return names;
}

void TestLoop::drive(const AnyFuture &future)
{
    if (!detail::driveUntilDone(detail::Access::state(future), noLimit))
        throw UsageError(
            "deadlock: nothing is ready, no timer runs, and the coroutine has not ended");
}

static constexpr auto patience = std::chrono::seconds(5);

// Another thread is at work for this loop: that is no deadlock, and takes no virtual time. Limited,
// for it may itself wait for something that a timer here is to end.
static bool waitForOutsideWork(Loop::Private &loop)
{
    if (loop.outsideWorks == 0)
        return false;
    QEventLoop events;
    QTimer limit;
    limit.setSingleShot(true);
    limit.start(patience);
    while (limit.isActive() && !hasWork(loop))
        events.processEvents(QEventLoop::WaitForMoreEvents);
    return hasWork(loop);
}

bool detail::driveUntilDone(FutureBase &future, milliseconds limit)
{
    Loop::Private &loop = future.loop().internals();
    const Loop::TimePoint end = loop.q.deadline(limit);
    while (!future.done()) {
        if (hasWork(loop)) {
            loop.runPass();
            continue;
        }
        QCoreApplication::processEvents(); // what other threads have posted
        if (hasWork(loop) || waitForOutsideWork(loop))
            continue;
        if (loop.timers.isEmpty() || loop.timers.earliest() > end)
            break;
        loop.virtualTime->now = std::max(loop.virtualTime->now, loop.timers.earliest());
    }
    if (!future.done() && limit != noLimit)
        loop.virtualTime->now = end;
    return future.done();
}

} // namespace taskdeck
