// SPDX-License-Identifier: MIT
#include "scope_p.h"

#include <taskdeck/detail/scope.h>

namespace taskdeck::detail {

static TaskControl &currentControl()
{
    return *Loop::current().internals().current; // a Coro runs in a task only
}

Ref<FutureBase> currentTaskFuture()
{
    return Ref<FutureBase>::share(&currentControl().future());
}

void requireScopeThread(const Loop &loop)
{
    if (!loop.isOwnThread())
        throw UsageError("a scope belongs to the thread of its task");
}

void ScopeRequest::make(FutureBase &future, const QString &message)
{
    if (std::exchange(m_made, true))
        return;
    const auto alive = Ref<FutureBase>::share(&future); // a cancel may run anything
    TaskControl &task = *future.task();
    m_before = std::min(m_before, task.cancelling()); // the body may have taken some back
    const bool another = task.hasRememberedRequest();
    task.cancel(message);
    // It runs: the scope asks from inside, or from a nested event loop. The body may end without
    // an await that could throw.
    if (task.isRunning() && !another)
        m_undelivered = task.cancelling();
}

bool ScopeRequest::takeBack(TaskControl &task)
{
    if (m_undelivered == task.cancelling())
        task.forgetRememberedRequest();
    return task.uncancel() <= m_before;
}

int deliveredRequests()
{
    return currentControl().deliveredRequests();
}

void requireAwaitable(FutureBase &future)
{
    currentControl().requireAwaitable(future);
}

void reportLostFailure(const std::exception_ptr &failure) noexcept
{
    if (!failure || exceptionAs<CancelledError>(failure))
        return;
    Loop &loop = Loop::current();
    if (exceptionAs<FatalError>(failure))
        loop.internals().stop(failure);
    loop.report({QStringLiteral("A failure was replaced by one of its cleanup"), failure, {}, {}});
}

} // namespace taskdeck::detail
