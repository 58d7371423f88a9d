// SPDX-License-Identifier: MIT
#include "trace_p.h"

#include <unwind.h>

namespace taskdeck::throwtrace {

namespace {

struct Walk {
    Trace &trace;
    std::uintptr_t begin;
    bool begun = false;
};

_Unwind_Reason_Code visit(_Unwind_Context *context, void *data)
{
    Walk &walk = *static_cast<Walk *>(data);
    int exact = 0; // set in the frame of a signal handler's victim, which did not call
    const std::uintptr_t address = _Unwind_GetIPInfo(context, &exact);
    walk.begun = walk.begun || address == walk.begin;
    if (walk.begun && address != 0)
        walk.trace.addresses[size_t(walk.trace.size++)] = exact ? address : address - 1;
    return walk.trace.size == Trace::maxFrames ? _URC_END_OF_STACK : _URC_NO_REASON;
}

} // namespace

void capture(Trace &trace, const void *begin) noexcept
{
    Walk walk{.trace = trace, .begin = reinterpret_cast<std::uintptr_t>(begin)};
    _Unwind_Backtrace(&visit, &walk);
}

} // namespace taskdeck::throwtrace
