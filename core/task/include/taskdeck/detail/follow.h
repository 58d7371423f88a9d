// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/watchoperation.h>
#include <taskdeck/task.h>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace taskdeck::detail {

/// f(const T &), f() for void.
template<typename F, typename T>
concept FollowUp = requires
{
    typename ResultOf<F, T>::type;
};

/// The U of `Task<U> then(F)`: what `f` gives, without the Coro, Future or Task around it.
template<typename F, typename T>
using FollowedBy = typename GivenBy<F, T>::Value;

template<typename T, typename F>
decltype(auto) callFollowUp(F &f, const Future<T> &source)
{
    if constexpr (std::is_void_v<T>) {
        source.result();
        return std::invoke(f);
    } else {
        return std::invoke(f, source.result());
    }
}

/// Waits for `source` from outside, then gives what `f` makes of its value. What `f` returned is
/// this coroutine's own: a cancel is passed on to that, never to the source.
template<typename F, typename T>
Coro<FollowedBy<F, T>> follow(Future<T> source, std::shared_ptr<F> f)
{
    auto end = watch(source);
    co_await Unseen(std::move(end));
    if constexpr (givesLater<std::remove_cvref_t<typename ResultOf<F, T>::type>>) {
        auto made = callFollowUp(*f, source);
        co_return co_await Unseen(std::move(made));
    } else {
        co_return callFollowUp(*f, source);
    }
}

} // namespace taskdeck::detail
