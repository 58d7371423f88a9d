// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "testing_p.h"

#include <taskdeck/testing.h>

#include <QtCore/QCoreApplication>

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

void TestLoop::tick(int n)
{
    for (; n > 0; --n) {
        loopHere().takePosted();
        loopHere().runPass();
    }
}

static void runWhatIsReady(Loop::Private &loop)
{
    while (loop.hasWork())
        loop.runPass();
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

bool detail::driveUntilDone(FutureBase &future, milliseconds limit)
{
    Loop::Private &loop = future.loop().internals();
    const Loop::TimePoint end = loop.q.deadline(limit);
    while (!future.done()) {
        if (loop.hasWork()) {
            loop.runPass();
            continue;
        }
        QCoreApplication::processEvents(); // what other threads have posted
        if (loop.hasWork())
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
