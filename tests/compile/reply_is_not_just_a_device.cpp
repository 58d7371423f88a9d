// SPDX-License-Identifier: MIT
// Any device can be read, but a reply is awaited as a reply, for which the component Qt is needed.
// expect: include <taskdeck/await.h> or <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

// As Qt Network has it.
class QNetworkReply : public QIODevice
{
};

[[maybe_unused]] static taskdeck::Coro<> readBoth(QIODevice *device, QNetworkReply *reply)
{
    co_await device;
#ifdef MISUSE
    co_await reply;
#endif
    (void)reply;
}
