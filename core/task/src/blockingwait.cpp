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

namespace {

constexpr std::chrono::milliseconds longest = std::chrono::years(100);

/// A thread that sleeps until a future of another one is done, or its loop ends.
///
/// Linked into both by the owner's thread, which takes it out of both before it wakes the sleeper.
class Sleeper final : public Waiter
{
public:
    explicit Sleeper(FutureBase &future)
        : m_future(Ref<FutureBase>::share(&future))
    {
    }

    /// False = the limit passed.
    bool sleep(std::chrono::milliseconds limit)
    {
        std::unique_lock lock(m_mutex);
        const auto isAwake = [this] {
            return m_awake;
        };
        if (limit >= longest) // the clock would overflow
            m_changed.wait(lock, isAwake);
        else
            m_changed.wait_for(lock, limit, isAwake);
        return m_awake;
    }

    void start()
    {
        if (m_future->done())
            return wake();
        m_future->waiters().append(*this);
        m_future->loop().internals().untilClosed.append(m_untilClosed);
    }
    void stop()
    {
        unlink();
        m_untilClosed.unlink();
    }
    void futureEnded() override { wake(); }
    void futureLost() noexcept override { wake(); }

    void wake()
    {
        stop();
        const std::scoped_lock lock(m_mutex); // held to the end: the sleeper destroys all this
        m_awake = true;
        m_changed.notify_all();
    }

private:
    class UntilClosed final : public Waiter
    {
    public:
        explicit UntilClosed(Sleeper &sleeper)
            : m_sleeper(sleeper)
        {
        }
        void futureEnded() override {}
        void futureLost() noexcept override { m_sleeper.wake(); }

    private:
        Sleeper &m_sleeper;
    };

    Ref<FutureBase> m_future;
    UntilClosed m_untilClosed{*this};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_awake = false;
};

/// Starts the sleeper in the owner's thread, or wakes it if the loop ends before that.
struct Start {
    explicit Start(std::shared_ptr<Sleeper> who)
        : sleeper(std::move(who))
    {
    }
    Start(const Start &) = delete;
    Start &operator=(const Start &) = delete;
    ~Start()
    {
        if (sleeper)
            sleeper->wake();
    }
    void run() { std::exchange(sleeper, nullptr)->start(); }

    std::shared_ptr<Sleeper> sleeper;
};

} // namespace

// The owner's thread runs it; this one sleeps.
static bool sleepUntilDone(FutureBase &future, std::chrono::milliseconds limit)
{
    const auto sleeper = std::make_shared<Sleeper>(future);
    try {
        future.loop().callSoonThreadsafe([start = std::make_shared<Start>(sleeper)] {
            start->run();
        });
        if (!sleeper->sleep(limit)) // even if it is done by now: only the owner takes it out
            future.loop().callSoonThreadsafe([sleeper] {
                sleeper->stop();
            });
    } catch (const UsageError &) {
        // Its loop has ended, and the sleeper is in no list: nothing will come.
    }
    return future.done();
}

bool blockUntilDone(FutureBase &future, std::chrono::milliseconds limit)
{
    if (future.done())
        return true;
    const bool isOwner = future.loop().isOwnThread();
    if (isOwner && future.loop().internals().virtualTime)
        return driveUntilDone(future, limit);
    if (limit.count() <= 0)
        return false;
    return isOwner ? runLoopUntilDone(future, limit) : sleepUntilDone(future, limit);
}

} // namespace taskdeck::detail
