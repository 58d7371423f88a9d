// SPDX-License-Identifier: MIT
#include "taskfilter.h"

using taskdeck::monitor::TaskSnapshot;

namespace taskdeck {
namespace {

bool hasState(const TaskSnapshot &task, TaskFilter::Value filter)
{
    switch (filter) {
    case TaskFilter::All: return true;
    case TaskFilter::Running: return !task.isOver();
    case TaskFilter::Failed: return task.state == TaskSnapshot::State::Failed;
    case TaskFilter::Done: return task.state == TaskSnapshot::State::Done;
    case TaskFilter::Cancelled: return task.state == TaskSnapshot::State::Cancelled;
    }
    return true;
}

bool hasText(const TaskSnapshot &task, const QString &text)
{
    const auto found = [&text](const QString &field) {
        return field.contains(text, Qt::CaseInsensitive);
    };
    return found(task.name) || found(task.kind) || found(task.waitsOn) || found(task.failureType) ||
           found(task.failureMessage);
}

} // namespace

bool TaskMatcher::matches(const TaskSnapshot &task) const
{
    return hasState(task, state) && (text.isEmpty() || hasText(task, text));
}

} // namespace taskdeck
