// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/ensurefuture.h>
#include <taskdeck/detail/foreign.h>
#include <taskdeck/task.h>

#include <functional>

namespace taskdeck::detail {

using CancelHook = std::function<void(QString)>;

/// What it throws goes to the loop's exception handler.
TASKDECK_EXPORT void callCancelHook(const CancelHook &hook, const QString &message) noexcept;

/// A wait that can be left behind, with the reaction to a cancel that `detach` promises.
template<typename Wait>
class DetachedOperation
{
public:
    template<typename... Args>
    explicit DetachedOperation(Args &&...args)
        : m_wait(std::forward<Args>(args)...)
    {
    }

    bool ready() const { return m_wait.ready(); }
    bool start(Awaited &awaited) { return m_wait.start(awaited); }
    CancelReply cancel(const QString &)
    {
        m_wait.forget();
        return CancelReply::Aborted;
    }
    decltype(auto) resume() { return m_wait.resume(); }
    QString description() const { return m_wait.description(); }

private:
    Wait m_wait;
};

/// The same with the reaction that `onCancel` promises.
template<typename Wait>
class HookedOperation
{
public:
    template<typename... Args>
    explicit HookedOperation(CancelHook hook, Args &&...args)
        : m_wait(std::forward<Args>(args)...)
        , m_hook(std::move(hook))
    {
    }

    bool ready() const { return m_wait.ready(); }
    bool start(Awaited &awaited) { return m_wait.start(awaited); }
    CancelReply cancel(const QString &message)
    {
        // Moved out first: it is called once, and it may end everything, this included.
        if (const auto hook = std::exchange(m_hook, {}))
            callCancelHook(hook, message);
        return CancelReply::Ending;
    }
    decltype(auto) resume() { return m_wait.resume(); }
    QString description() const { return m_wait.description(); }

private:
    Wait m_wait;
    CancelHook m_hook;
};

/// Waits for a future without passing a cancel on to it.
template<typename T, bool takes>
class FutureWait final : public Waiter
{
public:
    explicit FutureWait(const Future<T> &future)
        : m_state(Ref<FutureState<T>>::share(&Access::typedState(future)))
    {
    }

    bool ready() const { return false; }
    /// @throws UsageError  as an await of the future itself
    bool start(Awaited &awaited)
    {
        awaited.task().requireAwaitable(*m_state);
        if (m_state->done())
            return false;
        m_awaited = &awaited;
        m_state->waiters().append(*this);
        return true;
    }
    void forget() { unlink(); }
    std::conditional_t<takes, T, std::add_lvalue_reference_t<const T>> resume()
    {
        if constexpr (std::is_void_v<T>)
            m_state->throwUnlessValue();
        else if constexpr (takes)
            return m_state->takeOrCopy();
        else
            return m_state->value();
    }
    QString description() const { return m_state->description(); }

    void futureEnded() override { m_awaited->wake(); }
    TaskControl *waitingTask() const override { return m_awaited ? &m_awaited->task() : nullptr; }

private:
    Ref<FutureState<T>> m_state;
    Awaited *m_awaited = nullptr;
};

/// Awaits x with another reaction to a cancel.
template<template<typename> typename Reaction, typename X, typename... Args>
auto awaiterWith(CoroPromiseBase &promise, SourcePlace place, X &&x, Args... args)
{
    if constexpr (ForeignAwaitable<X>) {
        using Op = Reaction<ForeignOperation<X>>;
        return OperationAwaiter<Op>(promise, place, std::move(args)..., std::forward<X>(x));
    } else {
        const auto makeAwaiter = [&]<typename T>(const Future<T> &future) {
            using Op = Reaction<FutureWait<T, !std::is_lvalue_reference_v<X>>>;
            return OperationAwaiter<Op>(promise, place, std::move(args)..., future);
        };
        return makeAwaiter(ensureFuture(std::forward<X>(x), place));
    }
}

/// See detach(). @tparam X  an object
template<typename X>
class Detached
{
public:
    explicit Detached(X awaitable)
        : m_awaitable(std::move(awaitable))
    {
    }

private:
    friend struct AwaitTraits<Detached>;
    X m_awaitable;
};

template<typename X>
struct AwaitTraits<Detached<X>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, Detached<X> &&detached)
    {
        return awaiterWith<DetachedOperation, X>(promise, place, std::move(detached.m_awaitable));
    }
};

/// See onCancel(). @tparam X  an object, or an lvalue reference to what is borrowed
template<typename X>
class Hooked
{
public:
    Hooked(X &&awaitable, CancelHook hook)
        : m_awaitable(std::forward<X>(awaitable))
        , m_hook(std::move(hook))
    {
    }

private:
    friend struct AwaitTraits<Hooked>;
    X m_awaitable;
    CancelHook m_hook;
};

template<typename X>
struct AwaitTraits<Hooked<X>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, Hooked<X> &&hooked)
    {
        return awaiterWith<HookedOperation, X>(promise, place, std::forward<X>(hooked.m_awaitable),
                                               std::move(hooked.m_hook));
    }
};

} // namespace taskdeck::detail
