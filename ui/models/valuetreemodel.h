// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QVariant>
#include <QtQml/qqmlregistration.h>

namespace taskdeck {

/// A QVariant of maps, lists and scalars as a tree of foldable rows.
///
/// The entries of the outermost map or list are the rows of depth 0; a scalar is one row
/// without a key. Rows below a fold are made when it opens. A container shows its first
/// 10 000 entries, then a row that says how many more there are.
class ValueTreeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by TaskDetailsModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< QString, a map's key or "[7]"
        ValueTextRole,              ///< QString, plain text, one line; "3 item(s)" for containers
        TypeTextRole,               ///< QString, the type's name
        DepthRole,                  ///< int, from 0
        HasChildrenRole,            ///< bool
        ExpandedRole,               ///< bool
    };
    Q_ENUM(Role)

    static constexpr int EntryLimit = 10'000;

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows a value; an invalid one gives no rows. An equal one changes nothing.
    void setValue(const QVariant &value);

    Q_INVOKABLE void setExpanded(int row, bool expanded);

Q_SIGNALS:
    void countChanged();

private:
    struct Row {
        QString key{};
        QVariant value{};
        int depth = 0;
        qsizetype entries = -1; ///< -1 = a scalar
        bool expanded = false;
        qsizetype more = 0; ///< not 0: this row only says that so many entries are not shown
    };

    static Row makeRow(const QString &key, const QVariant &value, int depth);
    static QString valueText(const Row &row);
    static QList<Row> childrenOf(const QVariant &value, int depth);
    void unfold(int row);
    void fold(int row);

    QVariant m_value;
    QList<Row> m_rows;
};

} // namespace taskdeck
