// SPDX-License-Identifier: MIT
// How TaskListModel brings its rows in line with its tree and tells the views.
#include "tasklistmodel.h"

#include <algorithm>

namespace taskdeck {
namespace {

// A view takes in a change in a time that grows with the square of the number of spans. Past
// these numbers a change is told as one span that covers them all.
constexpr int MaxChangedSpans = 8;
constexpr int MaxMovedSpans = 500;

/// Calls `found(first, end)` for each longest run of positions in [from, size) that have a
/// property.
template<typename Has, typename Found>
void forEachRun(int from, int size, Has has, Found found)
{
    for (int first = from; first < size; ++first) {
        if (!has(first))
            continue;
        int end = first + 1;
        while (end < size && has(end))
            ++end;
        found(first, end);
        first = end;
    }
}

} // namespace

void TaskListModel::settle()
{
    const int before = count();
    const bool moved = m_tree.intactRows() != TaskTree::AllIntact;
    if (moved)
        settleRows();
    announceTouched();
    m_tree.settled();
    announceCounts(before);
    if (moved)
        Q_EMIT rowsSettled();
}

// Rows never swap places, so removing what is no longer wanted and inserting what is missing
// leads from the old rows to the new ones.
void TaskListModel::settleRows()
{
    const int from = m_tree.intactRows();
    const unsigned stamp = ++m_stamp;
    std::vector<TaskNode *> wanted;
    TaskNode *node = m_tree.rowAfter(from > 0 ? m_rows[size_t(from - 1)] : nullptr);
    for (; node; node = m_tree.rowAfter(node)) {
        node->wanted = stamp;
        wanted.push_back(node);
    }
    coarsen(from, stamp, wanted);
    removeUnwanted(from, stamp);
    insertMissing(from, wanted);
    for (int row = from; row < count(); ++row)
        m_rows[size_t(row)]->row = row;
}

void TaskListModel::coarsen(int from, unsigned stamp, const std::vector<TaskNode *> &wanted)
{
    int spans = 0;
    const auto countSpan = [&spans](int, int) {
        ++spans;
    };
    const auto isUnwanted = [&](int row) {
        return m_rows[size_t(row)]->wanted != stamp;
    };
    const auto isMissing = [&](int place) {
        return wanted[size_t(place)]->row < 0;
    };
    forEachRun(from, count(), isUnwanted, countSpan);
    forEachRun(0, int(wanted.size()), isMissing, countSpan);
    if (spans <= MaxMovedSpans)
        return;
    for (int row = from; row < count(); ++row)
        m_rows[size_t(row)]->wanted = 0; // goes, and as it is missing then, comes back
}

// From the last row up, so that the rows above keep their numbers.
void TaskListModel::removeUnwanted(int from, unsigned stamp)
{
    const auto isWanted = [stamp](const TaskNode *node) {
        return node->wanted == stamp;
    };
    int end = count();
    while (end > from) {
        if (isWanted(m_rows[size_t(end - 1)])) {
            --end;
            continue;
        }
        int first = end - 1;
        while (first > from && !isWanted(m_rows[size_t(first - 1)]))
            --first;
        beginRemoveRows({}, first, end - 1);
        for (int row = first; row < end; ++row)
            m_rows[size_t(row)]->row = -1;
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + end);
        endRemoveRows();
        end = first;
    }
}

void TaskListModel::insertMissing(int from, const std::vector<TaskNode *> &wanted)
{
    const auto isMissing = [&](int place) {
        return wanted[size_t(place)]->row < 0;
    };
    forEachRun(0, int(wanted.size()), isMissing, [&](int first, int end) {
        beginInsertRows({}, from + first, from + end - 1);
        m_rows.insert(m_rows.begin() + from + first, wanted.begin() + first, wanted.begin() + end);
        endInsertRows();
    });
}

void TaskListModel::announceTouched()
{
    std::vector<int> rows;
    for (const TaskNode *node : m_tree.touched()) {
        if (node->row >= 0)
            rows.push_back(node->row);
    }
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<std::pair<int, int>> spans;
    for (const int row : rows) {
        if (!spans.empty() && spans.back().second + 1 == row)
            spans.back().second = row;
        else
            spans.emplace_back(row, row);
    }
    if (spans.size() > MaxChangedSpans)
        spans = {{rows.front(), rows.back()}};
    for (const auto &[first, last] : spans)
        Q_EMIT dataChanged(index(first), index(last));
}

void TaskListModel::announceCounts(int rowsBefore)
{
    if (count() != rowsBefore)
        Q_EMIT countChanged();
    if (m_counts == m_tree.counts())
        return;
    m_counts = m_tree.counts();
    Q_EMIT countsChanged();
}

} // namespace taskdeck
