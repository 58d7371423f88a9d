// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtQml/qqmlregistration.h>

/// The state chips above the list: `TaskFilter.Failed`.
namespace taskdeck::TaskFilter {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    All,
    Running, ///< every task that is not over: scheduled, running, waiting, cancelling
    Failed,
    Done,
    Cancelled
};
Q_ENUM_NS(Value)

} // namespace taskdeck::TaskFilter

namespace taskdeck {

/// Which tasks the list lets through.
struct TaskMatcher {
    TaskFilter::Value state = TaskFilter::All;
    QString text{}; ///< looked for in name, kind, waitsOn and failure, whatever its case

    /// True if some task might not match.
    bool isActive() const { return state != TaskFilter::All || !text.isEmpty(); }

    bool matches(const taskdeck::monitor::TaskSnapshot &task) const;

    friend bool operator==(const TaskMatcher &, const TaskMatcher &) = default;
};

} // namespace taskdeck
