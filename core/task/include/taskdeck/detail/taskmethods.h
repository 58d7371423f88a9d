// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/taskcontrol.h>
#include <taskdeck/future.h>
#include <taskdeck/taskobserver.h>

#include <QtCore/QList>

namespace taskdeck::detail {

TASKDECK_EXPORT QString typeText(const char *mangled);
TASKDECK_EXPORT void writeOutput(TaskControl &task, TaskObserver::Channel channel,
                                 const QByteArray &bytes);

/// What a handle can ask of a task, whatever its T.
template<typename Handle>
class TaskMethods
{
public:
    TaskId id() const { return control().id(); }
    /// "Task-<id>" unless one was given [T-34].
    QString name() const { return control().name(); }
    void setName(QString name) { control().setName(std::move(name)); }
    /// What sort of work it is, for monitors and rules: "download". Empty by default.
    QString kind() const { return control().kind(); }
    void setKind(QString kind) { control().setKind(std::move(kind)); }

    /// Cancel requests so far, less those taken back [T-30].
    int cancelling() const { return control().cancelling(); }
    /// Takes one request back. At zero a request that is only remembered is dropped [T-31].
    /// @returns what is left, never below 0
    int uncancel() { return control().uncancel(); }

    SourcePlace createdAt() const { return control().createdAt(); }
    /// Where its coroutines are suspended, innermost first; empty once it has ended.
    QList<SourcePlace> stack() const { return control().stack(); }

    /// For monitors: everything at one moment.
    TaskInfo info() const { return control().info(); }
    QList<CancelRequest> cancelRequests() const { return control().cancelRequests(); }
    /// For monitors: the failure or CancelledError, null if none; not counted as looked at.
    std::exception_ptr peekException() const { return future().peekException(); }
    /// The awaits through which its last exception came, innermost first; noted while observed.
    QList<SourcePlace> failureStack() const { return control().failureStack(); }
    /// The value for display, see ResultView; null if there is none or it cannot be shown.
    QVariant displayValue() const { return future().displayValue(); }
    /// The demangled name of T.
    QString valueType() const { return typeText(future().valueTypeName()); }
    /// The task that it waits for; null if it waits for something else.
    AnyTask awaitedTask() const;
    /// The tasks that wait for it, in the order in which they came.
    QList<AnyTask> awaitedBy() const;
    /// For the observer: it has taken note, and wants to hear of the next change.
    void observed() const { control().clearDirty(); }

    /// See taskdeck::setProgress().
    void setProgress(double fraction, QString text = {})
    {
        control().setProgress(fraction, std::move(text));
    }
    /// Bytes for people to read, as a program writes to its terminal. Costs nothing unobserved.
    void write(const QByteArray &bytes, TaskObserver::Channel channel = TaskObserver::Channel::Out)
    {
        writeOutput(control(), channel, bytes);
    }

private:
    FutureBase &future() const
    {
        FutureBase &state = Access::state(static_cast<const Handle &>(*this));
        requireOwnThread(state);
        return state;
    }
    TaskControl &control() const { return *future().task(); }
};

} // namespace taskdeck::detail
