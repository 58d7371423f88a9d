// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/outsidework.h>

#include <QtCore/QRunnable>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <tuple>

class QThreadPool;

namespace taskdeck::detail {

/// Work that a thread of a pool does for a task. Shared by the two: either may be done with it
/// first.
class TASKDECK_EXPORT PoolJob : public QRunnable, public std::enable_shared_from_this<PoolJob>
{
public:
    PoolJob();
    ~PoolJob() override;

    // In the task's thread.
    void start(QThreadPool &pool, Awaited &awaited);
    /// Nobody waits any more: taken out of the pool if it has not started, else asked to stop.
    void abandon();

    // In the pool's.
    void run() override;

protected:
    virtual void work(std::stop_token token) noexcept = 0;

private:
    Awaited *m_awaited = nullptr; ///< only the task's thread touches these two
    OutsideWork m_outside;
    QThreadPool *m_pool = nullptr;
    Loop *m_loop = nullptr;
    std::stop_source m_stop;
    std::shared_ptr<PoolJob> m_self; ///< while it is in the pool
};

template<typename F, typename... Args>
inline constexpr bool takesToken = std::invocable<F, std::stop_token, Args...>;

template<typename F, typename... Args>
using PoolResult =
    std::remove_cvref_t<typename std::conditional_t<takesToken<F, Args...>,
                                                    std::invoke_result<F, std::stop_token, Args...>,
                                                    std::invoke_result<F, Args...>>::type>;

template<typename F, typename... Args>
class PoolJobOf final : public PoolJob
{
public:
    using Result = PoolResult<F, Args...>;

    explicit PoolJobOf(F f, Args... args)
        : m_call(std::in_place, std::move(f), std::move(args)...)
    {
    }

    /// After it has run. @throws what the function threw
    Result take()
    {
        if (m_failure)
            std::rethrow_exception(std::move(m_failure));
        if constexpr (!std::is_void_v<Result>)
            return std::move(*m_value);
    }

protected:
    void work(std::stop_token token) noexcept override
    {
        try {
            if constexpr (std::is_void_v<Result>)
                call(std::move(token));
            else
                m_value.emplace(call(std::move(token)));
        } catch (...) {
            m_failure = std::current_exception();
        }
        m_call.reset(); // here, where it was used
    }

private:
    decltype(auto) call([[maybe_unused]] std::stop_token token)
    {
        return std::apply(
            [&](F &f, Args &...args) -> decltype(auto) {
                if constexpr (takesToken<F, Args...>)
                    return std::invoke(std::move(f), std::move(token), std::move(args)...);
                else
                    return std::invoke(std::move(f), std::move(args)...);
            },
            *m_call);
    }

    std::optional<std::tuple<F, Args...>> m_call;
    std::optional<Stored<Result>> m_value;
    std::exception_ptr m_failure;
};

/// Waits for a job.
template<typename Job>
class PoolOperation
{
public:
    static constexpr bool isWork = true;

    PoolOperation(QThreadPool *pool, std::shared_ptr<Job> job)
        : m_pool(pool)
        , m_job(std::move(job))
    {
    }
    PoolOperation(const PoolOperation &) = delete;
    PoolOperation &operator=(const PoolOperation &) = delete;
    ~PoolOperation() { m_job->abandon(); }

    bool ready() const { return false; }
    bool start(Awaited &awaited)
    {
        m_job->start(*m_pool, awaited);
        return true;
    }
    CancelReply cancel(const QString &)
    {
        m_job->abandon();
        return CancelReply::Aborted;
    }
    typename Job::Result resume() { return m_job->take(); }
    QString description() const { return QStringLiteral("thread pool"); }

private:
    QThreadPool *m_pool;
    std::shared_ptr<Job> m_job;
};

} // namespace taskdeck::detail
