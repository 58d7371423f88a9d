// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/future.h>

#include <functional>
#include <stdexcept>

namespace taskdeck {

/// The producer's end of a future. Dropped while pending it cancels the future.
///
/// Move-only; a moved-from promise is null and only good for assignment or destruction.
/// Thread: that of the future's loop, elsewhere it throws UsageError [TH-09]; it may die in any.
template<typename T>
class Promise
{
public:
    Promise()
        : d(detail::Ref<detail::PromiseState<T>>::adopt(new detail::PromiseState<T>))
    {
    }
    Promise(Promise &&) noexcept = default;
    Promise &operator=(Promise &&other) noexcept
    {
        Promise old(std::move(other));
        std::swap(d, old.d);
        return *this;
    }
    ~Promise()
    {
        if (d &&
            !d->done()) // a cancel of a failed future would count as having looked at it [F-20]
            d->requestCancel(QStringLiteral("the promise was dropped"));
    }

    Future<T> future() const { return detail::Access::handle<Future<T>>(*d); }

    /// @throws InvalidStateError  done already [F-05]
    template<typename... Args>
    requires std::constructible_from<detail::Stored<T>, Args...>
    void setResult(Args &&...args)
    {
        if (!trySetResult(std::forward<Args>(args)...))
            throw InvalidStateError("the future is done already");
    }

    /// @throws InvalidStateError      done already
    /// @throws std::invalid_argument  null failure [F-21]
    void setException(std::exception_ptr failure)
    {
        if (!trySetException(std::move(failure)))
            throw InvalidStateError("the future is done already");
    }

    /// Makes the exception of its arguments.
    template<typename E, typename... Args>
    void setException(Args &&...args)
    {
        setException(std::make_exception_ptr(E(std::forward<Args>(args)...)));
    }

    /// "Set unless done": false instead of an exception [F-25, K-02].
    template<typename... Args>
    requires std::constructible_from<detail::Stored<T>, Args...>
    bool trySetResult(Args &&...args)
    {
        if (ownState().done())
            return false;
        d->succeed(std::forward<Args>(args)...);
        return true;
    }

    /// @throws std::invalid_argument  null failure
    bool trySetException(std::exception_ptr failure)
    {
        if (!failure)
            throw std::invalid_argument("a future cannot fail with a null exception_ptr");
        if (ownState().done())
            return false;
        d->fail(std::move(failure));
        return true;
    }

    /// Called once, inside the cancel() that cancels the future, with its message. What it throws
    /// goes to the loop's exception handler.
    void setCancelHook(std::function<void(QString)> hook)
    {
        ownState().setCancelHook(std::move(hook));
    }

private:
    detail::PromiseState<T> &ownState() const
    {
        detail::requireOwnThread(*d);
        return *d;
    }

    detail::Ref<detail::PromiseState<T>> d;
};

} // namespace taskdeck
