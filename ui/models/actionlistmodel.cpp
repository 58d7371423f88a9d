// SPDX-License-Identifier: MIT
#include "actionlistmodel.h"

#include "displaytext.h"
#include "qmlid.h"

#include <algorithm>

namespace taskdeck {

ActionListModel::ActionListModel(ActionBook &book, QObject *parent)
    : QAbstractListModel(parent)
    , m_book(book)
{
    connect(&book, &ActionBook::changed, this, &ActionListModel::refresh);
}

int ActionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ActionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CompletionAction &action = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SummaryRole: return summary(action);
    case ActionIdRole: return action.id;
    case WhenRole: return int(action.when);
    case EffectRole: return int(action.effect);
    case ActionTextRole: return action.text;
    case ProgressStateRole: return int(action.progress);
    case RunTaskRole: return action.runTask;
    }
    return {};
}

QHash<int, QByteArray> ActionListModel::roleNames() const
{
    return {
        {ActionIdRole, "actionId"}, {WhenRole, "when"},
        {EffectRole, "effect"},     {ActionTextRole, "actionText"},
        {SummaryRole, "summary"},   {ProgressStateRole, "progressState"},
        {RunTaskRole, "runTask"},
    };
}

void ActionListModel::showTask(quint64 id)
{
    if (id == m_task)
        return;
    const int before = count();
    beginResetModel();
    m_task = id;
    m_rows = id == 0 ? QList<CompletionAction>() : m_book.actionsOf(id);
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

QString ActionListModel::add(int when, int effect, const QString &text)
{
    if (m_task == 0)
        return tr("Select a task first, then say what should happen when it ends.");
    if (when < ActionWhen::Any || when > ActionWhen::Cancelled || effect < ActionEffect::Command ||
        effect > ActionEffect::Notification)
        return tr("This kind of action is not known.");
    return m_book.add({.task = m_task,
                       .when = CompletionAction::When(when),
                       .effect = CompletionAction::Effect(effect),
                       .text = text});
}

void ActionListModel::remove(double actionId)
{
    m_book.remove(idFromQml(actionId));
}

void ActionListModel::refresh(quint64 task)
{
    if (task != m_task || m_task == 0)
        return;
    const int before = count();
    const QList<CompletionAction> actions = m_book.actionsOf(m_task);
    removeMissing(actions);
    updateAndInsert(actions);
    if (count() != before)
        Q_EMIT countChanged();
}

// Leaves the rows that the book still has in the same order; one that moved is removed too.
void ActionListModel::removeMissing(const QList<CompletionAction> &actions)
{
    const auto placeOf = [&actions](quint64 id) {
        const auto hasId = [id](const CompletionAction &action) {
            return action.id == id;
        };
        return std::find_if(actions.cbegin(), actions.cend(), hasId) - actions.cbegin();
    };
    qsizetype next = actions.size();
    for (int row = count() - 1; row >= 0; --row) {
        const qsizetype place = placeOf(m_rows.at(row).id);
        if (place < next) {
            next = place;
            continue;
        }
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
}

void ActionListModel::updateAndInsert(const QList<CompletionAction> &actions)
{
    for (int row = 0; row < int(actions.size()); ++row) {
        const CompletionAction &action = actions.at(row);
        if (row >= count() || m_rows.at(row).id != action.id) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, action);
            endInsertRows();
        } else if (m_rows.at(row) != action) {
            m_rows[row] = action;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

QString ActionListModel::summary(const CompletionAction &action)
{
    const QString text = displaytext::oneLine(action.text);
    const QString effect = action.effect == CompletionAction::Effect::Command
                               ? tr("run: %1").arg(text)
                           : text.isEmpty() ? tr("notify me")
                                            : tr("notify me: %1").arg(text);
    switch (action.when) {
    case CompletionAction::When::Any: break;
    case CompletionAction::When::Done: return tr("When it is done → %1").arg(effect);
    case CompletionAction::When::Failed: return tr("When it fails → %1").arg(effect);
    case CompletionAction::When::Cancelled: return tr("When it is cancelled → %1").arg(effect);
    }
    return tr("When it ends → %1").arg(effect);
}

} // namespace taskdeck
