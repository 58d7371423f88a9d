// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>

#include <QtCore/QObject>

#include <memory>

namespace taskdeck::detail {

/// Brings a callback to its context, wherever that lives by then, or nowhere if it is gone.
///
/// A connection does what a guarded pointer cannot: it is safe against the context's death, and its
/// moves, in other threads.
///
/// Thread: made in any, while the context lives; sent and destroyed in any other.
class Delivery final : public QObject
{
    Q_OBJECT

public:
    Delivery(QObject &context, const FutureBase &future);
    ~Delivery() override;

    /// Did the context live in another thread than the future?
    bool isForeign() const { return m_foreign; }

    static void send(std::unique_ptr<Delivery> delivery, std::unique_ptr<Callback> callback);

Q_SIGNALS:
    void due();

private:
    struct Parcel;
    class Arrival;

    std::shared_ptr<Parcel> m_parcel;
    bool m_foreign;
};

} // namespace taskdeck::detail
