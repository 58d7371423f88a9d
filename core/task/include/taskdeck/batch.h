// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/result.h>

namespace taskdeck {

namespace detail {

/// Makes the handle of a batch.
struct BatchMaker {
    template<typename K, typename T>
    static Result<K, T> result(std::shared_ptr<BatchState<K, T>> state)
    {
        return Result<K, T>(std::move(state));
    }
};

} // namespace detail

/// Starts `f(key)` for every key and returns at once [K-16].
///
/// @param keys  duplicates count once; K has an operator< and is a string, a number, an enum or
///              something that QDebug takes
/// @param f     F(K) -> Coro<T>; kept until the last item has ended
/// @throws UsageError  the loop has been shut down
template<detail::BatchKey K, detail::ItemFactory<K> F>
auto batch(QList<K> keys, F f, const BatchOptions &options = {},
           SourcePlace place = SourcePlace::here())
{
    using T = detail::ItemValue<F, K>;
    const auto work = std::make_shared<F>(std::move(f));
    const auto slots_ = detail::slotsFor(options);
    return detail::BatchMaker::result(
        detail::BatchState<K, T>::start(std::move(keys), options, place, [&](const K &key) {
            return detail::runItem<T>(work, slots_, key);
        }));
}

/// One request for all keys: starts `f(keys)`, a Coro of QMap<K, T> that has what there is for
/// each [K-21]. It is not called without keys, and knows no concurrency.
///
/// A key that the answer leaves out fails with "no result for <key>"; what is not asked for is
/// dropped. If `f` fails, or is cancelled, every item does, with the same exception [K-22].
/// Result::cancel() and the end of the last item cancel the request; cancelling one item does not.
///
/// @throws UsageError  the loop has been shut down
template<detail::BatchKey K, detail::RequestFactory<K> F>
auto batch(QList<K> keys, F f, const BatchOptions &options = {},
           SourcePlace place = SourcePlace::here())
{
    using T = typename detail::ItemValue<F, QList<K>>::mapped_type;
    const auto work = std::make_shared<F>(std::move(f));
    return detail::BatchMaker::result(detail::BatchState<K, T>::startRequest(
        std::move(keys), options, place,
        [&](const QList<K> &requested) {
            return detail::runRequest(work, requested);
        },
        [](const Future<QMap<K, T>> &answer, const K &key) {
            return detail::pickItem(answer, key);
        }));
}

} // namespace taskdeck
