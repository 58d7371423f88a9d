// SPDX-License-Identifier: MIT
#include "delivery_p.h"
#include "loop_p.h"

#include <taskdeck/detail/qtorder.h>

namespace taskdeck::detail {

struct Delivery::Parcel {
    std::unique_ptr<Callback> callback;
};

/// What Qt calls in the context's thread. It dies there, or with the Delivery.
class Delivery::Arrival
{
public:
    explicit Arrival(std::shared_ptr<Parcel> parcel)
        : m_parcel(std::move(parcel))
    {
    }
    Arrival(const Arrival &) = default;
    Arrival &operator=(const Arrival &) = delete;
    ~Arrival() { takeFromQt(); }

    void operator()() const
    {
        takeFromQt();
        if (auto callback = std::move(m_parcel->callback)) {
            callback->callNow();
            callback.reset();
        }
        handToQt(); // the Delivery may be the last to let go of this
    }

private:
    std::shared_ptr<Parcel> m_parcel;
};

// A context in the loop's own thread is called as soon as the signal is sent. Any other gets an
// event, wherever it lives by then: the signal may be sent inside the loop's end.
Delivery::Delivery(QObject &context, const FutureBase &future)
    : m_parcel(std::make_shared<Parcel>())
    , m_foreign(context.thread() != future.loop().internals().thread())
{
    connect(this, &Delivery::due, &context, Arrival(m_parcel),
            m_foreign ? Qt::QueuedConnection : Qt::AutoConnection);
    handToQt();
}

Delivery::~Delivery() = default;

void Delivery::send(std::unique_ptr<Delivery> delivery, std::unique_ptr<Callback> callback)
{
    delivery->m_parcel->callback = std::move(callback);
    handToQt();
    Q_EMIT delivery->due();
}

} // namespace taskdeck::detail
