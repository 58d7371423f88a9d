// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/taskfeed.h>

#include <QtCore/QHash>

/// A feed whose every frame is written by the test. Records what was asked of it.
///
/// `tasks` is what snapshot() tells; send() keeps it up to date and emits at once. Details and
/// output are answered from `answers` and `written`, at once, if they hold the task.
class FakeFeed : public taskdeck::monitor::TaskFeed
{
    Q_OBJECT
public:
    struct CancelRequest {
        quint64 id = 0;
        QString message{};

        friend bool operator==(const CancelRequest &, const CancelRequest &) = default;
    };
    struct OutputRequest {
        quint64 id = 0;
        qint64 firstLine = 0;

        friend bool operator==(const OutputRequest &, const OutputRequest &) = default;
    };

    using TaskFeed::TaskFeed;

    QList<taskdeck::monitor::TaskSnapshot> tasks;
    QHash<quint64, taskdeck::monitor::TaskDetails> answers;
    QHash<quint64, QList<taskdeck::monitor::TaskOutput::Line>> written;

    QList<CancelRequest> cancelRequests;
    QList<quint64> detailsRequests;
    QList<OutputRequest> outputRequests;
    QList<QList<quint64>> dismissed;

    QList<taskdeck::monitor::TaskSnapshot> snapshot() const override { return tasks; }
    void requestCancel(quint64 id, const QString &message) override;
    void requestDetails(quint64 id) override;
    void requestOutput(quint64 id, qint64 firstLine) override;
    void dismiss(const QList<quint64> &ids) override;

    /// Emits one frame.
    void send(const taskdeck::monitor::TaskDelta &delta);
    void add(const taskdeck::monitor::TaskSnapshot &task) { send({.added = {task}}); }
    void change(const taskdeck::monitor::TaskSnapshot &task) { send({.changed = {task}}); }
    void remove(quint64 id) { send({.removed = {id}}); }

    /// Lets a task write lines, and tells so.
    void write(quint64 id, const QStringList &lines);
};
