// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/exception.h>

#include <cstdint>

namespace taskdeck::throwtrace {

/// The call at `address`, with what was inlined there before it, innermost first; never empty.
/// Answers are kept. Thread: any; one at a time.
QList<ExceptionInfo::Frame> framesAt(std::uintptr_t address);

/// "ns::load(int)" for the symbol of a function, also of the part of a coroutine that does its
/// work, which compilers give names of their own. A name that is not mangled stays as it is.
QString functionName(const char *symbol);

} // namespace taskdeck::throwtrace
