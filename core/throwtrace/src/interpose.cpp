// SPDX-License-Identifier: MIT
#include "symbols_p.h"
#include "trace_p.h"

#include <taskdeck/detail/throwsite.h>
#include <taskdeck/errors.h>
#include <taskdeck/throwtrace.h>

#include <atomic>
#include <cstdlib>
#include <dlfcn.h>
#include <typeinfo>

namespace taskdeck::throwtrace {

static constinit std::atomic<bool> enabled{true};

void setEnabled(bool on) noexcept
{
    enabled = on;
}

bool isEnabled() noexcept
{
    return enabled;
}

// Takes the place of the thrown object's destructor: no trace outlives its exception.
static void forgetAndDestroy(void *object)
{
    if (const Destructor destroy = forgetTrace(object))
        destroy(object);
}

// As a `catch (const CancelledError &)` would ask.
static bool isCancellation(const std::type_info &type, void *object)
{
    return typeid(CancelledError).__do_catch(&type, &object, 1);
}

static QList<ExceptionInfo::Frame> throwSiteOf(const void *object)
{
    QList<ExceptionInfo::Frame> frames;
    if (const auto trace = traceOf(object)) {
        for (int i = 0; i < trace->size; ++i)
            frames += framesAt(trace->addresses[size_t(i)]);
    }
    return frames;
}

[[maybe_unused]] static const bool provided = [] {
    detail::setThrowSiteProvider(&throwSiteOf);
    return true;
}();

} // namespace taskdeck::throwtrace

using namespace taskdeck::throwtrace;

// noreturn: the address sanitizer then clears its marks of the frames that are left.
typedef void (*Throw)(void *, std::type_info *, Destructor) __attribute__((noreturn));

// The label, since the compiler declares __cxa_throw in its own way wherever something is thrown.
// Our libraries may hide their symbols; this one is there to be found.
extern "C" [[noreturn]] __attribute__((visibility("default"))) void
taskdeckThrow(void *object, std::type_info *type, Destructor destroy) __asm__("__cxa_throw");

extern "C" void taskdeckThrow(void *object, std::type_info *type, Destructor destroy)
{
    static const Throw original = reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"));
    if (!original)
        std::abort(); // a static libstdc++, whose own is out of reach
    if (enabled && !isCancellation(*type, object) &&
        keepTrace(object, destroy, __builtin_return_address(0)))
        destroy = &forgetAndDestroy;
    original(object, type, destroy);
}

// What the linker is told to look for, so that it takes the above out of a static library.
extern "C" {
extern const char taskdeckThrowTrace;
const char taskdeckThrowTrace = 1;
}
