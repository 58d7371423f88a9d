// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/endwatch.h>
#include <taskdeck/detail/futurestate.h>

#include <QtCore/QStringList>

#include <memory>
#include <span>

namespace taskdeck::detail {

/// The part of a gather that needs no type.
///
/// Lives, with its outer future, until every child has ended: the rest of them are looked after
/// also when the outer one has failed, or nobody has a handle of it [GA-11].
class TASKDECK_EXPORT GatherCore : public EndListener
{
public:
    enum class Failures { EndIt, AreResults };

    GatherCore(FutureBase &outer, std::size_t count, Failures failures);

    std::size_t count() const { return m_count; }
    void setChild(std::size_t i, FutureBase &future)
    {
        m_children[i].set(*this, Ref<FutureBase>::share(&future));
    }
    template<typename T>
    FutureState<T> &child(std::size_t i) const
    {
        return static_cast<FutureState<T> &>(*m_children[i].future());
    }

    /// Begins to watch; ends the outer future at once if it can [GA-02].
    /// @throws std::invalid_argument  the children are of different loops [GA-12]
    /// @throws UsageError             their loop has ended
    void start();

    void ended(EndWatch &watch) override;
    void dropped(EndWatch &watch) noexcept override;

protected:
    ~GatherCore() override;

    /// As FutureBase::cancelNow(): asks every pending child. The outer future ends when all have
    /// [GA-07]. Gathers of gathers, with tasks between or without, take constant native stack.
    bool cancelChildren(const QString &message);
    /// All children have ended: ends the outer future with their outcomes. May throw instead.
    virtual void collect() = 0;

    QString gatherText() const;

private:
    struct Request;
    class Requests;

    std::span<EndWatch> children() const { return {m_children.get(), m_count}; }
    void begin();
    bool isRepeated(const EndWatch &child) const;
    void look(FutureBase &child);
    void finish(const FutureBase *last);
    QString messageOfCancel(const FutureBase *last) const;
    void forgetChildren();
    bool acceptRequest(const QString &message);

    FutureBase &m_outer;
    std::unique_ptr<EndWatch[]> m_children;
    std::size_t m_count;
    std::size_t m_left = 0; ///< children whose end was not told yet
    Failures m_failures;
    QStringList m_messages; ///< of the accepted cancel requests
    quint64 m_lastRun = 0;  ///< the run of requests that came here last
};

/// State of what gather() returns. `Collect::from(core)` makes the R.
template<typename R, typename Collect>
class GatherState final : public FutureState<R>, public GatherCore
{
public:
    GatherState(Loop &loop, std::size_t count, Failures failures)
        : FutureState<R>(loop)
        , GatherCore(static_cast<FutureBase &>(*this), count, failures)
    {
    }

    QString description() const override { return gatherText(); }

    void hold() override { this->ref(); }
    void letGo() noexcept override { this->deref(); }

protected:
    bool cancelNow(const QString &message) override { return cancelChildren(message); }
    void collect() override { this->succeed(Collect::from(*this)); }
};

} // namespace taskdeck::detail
