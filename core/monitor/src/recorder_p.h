// SPDX-License-Identifier: MIT
#pragma once

#include "convert_p.h"
#include "outputstore_p.h"

#include <taskdeck/loop.h>
#include <taskdeck/monitor/localfeed.h>
#include <taskdeck/taskobserver.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <functional>
#include <map>

namespace taskdeck::monitor {

/// Takes note of what the core tells, and makes one delta of it every 16 ms at most.
///
/// Sends state, not events: a delta that is lost may age a row, never falsify it. Holds live tasks
/// by handle and ended ones by value, so that it keeps no result alive.
class Recorder final : public TaskObserver
{
public:
    struct Entry {
        AnyTask task; ///< null once it has ended
        TaskSnapshot snapshot;
        TaskDetails details; ///< of an ended task
        OutputLog output;
    };

    /// @param flushed  called with each delta, and the tasks whose output grew
    Recorder(const LocalFeed::Limits &limits,
             std::function<void(const TaskDelta &, const QList<quint64> &)> flushed);
    ~Recorder() override;

    void taskCreated(const AnyTask &task) override;
    void taskChanged(const AnyTask &task) override;
    void taskEnded(const AnyTask &task) override;
    void taskWrote(TaskId task, Channel channel, const QByteArray &bytes) override;

    const Entry *find(quint64 id) const;
    QList<TaskSnapshot> snapshot() const;
    TaskDetails details(const Entry &entry) const;
    void forget(const QList<quint64> &ids);

private:
    void note(quint64 id);
    void schedule();
    void flush();
    void evict();
    void erase(quint64 id);

    LocalFeed::Limits m_limits;
    std::function<void(const TaskDelta &, const QList<quint64> &)> m_flushed;
    Converter m_convert;
    Loop &m_loop;
    Handle m_timer;
    bool m_scheduled = false;
    std::map<quint64, Entry> m_entries; ///< by id, which is the order of creation
    QSet<quint64> m_dirty;
    QSet<quint64> m_new; ///< not yet in any delta
    QSet<quint64> m_wrote;
    QList<quint64> m_removed;
    int m_ended = 0;
    quint64 m_dropped = 0;
};

} // namespace taskdeck::monitor
