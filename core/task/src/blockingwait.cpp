// SPDX-License-Identifier: MIT
#include "blockingwait_p.h"
#include "loop_p.h"
#include "testing_p.h"

#include <QtCore/QEventLoop>

#include <condition_variable>

namespace taskdeck::detail {

static bool runLoopUntilDone(FutureBase &future, std::chrono::milliseconds limit)
{
    Loop &loop = future.loop();
    QEventLoop events;
    const auto stop = [&events](const AnyFuture &) {
        events.quit();
    };
    auto handle = Access::handle<AnyFuture>(future);
    const CallbackId callback = handle.addDoneCallback(stop);
    Handle timer;
    if (limit != noLimit)
        timer = loop.callLater(limit, [&events] {
            events.quit();
        });
    events.exec();
    timer.cancel();
    handle.removeDoneCallback(callback);
    return future.done();
}

// The owner's thread runs it; this one sleeps.
static bool sleepUntilDone(FutureBase &future, std::chrono::milliseconds limit)
{
    struct Signal {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
    };
    const auto signal = std::make_shared<Signal>(); // outlives this wait if the limit passes
    const auto tell = [signal](const AnyFuture &) {
        const std::scoped_lock lock(signal->mutex);
        signal->done = true;
        signal->changed.notify_all();
    };
    future.loop().callSoonThreadsafe([state = Ref<FutureBase>::share(&future), tell] {
        Access::handle<AnyFuture>(*state).addDoneCallback(tell);
    });
    std::unique_lock lock(signal->mutex);
    const auto isDone = [&signal] {
        return signal->done;
    };
    if (limit == noLimit)
        signal->changed.wait(lock, isDone);
    else
        signal->changed.wait_for(lock, limit, isDone);
    return future.done();
}

bool blockUntilDone(FutureBase &future, std::chrono::milliseconds limit)
{
    if (future.done())
        return true;
    if (!future.loop().isOwnThread())
        return sleepUntilDone(future, limit);
    if (future.loop().internals().virtualTime)
        return driveUntilDone(future, limit);
    return limit.count() > 0 && runLoopUntilDone(future, limit);
}

} // namespace taskdeck::detail
