// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/batchstate.h>
#include <taskdeck/task.h>

namespace taskdeck {

/// How a batch() runs.
class BatchOptions
{
public:
    /// At most `limit` items run at once; the others are pending. 0 = no limit, the default.
    BatchOptions &concurrency(int limit)
    {
        m_concurrency = limit;
        return *this;
    }
    /// Of the batch's own task, the one row that monitors show.
    BatchOptions &name(QString name)
    {
        m_name = std::move(name);
        return *this;
    }

    int concurrency() const { return m_concurrency; }
    QString name() const { return m_name; }

private:
    int m_concurrency = 0;
    QString m_name;
};

/// Many futures of one operation, by key: the wrapper of Kafka's AdminClient.
///
/// A cheap handle, null by default. It keeps the items alive; dropping it cancels nothing.
/// What all(), collect(), … return are views: cancelling one does not cancel the items.
///
/// Thread: that of the loop it was made in.
template<typename K, typename T>
class Result
{
public:
    Result() = default;

    /// Every requested key, from the start.
    const QMap<K, Task<T>> &values() const { return d->items; }
    /// @throws std::invalid_argument  the key was not requested
    Task<T> value(const K &key) const
    {
        const auto item = d->items.find(key);
        if (item == d->items.end())
            throw std::invalid_argument("this key was not requested");
        return *item;
    }
    /// In request order.
    QList<K> keys() const { return d->keys; }
    int count() const { return int(d->keys.size()); }
    int doneCount() const { return d->doneCount; }

    /// Waits for every item, then fails with BatchError if any failed or was cancelled.
    Task<> all() const { return createTask(allOf(d), QStringLiteral("all")); }
    /// all(), and the values.
    Task<QMap<K, T>> collect() const requires std::copy_constructible<T>
    {
        return createTask(collectOf(d), QStringLiteral("collect"));
    }
    /// Waits for every item and never fails because of one.
    Task<> settled() const { return createTask(settledOf(d), QStringLiteral("settled")); }

    /// To all pending items.
    void cancel(const QString &message = {}) { d->cancelItems(message); }

    /// The batch's own task: one row with "done/failed/total" in monitors, its items below it
    /// . It ends as all() does, and cancelling it cancels the items.
    Task<> task() const { return d->task; }

private:
    using State = detail::BatchState<K, T>;
    template<typename Key, typename F>
    friend auto batch(QList<Key> keys, F f, const BatchOptions &options, SourcePlace place);

    explicit Result(std::shared_ptr<State> state)
        : d(std::move(state))
    {
    }

    static Coro<> settledOf(std::shared_ptr<State> state)
    {
        auto end = detail::watch(state->task);
        co_await detail::Unseen(std::move(end));
    }
    static Coro<> allOf(std::shared_ptr<State> state)
    {
        auto end = settledOf(state);
        co_await detail::Unseen(std::move(end));
        detail::Access::state(state->task).markRetrieved(); // seen here
        state->throwIfAnyFailed();
    }
    static Coro<QMap<K, T>> collectOf(std::shared_ptr<State> state)
    {
        auto end = allOf(state);
        co_await detail::Unseen(std::move(end));
        QMap<K, T> values;
        for (const K &key : state->keys)
            values.insert(key, state->items[key].result());
        co_return values;
    }

    std::shared_ptr<State> d;
};

/// Starts `f(key)` for every key and returns at once [K-16].
///
/// @param keys  duplicates count once
/// @param f     F(K) -> Coro<T>; kept until the last item has started
/// @throws UsageError  the loop has been shut down
template<typename K, typename F>
auto batch(QList<K> keys, F f, const BatchOptions &options = {},
           SourcePlace place = SourcePlace::here())
{
    using T = typename std::invoke_result_t<F &, K>::Value;
    auto state = detail::BatchState<K, T>::start(std::move(keys), std::move(f),
                                                 options.concurrency(), options.name(), place);
    return Result<K, T>(std::move(state));
}

} // namespace taskdeck
