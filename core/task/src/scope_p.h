// SPDX-License-Identifier: MIT
#pragma once

#include "loop_p.h"
#include "taskcontrol_p.h"

namespace taskdeck::detail {

/// The task whose step runs. @pre inside a coroutine
Ref<FutureBase> currentTaskFuture();
/// @throws UsageError  this is not the thread of the loop
void requireScopeThread(const Loop &loop);

/// The request of a scope that its own task be interrupted; taken back when the scope ends [T-32].
class ScopeRequest
{
public:
    /// Made on entry: what was requested before is no business of the scope [TO-12].
    explicit ScopeRequest(const TaskControl &task)
        : m_before(task.deliveredRequests())
    {
    }

    bool isMade() const { return m_made; }
    /// Once.
    void make(FutureBase &task, const QString &message);
    /// @returns true if no other request has come since the scope was entered
    bool takeBack(TaskControl &task);

private:
    int m_before;
    bool m_made = false;
    std::optional<int> m_undelivered; ///< the count, if it was only remembered
};

} // namespace taskdeck::detail
