// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/sourceplace.h>
#include <taskdeck/taskid.h>

#include <QtCore/QString>

#include <chrono>

namespace taskdeck {

/// A task at one moment, for monitors. Times are on the loop's clock.
struct TaskInfo {
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Running includes waiting for work done elsewhere for this task: a process, a pool, the
    /// network. Cancelling lasts from an accepted request until the task ends, or is seen to go on.
    enum class State { Scheduled, Running, Waiting, Cancelling, Done, Failed, Cancelled };
    /// What became of the last cancel request.
    enum class Cancel {
        NotAsked,
        Asked,           ///< not yet delivered
        Uninterruptible, ///< what it waits for cannot be interrupted: delivered when that ends
        CleaningUp,      ///< delivered, and the task still holds the CancelledError
        Refused,         ///< delivered and let go of; the task goes on
    };

    TaskId id{};
    TaskId parent{};  ///< the task that created it; zero = none
    TaskId waitsOn{}; ///< zero = not a task
    State state = State::Scheduled;
    Cancel cancel = Cancel::NotAsked;
    int cancelling = 0; ///< requests, counted [T-30]
    QString name{};
    QString kind{};   ///< free text given by setKind()
    QString awaits{}; ///< "sleep", "process tar"; empty = waits for nothing
    QString cancelMessage{};
    SourcePlace createdAt{};
    TimePoint created{};
    TimePoint started{};             ///< epoch = not yet
    TimePoint ended{};               ///< epoch = not yet
    std::chrono::nanoseconds busy{}; ///< inside its own steps; measured while it is observed
    quint64 steps = 0;
    double progress = -1; ///< 0…1; negative = unknown
    QString progressText{};
};

/// One accepted cancel request.
struct CancelRequest {
    using TimePoint = std::chrono::steady_clock::time_point;

    QString message{};
    TimePoint asked{};
    TimePoint delivered{}; ///< epoch = not yet
    SourcePlace deliveredAt{};
};

} // namespace taskdeck
