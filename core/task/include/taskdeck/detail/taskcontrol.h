// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/detail/node.h>
#include <taskdeck/sourceplace.h>
#include <taskdeck/taskinfo.h>

#include <QtCore/QList>

#include <coroutine>
#include <memory>

namespace taskdeck {
class AnyTask;
}

namespace taskdeck::detail {

class Awaited;
class TaskControl;

/// @throws UsageError  this thread's loop has been shut down
TASKDECK_EXPORT void requireOpenLoop();

/// What every coroutine frame of ours begins with.
struct CoroPromiseBase {
    TaskControl *task = nullptr;       ///< the task that runs it, once it has started
    CoroPromiseBase *parent = nullptr; ///< the coroutine that awaits it; null for a task's own
    std::coroutine_handle<> *owner = nullptr; ///< the handle that will destroy the frame
    std::coroutine_handle<> self;
    SourcePlace awaitPlace; ///< where it is suspended
    std::exception_ptr failure;
};

/// The part of a task that needs no T: steps, cancellation, its place in the registry.
///
/// Apart from the coroutine's frame, which is freed when the coroutine ends [T-14, hazards §0].
class TASKDECK_EXPORT TaskControl : public ReadyNode
{
public:
    TaskControl(FutureBase &future, QString name, SourcePlace place);
    ~TaskControl() override;

    /// Enters the registry, which keeps it alive until it has ended, and queues the first step.
    /// @throws UsageError  the loop has been shut down
    void start();
    /// The same, and takes the first step at once.
    void startEagerly();

    FutureBase &future() const { return m_future; }
    TaskId id() const { return m_id; }
    QString name() const;
    void setName(QString name);
    QString kind() const;
    void setKind(QString kind);
    /// Whose work it is part of; by default the task that created it.
    void setParent(TaskId parent) { m_parent = parent; }
    /// Its loss at the loop's end is not reported: whoever made it waits for it [T-40].
    void setLossUnreported() { m_lossUnreported = true; }
    bool isLossUnreported() const { return m_lossUnreported; }
    SourcePlace createdAt() const { return m_createdAt; }
    QList<SourcePlace> stack() const;
    TaskInfo info() const;
    /// The latest ones.
    QList<CancelRequest> cancelRequests() const;
    /// The awaits through which its last exception came, innermost first; only while observed.
    QList<SourcePlace> failureStack() const;
    /// The tasks that wait for it, in the order in which they came.
    QList<AnyTask> awaitedBy() const;

    /// Asks the task to end. Walks down the chain of awaited tasks, without recursion [T-15].
    bool cancel(const QString &message);
    int cancelling() const { return m_cancelCount; }
    int uncancel();
    bool isQueued() const { return m_queued; }
    bool isRunning() const { return m_running; }
    /// True if a request waits for the next await.
    bool hasRememberedRequest() const { return m_mustCancel; }
    /// Who made it has taken it back.
    void forgetRememberedRequest() { m_mustCancel = false; }
    /// Requests that it has noticed, less those taken back.
    int deliveredRequests() const { return m_cancelCount - (m_mustCancel ? 1 : 0); }

    void setProgress(double fraction, QString text);

    void wake();
    void run() override;
    void drop() noexcept override;
    /// Frees the frames, innermost first, and ends the task as cancelled: the loop is closing
    /// [T-40].
    void destroyPending();

    /// What it is suspended at; null while it runs or has not started.
    Awaited *awaited() const { return m_awaited; }
    /// The future that it awaits; null if it awaits something else.
    FutureBase *awaitedFuture() const;

    // For awaiters.
    void suspendAt(CoroPromiseBase &leaf, SourcePlace place);
    void suspendedAt(Awaited &awaited);
    void forgetAwaited() { m_awaited = nullptr; }
    /// @throws CancelledError  the task was asked to end meanwhile
    void resumeFrom(const Awaited &awaited);
    void runNext(CoroPromiseBase &coroutine);
    /// An exception leaves a coroutine: notes the awaits that it passes through, if observed.
    void noteFailure(const CoroPromiseBase &coroutine) noexcept;
    void rootEnded();
    /// @throws UsageError  awaiting it would never end, or it is of another loop [T-07…T-09]
    void requireAwaitable(FutureBase &future) const;

    // For the observer.
    bool markDirty() { return !std::exchange(m_dirty, true); }
    void clearDirty() { m_dirty = false; }
    TaskControl *nextInRegistry() const { return m_nextTask; }

protected:
    /// The task's own coroutine.
    virtual CoroPromiseBase &root() = 0;
    /// Moves the value, if there is one, out of the frame; frees the frame; ends the future.
    virtual void finish(bool dropValue) = 0;
    /// Frees the frame of a coroutine that is not running.
    virtual void destroyRoot() noexcept = 0;

    /// Ends the future with what left the coroutine.
    void endWithFailure(std::exception_ptr failure);
    /// Ends the future because of a remembered request.
    void endAsCancelled();
    /// The outcome stands, and those who wait have not been told yet.
    void noteEnd();

private:
    struct Extras;

    void enter();
    void step();
    void begin();
    void end();
    void enterRegistry();
    void leaveRegistry();
    void changed();
    void noteRequest(const QString &message);
    void noteDelivery(std::weak_ptr<const void> token);
    void deliver(const QString &message);
    void remember(const QString &message);
    void interrupt(const QString &message);
    [[noreturn]] void throwCancelled(const QString &message);
    bool waitsBelow(const TaskControl &other) const;
    TaskInfo::Cancel cancelState() const;
    TaskInfo::State state() const;
    void destroyFrames() noexcept;
    Extras &extras();
    AnyTask handle() const;

    FutureBase &m_future;
    TaskControl *m_previousTask = nullptr;
    TaskControl *m_nextTask = nullptr;
    Awaited *m_awaited = nullptr;
    CoroPromiseBase *m_leaf = nullptr;
    std::coroutine_handle<> m_next; ///< what this step resumes next; null ends the step
    TaskId m_id;
    TaskId m_parent{};
    SourcePlace m_createdAt;
    TimePoint m_created{};
    TimePoint m_started{};
    TimePoint m_ended{};
    std::chrono::nanoseconds m_busy{};
    quint64 m_steps = 0;
    int m_cancelCount = 0;
    bool m_begun = false;
    bool m_rootEnded = false;
    bool m_queued = false;
    bool m_running = false;
    bool m_mustCancel = false;  ///< a request is remembered: thrown at the next suspending await
    bool m_interrupted = false; ///< the await was aborted: CancelledError comes at the next step
    bool m_uninterruptible = false; ///< the await refused the request
    bool m_dirty = false;
    bool m_lossUnreported = false;
    std::unique_ptr<Extras> m_extras; ///< what most tasks never need
};

} // namespace taskdeck::detail
