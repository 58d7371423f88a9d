// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/batchoptions.h>
#include <taskdeck/detail/batchitems.h>
#include <taskdeck/detail/batchviews.h>
#include <taskdeck/detail/follow.h>

namespace taskdeck {

/// Many tasks of one operation, by key, as Kafka's AdminClient answers. Made by batch().
///
/// A cheap handle, null by default; copies refer to the same batch, and so do classes derived from
/// it, which add helpers with names of their own [K-19]:
/// @code
/// class FoldersResult : public Result<QString, Folder> {
/// public:
///     explicit FoldersResult(Result result) : Result(std::move(result)) {}
///     Task<qint64> freeSpace(const QString &path) const { return then(path, &Folder::freeSpace); }
/// };
/// @endcode
///
/// It keeps the items alive, they do not keep it; dropping it cancels nothing. What its
/// functions return are views: each call makes a new task, before the end or after it, with the
/// same outcome; cancelling one does not cancel the items.
///
/// A failure counts as looked at once it was seen through all(), collect(), failed() or the item.
/// If some have not been when the last handle goes, that is reported once for the batch.
///
/// In maps std::monostate stands for void. A T that cannot be copied has no collect() and
/// succeeded(), and firstCompleted() takes it out of its item.
///
/// Thread: that of the loop it was made in, else UsageError, which a null handle throws as well.
template<typename K, typename T>
class Result
{
public:
    Result() = default;
    bool isNull() const { return !d; }

    /// Every requested key, from the start. The reference is good while the handle lives.
    const QMap<K, Task<T>> &values() const { return state()->items; }
    /// @throws std::invalid_argument  the key was not requested
    Task<T> value(const K &key) const
    {
        const auto &items = state()->items;
        const auto item = items.find(key);
        if (item == items.end())
            throw std::invalid_argument(
                (detail::keyText(key) + QStringLiteral(" was not requested")).toStdString());
        return *item;
    }
    /// In request order.
    QList<K> keys() const { return state()->keys; }
    int count() const { return state()->count(); }
    int doneCount() const { return state()->doneCount(); }

    /// Waits for every item, then fails with BatchError if any failed or was cancelled.
    Task<> all(SourcePlace place = SourcePlace::here()) const
    {
        return createTask(Views::all(state()), QStringLiteral("all"), place);
    }
    /// all(), and the values.
    Task<QMap<K, detail::Stored<T>>> collect(SourcePlace place = SourcePlace::here())
        const requires std::copy_constructible<detail::Stored<T>>
    {
        return createTask(Views::collect(state()), QStringLiteral("collect"), place);
    }
    /// Waits for every item and never fails because of one.
    Task<> settled(SourcePlace place = SourcePlace::here()) const
    {
        return createTask(Views::settled(state()), QStringLiteral("settled"), place);
    }
    /// settled(), but not longer than `limit`. False if it passed first; nothing is cancelled.
    Task<bool> waitFor(std::chrono::milliseconds limit,
                       SourcePlace place = SourcePlace::here()) const
    {
        return createTask(Views::waitFor(state(), limit), QStringLiteral("waitFor"), place);
    }

    /// The next item in order of completion, failed and cancelled ones too; empty after the last.
    ///
    /// The place in that order belongs to the batch: an item is given once, whichever copy of the
    /// handle asks. One that is cancelled while it waits takes no item.
    Task<std::optional<Task<T>>> next(SourcePlace place = SourcePlace::here())
    {
        return createTask(Views::next(state()), QStringLiteral("next"), place);
    }
    /// Ends as the first item did that ended: with its value, its failure, or cancelled.
    /// @throws std::invalid_argument  there are no items
    Task<T> firstCompleted(SourcePlace place = SourcePlace::here()) const
    {
        if (count() == 0)
            throw std::invalid_argument("nothing can be the first of no items");
        return createTask(Views::firstCompleted(state()), QStringLiteral("firstCompleted"), place);
    }

    /// Waits for every item and gives the values of those that have one; never fails [K-24].
    Task<QMap<K, detail::Stored<T>>> succeeded(SourcePlace place = SourcePlace::here())
        const requires std::copy_constructible<detail::Stored<T>>
    {
        return createTask(Views::succeeded(state()), QStringLiteral("succeeded"), place);
    }
    /// Waits for every item and gives what the others threw, CancelledErrors too; never fails.
    Task<QMap<K, std::exception_ptr>> failed(SourcePlace place = SourcePlace::here()) const
    {
        return createTask(Views::failed(state()), QStringLiteral("failed"), place);
    }

    /// f(const T &) of one item, or f() for void: a Task of what `f` gives, with a Coro, Future or
    /// Task that it returns flattened. If the item failed or was cancelled `f` is not called and
    /// the same error comes. `f` throws NotAvailableError if a value has nothing to show.
    ///
    /// @throws std::invalid_argument  the key was not requested
    template<detail::FollowUp<T> F>
    auto then(const K &key, F f, SourcePlace place = SourcePlace::here()) const
    {
        return createTask(detail::follow<F, T>(value(key), std::make_shared<F>(std::move(f))),
                          QStringLiteral("then"), place);
    }
    /// then() for every item: a Result of what `f` makes of them. Cancelling it does not cancel the
    /// items of this one.
    template<detail::FollowUp<T> F>
    auto map(F f, SourcePlace place = SourcePlace::here()) const
    {
        using U = detail::FollowedBy<F, T>;
        const auto function = std::make_shared<F>(std::move(f));
        return Result<K, U>(detail::BatchState<K, U>::start(
            keys(), BatchOptions().name(QStringLiteral("map")), place, [&](const K &key) {
                return detail::follow<F, T>(value(key), function);
            }));
    }

    /// Runs `f` for the keys that failed or were cancelled: a Result of these.
    ///
    /// Keys that are pending now are in it too, so that none is missed: such an item waits for the
    /// one of this Result and then runs `f`, unless that gave a value, which it takes over. After
    /// settled() the keys are exactly those of failed(). The failures count as looked at.
    /// Cancelling the new Result does not cancel items of this one.
    ///
    /// @param f  F(K) -> Coro<T>, as for batch()
    template<detail::ItemFactoryOf<T, K> F>
    Result retryFailed(F f, SourcePlace place = SourcePlace::here()) const
    {
        return retryFailed(std::move(f), state()->options(), place);
    }
    /// The same with other options than those of this batch.
    template<detail::ItemFactoryOf<T, K> F>
    Result retryFailed(F f, const BatchOptions &options,
                       SourcePlace place = SourcePlace::here()) const
    {
        QList<K> again;
        for (const K &key : std::as_const(state()->keys)) {
            if (value(key).outcome() != Outcome::Value)
                again += key;
        }
        const auto work = std::make_shared<F>(std::move(f));
        const auto slots_ = detail::slotsFor(options);
        return Result(State::start(std::move(again), options, place, [&](const K &key) {
            return detail::retryItem<T>(value(key), work, slots_, key);
        }));
    }

    /// To all pending items.
    void cancel(const QString &message = {}) { state()->cancelItems(message); }

    /// The batch's own task: one row with "done/failed/total" in monitors, its items below it
    /// . It ends as all() does, and cancelling it cancels the items.
    Task<> task() const { return state()->task(); }

private:
    using State = detail::BatchState<K, T>;
    using Views = detail::BatchViews<K, T>;
    template<typename, typename>
    friend class Result;
    friend struct detail::BatchMaker;

    explicit Result(std::shared_ptr<State> state)
        : d(std::move(state))
    {
    }

    const std::shared_ptr<State> &state() const
    {
        if (!d)
            detail::throwNullHandle();
        detail::requireOwnThread(detail::Access::state(d->task()));
        return d;
    }

    std::shared_ptr<State> d;
};

} // namespace taskdeck

#include <taskdeck/batch.h>
