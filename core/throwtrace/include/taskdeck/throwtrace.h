// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <QtCore/QtGlobal>

/// Where exceptions were thrown: fills ExceptionInfo::throwSite. The component ThrowTrace.
///
/// Linking Taskdeck::ThrowTrace to the executable is all it takes. It stands in for `__cxa_throw`
/// and so sees every throw of the process, also those inside other libraries. Of each it keeps up
/// to 48 return addresses for as long as the exception object lives, which is through `throw;`,
/// std::rethrow_exception(), futures and QtConcurrent. Names, files and lines, inlined calls
/// included, are looked up when describe() asks.
///
/// Not kept: CancelledError; what std::make_exception_ptr() makes, for it was never thrown. A
/// QException that leaves a function in a pool is thrown anew by Qt: that place is the one kept.
/// Nothing is seen when only a plugin or another library links this component, for libstdc++ is
/// then found first, nor with a static libstdc++. A function without debug information has no file
/// and line but the name of its library; with GCC 12's libbacktrace that happens to some inline
/// functions and templates too.
///
/// Cost: a throw and its catch take 2 to 4 us more, which is 2.4 times a plain one's time 3 calls
/// deep, 1.8 times 20 deep, 1.4 times 60 deep (tests/bench/bench_throwtrace.cpp), and a living
/// exception 0.4 kB. The first look reads the program's debug information, 0.1 s or more; others
/// take microseconds.
namespace taskdeck::throwtrace {

/// Whether throws are noted from now on; at first they are. What was kept stays. Thread: any.
TASKDECK_EXPORT void setEnabled(bool enabled) noexcept;
TASKDECK_EXPORT bool isEnabled() noexcept;

/// Reads the debug information now, so that the first look at an exception does not wait for it.
/// Thread: any; meant for a worker.
TASKDECK_EXPORT void prepare();

/// How many exceptions have a trace: never more than those that live. Thread: any.
[[nodiscard]] TASKDECK_EXPORT qsizetype keptTraces() noexcept;

} // namespace taskdeck::throwtrace
