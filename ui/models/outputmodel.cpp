// SPDX-License-Identifier: MIT
#include "outputmodel.h"

#include "displaytext.h"

#include <taskdeck/monitor/taskfeed.h>

#include <algorithm>

using taskdeck::monitor::TaskFeed;
using taskdeck::monitor::TaskOutput;

namespace taskdeck {

OutputModel::OutputModel(TaskFeed &feed, int limit, QObject *parent)
    : QAbstractListModel(parent)
    , m_feed(feed)
    , m_limit(limit)
{
    connect(&feed, &TaskFeed::output, this, &OutputModel::take);
    connect(&feed, &TaskFeed::outputGrew, this, &OutputModel::fetch);
}

double OutputModel::droppedLines() const
{
    return double(m_next - m_lines.size());
}

int OutputModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant OutputModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TaskOutput::Line &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole: return displaytext::withoutEscapes(line.text);
    case IsErrorRole: return line.channel == TaskOutput::Channel::Error;
    }
    return {};
}

QHash<int, QByteArray> OutputModel::roleNames() const
{
    return {{TextRole, "text"}, {IsErrorRole, "isError"}};
}

void OutputModel::showTask(quint64 id)
{
    if (id == m_task)
        return;
    const bool wasEmpty = m_lines.isEmpty();
    const double before = droppedLines();
    beginResetModel();
    m_task = id;
    m_next = 0;
    m_lines.clear();
    endResetModel();
    if (!wasEmpty)
        Q_EMIT countChanged();
    if (before > 0)
        Q_EMIT droppedLinesChanged();
    fetch(id);
}

QString OutputModel::text() const
{
    QString all;
    for (const TaskOutput::Line &line : m_lines)
        all += displaytext::withoutEscapes(line.text) + u'\n';
    return all;
}

void OutputModel::fetch(quint64 id)
{
    if (id != 0 && id == m_task)
        m_feed.requestOutput(id, m_next);
}

// Answers may overlap, as two requests can be on their way, and may leave a gap, where the feed
// has dropped lines: both show in the line numbers.
void OutputModel::take(const TaskOutput &output)
{
    if (output.id != m_task || m_task == 0)
        return;
    const double droppedBefore = droppedLines();
    const qsizetype countBefore = m_lines.size();
    const qint64 known = std::clamp<qint64>(m_next - output.first, 0, output.lines.size());
    const qsizetype excess = std::max<qsizetype>(output.lines.size() - known - m_limit, 0);
    const auto fresh = output.lines.mid(known + excess);

    m_next = std::max({m_next, output.kept, output.first + output.lines.size()});
    dropFirst(m_lines.size() + fresh.size() - m_limit);
    if (!fresh.isEmpty()) {
        beginInsertRows({}, count(), count() + int(fresh.size()) - 1);
        m_lines += fresh;
        endInsertRows();
    }
    if (m_lines.size() != countBefore)
        Q_EMIT countChanged();
    if (droppedLines() != droppedBefore)
        Q_EMIT droppedLinesChanged();
}

void OutputModel::dropFirst(qsizetype lines)
{
    if (lines <= 0)
        return;
    beginRemoveRows({}, 0, int(lines) - 1);
    m_lines.remove(0, lines);
    endRemoveRows();
}

} // namespace taskdeck
