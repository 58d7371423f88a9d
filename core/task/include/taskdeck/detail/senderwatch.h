// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/awaited.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <concepts>
#include <optional>
#include <stdexcept>

namespace taskdeck::detail {

/// A pointer to a Class or to something derived from it. False for a class that is not complete.
template<typename Pointer, typename Class>
concept PointerTo = std::is_pointer_v<Pointer> && std::convertible_to<Pointer, Class *>;

/// What operations on a QObject share: one connection context, and the sender's death.
class TASKDECK_EXPORT SenderWatch
{
public:
    /// @throws std::invalid_argument  null sender
    static void requireSender(const QObject *sender);
    /// @throws std::invalid_argument  null sender
    /// @throws UsageError             it lives in another thread
    static void requireOwnSender(const QObject *sender);

    /// Connects to destroyed(): wakes, and checkSender() throws then.
    void watch(const QObject *sender, Awaited &awaited);
    /// Nothing of the sender's arrives any more, not even what is on its way from its thread.
    void stop() { m_context.reset(); }
    /// @throws SenderDestroyedError  it died while it was awaited
    void checkSender() const;
    /// Also true if it died after stop().
    bool isSenderGone() const { return m_gone || !m_sender; }

    /// Context for connections; they end with stop() or with this. @pre stop() was not called
    QObject *context() { return &*m_context; }

private:
    QPointer<const QObject> m_sender;
    std::optional<QObject> m_context{std::in_place};
    bool m_gone = false;
};

} // namespace taskdeck::detail
