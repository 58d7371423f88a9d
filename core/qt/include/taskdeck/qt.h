// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/await.h>
#include <taskdeck/detail/dbusoperation.h>
#include <taskdeck/detail/outsideawaiter.h>
#include <taskdeck/detail/qcorosupport.h>
#include <taskdeck/detail/replyoperation.h>

#include <QCoro/QCoroTask>

// The component Qt: what can be awaited in a Coro beside <taskdeck/await.h>, and what a cancel
// does.
//
// QNetworkReply *       → the reply; HTTP and network errors do not throw: check error()
//                         | disconnect, then abort(), and goes on at once. The reply is not deleted
// QDBusPendingCall      → QDBusMessage; an error reply does not throw: check type()
// QDBusPendingReply<…>  → the reply; check isError()
//                         | stops listening at once; the answer is ignored
// QCoro::Task<T>, and whatever else can be awaited by itself
//                       → T, or what it throws
//                         | refused: CancelledError comes when it ends; it cannot be interrupted
//                         | safely. detach() and onCancel() say it otherwise
//
// After co_await QCoro::moveToThread(t) the task is still in its own thread: use toThread().
//
// And the other way round. In a coroutine of QCoro, or of any library:
//
// co_await future       → const T &, of an lvalue Future or Task
// co_await Future(…)    → T, of an rvalue
// co_await coro()       → T; it becomes a task, which is cancelled if the one who awaits it dies
//
// A cancelled one throws CancelledError, which is no std::exception. The coroutine goes on from the
// ready queue, outside of any task; from another thread than the loop's it is UsageError.
// QCoro::waitFor(), QCoro::connect() and QCoro::QmlTask take them, too.

namespace taskdeck {

static_assert(detail::ForeignAwaitable<QCoro::Task<int>>,
              "QCoro's tasks go through the foreign adapter");
static_assert(QCoro::Awaitable<Task<int>> && QCoro::Awaitable<const Future<void> &> &&
                  QCoro::Awaitable<Coro<int>>,
              "QCoro's coroutines take ours");

} // namespace taskdeck
