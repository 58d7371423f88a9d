// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "reports_p.h"
#include "taskcontrol_p.h"

namespace taskdeck::detail {

static TaskId nextTaskId()
{
    static std::atomic<quint64> last{0};
    return TaskId(++last);
}

void requireOpenLoop()
{
    Loop::current().internals().requireOpen();
}

TaskControl::TaskControl(FutureBase &future, QString name, SourcePlace place)
    : m_future(future)
    , m_id(nextTaskId())
    , m_createdAt(place)
{
    if (!name.isEmpty())
        extras().name = std::move(name);
}

TaskControl::~TaskControl() = default;

void TaskControl::enter()
{
    Loop &loop = m_future.loop();
    loop.internals().requireOpen();
    m_created = loop.time();
    if (const TaskControl *creator = loop.internals().current)
        m_parent = creator->id();
    enterRegistry();
    if (TaskObserver *observer = loop.observer())
        observer->taskCreated(handle());
}

void TaskControl::start()
{
    enter();
    wake();
}

void TaskControl::startEagerly()
{
    const auto alive = Ref<FutureBase>::share(&m_future);
    enter();
    step();
}

void TaskControl::enterRegistry()
{
    m_future.ref();
    TaskControl *&first = m_future.loop().internals().firstTask;
    m_nextTask = first;
    if (first)
        first->m_previousTask = this;
    first = this;
}

void TaskControl::leaveRegistry()
{
    TaskControl *&first = m_future.loop().internals().firstTask;
    (m_previousTask ? m_previousTask->m_nextTask : first) = m_nextTask;
    if (m_nextTask)
        m_nextTask->m_previousTask = m_previousTask;
    m_previousTask = m_nextTask = nullptr;
    m_future.deref();
}

void TaskControl::wake()
{
    if (std::exchange(m_queued, true))
        return;
    m_future.ref();
    push(m_future.loop(), *this);
}

void TaskControl::run()
{
    const auto alive = Ref<FutureBase>::adopt(&m_future); // the queue's reference
    m_queued = false;
    if (!m_future.done())
        return step();
    reportInvalidStep(m_future); // the library ended it behind the coroutine's back [T-04]
    destroyFrames();
    leaveRegistry();
}

void TaskControl::drop() noexcept
{
    const auto alive = Ref<FutureBase>::adopt(&m_future);
    m_queued = false;
}

void TaskControl::step()
{
    Loop &loop = m_future.loop();
    TaskControl *&current = loop.internals().current;
    TaskControl *const outer =
        std::exchange(current, this); // nested loops: restored, not reset [A13]
    ++loop.internals().stepping;
    const bool observed = loop.observer();
    const TimePoint before = observed ? loop.time() : TimePoint();
    m_running = true;
    ++m_steps;
    if (m_begun)
        m_next = m_leaf->self;
    else
        begin();
    while (m_next)
        std::exchange(m_next, {}).resume();
    m_running = false;
    if (observed)
        m_busy += loop.time() - before;
    if (m_rootEnded)
        end();
    else
        changed();
    --loop.internals().stepping;
    current = outer;
}

void TaskControl::begin()
{
    m_begun = true;
    m_started = m_future.loop().time();
    if (m_mustCancel) { // cancelled before its first step: the body never runs [T-13]
        m_rootEnded = true;
    } else {
        m_leaf = &root();
        m_next = m_leaf->self;
    }
}

void TaskControl::runNext(CoroPromiseBase &coroutine)
{
    m_leaf = &coroutine;
    m_next = coroutine.self;
}

void TaskControl::rootEnded()
{
    m_leaf = nullptr;
    m_rootEnded = true;
}

void TaskControl::end()
{
    const auto alive = Ref<FutureBase>::share(&m_future);
    m_ended = m_future.loop().time();
    finish(std::exchange(m_mustCancel, false));
    leaveRegistry();
}

void TaskControl::noteEnd()
{
    if (TaskObserver *observer = m_future.loop().observer())
        observer->taskEnded(handle());
}

void TaskControl::endWithFailure(std::exception_ptr failure)
{
    if (exceptionAs<CancelledError>(failure))
        return m_future.endCancelled(std::move(failure)); // also when nobody asked [T-24]
    if (exceptionAs<FatalError>(failure))
        m_future.loop().internals().stop(failure); // as well as ending the task [T-33]
    m_future.fail(std::move(failure));
}

void TaskControl::endAsCancelled()
{
    m_future.endCancelled(std::make_exception_ptr(CancelledError(extras().cancelMessage)));
}

void TaskControl::destroyPending()
{
    const auto alive = Ref<FutureBase>::share(&m_future);
    destroyFrames();
    extras().cancelMessage = QStringLiteral("the loop has been shut down");
    m_ended = m_future.loop().time();
    endAsCancelled();
    leaveRegistry();
}

// Innermost first, since an inner frame may hold references into an outer one; in a loop, since a
// chain may be deep.
void TaskControl::destroyFrames() noexcept
{
    if (m_running) // std::exit() inside its step: what runs cannot be destroyed
        return m_future.ref();
    CoroPromiseBase *frame = std::exchange(m_leaf, nullptr);
    while (frame) {
        CoroPromiseBase *const parent = frame->parent;
        std::exchange(*frame->owner, {}).destroy();
        frame = parent;
    }
    destroyRoot();
    m_rootEnded = true;
}

void destroyCoroutine(std::coroutine_handle<> handle) noexcept
{
    static thread_local std::vector<std::coroutine_handle<>> *waiting = nullptr;
    if (waiting) {
        waiting->push_back(handle);
        return;
    }
    std::vector<std::coroutine_handle<>> list{handle};
    waiting = &list;
    while (!list.empty()) {
        const auto next = list.back();
        list.pop_back();
        next.destroy();
    }
    waiting = nullptr;
}

} // namespace taskdeck::detail
