// SPDX-License-Identifier: MIT
#pragma once

#include "wallclock.h"

#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QStringList>

/// What the tests of the models share.
namespace modeltesting {

using State = taskdeck::monitor::TaskSnapshot::State;
using Verdict = taskdeck::monitor::TaskSnapshot::CancelVerdict;

/// A task named "t<id>".
inline taskdeck::monitor::TaskSnapshot task(quint64 id, State state = State::Running)
{
    return {.id = id, .name = QStringLiteral("t%1").arg(id), .state = state};
}

inline taskdeck::monitor::TaskSnapshot child(quint64 id, quint64 parent,
                                             State state = State::Running)
{
    taskdeck::monitor::TaskSnapshot made = task(id, state);
    made.parent = parent;
    return made;
}

/// A role of every row, as text.
inline QStringList column(const QAbstractItemModel &model, int role)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.index(row, 0).data(role).toString();
    return texts;
}

/// A clock that the test moves. Its copies show the same time.
struct TestClock {
    std::chrono::milliseconds now{1'000'000};

    taskdeck::WallClock clock()
    {
        return [this] {
            return now;
        };
    }
};

} // namespace modeltesting
