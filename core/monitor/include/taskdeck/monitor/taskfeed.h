// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/export.h>
#include <taskdeck/monitor/taskdetails.h>
#include <taskdeck/monitor/tasksnapshot.h>

#include <QtCore/QObject>

namespace taskdeck::monitor {

/// A source of tasks: this process, another one, or a test.
///
/// Only values and ids cross it. Requests for ids that are unknown or over are ignored;
/// nothing here throws.
///
/// Thread: that of the object.
class TASKDECK_MONITOR_EXPORT TaskFeed : public QObject
{
    Q_OBJECT
public:
    explicit TaskFeed(QObject *parent = nullptr);
    ~TaskFeed() override;

    /// All tasks that the feed knows, in order of creation. Later deltas build on it.
    virtual QList<TaskSnapshot> snapshot() const = 0;

    /// Asks the task to end. It may refuse; its row tells.
    virtual void requestCancel(quint64 id, const QString &message) = 0;

    /// Asks for details(); answered at once or later, or never for an unknown id.
    virtual void requestDetails(quint64 id) = 0;

    /// Asks for the lines from `firstLine` on; answered by output(), also when there are none.
    virtual void requestOutput(quint64 id, qint64 firstLine) = 0;

    /// Forgets tasks that are over; live ones stay.
    virtual void dismiss(const QList<quint64> &ids) = 0;

Q_SIGNALS:
    /// At most one every 16 ms.
    void updated(const taskdeck::monitor::TaskDelta &delta);
    void details(const taskdeck::monitor::TaskDetails &details);
    void output(const taskdeck::monitor::TaskOutput &output);
    /// The task wrote something since the last requestOutput(). Coalesced like updated().
    void outputGrew(quint64 id);
};

} // namespace taskdeck::monitor
