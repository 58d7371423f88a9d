// SPDX-License-Identifier: MIT
#include "recorder_p.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace taskdeck::monitor {

static constexpr auto frameTime = 16ms;

Recorder::Recorder(const LocalFeed::Limits &limits,
                   std::function<void(const TaskDelta &, const QList<quint64> &)> flushed)
    : m_limits(limits)
    , m_flushed(std::move(flushed))
    , m_loop(Loop::current())
{
    for (const AnyTask &task : allTasks())
        taskCreated(task);
    m_loop.setObserver(this);
}

Recorder::~Recorder()
{
    m_timer.cancel();
    m_loop.setObserver(nullptr);
}

void Recorder::taskCreated(const AnyTask &task)
{
    const auto id = quint64(task.id());
    m_entries[id].task = task;
    m_new.insert(id);
    note(id);
}

void Recorder::taskChanged(const AnyTask &task)
{
    note(quint64(task.id()));
}

void Recorder::taskEnded(const AnyTask &task)
{
    const auto id = quint64(task.id());
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    entry.snapshot = m_convert.snapshot(task);
    // Now: who waits for it is known only until it has told them.
    entry.details = m_convert.details(task);
    addOutcome(entry.snapshot, entry.details);
    entry.output.finish(m_limits.outputLines);
    entry.task = {};
    ++m_ended;
    note(id);
}

void Recorder::taskWrote(TaskId task, Channel channel, const QByteArray &bytes)
{
    const auto found = m_entries.find(quint64(task));
    if (found == m_entries.end())
        return;
    const auto to = channel == Channel::Out ? TaskOutput::Channel::Out : TaskOutput::Channel::Error;
    found->second.output.append(to, bytes, m_limits.outputLines);
    m_wrote.insert(found->first);
    schedule();
}

const Recorder::Entry *Recorder::find(quint64 id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

QList<TaskSnapshot> Recorder::snapshot() const
{
    QList<TaskSnapshot> list;
    list.reserve(qsizetype(m_entries.size()));
    for (const auto &[id, entry] : m_entries)
        list += entry.task.isNull() ? entry.snapshot : m_convert.snapshot(entry.task);
    return list;
}

TaskDetails Recorder::details(const Entry &entry) const
{
    return entry.task.isNull() ? entry.details : m_convert.details(entry.task);
}

void Recorder::forget(const QList<quint64> &ids)
{
    for (const quint64 id : ids) {
        if (const Entry *entry = find(id); entry && entry->task.isNull())
            erase(id);
    }
    schedule();
}

void Recorder::note(quint64 id)
{
    m_dirty.insert(id);
    schedule();
}

void Recorder::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    m_timer = m_loop.callLater(frameTime, [this] {
        flush();
    });
}

void Recorder::flush()
{
    m_scheduled = false;
    evict();
    TaskDelta delta;
    delta.dropped = m_dropped;
    delta.removed = std::exchange(m_removed, {});
    QList<quint64> dirty(m_dirty.cbegin(), m_dirty.cend());
    std::sort(dirty.begin(), dirty.end());
    m_dirty.clear();
    for (const quint64 id : std::as_const(dirty)) {
        Entry &entry = m_entries[id];
        if (!entry.task.isNull()) {
            entry.snapshot = m_convert.snapshot(entry.task);
            entry.task.observed();
        }
        (m_new.contains(id) ? delta.added : delta.changed) += entry.snapshot;
    }
    m_new.clear();
    const QList<quint64> wrote(m_wrote.cbegin(), m_wrote.cend());
    m_wrote.clear();
    m_flushed(delta, wrote);
}

// Whole tasks go, never half of one: first what succeeded, failures last, running ones never.
void Recorder::evict()
{
    using State = TaskSnapshot::State;
    for (const State victim : {State::Done, State::Cancelled, State::Failed}) {
        for (auto it = m_entries.begin(); it != m_entries.end() && m_ended > m_limits.endedTasks;) {
            const quint64 id = it->first;
            const bool goes = it->second.task.isNull() && it->second.snapshot.state == victim;
            ++it;
            if (!goes)
                continue;
            erase(id);
            ++m_dropped;
        }
    }
}

void Recorder::erase(quint64 id)
{
    m_entries.erase(id);
    m_dirty.remove(id);
    m_wrote.remove(id);
    --m_ended;
    if (!m_new.remove(id)) // else nobody has heard of it
        m_removed += id;
}

} // namespace taskdeck::monitor
