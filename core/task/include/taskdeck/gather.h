// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/ensurefuture.h>
#include <taskdeck/detail/gatherstate.h>
#include <taskdeck/detail/makelist.h>
#include <taskdeck/loop.h>
#include <taskdeck/settled.h>
#include <taskdeck/task.h>

#include <QtCore/QList>

#include <concepts>
#include <tuple>
#include <vector>

namespace taskdeck {

namespace detail {

template<typename... Ts>
struct TupleOf {
    static std::tuple<Stored<Ts>...> from(GatherCore &core)
    {
        return [&]<std::size_t... I>(std::index_sequence<I...>)
        {
            return std::tuple<Stored<Ts>...>(core.child<Ts>(I).takeOrCopy()...);
        }
        (std::index_sequence_for<Ts...>());
    }
};

template<typename T>
struct ListOf {
    static QList<Stored<T>> from(GatherCore &core)
    {
        return makeList<Stored<T>>(core.count(), [&core](std::size_t i) {
            return core.child<T>(i).takeOrCopy();
        });
    }
};

template<typename T>
struct SettledOf {
    static QList<Settled<T>> from(GatherCore &core)
    {
        return makeList<Settled<T>>(core.count(), [&core](std::size_t i) {
            return Settled<T>(core.child<T>(i));
        });
    }
};

/// What is given is looked after by whoever has made it; a task made of it, by the gather [T-40].
template<Ensurable X>
Future<EnsuredValue<X>> childOf(X &&x)
{
    auto future = ensureFuture(std::forward<X>(x));
    if constexpr (!std::derived_from<std::remove_cvref_t<X>, AnyFuture>)
        Access::state(future).task()->setLossUnreported();
    return future;
}
template<typename T>
QList<Task<T>> childrenOf(std::vector<Coro<T>> coros, SourcePlace place)
{
    const QList<Task<T>> tasks = startAll(std::move(coros), place);
    for (const Task<T> &task : tasks)
        Access::state(task).task()->setLossUnreported();
    return tasks;
}

template<typename R, typename Collect, typename... Futures>
Future<R> gatherEach(const Futures &...futures)
{
    Loop *loop = nullptr;
    ((loop = loop ? loop : &futures.loop()), ...);
    using State = GatherState<R, Collect>;
    const auto state = Ref<State>::adopt(
        new State(loop ? *loop : Loop::current(), sizeof...(futures), GatherCore::Failures::EndIt));
    std::size_t i = 0;
    (state->setChild(i++, Access::state(futures)), ...);
    state->start();
    return Access::handle<Future<R>>(*state);
}

template<typename R, typename Collect, typename Handle>
Future<R> gatherList(const QList<Handle> &futures, GatherCore::Failures failures)
{
    using State = GatherState<R, Collect>;
    Loop &loop = futures.isEmpty() ? Loop::current() : futures.constFirst().loop();
    const auto state = Ref<State>::adopt(new State(loop, std::size_t(futures.size()), failures));
    for (qsizetype i = 0; i < futures.size(); ++i)
        state->setChild(std::size_t(i), Access::state(futures[i]));
    state->start();
    return Access::handle<Future<R>>(*state);
}

} // namespace detail

// What all of them have in common. The outer future ends with the values in the order of the
// arguments, void as std::monostate, when all have ended; on return if they have [GA-01, GA-02].
// One that is given twice runs once [GA-03]. The first failure ends the outer future at once, and
// so does the cancel of a child, as a failure with its CancelledError; the others go on, and their
// later failures count as looked at [GA-04, GA-06, GA-11].
//
// cancel() of the outer future asks every pending child. It ends, always as cancelled and with that
// message, when all children have ended; failures that this hides are reported as never retrieved
// [GA-07, GA-08]. It is refused when all children are done, or the outer future is [GA-09, GA-10].
//
// Dropping the outer future cancels nothing. Futures of one other loop give a future of that loop.
//
// @throws std::invalid_argument  futures of different loops; coroutines among them run on [GA-12]
// @throws UsageError             a null handle, or the loop has been shut down

/// Waits for all of any mix of Future, Task, Coro and other awaitables.
///
/// A value that cannot be copied is taken from its future; one given twice fails the second time.
template<detail::Ensurable... Xs>
[[nodiscard]] auto gather(Xs &&...xs)
    -> Future<std::tuple<detail::Stored<detail::EnsuredValue<Xs>>...>>
{
    using Values = std::tuple<detail::Stored<detail::EnsuredValue<Xs>>...>;
    using Collect = detail::TupleOf<detail::EnsuredValue<Xs>...>;
    // In braces: from left to right.
    const std::tuple<Future<detail::EnsuredValue<Xs>>...> futures{
        detail::childOf(std::forward<Xs>(xs))...};
    return std::apply(
        [](const auto &...each) {
            return detail::gatherEach<Values, Collect>(each...);
        },
        futures);
}

template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<detail::Stored<T>>> gather(const QList<Future<T>> &futures)
{
    return detail::gatherList<QList<detail::Stored<T>>, detail::ListOf<T>>(
        futures, detail::GatherCore::Failures::EndIt);
}
template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<detail::Stored<T>>> gather(const QList<Task<T>> &tasks)
{
    return detail::gatherList<QList<detail::Stored<T>>, detail::ListOf<T>>(
        tasks, detail::GatherCore::Failures::EndIt);
}
/// Makes tasks of them first.
template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<detail::Stored<T>>> gather(std::vector<Coro<T>> coros,
                                                      SourcePlace place = SourcePlace::here())
{
    return gather(detail::childrenOf(std::move(coros), place));
}

/// As gather(), but failed and cancelled ones are results like the others: the outer future fails
/// only if T cannot be copied after all [GA-05].
template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<Settled<T>>> gatherSettled(const QList<Future<T>> &futures)
{
    return detail::gatherList<QList<Settled<T>>, detail::SettledOf<T>>(
        futures, detail::GatherCore::Failures::AreResults);
}
template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<Settled<T>>> gatherSettled(const QList<Task<T>> &tasks)
{
    return detail::gatherList<QList<Settled<T>>, detail::SettledOf<T>>(
        tasks, detail::GatherCore::Failures::AreResults);
}
template<typename T>
requires std::copy_constructible<detail::Stored<T>>
[[nodiscard]] Future<QList<Settled<T>>> gatherSettled(std::vector<Coro<T>> coros,
                                                      SourcePlace place = SourcePlace::here())
{
    return gatherSettled(detail::childrenOf(std::move(coros), place));
}

} // namespace taskdeck
