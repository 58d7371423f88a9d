// SPDX-License-Identifier: MIT
#include "fakefeed.h"

using namespace taskdeck::monitor;

void FakeFeed::requestCancel(quint64 id, const QString &message)
{
    cancelRequests += CancelRequest{.id = id, .message = message};
}

void FakeFeed::requestDetails(quint64 id)
{
    detailsRequests += id;
    const auto answer = answers.constFind(id);
    if (answer != answers.cend())
        Q_EMIT details(*answer);
}

void FakeFeed::requestOutput(quint64 id, qint64 firstLine)
{
    outputRequests += OutputRequest{.id = id, .firstLine = firstLine};
    const auto lines = written.constFind(id);
    if (lines != written.cend())
        Q_EMIT output({.id = id, .first = firstLine, .lines = lines->mid(firstLine)});
}

void FakeFeed::dismiss(const QList<quint64> &ids)
{
    dismissed += ids;
}

void FakeFeed::send(const TaskDelta &delta)
{
    tasks += delta.added;
    for (const TaskSnapshot &change : delta.changed) {
        for (TaskSnapshot &task : tasks) {
            if (task.id == change.id)
                task = change;
        }
    }
    tasks.removeIf([&](const TaskSnapshot &task) {
        return delta.removed.contains(task.id);
    });
    Q_EMIT updated(delta);
}

void FakeFeed::write(quint64 id, const QStringList &lines)
{
    for (const QString &line : lines)
        written[id] += TaskOutput::Line{.text = line};
    Q_EMIT outputGrew(id);
}
