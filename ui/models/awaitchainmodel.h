// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/taskdetails.h>

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace taskdeck {

/// What a task waits for and who waits for it: a row for each task, then one for each frame
/// that the task is suspended in.
class AwaitChainModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by TaskDetailsModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        SectionRole =
            Qt::UserRole + 1, ///< QString, "Waits on", "Failed in" or "Awaited by", translated
        IsTaskRole,           ///< bool, a task's own row, not one of its frames
        TaskIdRole,           ///< quint64, of the task that the row belongs to
        NameRole,             ///< QString, the task's name
        DepthRole,            ///< int, the task's place in its chain, from 0
        FunctionNameRole,     ///< QString, empty in a task's row
        FileRole,             ///< QString, may be empty
        LineRole,             ///< int, 0 = unknown
        PlaceRole,            ///< QString, "function  file:line"; empty in a task's row
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows the chains of these details. Equal ones change nothing.
    void setDetails(const taskdeck::monitor::TaskDetails &details);

Q_SIGNALS:
    void countChanged();

private:
    enum class Section { WaitsOn, FailedIn, AwaitedBy };

    struct Row {
        Section section = Section::WaitsOn;
        bool isTask = false;
        quint64 task = 0;
        QString name{};
        int depth = 0;
        taskdeck::monitor::Frame frame{};

        friend bool operator==(const Row &, const Row &) = default;
    };

    static QString sectionText(Section section);
    static void append(QList<Row> &rows, Section section,
                       const QList<taskdeck::monitor::ChainLink> &chain);

    QList<Row> m_rows;
};

} // namespace taskdeck
