// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/waitline.h>

#include <memory>

namespace taskdeck {

/// A Lock, or one permit of a Semaphore, for as long as it lives: QMutexLocker for coroutines.
///
/// Move-only; null by default and once it has been released. It may outlive the lock.
/// Thread: that of its task.
class TASKDECK_EXPORT Permit
{
public:
    Permit() = default;
    Permit(Permit &&) noexcept = default;
    Permit &operator=(Permit &&other) noexcept;
    ~Permit() { release(); }

    bool isNull() const { return !m_line; }
    /// Gives it back early. Nothing happens if it is null.
    void release();

private:
    friend class Lock;
    friend class Semaphore;

    explicit Permit(std::shared_ptr<detail::WaitLine> line)
        : m_line(std::move(line))
    {
    }
    static Coro<Permit> take(std::shared_ptr<detail::WaitLine> line);

    std::shared_ptr<detail::WaitLine> m_line;
};

} // namespace taskdeck
