// SPDX-License-Identifier: MIT
#include <stdexcept>

// A library that the test loads late, and that knows nothing of Taskdeck.
extern "C" __attribute__((visibility("default"))) int throwFromALibrary(int depth)
{
    if (depth == 0)
        throw std::runtime_error("from a library");
    return throwFromALibrary(depth - 1) + 1;
}
