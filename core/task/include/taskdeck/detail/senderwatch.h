// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/awaited.h>

#include <QtCore/QObject>

#include <stdexcept>

namespace taskdeck::detail {

/// What operations on a QObject share: one connection context, and the sender's death.
class TASKDECK_EXPORT SenderWatch
{
public:
    /// @throws std::invalid_argument  null sender
    static void requireSender(const QObject *sender);

    /// Connects to destroyed(): wakes, and checkSender() throws then.
    void watch(QObject *sender, Awaited &awaited);
    /// Nothing of the sender's arrives any more.
    void stop(QObject *sender);
    /// @throws SenderDestroyedError  it died while it was awaited
    void checkSender() const;
    bool isSenderGone() const { return m_gone; }

    /// Context for connections; they end with stop() or with this.
    QObject *context() { return &m_context; }

private:
    QObject m_context;
    bool m_gone = false;
};

} // namespace taskdeck::detail
