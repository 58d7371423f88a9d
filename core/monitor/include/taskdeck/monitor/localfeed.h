// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/export.h>
#include <taskdeck/monitor/taskfeed.h>

#include <memory>

namespace taskdeck::monitor {

/// The tasks of this thread's loop, from its construction on.
///
/// Watches as the loop's only observer. Ended tasks are kept as values, up to a limit: beyond it
/// the oldest that succeeded go first, then the cancelled, the failed last; live ones never.
///
/// Thread: that of the loop. It must die before its thread's loop ends.
class TASKDECK_MONITOR_EXPORT LocalFeed final : public TaskFeed
{
    Q_OBJECT
public:
    struct Limits {
        int endedTasks = 2000;
        int outputLines = 10000; ///< of one task; older ones are dropped, and said so
    };

    explicit LocalFeed(QObject *parent = nullptr);
    explicit LocalFeed(const Limits &limits, QObject *parent = nullptr);
    ~LocalFeed() override;

    QList<TaskSnapshot> snapshot() const override;
    void requestCancel(quint64 id, const QString &message) override;
    void requestDetails(quint64 id) override;
    void requestOutput(quint64 id, qint64 firstLine) override;
    void dismiss(const QList<quint64> &ids) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace taskdeck::monitor
