// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/detail/node.h>

#include <QtCore/QObject>

#include <memory>

namespace taskdeck::detail {

class Delivery;
template<typename T>
class FutureState;

/// One registered done-callback: first in the future's list, then in the ready queue, then, if it
/// has a context in another thread, on its way there.
///
/// Owned by where it is. Holds the future only while it is queued, so that a callback alone never
/// keeps a future alive.
class TASKDECK_EXPORT Callback : public Waiter, public ReadyNode
{
public:
    /// @param context  null = none; else it must live until this returns
    Callback(FutureBase &future, QObject *context);
    ~Callback() override;

    /// The task that is shown as waiting meanwhile; null = none.
    void setCaller(Ref<FutureBase> caller) { m_caller = std::move(caller); }

    CallbackId callbackId() const override { return m_id; }
    TaskControl *callerTask() const override { return m_caller ? m_caller->task() : nullptr; }
    void futureEnded() override;
    void futureLost() noexcept override { delete this; }
    void run() override;
    /// A context in another thread outlives the loop: it is told all the same.
    void drop() noexcept override;
    /// The future is done and its loop has ended: as drop().
    void endWithoutLoop() noexcept;

    /// In the thread of the context, or of the loop if there is none.
    void callNow() noexcept;
    bool hasContext() const { return m_hasContext; }

protected:
    virtual void call(FutureBase &future) = 0;
    /// In the loop's thread, before anything is sent to the context: true if there is no need to.
    virtual bool passesBy(FutureBase &) { return false; }

private:
    CallbackId m_id;
    FutureBase *m_future;
    Ref<FutureBase> m_queuedFor;
    Ref<FutureBase> m_caller;
    std::unique_ptr<Delivery> m_delivery;
    bool m_hasContext;
};

/// Puts a new callback into the list, or into the ready queue if the future is done [F-11]. From a
/// foreign thread it is posted to the loop.
/// @throws UsageError  foreign thread, and no context or the loop has been shut down too early
TASKDECK_EXPORT CallbackId registerCallback(FutureBase &future, std::unique_ptr<Callback> callback);

[[noreturn]] TASKDECK_EXPORT void throwNullHandle();
/// @throws UsageError  this is not the thread of the future's loop
TASKDECK_EXPORT void requireOwnThread(const FutureBase &future);

/// Makes handles of states and gets at the states of handles, for the library's own use.
struct Access {
    template<typename Handle, typename State>
    static Handle handle(State &state)
    {
        return Handle(Ref<FutureBase>::share(&state));
    }
    template<typename Handle>
    static FutureBase &state(const Handle &handle)
    {
        return handle.state();
    }
    template<typename T, template<typename> typename Handle>
    static FutureState<T> &typedState(const Handle<T> &handle)
    {
        return static_cast<FutureState<T> &>(handle.state());
    }
};

template<typename Handle, typename F>
class CallbackOf final : public Callback
{
public:
    CallbackOf(FutureBase &future, QObject *context, F f)
        : Callback(future, context)
        , m_function(std::move(f))
    {
    }

protected:
    void call(FutureBase &future) override { m_function(Access::handle<Handle>(future)); }

private:
    F m_function;
};

template<typename Handle, typename F>
CallbackId addCallback(FutureBase &future, QObject *context, F f)
{
    return registerCallback(future,
                            std::make_unique<CallbackOf<Handle, F>>(future, context, std::move(f)));
}

} // namespace taskdeck::detail
