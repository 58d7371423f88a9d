// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/batchoptions.h>
#include <taskdeck/sync.h>
#include <taskdeck/task.h>

#include <memory>

namespace taskdeck::detail {

/// The part of a batch that needs no key and no T: counts, the batch's own task, who is told.
///
/// Its task holds it until the last item has ended, and every Result does. Items do not.
class TASKDECK_EXPORT BatchCore : public ReadyNode, public std::enable_shared_from_this<BatchCore>
{
public:
    explicit BatchCore(const BatchOptions &options);
    ~BatchCore() override;

    const BatchOptions &options() const { return m_options; }
    /// Waits for the items, and is their parent. It fails as all() does.
    const Task<> &task() const { return m_task; }
    int count() const { return m_count; }
    int doneCount() const { return m_doneCount; }
    FutureBase &item(int index) const { return *m_watches[index].future; }

    /// Asks all items to end, or the request that they wait for.
    void cancelItems(const QString &message);
    /// All items have ended; what they threw counts as looked at from now on.
    void markSeen() const;
    /// @throws BatchError  an item failed or was cancelled
    void throwIfAnyFailed() const;

    Event firstEnded;
    Queue<int> ended; ///< in the order in which they ended; shut down after the last
    int firstIndex = -1;

protected:
    /// @param index  its place in request order; `count` for the request that answers for all
    struct Watch final : Waiter {
        void futureEnded() override { core->itemEnded(*this); }
        TaskControl *waitingTask() const override;

        BatchCore *core = nullptr;
        FutureBase *future = nullptr;
    };

    /// Makes the batch's own task. Then come watchRequest(), if there is one, and watchItem() for
    /// each in request order.
    void begin(int count, SourcePlace place);
    void watchRequest(const AnyTask &request);
    void watchItem(const AnyTask &item);
    /// Called when the items are about to be dropped: decides who reports what nobody has seen.
    void settleReports(bool itemsAreHeld) noexcept;

    virtual QString keyTextAt(int index) const = 0;

private:
    friend class BatchOperation;

    static Coro<> waitForItems(std::shared_ptr<BatchCore> core);
    void watch(Watch &watch, const AnyTask &task);
    void itemEnded(const Watch &watch);
    bool hasEnded() const { return m_doneCount == m_count && !m_requestRuns; }
    void reportProgress();
    void run() override;
    void drop() noexcept override;

    BatchOptions m_options;
    Task<> m_task;
    AnyTask m_request;
    std::unique_ptr<Watch[]> m_watches;
    int m_count = 0;
    int m_watched = 0;
    int m_doneCount = 0;
    int m_failedCount = 0;
    bool m_requestRuns = false;
    Awaited *m_waiting = nullptr;
    std::shared_ptr<BatchCore> m_queued; ///< itself while it is in the ready queue
};

/// Waits for the last item. A cancel goes to all of them, and is thrown when they have ended.
class TASKDECK_EXPORT BatchOperation
{
public:
    explicit BatchOperation(BatchCore *core)
        : m_core(core)
    {
    }
    ~BatchOperation() { m_core->m_waiting = nullptr; }
    BatchOperation(const BatchOperation &) = delete;
    BatchOperation &operator=(const BatchOperation &) = delete;

    bool ready() const { return m_core->hasEnded(); }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    void resume() const {}
    QString description() const;

private:
    BatchCore *m_core;
};

} // namespace taskdeck::detail
