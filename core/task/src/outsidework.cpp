// SPDX-License-Identifier: MIT
#include "loop_p.h"

#include <taskdeck/detail/outsidework.h>

namespace taskdeck::detail {

void OutsideWork::begin(Loop &loop)
{
    end();
    m_loop = &loop;
    ++loop.internals().outsideWorks;
}

void OutsideWork::end()
{
    if (Loop *const loop = std::exchange(m_loop, nullptr))
        --loop->internals().outsideWorks;
}

} // namespace taskdeck::detail
