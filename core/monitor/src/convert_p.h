// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/exception.h>
#include <taskdeck/monitor/taskdetails.h>
#include <taskdeck/monitor/tasksnapshot.h>
#include <taskdeck/task.h>

namespace taskdeck::monitor {

/// Turns the core's handles and clocks into plain values.
class Converter
{
public:
    /// Takes the present moment of both clocks.
    Converter();

    TaskSnapshot snapshot(const AnyTask &task) const;
    TaskDetails details(const AnyTask &task) const;

private:
    std::chrono::milliseconds wall(TaskInfo::TimePoint time) const;

    std::chrono::milliseconds m_wallOffset; ///< wall clock minus the loop's clock
};

/// What a row says of the outcome, taken from the details so that nothing is described twice.
void addOutcome(TaskSnapshot &ended, const TaskDetails &details);
Frame frame(const SourcePlace &place);
QList<Frame> frames(const QList<SourcePlace> &places);
Failure failure(const ExceptionInfo &info);

} // namespace taskdeck::monitor
