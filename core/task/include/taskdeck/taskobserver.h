// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>
#include <taskdeck/taskid.h>

#include <QtCore/QByteArray>

namespace taskdeck {

class AnyTask;

/// Told of the life of every task of a loop; see Loop::setObserver().
///
/// The monitor implements it: the core knows no monitor. Calls come from inside the library, so
/// they only take notes: they must not throw, run user code, or start and cancel tasks.
///
/// Thread: that of the loop.
class TASKDECK_EXPORT TaskObserver
{
public:
    enum class Channel { Out, Error };

    virtual ~TaskObserver();

    virtual void taskCreated(const AnyTask &task) = 0;
    /// Something of its info() differs. Not repeated until task.observed() was called.
    virtual void taskChanged(const AnyTask &task) = 0;
    /// Its outcome stands; last call for this task.
    virtual void taskEnded(const AnyTask &task) = 0;
    /// What the task wrote for people to read; see AnyTask::write().
    virtual void taskWrote(TaskId task, Channel channel, const QByteArray &bytes) = 0;
};

} // namespace taskdeck
