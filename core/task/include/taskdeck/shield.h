// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/ensurefuture.h>
#include <taskdeck/detail/shieldstate.h>
#include <taskdeck/task.h>

namespace taskdeck {

/// A future that ends as `x` does and can be cancelled without it [SH-01…SH-06].
///
/// A Coro, or another awaitable, becomes a task first. Whoever awaits the shield gets the
/// CancelledError at once, and the inner future runs on; if that fails after a shield of it was
/// cancelled, the loop's exception handler is told, once. A future that is done is returned itself.
/// A value that cannot be copied is taken from the inner future.
///
/// @throws UsageError  a null handle, or one of another loop
template<detail::Ensurable X>
[[nodiscard]] auto shield(X &&x, SourcePlace place = SourcePlace::here())
    -> Future<detail::EnsuredValue<X>>
{
    using T = detail::EnsuredValue<X>;
    const Future<T> inner = detail::ensureFuture(std::forward<X>(x), place);
    if (inner.done())
        return inner;
    using State = detail::ShieldState<T>;
    const auto state = detail::Ref<State>::adopt(new State(detail::Access::typedState(inner)));
    state->start();
    return detail::Access::handle<Future<T>>(*state);
}

} // namespace taskdeck
