// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/taskdetails.h>

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace taskdeck::monitor {
class TaskFeed;
}

namespace taskdeck {

/// The last lines that a task wrote. Follows the feed while the task is shown.
class OutputModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(double droppedLines READ droppedLines NOTIFY droppedLinesChanged FINAL)

public:
    enum Role {
        TextRole = Qt::UserRole + 1, ///< QString, plain text, without its line end
        IsErrorRole,                 ///< bool, written to the error channel
    };
    Q_ENUM(Role)

    /// @param feed   must outlive the model
    /// @param limit  lines kept; older ones are dropped and counted
    explicit OutputModel(taskdeck::monitor::TaskFeed &feed, int limit = 100'000,
                         QObject *parent = nullptr);

    int count() const { return int(m_lines.size()); }
    /// Lines that the task wrote and that are not here, dropped by the feed or for the limit.
    double droppedLines() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Starts over with another task; 0 = none.
    void showTask(quint64 id);

    /// All lines, each with a line end, for the clipboard.
    Q_INVOKABLE QString text() const;

Q_SIGNALS:
    void countChanged();
    void droppedLinesChanged();

private:
    void fetch(quint64 id);
    void take(const taskdeck::monitor::TaskOutput &output);
    void dropFirst(qsizetype lines);

    taskdeck::monitor::TaskFeed &m_feed;
    int m_limit;
    quint64 m_task = 0;
    qint64 m_next = 0; ///< number of the first line that the task has not sent yet
    QList<taskdeck::monitor::TaskOutput::Line> m_lines;
};

} // namespace taskdeck
