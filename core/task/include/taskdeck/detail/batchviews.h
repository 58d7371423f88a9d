// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/batchstate.h>
#include <taskdeck/detail/watchoperation.h>
#include <taskdeck/detail/watchuntil.h>

#include <optional>

namespace taskdeck::detail {

/// What the views of a Result do. Each watches from outside: a cancel ends the view alone.
template<typename K, typename T>
struct BatchViews {
    using State = std::shared_ptr<BatchState<K, T>>;
    using Values = QMap<K, Stored<T>>;

    static Coro<> settled(State state)
    {
        auto end = watch(state->task());
        co_await Unseen(std::move(end));
    }

    static Coro<> all(State state)
    {
        auto end = settled(state);
        co_await Unseen(std::move(end));
        state->markSeen();
        state->throwIfAnyFailed();
    }

    static Coro<Values> collect(State state)
    {
        auto end = all(state);
        co_await Unseen(std::move(end));
        co_return valuesOf(*state);
    }

    static Coro<Values> succeeded(State state)
    {
        auto end = settled(state);
        co_await Unseen(std::move(end));
        co_return valuesOf(*state);
    }

    static Coro<QMap<K, std::exception_ptr>> failed(State state)
    {
        auto end = settled(state);
        co_await Unseen(std::move(end));
        state->markSeen();
        QMap<K, std::exception_ptr> failures;
        for (int i = 0; i < state->count(); ++i) {
            if (state->item(i).outcome() != Outcome::Value)
                failures.insert(state->keys.at(i), state->item(i).peekException());
        }
        co_return failures;
    }

    static Coro<bool> waitFor(State state, std::chrono::milliseconds limit)
    {
        auto ended = watchUntil(state->task(), limit);
        co_return co_await Unseen(std::move(ended));
    }

    static Coro<std::optional<Task<T>>> next(State state)
    {
        std::optional<Task<T>> item;
        try {
            auto getting = state->ended.get();
            const int index = co_await Unseen(std::move(getting));
            item = state->itemAt(index);
        } catch (const QueueShutDown &) { // all have been handed out
        }
        co_return item;
    }

    static Coro<T> firstCompleted(State state)
    {
        auto end = state->firstEnded.wait();
        co_await Unseen(std::move(end));
        Task<T> first = state->itemAt(state->firstIndex);
        state = nullptr;
        co_return co_await Unseen(std::move(first));
    }

private:
    static Values valuesOf(const BatchState<K, T> &state)
    {
        Values values;
        for (auto item = state.items.begin(); item != state.items.end(); ++item) {
            if (item->outcome() == Outcome::Value)
                values.insert(values.end(), item.key(), Access::typedState(*item).value());
        }
        return values;
    }
};

} // namespace taskdeck::detail
