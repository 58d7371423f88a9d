// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/watchoperation.h>
#include <taskdeck/sync.h>
#include <taskdeck/task.h>

#include <QtCore/QMap>
#include <QtCore/QVariant>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>

namespace taskdeck::detail {

/// The part of a batch that needs no key and no T.
class TASKDECK_EXPORT BatchCore
{
public:
    BatchCore();
    virtual ~BatchCore();

    int total = 0;
    int doneCount = 0;
    int failedCount = 0;
    Task<> task; ///< waits for the items, and is their parent

    void itemEnded(const AnyFuture &item);
    virtual void cancelItems(const QString &message) = 0;
    /// @throws BatchError  an item failed or was cancelled
    virtual void throwIfAnyFailed() const = 0;

    /// The batch's own coroutine. @throws BatchError, CancelledError
    static Coro<> run(std::shared_ptr<BatchCore> core);

private:
    friend class BatchOperation;
    void reportProgress();

    Awaited *m_waiting = nullptr;
};

/// Waits for the last item. A cancel goes to all of them, and is thrown when they have ended.
class TASKDECK_EXPORT BatchOperation
{
public:
    explicit BatchOperation(BatchCore *core)
        : m_core(core)
    {
    }
    ~BatchOperation() { m_core->m_waiting = nullptr; }
    BatchOperation(const BatchOperation &) = delete;
    BatchOperation &operator=(const BatchOperation &) = delete;

    bool ready() const { return m_core->doneCount == m_core->total; }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    void resume() const {}
    QString description() const;

private:
    BatchCore *m_core;
};

TASKDECK_EXPORT void setParent(const AnyTask &child, TaskId parent);

/// A key in words.
template<typename K>
QString keyText(const K &key)
{
    if constexpr (std::is_convertible_v<K, QString>)
        return key;
    else if constexpr (std::is_same_v<K, std::string>)
        return QString::fromStdString(key);
    else
        return QVariant::fromValue(key).toString();
}

template<typename K, typename T>
class BatchState final : public BatchCore
{
public:
    QList<K> keys; ///< request order
    QMap<K, Task<T>> items;

    template<typename F>
    static std::shared_ptr<BatchState> start(QList<K> keys, F f, int concurrency, QString name,
                                             SourcePlace place)
    {
        const auto state = std::make_shared<BatchState>();
        std::set<K> requested;
        for (K &key : keys) {
            if (requested.insert(key).second)
                state->keys += std::move(key);
        }
        state->total = int(state->keys.size());
        state->task = createTask(run(state), std::move(name), place);
        const auto work = std::make_shared<F>(std::move(f));
        const auto slots_ = concurrency > 0 ? std::make_shared<Semaphore>(concurrency) : nullptr;
        for (const K &key : std::as_const(state->keys)) {
            auto item = createTask(runItem<F>(work, slots_, key), keyText(key), place);
            setParent(item, state->task.id());
            item.addDoneCallback(
                [core = std::shared_ptr<BatchCore>(state)](const AnyFuture &ended) {
                    core->itemEnded(ended);
                });
            state->items.insert(key, item);
        }
        return state;
    }

    void cancelItems(const QString &message) override
    {
        for (Task<T> item : std::as_const(items))
            item.cancel(message);
    }

    void throwIfAnyFailed() const override
    {
        QList<QString> failed;
        QMap<QString, std::exception_ptr> failures;
        for (const K &key : keys) {
            FutureBase &item = Access::state(items[key]);
            if (item.outcome() == Outcome::Value)
                continue;
            item.markRetrieved();
            failed += keyText(key);
            failures.insert(keyText(key), item.peekException());
        }
        if (!failed.isEmpty())
            throw BatchError(failed, std::move(failures));
    }

private:
    struct Release {
        ~Release()
        {
            if (permit)
                permit->release();
        }
        Semaphore *permit;
    };

    template<typename F>
    static Coro<T> runItem(std::shared_ptr<F> work, std::shared_ptr<Semaphore> semaphore, K key)
    {
        if (semaphore) {
            auto turn = semaphore->acquire();
            co_await Unseen(std::move(turn));
        }
        const Release release{semaphore.get()};
        auto coro = (*work)(std::move(key));
        co_return co_await Unseen(std::move(coro));
    }
};

} // namespace taskdeck::detail
