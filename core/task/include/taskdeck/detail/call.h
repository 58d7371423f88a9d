// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/node.h>

#include <memory>
#include <optional>
#include <utility>

namespace taskdeck::detail {

/// A callback in the ready queue or among the timers. Holds itself while it is in either.
class TASKDECK_EXPORT Call : public ReadyNode, public TimerNode
{
public:
    ~Call() override;

    void enqueue(Loop &loop, std::shared_ptr<Call> self);
    void armAt(Loop &loop, TimePoint due, std::shared_ptr<Call> self);
    /// Frees the function; a queued call passes its turn.
    void cancel();

    void run() override;
    void drop() noexcept override { const auto last = std::move(m_self); }
    void fire() override;

protected:
    virtual void call() = 0;
    virtual void release() = 0;

private:
    Loop *m_loop = nullptr;
    bool m_cancelled = false;
    std::shared_ptr<Call> m_self;
};

template<typename F>
class CallOf final : public Call
{
public:
    explicit CallOf(F f)
        : m_function(std::move(f))
    {
    }

protected:
    void call() override
    {
        // Moved out: the function may cancel or drop this call.
        F function = std::move(*m_function);
        m_function.reset();
        function();
    }
    void release() override { m_function.reset(); }

private:
    std::optional<F> m_function;
};

template<typename F>
std::shared_ptr<Call> makeCall(F f)
{
    return std::make_shared<CallOf<F>>(std::move(f));
}

} // namespace taskdeck::detail
