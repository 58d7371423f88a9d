// SPDX-License-Identifier: MIT
#include "valuetreemodel.h"

#include "valuetext.h"

#include <QtCore/QAssociativeIterable>
#include <QtCore/QSequentialIterable>

namespace taskdeck {

int ValueTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ValueTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case KeyRole: return row.key;
    case ValueTextRole: return valueText(row);
    case TypeTextRole: return QString::fromLatin1(row.value.typeName());
    case DepthRole: return row.depth;
    case HasChildrenRole: return row.entries > 0;
    case ExpandedRole: return row.expanded;
    }
    return {};
}

QHash<int, QByteArray> ValueTreeModel::roleNames() const
{
    return {
        {KeyRole, "key"},     {ValueTextRole, "valueText"},     {TypeTextRole, "typeText"},
        {DepthRole, "depth"}, {HasChildrenRole, "hasChildren"}, {ExpandedRole, "expanded"},
    };
}

void ValueTreeModel::setValue(const QVariant &value)
{
    if (value == m_value)
        return;
    const int before = count();
    beginResetModel();
    m_value = value;
    m_rows.clear();
    if (valuetext::entries(value) >= 0)
        m_rows = childrenOf(value, 0);
    else if (value.isValid())
        m_rows = {makeRow({}, value, 0)};
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

void ValueTreeModel::setExpanded(int row, bool expanded)
{
    if (row < 0 || row >= count())
        return;
    const Row &changed = m_rows.at(row);
    if (changed.entries <= 0 || changed.expanded == expanded)
        return;
    m_rows[row].expanded = expanded;
    if (expanded)
        unfold(row);
    else
        fold(row);
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
    Q_EMIT countChanged();
}

QString ValueTreeModel::valueText(const Row &row)
{
    if (row.more > 0)
        return tr("%n more, not shown", "", int(row.more));
    if (row.entries >= 0)
        return tr("%n item(s)", "", int(row.entries));
    return valuetext::preview(row.value);
}

ValueTreeModel::Row ValueTreeModel::makeRow(const QString &key, const QVariant &value, int depth)
{
    return {.key = key, .value = value, .depth = depth, .entries = valuetext::entries(value)};
}

QList<ValueTreeModel::Row> ValueTreeModel::childrenOf(const QVariant &value, int depth)
{
    QList<Row> rows;
    if (valuetext::isMap(value)) {
        const auto map = value.value<QAssociativeIterable>();
        for (auto entry = map.begin(); entry != map.end() && rows.size() < EntryLimit; ++entry)
            rows += makeRow(entry.key().toString(), entry.value(), depth);
    } else {
        const auto list = value.value<QSequentialIterable>();
        for (auto entry = list.begin(); entry != list.end() && rows.size() < EntryLimit; ++entry)
            rows += makeRow(QStringLiteral("[%1]").arg(rows.size()), *entry, depth);
    }
    const qsizetype more = valuetext::entries(value) - rows.size();
    if (more > 0)
        rows += Row{.depth = depth, .more = more};
    return rows;
}

void ValueTreeModel::unfold(int row)
{
    const QList<Row> children = childrenOf(m_rows.at(row).value, m_rows.at(row).depth + 1);
    beginInsertRows({}, row + 1, row + int(children.size()));
    m_rows = m_rows.mid(0, row + 1) + children + m_rows.mid(row + 1);
    endInsertRows();
}

void ValueTreeModel::fold(int row)
{
    int end = row + 1;
    while (end < count() && m_rows.at(end).depth > m_rows.at(row).depth)
        ++end;
    beginRemoveRows({}, row + 1, end - 1);
    m_rows.remove(row + 1, end - row - 1);
    endRemoveRows();
}

} // namespace taskdeck
