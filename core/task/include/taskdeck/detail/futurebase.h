// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/ref.h>
#include <taskdeck/detail/waiter.h>
#include <taskdeck/errors.h>
#include <taskdeck/export.h>
#include <taskdeck/outcome.h>
#include <taskdeck/sourceplace.h>
#include <taskdeck/taskid.h>

#include <QtCore/QVariant>

#include <atomic>
#include <utility>

namespace taskdeck {
class Loop;
}

namespace taskdeck::detail {

class TaskControl;

/// State shared by the handles of one future. What needs no T lives here.
///
/// Thread: reference count, outcome and cancel() from any; the rest belongs to the loop's thread.
class TASKDECK_EXPORT FutureBase
{
public:
    FutureBase(); ///< of this thread's loop
    explicit FutureBase(Loop &loop);
    FutureBase(const FutureBase &) = delete;
    FutureBase &operator=(const FutureBase &) = delete;

    void ref() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void deref() noexcept
    {
        if (m_references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }
    bool isShared() const noexcept { return m_references.load(std::memory_order_acquire) > 1; }

    Loop &loop() const { return *m_loop; }
    Outcome outcome() const noexcept { return m_outcome.load(std::memory_order_acquire); }
    bool done() const noexcept { return outcome() != Outcome::Pending; }

    /// As AnyFuture::cancel().
    bool requestCancel(const QString &message);

    /// Ends the future with a failure.
    void fail(std::exception_ptr failure);
    /// Ends the future as cancelled; `error` holds a CancelledError.
    void endCancelled(std::exception_ptr error);

    /// Returns when there is a value or a failure. @throws InvalidStateError, CancelledError
    void throwUnlessDone();
    /// Returns when there is a value. @throws InvalidStateError, CancelledError, the failure
    void throwUnlessValue();
    /// Failure or CancelledError, without counting as looked at.
    std::exception_ptr peekException() const { return m_exception; }
    void markRetrieved() noexcept { m_retrieved.store(true, std::memory_order_relaxed); }
    bool isRetrieved() const noexcept { return m_retrieved.load(std::memory_order_relaxed); }
    /// Its failure is to be reported at its end, for a shield of it has given up. True the first
    /// time [SH-05].
    bool noteGivenUp() noexcept { return !std::exchange(m_givenUp, true); }

    WaiterList &waiters() { return m_waiters; }
    const WaiterList &waiters() const { return m_waiters; }

    virtual TaskControl *task() { return nullptr; }
    virtual const TaskControl *task() const { return nullptr; }
    /// What it is, for people: "task tar", "gather of 3".
    virtual QString description() const;
    /// The value for display; null when there is none or it cannot be shown.
    virtual QVariant displayValue() const { return {}; }
    virtual const char *valueTypeName() const { return ""; }
    /// The value in one line.
    QString displayText() const;

protected:
    virtual ~FutureBase();

    /// Tells the loop's handler of a failure that nobody looked at. Once [F-18, T-41].
    void reportIfNeverRetrieved(const QString &what, SourcePlace place) noexcept;

    /// The value is in place: tells everybody. Once.
    void endWithValue() { end(Outcome::Value); }
    void markTaken() noexcept { m_taken = true; }
    bool isTaken() const noexcept { return m_taken; }

    /// Reacts to a cancel request while pending, in the loop's thread.
    virtual bool cancelNow(const QString &message);
    /// Called by end() when the outcome stands and before anybody is told.
    virtual void aboutToTell() {}

private:
    void end(Outcome outcome);

    std::atomic<int> m_references{1};
    std::atomic<Outcome> m_outcome{Outcome::Pending};
    std::atomic<bool> m_retrieved{false};
    bool m_taken = false;
    bool m_givenUp = false;
    Loop *m_loop;
    WaiterList m_waiters;
    std::exception_ptr m_exception;
};

} // namespace taskdeck::detail
