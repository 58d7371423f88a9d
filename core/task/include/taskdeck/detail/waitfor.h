// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/ensurefuture.h>
#include <taskdeck/detail/scope.h>
#include <taskdeck/waitfor.h>

namespace taskdeck::detail {

/// Asks `future` to end, waits for that, and gives its outcome.
template<typename T>
Coro<T> endNow(Future<T> future)
{
    std::exception_ptr cancellation;
    if (!future.done()) {
        requireAwaitable(Access::state(future)); // before it is asked for nothing
        const int requests = deliveredRequests();
        future.cancel(QStringLiteral("the time limit passed"));
        try {
            co_await Unseen(std::as_const(future));
        } catch (const CancelledError &) {
            cancellation = std::current_exception();
        }
        if (cancellation && future.cancelled() && deliveredRequests() == requests)
            throw TimeoutError("the time limit passed", cancellation);
    }
    if (cancellation)
        std::rethrow_exception(cancellation);
    co_return co_await Unseen(std::move(future));
}

template<typename Awaitable>
class LimitedAwait
{
public:
    explicit LimitedAwait(Awaitable awaitable)
        : m_awaitable(std::move(awaitable))
    {
    }
    auto operator()(Timeout &) { return awaitAlone(std::move(m_awaitable)); }

private:
    Awaitable m_awaitable;
};

} // namespace taskdeck::detail

namespace taskdeck {

template<detail::AwaitableHere Awaitable>
auto waitFor(Awaitable awaitable, std::optional<std::chrono::milliseconds> limit)
    -> Coro<detail::AwaitedValue<Awaitable>>
{
    if (limit && limit->count() <= 0) {
        auto ending = detail::endNow(detail::ensureFuture(std::move(awaitable)));
        co_return co_await detail::Unseen(std::move(ending));
    }
    auto scope = timeout(limit, detail::LimitedAwait<Awaitable>(std::move(awaitable)));
    co_return co_await detail::Unseen(std::move(scope));
}

} // namespace taskdeck
