// SPDX-License-Identifier: MIT
#pragma once

// Part of <taskdeck/future.h>, which includes it at its end.
#include <taskdeck/detail/dependant.h>

#include <memory>
#include <type_traits>

namespace taskdeck {
template<typename T>
class Coro;
template<typename T>
class Task;
} // namespace taskdeck

namespace taskdeck::detail {

/// What a continuation gives: a value, or something that will give one.
template<typename R>
struct Given {
    using Value = std::remove_cvref_t<R>;
    static constexpr bool isCoro = false;
    static constexpr bool isFuture = false;
    static constexpr bool isStarted = false; ///< by the continuation, so it is cancelled with it
};
template<typename U>
struct Given<Coro<U>> {
    using Value = U;
    static constexpr bool isCoro = true;
    static constexpr bool isFuture = false;
    static constexpr bool isStarted = true;
};
template<typename U>
struct Given<Future<U>> {
    using Value = U;
    static constexpr bool isCoro = false;
    static constexpr bool isFuture = true;
    static constexpr bool isStarted = false;
};
template<typename U>
struct Given<Task<U>> : Given<Future<U>> {
    static constexpr bool isStarted = true;
};

/// What is given has to be waited for.
template<typename R>
inline constexpr bool givesLater = Given<R>::isCoro || Given<R>::isFuture;

template<typename F, typename T>
struct ResultOf : std::invoke_result<F &, const T &> {
};
template<typename F>
struct ResultOf<F, void> : std::invoke_result<F &> {
};
template<typename F, typename T>
using GivenBy = Given<std::remove_cvref_t<typename ResultOf<F, T>::type>>;

/// What a continuation keeps until that which it has started has ended: its closure, and the value
/// that this was called with.
template<typename F>
struct Keeping {
    std::unique_ptr<F> function;
    Ref<FutureBase> source;
};

/// Waits for what a continuation has started, in the thread of that.
template<typename U, typename F>
class InnerCallback final : public DependantCallback<U>
{
public:
    InnerCallback(FutureBase &inner, Ref<DependantState<U>> dependant, Keeping<F> keeping)
        : DependantCallback<U>(inner, nullptr, std::move(dependant))
        , m_keeping(std::move(keeping))
    {
    }

protected:
    void call(FutureBase &inner) override
    {
        this->settle(Settlement<U>::of(static_cast<FutureState<U> &>(inner)));
    }

private:
    Keeping<F> m_keeping;
};

/// Calls the function of a then().
template<typename T, typename F>
class ThenCallback final : public SourceCallback<typename GivenBy<F, T>::Value>
{
    using Kind = GivenBy<F, T>;

public:
    using Value = typename Kind::Value;

    ThenCallback(FutureBase &source, QObject *context, Ref<DependantState<Value>> dependant, F f,
                 SourcePlace place)
        : SourceCallback<Value>(source, context, std::move(dependant))
        , m_function(std::make_unique<F>(std::move(f)))
        , m_place(place)
    {
    }

protected:
    bool passesBy(FutureBase &source) override
    {
        if (SourceCallback<Value>::passesBy(source))
            return true;
        if (source.outcome() == Outcome::Value)
            return false;
        source.markRetrieved();
        this->settle({source.outcome(), {}, source.peekException()});
        return true;
    }

    void call(FutureBase &source) override
    {
        auto &typed = static_cast<FutureState<T> &>(source);
        try {
            if constexpr (Kind::isCoro)
                follow(source, createTask(invoke(typed), QString(), m_place));
            else if constexpr (Kind::isFuture)
                follow(source, invoke(typed));
            else
                settleWith(typed);
        } catch (...) {
            this->settle(Settlement<Value>::failure(std::current_exception()));
        }
    }

private:
    decltype(auto) invoke(FutureState<T> &source)
    {
        if constexpr (std::is_void_v<T>)
            return std::invoke(*m_function);
        else
            return std::invoke(*m_function, source.value());
    }

    void settleWith(FutureState<T> &source)
    {
        if constexpr (std::is_void_v<Value>) {
            invoke(source);
            this->settle(Settlement<Value>{Outcome::Value, std::monostate(), {}});
        } else {
            this->settle(Settlement<Value>{Outcome::Value, invoke(source), {}});
        }
    }

    void follow(FutureBase &source, const AnyFuture &inner)
    {
        FutureBase &state = Access::state(inner);
        requireOwnThread(state);
        const auto dependant = this->letGo();
        registerCallback(state,
                         std::make_unique<InnerCallback<Value, F>>(
                             state, dependant,
                             Keeping<F>{std::move(m_function), Ref<FutureBase>::share(&source)}));
        if constexpr (Kind::isStarted)
            inThreadOf(*dependant, [dependant, inner] {
                dependant->setInner(inner);
            });
    }

    std::unique_ptr<F> m_function;
    SourcePlace m_place;
};

/// Calls the function of a whenDone().
template<typename T, typename F>
class WhenDoneCallback final : public SourceCallback<T>
{
public:
    using Value = T;

    WhenDoneCallback(FutureBase &source, QObject *context, Ref<DependantState<T>> dependant, F f)
        : SourceCallback<T>(source, context, std::move(dependant))
        , m_function(std::move(f))
    {
    }

protected:
    void call(FutureBase &source) override
    {
        std::exception_ptr thrown;
        try {
            std::invoke(m_function, Access::handle<Future<T>>(source));
        } catch (...) {
            thrown = std::current_exception();
        }
        const auto dependant = this->letGo();
        inThreadOf(*dependant, [dependant, thrown, kept = Ref<FutureBase>::share(&source)] {
            passOn(static_cast<FutureState<T> &>(*kept), *dependant, thrown);
        });
    }

private:
    static void passOn(FutureState<T> &source, DependantState<T> &to,
                       const std::exception_ptr &thrown)
    {
        if (thrown && source.outcome() == Outcome::Value)
            return to.settle(Settlement<T>::failure(thrown));
        const bool seen = source.isRetrieved(); // by `f`, so that the result need not be looked at
        to.settle(Settlement<T>::of(source));
        if (seen)
            to.markRetrieved();
        if (thrown) // the original outcome wins
            reportException(source, QStringLiteral("Exception in a done-callback"), thrown);
    }

    F m_function;
};

} // namespace taskdeck::detail

namespace taskdeck {

template<typename T>
template<typename F>
auto Future<T>::then(F f, SourcePlace place) const
{
    return then(nullptr, std::move(f), place);
}

template<typename T>
template<typename F>
auto Future<T>::then(QObject *context, F f, SourcePlace place) const
{
    using Callback = detail::ThenCallback<T, F>;
    return detail::dependOn<Callback>(ownState(), context, std::move(f), place);
}

template<typename T>
template<typename F>
Future<T> Future<T>::whenDone(F f) const
{
    return whenDone(nullptr, std::move(f));
}

template<typename T>
template<typename F>
Future<T> Future<T>::whenDone(QObject *context, F f) const
{
    using Callback = detail::WhenDoneCallback<T, F>;
    return detail::dependOn<Callback>(ownState(), context, std::move(f));
}

} // namespace taskdeck
