// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <chrono>

namespace taskdeck {

namespace detail {

/// Waits for a moment on the loop's clock, or for one pass.
class TASKDECK_EXPORT SleepOperation final : public TimerNode
{
public:
    explicit SleepOperation(std::chrono::milliseconds duration)
        : m_duration(duration)
    {
    }
    ~SleepOperation() override;

    bool ready() const { return false; }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    void resume() const {}
    QString description() const;

    void fire() override { m_awaited->wake(); }
    void drop() noexcept override {}

private:
    std::chrono::milliseconds m_duration;
    Awaited *m_awaited = nullptr;
};

} // namespace detail

/// Resumes after `duration` on the loop's clock. Zero or less takes exactly one pass and no timer:
/// everything that is queued runs first [SL-02]. A cancel stops it at once.
///
/// @throws std::invalid_argument  at the await: it would end after the end of the clock [SL-04]
[[nodiscard]] TASKDECK_EXPORT Coro<> sleep(std::chrono::milliseconds duration);

/// The same, and gives `value` [SL-01].
template<typename T>
[[nodiscard]] Coro<T> sleep(std::chrono::milliseconds duration, T value)
{
    auto sleeping = sleep(duration);
    co_await detail::Unseen(std::move(sleeping));
    co_return std::move(value);
}

/// Lets everything run that is ready: sleep(0).
[[nodiscard]] TASKDECK_EXPORT Coro<> yieldNow();

} // namespace taskdeck
