// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/completionstream.h>
#include <taskdeck/detail/ensurefuture.h>
#include <taskdeck/detail/waitset.h>
#include <taskdeck/task.h>

#include <QtCore/QList>

#include <optional>
#include <vector>

namespace taskdeck {

/// Hands out futures as they end, see asCompleted().
///
/// Copies share the stream. Dropping the last one stops the watching and cancels nothing.
///
/// Thread: that of the loop it was made in.
template<typename T, typename Handle = Task<T>>
class Completions
{
public:
    /// @throws UsageError  a null handle, or one of another loop
    explicit Completions(const QList<Handle> &given,
                         std::optional<std::chrono::milliseconds> limit = {})
    {
        const QList<Handle> handles = detail::withoutRepeats(given); // [AC-06]
        d = std::make_shared<detail::CompletionStream>(std::size_t(handles.size()));
        for (qsizetype i = 0; i < handles.size(); ++i)
            d->set(std::size_t(i), detail::Access::state(handles[i]));
        d->begin(limit);
    }

    /// The next one that ends, whatever its outcome, which is not thrown [AC-02]; empty when each
    /// was handed out. Several may be awaited at once: the n-th that is awaited gets the n-th end
    /// [AC-05]. One that is cancelled loses no item.
    ///
    /// @throws TimeoutError    the limit has passed; once for each that is outstanding [AC-03]
    /// @throws CancelledError  the caller was cancelled
    [[nodiscard]] Coro<std::optional<Handle>> next() const { return nextOf(d); }

private:
    using Stream = std::shared_ptr<detail::CompletionStream>;

    static Coro<std::optional<Handle>> nextOf(Stream stream)
    {
        auto ending = detail::CompletionStream::next(std::move(stream));
        const auto ended = co_await detail::Unseen(std::move(ending));
        if (!ended)
            co_return std::nullopt;
        co_return detail::Access::handle<Handle>(*ended);
    }

    Stream d;
};

// Watches `tasks` from now on and hands them out in the order in which they end [AC-01]. Nothing
// of theirs is thrown or counts as looked at, and nothing is cancelled.
//
// @param limit  from now on, for all of them
// @throws UsageError  a null handle, or one of another loop

template<typename T>
[[nodiscard]] Completions<T> asCompleted(const QList<Task<T>> &tasks,
                                         std::optional<std::chrono::milliseconds> limit = {})
{
    return Completions<T>(tasks, limit);
}
template<typename T>
[[nodiscard]] Completions<T, Future<T>>
asCompleted(const QList<Future<T>> &futures, std::optional<std::chrono::milliseconds> limit = {})
{
    return Completions<T, Future<T>>(futures, limit);
}
/// Makes tasks of them first, and hands out those.
template<typename T>
[[nodiscard]] Completions<T> asCompleted(std::vector<Coro<T>> coros,
                                         std::optional<std::chrono::milliseconds> limit = {},
                                         SourcePlace place = SourcePlace::here())
{
    return Completions<T>(detail::startAll(std::move(coros), place), limit);
}

} // namespace taskdeck
