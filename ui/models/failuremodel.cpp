// SPDX-License-Identifier: MIT
#include "failuremodel.h"

#include "displaytext.h"

using taskdeck::monitor::Failure;
using taskdeck::monitor::Frame;

namespace taskdeck {

int FailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return displaytext::failure(row.type, row.message);
    case DepthRole: return row.depth;
    case RelationRole: return row.relation;
    case TypeRole: return row.type;
    case MessageRole: return row.message;
    case FramesRole: return row.frames;
    }
    return {};
}

QHash<int, QByteArray> FailureModel::roleNames() const
{
    return {
        {DepthRole, "depth"},     {RelationRole, "relation"}, {TypeRole, "type"},
        {MessageRole, "message"}, {FramesRole, "frames"},
    };
}

void FailureModel::setFailure(const std::optional<Failure> &failure)
{
    if (failure == m_failure)
        return;
    const int before = count();
    beginResetModel();
    m_failure = failure;
    m_rows.clear();
    if (failure)
        append(*failure, 0, {});
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

QString FailureModel::text() const
{
    QStringList lines;
    for (const Row &row : m_rows) {
        const QString margin(2 * row.depth, QLatin1Char(' '));
        const QString relation = row.relation.isEmpty() ? QString() : row.relation + u' ';
        const QString what = row.message.isEmpty() || row.type.isEmpty()
                                 ? row.type + row.message
                                 : QStringLiteral("%1: %2").arg(row.type, row.message);
        for (const QString &line : QString(relation + what).split(u'\n'))
            lines += margin + line;
        for (const QString &frame : row.frames)
            lines += margin + QStringLiteral("    ") + frame;
    }
    return lines.join(u'\n');
}

void FailureModel::append(const Failure &failure, int depth, const QString &relation)
{
    Row row{.depth = depth, .relation = relation, .type = failure.type, .message = failure.message};
    for (const Frame &frame : failure.throwSite)
        row.frames += displaytext::frame(frame);
    m_rows += row;

    for (const Failure &cause : failure.causes)
        append(cause, depth + 1, tr("caused by"));
    int member = 0;
    const int members = int(failure.members.size());
    for (const Failure &failed : failure.members)
        append(failed, depth + 1, tr("member %1 of %2").arg(++member).arg(members));
}

} // namespace taskdeck
