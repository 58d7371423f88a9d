// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/export.h>
#include <taskdeck/monitor/failure.h>

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <chrono>

namespace taskdeck::monitor {

/// One task at one moment. A plain value: copying it touches no task.
///
/// Texts are foreign: show them as plain text. Times are wall-clock milliseconds since the
/// Unix epoch, so that tasks of different processes share one axis; zero = not yet.
class TASKDECK_MONITOR_EXPORT TaskSnapshot
{
    Q_GADGET
public:
    /// Running includes waiting for work done elsewhere for this task: a process, a pool, the
    /// network. Cancelling lasts from an accepted request until the task ends or is seen to go on.
    enum class State { Scheduled, Running, Waiting, Cancelling, Done, Failed, Cancelled, Lost };
    Q_ENUM(State)

    /// What became of the last cancel request.
    enum class CancelVerdict {
        NotAsked,
        Asked,           ///< not yet delivered; the task is still waiting
        Uninterruptible, ///< what it waits for cannot be interrupted; delivered when that ends
        CleaningUp,      ///< delivered; the task still holds the CancelledError
        Refused,         ///< delivered and swallowed; the task goes on
    };
    Q_ENUM(CancelVerdict)

    quint64 id = 0;          ///< from 1, never reused by one feed, below 2^53
    quint64 parent = 0;      ///< the task that created it; 0 = none
    quint64 waitsOnTask = 0; ///< 0 = waits for something that is not a task, or for nothing
    QString name{};
    QString kind{}; ///< "command", "download", "checksums", "action"…; empty = a plain coroutine
    QString waitsOn{}; ///< "sleep", "process tar", "task fetch"; empty = waits for nothing
    State state = State::Scheduled;
    std::chrono::milliseconds created{};
    std::chrono::milliseconds started{};
    std::chrono::milliseconds ended{};
    std::chrono::microseconds busy{}; ///< time spent inside its own steps
    quint64 steps = 0;
    double progress = -1;   ///< 0…1; negative = unknown
    QString progressText{}; ///< "3.1 of 12.0 MiB", "2/7, 1 failed"
    Frame place{};          ///< where the task was created
    int cancelRequests = 0; ///< counted, see Task::cancelling()
    QString cancelMessage{};
    CancelVerdict cancelVerdict = CancelVerdict::NotAsked;
    QString resultPreview{}; ///< one line, at most 200 characters
    QString failureType{};   ///< empty unless state is Failed
    QString failureMessage{};

    /// True for the states that a task never leaves.
    bool isOver() const { return state >= State::Done; }

    friend bool operator==(const TaskSnapshot &, const TaskSnapshot &) = default;
};

/// What changed since the last delta. Applying it twice gives the same picture.
struct TaskDelta {
    QList<TaskSnapshot> added{};
    QList<TaskSnapshot> changed{};
    QList<quint64> removed{};
    quint64 dropped = 0; ///< ended tasks that were forgotten to bound memory, since the feed began

    bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }
};

} // namespace taskdeck::monitor

Q_DECLARE_METATYPE(taskdeck::monitor::TaskSnapshot)
Q_DECLARE_METATYPE(taskdeck::monitor::TaskDelta)
