// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/detail/node.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <memory>

namespace taskdeck::detail {

template<typename T>
class FutureState;

/// One registered done-callback: first in the future's list, then in the ready queue.
///
/// Owned by the list it is in. Holds the future only while it is queued, so that a callback alone
/// never keeps a future alive.
class TASKDECK_EXPORT Callback : public Waiter, public ReadyNode
{
public:
    Callback(FutureBase &future, QObject *context);
    ~Callback() override;

    CallbackId callbackId() const override { return m_id; }
    void futureEnded() override;
    void futureLost() noexcept override { delete this; }
    void run() override;
    void drop() noexcept override { delete this; }

protected:
    virtual void call(FutureBase &future) = 0;

private:
    CallbackId m_id;
    FutureBase *m_future;
    Ref<FutureBase> m_queuedFor;
    QPointer<QObject> m_context;
    bool m_hasContext;
};

/// Puts a new callback into the list, or into the ready queue if the future is done [F-11].
/// @throws UsageError  the context lives in another thread
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
