// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/await.h>
#include <taskdeck/detail/replyoperation.h>

#include <QCoro/QCoroTask>

// The component Qt: what can be awaited in a Coro beside <taskdeck/await.h>, and what a cancel
// does.
//
// QNetworkReply *  → the reply; HTTP and network errors do not throw: check error()
//                    | disconnect, then abort(), and goes on at once. The reply is not deleted.
// QCoro::Task<T>   → T, or what it throws
//                    | refused: CancelledError comes when it ends; it cannot be interrupted safely

namespace taskdeck {

static_assert(detail::ForeignAwaitable<QCoro::Task<int>>,
              "QCoro's tasks go through the foreign adapter");

} // namespace taskdeck
