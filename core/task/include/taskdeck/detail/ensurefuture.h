// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/task.h>

#include <QtCore/QList>

#include <concepts>
#include <type_traits>
#include <vector>

namespace taskdeck::detail {

/// The future itself; of a task too it is the same one [F-26].
template<typename T>
Future<T> ensureFuture(const Future<T> &future, SourcePlace = {})
{
    return future;
}

/// A task that runs the coroutine.
template<typename T>
Future<T> ensureFuture(Coro<T> coro, SourcePlace place = {})
{
    return createTask(std::move(coro), {}, place);
}

/// What can be awaited and is none of our own types.
template<typename X>
concept OtherAwaitable =
    AwaitableHere<X> && !std::derived_from<std::remove_cvref_t<X>, AnyFuture> && !requires
{
    []<typename T>(const Coro<T> &) {}(std::declval<X>());
};

/// A coroutine that awaits it and gives its value.
template<AwaitableHere X>
Coro<AwaitedValue<X>> awaitAlone(X awaitable)
{
    co_return co_await Unseen(std::move(awaitable));
}

/// A task that awaits it.
template<OtherAwaitable X>
Future<AwaitedValue<X>> ensureFuture(X awaitable, SourcePlace place = {})
{
    return createTask(awaitAlone(std::move(awaitable)), {}, place);
}

/// Has an outcome to wait for: a Future, a Task, a Coro, or another awaitable.
template<typename X>
concept Ensurable = requires(X &&x)
{
    ensureFuture(std::forward<X>(x));
};

/// Of an Ensurable.
template<typename X>
using EnsuredValue = typename decltype(ensureFuture(std::declval<X>()))::Value;

/// In their order.
template<typename T>
QList<Task<T>> startAll(std::vector<Coro<T>> coros, SourcePlace place)
{
    QList<Task<T>> tasks;
    tasks.reserve(qsizetype(coros.size()));
    for (Coro<T> &coro : coros)
        tasks += createTask(std::move(coro), {}, place);
    return tasks;
}

} // namespace taskdeck::detail
