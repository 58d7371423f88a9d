// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/failure.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace taskdeck {

/// A failure with its causes and members, depth first: the Exception pane's tree as a list.
///
/// Below a failure come first its causes, then its members, one level deeper.
class FailureModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by TaskDetailsModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        DepthRole = Qt::UserRole + 1, ///< int, from 0
        RelationRole,                 ///< QString, "", "caused by" or "member 2 of 7", translated
        TypeRole,                     ///< QString, plain text
        MessageRole,                  ///< QString, plain text, may have several lines
        FramesRole, ///< QStringList, "function  file:line", innermost first; may be empty
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows a failure, or none. An equal one changes nothing.
    void setFailure(const std::optional<taskdeck::monitor::Failure> &failure);

    /// The whole tree as plain text, for the clipboard. Empty without a failure.
    Q_INVOKABLE QString text() const;

Q_SIGNALS:
    void countChanged();

private:
    struct Row {
        int depth = 0;
        QString relation{};
        QString type{};
        QString message{};
        QStringList frames{};
    };

    void append(const taskdeck::monitor::Failure &failure, int depth, const QString &relation);

    std::optional<taskdeck::monitor::Failure> m_failure;
    QList<Row> m_rows;
};

} // namespace taskdeck
