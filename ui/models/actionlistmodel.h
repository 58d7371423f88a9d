// SPDX-License-Identifier: MIT
#pragma once

#include "actionenums.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace taskdeck {

/// The on-completion actions of one task.
///
/// The model asks the book and shows what the book says; it changes no row by itself.
class ActionListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        ActionIdRole = Qt::UserRole + 1, ///< quint64, of the book, exact as a double
        WhenRole,                        ///< ActionWhen::Value
        EffectRole,                      ///< ActionEffect::Value
        ActionTextRole,                  ///< QString, plain text
        ProgressStateRole,               ///< ActionProgress::Value
        SummaryRole,                     ///< QString, "When it fails → run: tar …", translated
        RunTaskRole,                     ///< quint64, the task that runs it; 0 = not fired
    };
    Q_ENUM(Role)

    /// @param book  must outlive the model
    explicit ActionListModel(ActionBook &book, QObject *parent = nullptr);

    int count() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows the actions of another task; 0 = none.
    void showTask(quint64 id);

    /// Adds an action to the task that is shown; if that has ended, it runs at once.
    ///
    /// @param when    ActionWhen::Value
    /// @param effect  ActionEffect::Value
    /// @returns empty, or one sentence why it was not added
    Q_INVOKABLE QString add(int when, int effect, const QString &text);
    /// Asks the book to remove an action; one that has fired stays.
    Q_INVOKABLE void remove(double actionId);

Q_SIGNALS:
    void countChanged();

private:
    void refresh(quint64 task);
    void removeMissing(const QList<CompletionAction> &actions);
    void updateAndInsert(const QList<CompletionAction> &actions);
    static QString summary(const CompletionAction &action);

    ActionBook &m_book;
    quint64 m_task = 0;
    QList<CompletionAction> m_rows;
};

} // namespace taskdeck
