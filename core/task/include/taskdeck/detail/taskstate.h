// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/detail/futurestate.h>
#include <taskdeck/detail/taskcontrol.h>

namespace taskdeck::detail {

/// State of one task: the future's, the control's, and the coroutine until it has ended.
template<typename T>
class TaskState final : public FutureState<T>, public TaskControl
{
public:
    TaskState(Coro<T> coro, QString name, SourcePlace place)
        : TaskControl(static_cast<FutureBase &>(*this), std::move(name), place)
        , m_root(std::move(coro))
    {
        if (!m_root.m_handle)
            throw UsageError("the coroutine was awaited or moved away before");
        root().task = this;
        root().owner = &m_root.m_handle;
    }

    TaskControl *task() override { return this; }
    const TaskControl *task() const override { return this; }

protected:
    ~TaskState() override
    {
        this->reportIfNeverRetrieved(QStringLiteral("Task '%1'").arg(name()), createdAt());
    }

    void aboutToTell() override { noteEnd(); }
    bool cancelNow(const QString &message) override { return TaskControl::cancel(message); }

    CoroPromiseBase &root() override { return m_root.promise(); }

    void finish(bool dropValue) override
    {
        auto &promise = m_root.promise();
        if (auto failure = std::move(promise.failure)) {
            m_root = {};
            endWithFailure(std::move(failure));
        } else if (dropValue) {
            m_root = {};
            endAsCancelled();
        } else if (auto whileMoved = giveValue(promise)) {
            m_root = {};
            endWithFailure(std::move(whileMoved));
        }
    }

    void destroyRoot() noexcept override { m_root = {}; }

private:
    /// Frees the frame and ends the future with the value. Returns what T threw when it was moved.
    std::exception_ptr giveValue(CoroPromise<T> &promise) noexcept
    {
        try {
            Stored<T> value = promise.takeValue();
            m_root = {};
            this->succeed(std::move(value));
            return nullptr;
        } catch (...) {
            return std::current_exception();
        }
    }

    Coro<T> m_root;
};

} // namespace taskdeck::detail
