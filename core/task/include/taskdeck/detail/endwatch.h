// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/detail/node.h>

#include <memory>

namespace taskdeck::detail {

class EndWatch;

/// Who is told of the ends of the futures that it watches: gather(), wait(), shield() and the like.
class TASKDECK_EXPORT EndListener
{
public:
    /// The current task, if it is of `loop`, is shown as waiting for what is watched [I-02].
    explicit EndListener(Loop &loop);
    EndListener(const EndListener &) = delete;
    EndListener &operator=(const EndListener &) = delete;

    /// A watched future has ended, one pass ago.
    virtual void ended(EndWatch &watch) = 0;
    /// A watched future has ended, and ended() will not come: the loop is closing.
    virtual void dropped(EndWatch &watch) noexcept = 0;

    /// Stays alive until letGo(): it is in the ready queue. Neither is called twice in a row.
    virtual void hold() = 0;
    virtual void letGo() noexcept = 0;

    /// Null for none.
    TaskControl *caller() const { return m_caller ? m_caller->task() : nullptr; }

protected:
    virtual ~EndListener();

    /// Nothing is watched any more. Keeping the caller longer could close a cycle of references.
    void forgetCaller() { const auto last = std::move(m_caller); }

private:
    friend class EndWatch;
    Ref<FutureBase> m_caller;
    int m_queued = 0;
};

/// A listener that is nothing but that.
class SharedListener : public EndListener, public std::enable_shared_from_this<SharedListener>
{
public:
    using EndListener::EndListener;

    void hold() override { m_self = shared_from_this(); }
    void letGo() noexcept override { const auto last = std::move(m_self); }

private:
    std::shared_ptr<SharedListener> m_self;
};

/// One watched future. The listener has them in an array: 100,000 cost one allocation.
///
/// The end is told one pass after it came and in the order of the ends, as done-callbacks are run
/// [F-09, F-10].
class TASKDECK_EXPORT EndWatch final : public Waiter, public ReadyNode
{
public:
    /// Says what is to be watched. Does not begin to.
    void set(EndListener &listener, Ref<FutureBase> future)
    {
        m_listener = &listener;
        m_future = std::move(future);
    }
    /// A future that is done is told on the next pass [F-11].
    void listen();
    /// Forgets the future.
    void release() noexcept { const auto last = std::move(m_future); }

    /// Null once it was released.
    FutureBase *future() const { return m_future.get(); }

    TaskControl *callerTask() const override { return m_listener->caller(); }
    void futureEnded() override;
    void run() override;
    void drop() noexcept override;

private:
    EndListener *m_listener = nullptr;
    Ref<FutureBase> m_future;
};

} // namespace taskdeck::detail
