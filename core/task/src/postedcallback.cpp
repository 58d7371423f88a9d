// SPDX-License-Identifier: MIT
#include "postedcallback_p.h"

#include <taskdeck/loop.h>

#include <map>
#include <mutex>

namespace taskdeck::detail {

namespace {

/// The callbacks on their way, so that they can be taken back.
class OnTheWay
{
public:
    void add(CallbackId id, const FutureBase &future)
    {
        const std::scoped_lock lock(m_mutex);
        m_futures.emplace(id, &future);
    }
    bool take(CallbackId id, const FutureBase &future)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_futures.find(id);
        if (found == m_futures.end() || found->second != &future)
            return false;
        m_futures.erase(found);
        return true;
    }

private:
    std::mutex m_mutex;
    std::map<CallbackId, const FutureBase *> m_futures;
};

OnTheWay &onTheWay()
{
    static auto *const all = new OnTheWay; // threads may outlive the statics
    return *all;
}

/// One of them. If the loop ends before it arrives, a future that is done is told all the same.
class Registration
{
public:
    Registration(FutureBase &future, std::unique_ptr<Callback> callback)
        : m_future(Ref<FutureBase>::share(&future))
        , m_callback(std::move(callback))
    {
        onTheWay().add(m_callback->callbackId(), future);
    }
    Registration(const Registration &) = delete;
    Registration &operator=(const Registration &) = delete;
    ~Registration()
    {
        if (isWanted() && m_future->done())
            m_callback.release()->endWithoutLoop();
    }

    void arrive()
    {
        if (isWanted())
            registerCallback(*m_future, std::move(m_callback));
    }

private:
    bool isWanted() { return m_callback && onTheWay().take(m_callback->callbackId(), *m_future); }

    Ref<FutureBase> m_future;
    std::unique_ptr<Callback> m_callback;
};

} // namespace

void postCallback(FutureBase &future, std::unique_ptr<Callback> callback)
{
    const auto registration = std::make_shared<Registration>(future, std::move(callback));
    try {
        future.loop().callSoonThreadsafe([registration] {
            registration->arrive();
        });
    } catch (const UsageError &) {
        if (!future.done())
            throw;
    }
}

bool takeBackCallback(const FutureBase &future, CallbackId id)
{
    return onTheWay().take(id, future);
}

} // namespace taskdeck::detail
