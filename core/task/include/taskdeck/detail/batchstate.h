// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/batchcore.h>
#include <taskdeck/detail/keytext.h>

#include <QtCore/QMap>

#include <concepts>

namespace taskdeck::detail {

struct BatchMaker;

/// The keys and items of a batch, for its Results.
template<typename K, typename T>
class BatchState final : public BatchCore
{
public:
    QList<K> keys; ///< request order
    QMap<K, Task<T>> items;

    BatchState(QList<K> requested, const BatchOptions &options)
        : BatchCore(options)
    {
        keys.reserve(requested.size());
        for (K &key : requested) {
            if (items.contains(key))
                continue;
            items.insert(key, {});
            keys += std::move(key);
        }
    }
    ~BatchState() override { settleReports(!keys.isEmpty() && !items.isDetached()); }

    /// @param index  in request order
    const Task<T> &itemAt(int index) const { return *items.find(keys[index]); }

    /// One task for each key, of `makeItem(key)`.
    template<typename MakeItem>
    static std::shared_ptr<BatchState> start(QList<K> keys, const BatchOptions &options,
                                             SourcePlace place, MakeItem makeItem)
    {
        const auto state = std::make_shared<BatchState>(std::move(keys), options);
        state->begin(int(state->keys.size()), place);
        state->startItems(place, makeItem);
        return state;
    }

    /// The same, where `makeRequest(keys)` is a coroutine that answers for all, and an item is
    /// `makeItem(request, key)`.
    template<typename MakeRequest, typename MakeItem>
    static std::shared_ptr<BatchState> startRequest(QList<K> keys, const BatchOptions &options,
                                                    SourcePlace place, MakeRequest makeRequest,
                                                    MakeItem makeItem)
    {
        const auto state = std::make_shared<BatchState>(std::move(keys), options);
        state->begin(int(state->keys.size()), place);
        if (state->keys.isEmpty())
            return state;
        const auto request = createTask(makeRequest(state->keys), QStringLiteral("request"), place);
        state->watchRequest(request);
        state->startItems(place, [&request, &makeItem](const K &key) {
            return makeItem(request, key);
        });
        return state;
    }

protected:
    QString keyTextAt(int index) const override { return keyText(keys[index]); }

private:
    template<typename MakeItem>
    void startItems(SourcePlace place, MakeItem &&makeItem)
    {
        for (const K &key : std::as_const(keys)) {
            Task<T> &item = items[key];
            item = createTask(makeItem(key), keyText(key), place);
            watchItem(item);
        }
    }
};

} // namespace taskdeck::detail
