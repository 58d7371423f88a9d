// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/resultview.h>

#include <functional>
#include <optional>
#include <typeinfo>
#include <variant>

namespace taskdeck::detail {

/// What a future of T stores: void has no value, a monostate stands for it.
template<typename T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// State of one future, with room for its value.
template<typename T>
class FutureState : public FutureBase
{
public:
    FutureState() = default;
    explicit FutureState(Loop &loop)
        : FutureBase(loop)
    {
    }

    /// Ends the future with a value. @pre !done()
    template<typename... Args>
    void succeed(Args &&...args)
    {
        m_value.emplace(std::forward<Args>(args)...);
        endWithValue();
    }

    /// @throws InvalidStateError, CancelledError, the failure
    const Stored<T> &value()
    {
        throwUnlessValue();
        return *m_value;
    }

    /// Moves the value out, once. @throws as value()
    Stored<T> take()
    {
        throwUnlessValue();
        markTaken();
        Stored<T> value = std::move(*m_value);
        return value;
    }

    /// The value to one who gives up its own handle: moved out when nobody else can see it,
    /// or when it cannot be copied. @throws as value()
    Stored<T> takeOrCopy()
    {
        if constexpr (std::is_copy_constructible_v<Stored<T>>) {
            throwUnlessValue();
            if (isShared() || !waiters().isEmpty())
                return *m_value;
        }
        return take();
    }

    QVariant displayValue() const override
    {
        if constexpr (std::is_void_v<T>)
            return {};
        else
            return outcome() == Outcome::Value && !isTaken() ? ResultView<T>::of(*m_value)
                                                             : QVariant();
    }
    const char *valueTypeName() const override { return typeid(T).name(); }

private:
    std::optional<Stored<T>> m_value;
};

/// State of a future that a Promise completes.
template<typename T>
class PromiseState final : public FutureState<T>
{
public:
    void setCancelHook(std::function<void(QString)> hook) { m_hook = std::move(hook); }

protected:
    void aboutToTell() override
    {
        const auto unused =
            std::exchange(m_hook, {}); // what it captured dies with the wait, not later
    }

    bool cancelNow(const QString &message) override
    {
        // Moved out first: the hook may drop the last reference to what it captured, or set
        // another.
        const auto hook = std::exchange(m_hook, {});
        const auto alive = Ref<FutureBase>::share(this);
        const bool accepted = FutureState<T>::cancelNow(message);
        if (hook)
            callHook(hook, message);
        return accepted;
    }

private:
    void callHook(const std::function<void(QString)> &hook, const QString &message);

    std::function<void(QString)> m_hook;
};

/// Reports what a user's function threw to the loop's exception handler. Call it in a handler.
TASKDECK_EXPORT void reportCurrentException(Loop &loop, const QString &message,
                                            FutureBase *future = nullptr);

template<typename T>
void PromiseState<T>::callHook(const std::function<void(QString)> &hook, const QString &message)
{
    try {
        hook(message);
    } catch (...) {
        reportCurrentException(this->loop(), QStringLiteral("Exception in a cancel hook"), this);
    }
}

} // namespace taskdeck::detail
