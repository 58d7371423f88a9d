// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

namespace taskdeck {
class Loop;
}

namespace taskdeck::detail {

/// Says, from begin() to end(), that another thread will post something to the loop: a TestLoop
/// waits for it instead of seeing a deadlock. Thread: that of the loop.
class TASKDECK_EXPORT OutsideWork
{
public:
    OutsideWork() = default;
    OutsideWork(const OutsideWork &) = delete;
    OutsideWork &operator=(const OutsideWork &) = delete;
    ~OutsideWork() { end(); }

    void begin(Loop &loop);
    void end();

private:
    Loop *m_loop = nullptr;
};

} // namespace taskdeck::detail
