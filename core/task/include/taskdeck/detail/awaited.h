// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/taskcontrol.h>

#include <coroutine>

namespace taskdeck::detail {

/// What became of a cancel request at the thing that a task waits for.
enum class CancelReply {
    Aborted, ///< it is off and will not wake the task: the CancelledError comes at once
    Ending,  ///< it was told to end; the CancelledError comes when it has
    Refused, ///< it cannot be interrupted; the CancelledError comes when it ends by itself
};

/// One suspending await of a task. Lives in the awaiting frame; nothing is allocated.
class TASKDECK_EXPORT Awaited
{
public:
    Awaited(CoroPromiseBase &awaiting, SourcePlace place)
        : m_awaiting(awaiting)
        , m_place(place)
    {
    }
    Awaited(const Awaited &) = delete;
    Awaited &operator=(const Awaited &) = delete;

    virtual CancelReply cancel(const QString &message) = 0;
    /// For people: "sleep", "process tar".
    virtual QString description() const = 0;
    /// True if it is work that is done for this task elsewhere: a process, a pool, the network.
    /// The task is then shown as running, not as waiting.
    virtual bool isWork() const { return false; }
    /// The future that is awaited, if it is one.
    virtual FutureBase *future() const { return nullptr; }

    /// The awaited thing has ended: the task's next step goes on. Harmless if called again.
    void wake() { m_awaiting.task->wake(); }

    TaskControl &task() const { return *m_awaiting.task; }

protected:
    ~Awaited()
    {
        if (m_suspended)
            task().forgetAwaited();
    }

    /// Before the operation starts: a request that arrives meanwhile is remembered.
    void beginSuspend() { task().suspendAt(m_awaiting, m_place); }
    /// It has started: from here on requests go to it, first the remembered one [T-21].
    void endSuspend()
    {
        m_suspended = true;
        task().suspendedAt(*this);
    }
    /// First thing in await_resume(). @throws CancelledError  the task was cancelled meanwhile
    void resumed()
    {
        if (std::exchange(m_suspended, false))
            task().resumeFrom(*this);
    }

private:
    CoroPromiseBase &m_awaiting;
    SourcePlace m_place;
    bool m_suspended = false;
};

/// An operation that knows how to be awaited and cancelled. The extension point for new awaitables.
///
/// ready()  true: no suspension. start(awaited)  arranges for awaited.wake(); false: ready after
/// all. cancel()  see CancelReply; after Aborted it never wakes. resume()  the value, or throws.
template<typename Op>
concept AwaitOperation = requires(Op op, Awaited &awaited, const QString &message)
{
    {
        op.ready()
        } -> std::same_as<bool>;
    {
        op.start(awaited)
        } -> std::same_as<bool>;
    {
        op.cancel(message)
        } -> std::same_as<CancelReply>;
    {
        op.description()
        } -> std::convertible_to<QString>;
    op.resume();
};

/// Awaits an operation in one of our coroutines.
template<AwaitOperation Op>
class OperationAwaiter final : public Awaited
{
public:
    template<typename... Args>
    OperationAwaiter(CoroPromiseBase &awaiting, SourcePlace place, Args &&...args)
        : Awaited(awaiting, place)
        , m_op(std::forward<Args>(args)...)
    {
    }

    bool await_ready() { return m_op.ready(); }
    bool await_suspend(std::coroutine_handle<>)
    {
        beginSuspend();
        if (!m_op.start(*this))
            return false;
        endSuspend();
        return true;
    }
    decltype(auto) await_resume()
    {
        resumed();
        return m_op.resume();
    }

    CancelReply cancel(const QString &message) override { return m_op.cancel(message); }
    QString description() const override { return m_op.description(); }
    bool isWork() const override
    {
        if constexpr (requires { Op::isWork; })
            return Op::isWork;
        return false;
    }

private:
    Op m_op;
};

} // namespace taskdeck::detail
