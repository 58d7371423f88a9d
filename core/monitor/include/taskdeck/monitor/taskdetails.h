// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/failure.h>

#include <QtCore/QMetaType>
#include <QtCore/QVariant>

#include <chrono>
#include <optional>

namespace taskdeck::monitor {

/// One task of an await chain and the frames it is suspended in.
struct ChainLink {
    quint64 task = 0;
    QString name{};
    QList<Frame> frames{}; ///< innermost first

    friend bool operator==(const ChainLink &, const ChainLink &) = default;
};

/// One cancel request and what became of it.
struct CancelReceipt {
    std::chrono::milliseconds asked{};     ///< wall clock, since the epoch
    std::chrono::milliseconds delivered{}; ///< zero = not yet
    QString message{};
    Frame deliveredAt{}; ///< the await that threw

    friend bool operator==(const CancelReceipt &, const CancelReceipt &) = default;
};

/// What is too big for a snapshot: asked for by id, answered once.
struct TaskDetails {
    quint64 id = 0;
    QVariant result{};                ///< null = none, or of a type that cannot be shown
    QString resultType{};             ///< demangled; set when the task is Done
    std::optional<Failure> failure{}; ///< set when the task is Failed
    QList<ChainLink> awaits{};        ///< this task first, then what it waits for, and so on
    QList<ChainLink> awaitedBy{};     ///< the tasks that wait for it, nearest first
    QList<CancelReceipt> cancels{};

    friend bool operator==(const TaskDetails &, const TaskDetails &) = default;
};

/// A stretch of what a task wrote, in the order of arrival.
struct TaskOutput {
    enum class Channel { Out, Error };
    struct Line {
        Channel channel = Channel::Out;
        QString text{}; ///< without its line end

        friend bool operator==(const Line &, const Line &) = default;
    };

    quint64 id = 0;
    qint64 first = 0; ///< number of the first line here, counted from 0 since the task began
    qint64 kept = 0;  ///< number of the first line that is still kept; what is before was dropped
    QList<Line> lines{};
};

} // namespace taskdeck::monitor

Q_DECLARE_METATYPE(taskdeck::monitor::TaskDetails)
Q_DECLARE_METATYPE(taskdeck::monitor::TaskOutput)
