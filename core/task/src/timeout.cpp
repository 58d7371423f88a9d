// SPDX-License-Identifier: MIT
#include "scope_p.h"

#include <taskdeck/timeout.h>

namespace taskdeck {

static QString limitPassed()
{
    return QStringLiteral("the time limit passed");
}

struct Timeout::State {
    enum class Phase { Active, Expiring, Expired, Ended };

    Loop &loop;
    detail::Ref<detail::FutureBase> task; ///< null when the scope has ended
    detail::ScopeRequest request{*task->task()};
    std::optional<Loop::TimePoint> when{};
    Phase phase = Phase::Active;
    Handle trigger{};
};

Timeout::Timeout(std::optional<Loop::TimePoint> when)
    : d(new State{Loop::current(), detail::currentTaskFuture()})
{
    reschedule(when);
}

std::optional<Loop::TimePoint> Timeout::when() const
{
    detail::requireScopeThread(d->loop);
    return d->when;
}

bool Timeout::expired() const
{
    detail::requireScopeThread(d->loop);
    return d->phase == State::Phase::Expiring || d->phase == State::Phase::Expired;
}

void Timeout::reschedule(std::optional<Loop::TimePoint> when)
{
    if (expired())
        throw UsageError("the timeout has expired");
    if (d->phase == State::Phase::Ended)
        throw UsageError("the timeout's scope has ended");
    d->when = when;
    d->trigger.cancel();
    if (!when || *when == Loop::TimePoint::max()) // the end of the clock, see Loop::deadline()
        return;
    const auto fire = [state = std::weak_ptr(d)] {
        const auto scope = state.lock();
        if (!scope)
            return;
        scope->phase = State::Phase::Expiring;
        scope->request.make(*scope->task, limitPassed());
    };
    d->trigger = *when <= d->loop.time() ? d->loop.callSoon(fire) : d->loop.callAt(*when, fire);
}

void Timeout::end(std::exception_ptr failure) const
{
    const bool timedOut = d->request.isMade() && d->request.takeBack(*d->task->task()) &&
                          detail::exceptionAs<CancelledError>(failure);
    close();
    if (timedOut)
        throw TimeoutError(limitPassed().toStdString(), std::move(failure));
    if (failure)
        std::rethrow_exception(std::move(failure));
}

// A copy of the handle that was kept keeps nothing else.
void Timeout::close() const noexcept
{
    d->trigger.cancel();
    d->task = {};
    if (d->phase == State::Phase::Expiring)
        d->phase = State::Phase::Expired;
    else if (d->phase == State::Phase::Active)
        d->phase = State::Phase::Ended;
}

QString Timeout::toString() const
{
    detail::requireScopeThread(d->loop);
    static const char *const names[] = {"active", "expiring", "expired", "finished"};
    QString text = QStringLiteral("<Timeout ") + QLatin1String(names[int(d->phase)]);
    if (d->phase == State::Phase::Active && d->when) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(*d->when - d->loop.time());
        text += QStringLiteral(" in %1 ms").arg(left.count());
    }
    return text + u'>';
}

} // namespace taskdeck
