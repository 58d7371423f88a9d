// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/awaited.h>
#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/taskcontrol.h>
#include <taskdeck/task.h>

namespace taskdeck::detail {

/// What most tasks never need, so that a parked task stays small.
struct TaskControl::Extras {
    QString name;
    QString kind;
    QString cancelMessage;    ///< of the remembered request
    QString interruptMessage; ///< of the request that aborted the await
    QList<CancelRequest> requests;
    std::weak_ptr<const void> delivered; ///< the CancelledError that was thrown in last
    std::exception_ptr lastFailure;      ///< whose way failureStack is
    QList<SourcePlace> failureStack;
    double progress = -1;
    QString progressText;
};

inline TaskControl::Extras &TaskControl::extras()
{
    if (!m_extras)
        m_extras = std::make_unique<Extras>();
    return *m_extras;
}

inline AnyTask TaskControl::handle() const
{
    return Access::handle<AnyTask>(m_future);
}

} // namespace taskdeck::detail
