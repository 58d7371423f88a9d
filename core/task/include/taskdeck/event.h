// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/export.h>

#include <memory>

namespace taskdeck {

/// A flag to wait for, as asyncio's. Cleared at first.
///
/// Those who still wait when it dies get CancelledError. Thread: that of its tasks, else
/// UsageError while one waits.
class TASKDECK_EXPORT Event
{
public:
    Event();
    ~Event();
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    /// Wakes all who wait; whoever comes later goes on at once, until clear().
    void set();
    /// Those whom set() has woken go on all the same.
    void clear();
    bool isSet() const;
    [[nodiscard]] Coro<> wait();

private:
    struct State;
    std::shared_ptr<State> d;
};

} // namespace taskdeck
