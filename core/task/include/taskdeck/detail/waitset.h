// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/endwatch.h>
#include <taskdeck/returnwhen.h>

#include <QtCore/QList>
#include <QtCore/QSet>

#include <chrono>
#include <memory>
#include <optional>

namespace taskdeck::detail {

/// What a wait() waits for.
class TASKDECK_EXPORT WaitSet final : public SharedListener, public TimerNode
{
public:
    WaitSet(std::size_t count, ReturnWhen when);
    ~WaitSet() override;

    void set(std::size_t i, FutureBase &future)
    {
        m_watches[i].set(*this, Ref<FutureBase>::share(&future));
    }
    void begin(Awaited &awaited, std::optional<std::chrono::milliseconds> limit);
    /// Watches nothing any more.
    void leave() noexcept;
    QString description() const;

    void ended(EndWatch &watch) override;
    void dropped(EndWatch &) noexcept override {}
    void fire() override;
    void drop() noexcept override {}

private:
    std::unique_ptr<EndWatch[]> m_watches;
    std::size_t m_count;
    std::size_t m_left;
    ReturnWhen m_when;
    Awaited *m_awaited = nullptr; ///< null when it has left
};

/// Waits for enough of a set. Nothing in it is cancelled, whatever happens here [W-02, W-05].
class TASKDECK_EXPORT WaitOperation
{
public:
    WaitOperation(std::shared_ptr<WaitSet> set, std::optional<std::chrono::milliseconds> limit)
        : m_set(std::move(set))
        , m_limit(limit)
    {
    }
    WaitOperation(const WaitOperation &) = delete;
    WaitOperation &operator=(const WaitOperation &) = delete;
    ~WaitOperation() { m_set->leave(); }

    bool ready() const { return false; } // two passes even if all are done [W-01]
    bool start(Awaited &awaited)
    {
        m_set->begin(awaited, m_limit);
        return true;
    }
    CancelReply cancel(const QString &)
    {
        m_set->leave();
        return CancelReply::Aborted;
    }
    void resume() const {}
    QString description() const { return m_set->description(); }

private:
    std::shared_ptr<WaitSet> m_set;
    std::optional<std::chrono::milliseconds> m_limit;
};

/// @throws UsageError  the future is of another loop
TASKDECK_EXPORT void requireThisLoop(const FutureBase &future);

/// Each once, in the order of the first mention [W-06].
/// @throws UsageError  a null handle, or a future of another loop
template<typename Handle>
QList<Handle> withoutRepeats(const QList<Handle> &handles)
{
    QList<Handle> unique;
    unique.reserve(handles.size());
    QSet<const FutureBase *> seen;
    seen.reserve(handles.size());
    for (const Handle &handle : handles) {
        const FutureBase &future = Access::state(handle);
        requireThisLoop(future);
        const qsizetype before = seen.size();
        if (seen.insert(&future); seen.size() > before)
            unique += handle;
    }
    return unique;
}

/// @throws std::invalid_argument  there is nothing to wait for
[[noreturn]] TASKDECK_EXPORT void throwNothingToWaitFor();

template<typename Result, typename Handle>
Coro<Result> waitForSome(QList<Handle> given, ReturnWhen when,
                         std::optional<std::chrono::milliseconds> limit)
{
    const QList<Handle> handles = withoutRepeats(given);
    if (handles.isEmpty())
        throwNothingToWaitFor();
    auto set = std::make_shared<WaitSet>(std::size_t(handles.size()), when);
    for (qsizetype i = 0; i < handles.size(); ++i)
        set->set(std::size_t(i), Access::state(handles[i]));
    Operation<WaitOperation, std::shared_ptr<WaitSet>, std::optional<std::chrono::milliseconds>>
        enough(std::move(set), limit);
    co_await Unseen(std::move(enough));
    Result result;
    for (const Handle &handle : handles)
        (handle.done() ? result.done : result.pending) += handle;
    co_return result;
}

} // namespace taskdeck::detail
