// SPDX-License-Identifier: MIT
#include "awaitchainmodel.h"

#include "displaytext.h"

using namespace taskdeck::monitor;

namespace taskdeck {

int AwaitChainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AwaitChainModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.isTask ? row.name : displaytext::frame(row.frame);
    case SectionRole: return sectionText(row.section);
    case IsTaskRole: return row.isTask;
    case TaskIdRole: return row.task;
    case NameRole: return row.name;
    case DepthRole: return row.depth;
    case FunctionNameRole: return row.frame.function;
    case FileRole: return row.frame.file;
    case LineRole: return row.frame.line;
    case PlaceRole: return displaytext::frame(row.frame);
    }
    return {};
}

QString AwaitChainModel::sectionText(Section section)
{
    switch (section) {
    case Section::WaitsOn: return tr("Waits on");
    case Section::FailedIn: return tr("Failed in");
    case Section::AwaitedBy: return tr("Awaited by");
    }
    Q_UNREACHABLE();
}

QHash<int, QByteArray> AwaitChainModel::roleNames() const
{
    return {
        {SectionRole, "section"}, {IsTaskRole, "isTask"}, {TaskIdRole, "taskId"},
        {NameRole, "name"},       {DepthRole, "depth"},   {FunctionNameRole, "functionName"},
        {FileRole, "file"},       {LineRole, "line"},     {PlaceRole, "place"},
    };
}

void AwaitChainModel::setDetails(const TaskDetails &details)
{
    QList<Row> rows;
    append(rows, details.failure ? Section::FailedIn : Section::WaitsOn, details.awaits);
    append(rows, Section::AwaitedBy, details.awaitedBy);
    if (rows == m_rows)
        return;
    const int before = count();
    beginResetModel();
    m_rows = rows;
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

void AwaitChainModel::append(QList<Row> &rows, Section section, const QList<ChainLink> &chain)
{
    int depth = 0;
    for (const ChainLink &link : chain) {
        Row row{.section = section,
                .isTask = true,
                .task = link.task,
                .name = link.name,
                .depth = depth++};
        rows += row;
        row.isTask = false;
        for (const Frame &frame : link.frames) {
            row.frame = frame;
            rows += row;
        }
    }
}

} // namespace taskdeck
