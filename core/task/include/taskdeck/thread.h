// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/pooljob.h>
#include <taskdeck/detail/threadsafestart.h>
#include <taskdeck/loop.h>
#include <taskdeck/task.h>

#include <QtCore/QThreadPool>

namespace taskdeck {

/// Runs f(args…) in a thread of `pool` and gives what it returns, or throws what it throws [TH-06].
///
/// Nothing happens before it is awaited. The function and its arguments are copied or moved here,
/// as std::thread does, and die in the pool's thread when the function has returned. If `f` takes a
/// std::stop_token as its first parameter it is given one.
///
/// A cancel takes work that has not started out of the pool. Work that has is asked to stop by its
/// token and left behind: CancelledError comes at once, `f` runs to its end, and what it returns or
/// throws is dropped [TH-07]. So `f` must not refer to locals of the task.
///
/// @param pool  must outlive the work
template<typename F, typename... Args>
requires(std::invocable<F, Args...> || std::invocable<F, std::stop_token, Args...>)
    Coro<detail::PoolResult<F, Args...>> toThread(QThreadPool &pool, F f, Args... args)
{
    using Job = detail::PoolJobOf<F, Args...>;
    detail::Operation<detail::PoolOperation<Job>, QThreadPool *, std::shared_ptr<Job>> running(
        &pool, std::make_shared<Job>(std::move(f), std::move(args)...));
    co_return co_await detail::Unseen(std::move(running));
}

/// The same in QThreadPool::globalInstance().
template<typename F, typename... Args>
requires(std::invocable<F, Args...> || std::invocable<F, std::stop_token, Args...>)
    Coro<detail::PoolResult<F, Args...>> toThread(F f, Args... args)
{
    return toThread(*QThreadPool::globalInstance(), std::move(f), std::move(args)...);
}

/// Runs `coro` as a task of `loop`, whose thread may be another, and gives its outcome [TH-01].
///
/// QFuture::cancel() cancels the task [TH-02]. A task that was cancelled ends the QFuture with the
/// exception CancelledError. If the task cannot be made, that goes to the loop's exception handler
/// as well [TH-03]; if the loop has been shut down, the QFuture ends with UsageError. Waiting for
/// it in the loop's own thread would wait for ever.
///
/// Thread: any.
template<typename T>
QFuture<T> runThreadsafe(Loop &loop, Coro<T> coro, QString name = {},
                         SourcePlace place = SourcePlace::here())
{
    return detail::ThreadsafeStart<T>::post(
        loop,
        [coro = std::make_shared<Coro<T>>(std::move(coro))] {
            return std::move(*coro);
        },
        std::move(name), place);
}

/// The same with what `f` returns. It is called in the loop's thread and lives until the task has
/// ended.
template<CoroFactory F>
auto runThreadsafe(Loop &loop, F f, QString name = {}, SourcePlace place = SourcePlace::here())
{
    using T = typename std::invoke_result_t<F &>::Value;
    return detail::ThreadsafeStart<T>::post(loop, std::move(f), std::move(name), place);
}

} // namespace taskdeck
