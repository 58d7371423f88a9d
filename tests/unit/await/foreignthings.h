// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <thread>

/// Awaitables that are not ours and cannot be interrupted.
namespace taskdeck::foreigntesting {

/// Opened by the test; gives what it is opened with, in the same call.
class Gate
{
public:
    Gate() = default;
    Gate(Gate &&) noexcept = default;

    void open(int value)
    {
        d->value = value;
        resume();
    }
    void fail(std::exception_ptr failure)
    {
        d->failure = std::move(failure);
        resume();
    }
    bool isAwaited() const { return bool(d->waiting); }
    /// Another end of the same gate.
    Gate share() const
    {
        Gate other;
        other.d = d;
        return other;
    }

    auto operator co_await() const
    {
        struct Awaiter {
            explicit Awaiter(std::shared_ptr<State> s)
                : state(std::move(s))
            {
            }
            bool await_ready() const { return state->value || state->failure; }
            void await_suspend(std::coroutine_handle<> handle) { state->waiting = handle; }
            int await_resume()
            {
                if (state->failure)
                    std::rethrow_exception(state->failure);
                return *state->value;
            }
            std::shared_ptr<State> state;
        };
        return Awaiter(d);
    }

private:
    struct State {
        std::optional<int> value;
        std::exception_ptr failure;
        std::coroutine_handle<> waiting;
    };

    void resume()
    {
        if (const auto waiting = std::exchange(d->waiting, {}))
            waiting.resume();
    }

    std::shared_ptr<State> d = std::make_shared<State>();
};

} // namespace taskdeck::foreigntesting
