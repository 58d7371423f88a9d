// SPDX-License-Identifier: MIT
// Core knows no network: the message says which header is missing.
// expect: include <taskdeck/await.h> or <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtCore/QTimer>

struct SomeReply;

[[maybe_unused]] static taskdeck::Coro<> waitForBoth(QTimer *timer, SomeReply *reply)
{
    co_await timer;
#ifdef MISUSE
    co_await reply;
#endif
    (void)reply;
}
