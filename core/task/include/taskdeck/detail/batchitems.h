// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/batchoptions.h>
#include <taskdeck/detail/follow.h>
#include <taskdeck/detail/keytext.h>
#include <taskdeck/sync.h>
#include <taskdeck/task.h>

#include <QtCore/QList>
#include <QtCore/QMap>

#include <concepts>
#include <memory>
#include <stdexcept>
#include <type_traits>

// The coroutines that the items of a batch run.
namespace taskdeck::detail {

/// What makes the coroutine of one item: F(K) -> Coro<T>, or a Task or Future.
template<typename F, typename K>
concept ItemFactory = givesLater<std::remove_cvref_t<std::invoke_result_t<F &, K>>>;

template<typename F, typename K>
using ItemValue = typename Given<std::remove_cvref_t<std::invoke_result_t<F &, K>>>::Value;

template<typename F, typename T, typename K>
concept ItemFactoryOf = ItemFactory<F, K> && std::same_as<ItemValue<F, K>, T>;

/// One request for all keys: F(QList<K>) -> Coro<QMap<K, T>>.
template<typename F, typename K>
concept RequestFactory = !ItemFactory<F, K> && requires
{
    requires ItemFactory<F, QList<K>>;
    requires std::same_as<typename ItemValue<F, QList<K>>::key_type, K>;
};

inline std::shared_ptr<Semaphore> slotsFor(const BatchOptions &options)
{
    return options.concurrency() > 0 ? std::make_shared<Semaphore>(options.concurrency()) : nullptr;
}

/// Waits for its slot, if there are slots, and runs `work` for one key. The frame keeps the
/// closure.
template<typename T, typename K, typename F>
Coro<T> runItem(std::shared_ptr<F> work, std::shared_ptr<Semaphore> slots_, K key)
{
    Permit slot;
    if (slots_) {
        auto turn = slots_->acquireScoped();
        slot = co_await Unseen(std::move(turn));
    }
    auto coro = (*work)(std::move(key));
    co_return co_await Unseen(std::move(coro));
}

/// Waits for the first attempt from outside, and runs `work` if it gave no value.
template<typename T, typename K, typename F>
Coro<T> retryItem(Task<T> first, std::shared_ptr<F> work, std::shared_ptr<Semaphore> slots_, K key)
{
    auto end = watch(first);
    co_await Unseen(std::move(end));
    if (first.outcome() == Outcome::Value)
        co_return co_await Unseen(std::move(first));
    Access::state(first).markRetrieved();
    first = {};
    auto second = runItem<T>(std::move(work), std::move(slots_), std::move(key));
    co_return co_await Unseen(std::move(second));
}

/// Waits for the answer from outside and takes what it has for one key.
template<typename K, typename T>
Coro<T> pickItem(Future<QMap<K, T>> answer, K key)
{
    auto end = watch(answer);
    co_await Unseen(std::move(end));
    const QMap<K, T> &values = answer.result();
    const auto found = values.find(key);
    if (found == values.end())
        throw std::runtime_error(
            (QStringLiteral("no result for %1").arg(keyText(key))).toStdString());
    co_return *found;
}

template<typename K, typename F>
Coro<ItemValue<F, QList<K>>> runRequest(std::shared_ptr<F> work, QList<K> keys)
{
    auto coro = (*work)(std::move(keys));
    co_return co_await Unseen(std::move(coro));
}

} // namespace taskdeck::detail
