// SPDX-License-Identifier: MIT
#include "recorder_p.h"

#include <taskdeck/monitor/localfeed.h>

namespace taskdeck::monitor {

struct LocalFeed::Private {
    Recorder recorder;
};

LocalFeed::LocalFeed(QObject *parent)
    : LocalFeed(Limits(), parent)
{
}

LocalFeed::LocalFeed(const Limits &limits, QObject *parent)
    : TaskFeed(parent)
    , d(new Private{Recorder(limits, [this](const TaskDelta &delta, const QList<quint64> &wrote) {
        if (!delta.isEmpty())
            Q_EMIT updated(delta);
        for (const quint64 id : wrote)
            Q_EMIT outputGrew(id);
    })})
{
}

LocalFeed::~LocalFeed() = default;

QList<TaskSnapshot> LocalFeed::snapshot() const
{
    return d->recorder.snapshot();
}

void LocalFeed::requestCancel(quint64 id, const QString &message)
{
    const Recorder::Entry *entry = d->recorder.find(id);
    if (!entry || entry->task.isNull())
        return;
    AnyTask task = entry->task; // the entry may go while the task reacts
    task.cancel(message);
}

void LocalFeed::requestDetails(quint64 id)
{
    if (const Recorder::Entry *entry = d->recorder.find(id))
        Q_EMIT details(d->recorder.details(*entry));
}

void LocalFeed::requestOutput(quint64 id, qint64 firstLine)
{
    if (const Recorder::Entry *entry = d->recorder.find(id))
        Q_EMIT output(entry->output.from(id, firstLine));
}

void LocalFeed::dismiss(const QList<quint64> &ids)
{
    d->recorder.forget(ids);
}

} // namespace taskdeck::monitor
