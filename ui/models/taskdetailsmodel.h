// SPDX-License-Identifier: MIT
#pragma once

#include "awaitchainmodel.h"
#include "cancelverdict.h"
#include "failuremodel.h"
#include "qmlid.h"
#include "resultkind.h"
#include "taskstate.h"
#include "valuetreemodel.h"
#include "wallclock.h"

#include <QtCore/QTimer>

namespace taskdeck::monitor {
class TaskFeed;
}

namespace taskdeck {

class TaskListModel;

/// Everything about one task in display form, for the Overview, Result and Exception panes.
///
/// The snapshot is given; the rest is asked of the feed when another task is shown and when
/// its snapshot changed, at most once in 100 ms. Until the first answer `loading` is true.
class TaskDetailsModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Session")
    Q_PROPERTY(double taskId READ taskId NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString kind READ kind NOTIFY changed FINAL)
    Q_PROPERTY(taskdeck::TaskState::Value taskState READ taskState NOTIFY changed FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed FINAL)
    Q_PROPERTY(taskdeck::CancelVerdict::Value verdict READ verdict NOTIFY changed FINAL)
    Q_PROPERTY(QString note READ note NOTIFY changed FINAL)
    Q_PROPERTY(bool cancellable READ cancellable NOTIFY changed FINAL)
    Q_PROPERTY(QString createdText READ createdText NOTIFY changed FINAL)
    Q_PROPERTY(QString startedText READ startedText NOTIFY changed FINAL)
    Q_PROPERTY(QString endedText READ endedText NOTIFY changed FINAL)
    Q_PROPERTY(QString elapsedText READ elapsedText NOTIFY elapsedChanged FINAL)
    Q_PROPERTY(QString busyText READ busyText NOTIFY changed FINAL)
    Q_PROPERTY(double steps READ steps NOTIFY changed FINAL)
    Q_PROPERTY(double progress READ progress NOTIFY changed FINAL)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed FINAL)
    Q_PROPERTY(QString place READ place NOTIFY changed FINAL)
    Q_PROPERTY(QString waitsOn READ waitsOn NOTIFY changed FINAL)
    Q_PROPERTY(double waitsOnTask READ waitsOnTask NOTIFY changed FINAL)
    Q_PROPERTY(double parentTask READ parentTask NOTIFY changed FINAL)
    Q_PROPERTY(QString parentName READ parentName NOTIFY changed FINAL)
    Q_PROPERTY(int cancelRequests READ cancelRequests NOTIFY changed FINAL)
    Q_PROPERTY(QString cancelMessage READ cancelMessage NOTIFY changed FINAL)
    Q_PROPERTY(bool loading READ loading NOTIFY detailsChanged FINAL)
    Q_PROPERTY(QStringList receipts READ receipts NOTIFY detailsChanged FINAL)
    Q_PROPERTY(taskdeck::ResultKind::Value resultKind READ resultKind NOTIFY detailsChanged FINAL)
    Q_PROPERTY(QString resultText READ resultText NOTIFY detailsChanged FINAL)
    Q_PROPERTY(QString resultType READ resultType NOTIFY detailsChanged FINAL)
    Q_PROPERTY(QString resultNote READ resultNote NOTIFY detailsChanged FINAL)
    Q_PROPERTY(taskdeck::ValueTreeModel *resultTree READ resultTree CONSTANT FINAL)
    Q_PROPERTY(taskdeck::FailureModel *failure READ failure CONSTANT FINAL)
    Q_PROPERTY(taskdeck::AwaitChainModel *awaitChain READ awaitChain CONSTANT FINAL)

public:
    /// @param feed   must outlive the model
    /// @param tasks  tells the names of other tasks; must outlive the model
    TaskDetailsModel(taskdeck::monitor::TaskFeed &feed, const TaskListModel &tasks, WallClock clock,
                     QObject *parent = nullptr);

    double taskId() const { return idToQml(m_task.id); } ///< 0 = none; the rest is then empty
    QString name() const { return m_task.name; }
    QString kind() const { return m_task.kind; }
    TaskState::Value taskState() const { return TaskState::fromCore(m_task.state); }
    QString stateText() const;
    CancelVerdict::Value verdict() const { return CancelVerdict::fromCore(m_task.cancelVerdict); }
    QString note() const;
    bool cancellable() const { return m_task.id != 0 && !m_task.isOver(); }
    QString createdText() const; ///< local time
    QString startedText() const; ///< local time; empty before the start
    QString endedText() const;   ///< local time; empty before the end
    QString elapsedText() const;
    QString busyText() const;
    double steps() const { return double(m_task.steps); }
    double progress() const { return m_task.progress; } ///< 0…1; negative = unknown
    QString progressText() const { return m_task.progressText; }
    QString place() const; ///< where it was created, "file:line in function"
    QString waitsOn() const { return m_task.waitsOn; }
    double waitsOnTask() const { return idToQml(m_task.waitsOnTask); } ///< 0 = none
    double parentTask() const { return idToQml(m_task.parent); }       ///< 0 = none
    QString parentName() const; ///< empty if there is none or it has been forgotten
    int cancelRequests() const { return m_task.cancelRequests; }
    QString cancelMessage() const { return m_task.cancelMessage; }

    bool loading() const { return m_loading; }
    QStringList receipts() const; ///< a line for each cancel request, oldest first
    ResultKind::Value resultKind() const;
    QString resultText() const; ///< the whole value as text: itself, or JSON for a tree
    QString resultType() const { return m_details.resultType; }
    QString resultNote() const; ///< why there is nothing to show; empty unless kind is None
    ValueTreeModel *resultTree() { return &m_resultTree; }
    FailureModel *failure() { return &m_failure; }
    AwaitChainModel *awaitChain() { return &m_awaitChain; }

    /// Shows a task, or a newer snapshot of it. An equal snapshot changes nothing.
    void showTask(const taskdeck::monitor::TaskSnapshot &task);
    void clear();

public Q_SLOTS:
    /// Moves the elapsed time on and sends a request that is due.
    void tick();

Q_SIGNALS:
    void changed();
    void elapsedChanged();
    void detailsChanged();

private:
    void request();
    void requestSoon();
    void take(const taskdeck::monitor::TaskDetails &details);
    void setDetails(const taskdeck::monitor::TaskDetails &details, bool loading);

    taskdeck::monitor::TaskFeed &m_feed;
    const TaskListModel &m_tasks;
    WallClock m_clock;
    taskdeck::monitor::TaskSnapshot m_task;
    taskdeck::monitor::TaskDetails m_details;
    ValueTreeModel m_resultTree;
    FailureModel m_failure;
    AwaitChainModel m_awaitChain;
    QTimer m_due; ///< runs while a request is held back
    std::chrono::milliseconds m_now;
    std::chrono::milliseconds m_lastRequest{};
    bool m_loading = false;
};

} // namespace taskdeck
