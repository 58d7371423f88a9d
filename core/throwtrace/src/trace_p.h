// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace taskdeck::throwtrace {

/// The calls that led to one throw, innermost first. Each address lies inside its call.
struct Trace {
    static constexpr int maxFrames = 48;

    int size = 0;
    std::array<std::uintptr_t, maxFrames> addresses{};
};

/// Walks this thread's stack. The calls before the one that returns to `begin` are left out.
void capture(Trace &trace, const void *begin) noexcept;

using Destructor = void (*)(void *);

// The table of traces, by exception object. It is there before static initialisers run and after
// static destructors ran, and it never throws. Thread: any.

/// Gives `object` the trace that is captured now. @returns false  no memory: nothing was kept
bool keepTrace(void *object, Destructor destroy, const void *begin) noexcept;
/// Drops a trace. @returns what was given to keepTrace()
Destructor forgetTrace(const void *object) noexcept;
/// @returns a copy, for the exception may die meanwhile
std::optional<Trace> traceOf(const void *object) noexcept;

} // namespace taskdeck::throwtrace
