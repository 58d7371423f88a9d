// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/endwatch.h>
#include <taskdeck/detail/futurestate.h>

namespace taskdeck::detail {

/// The part of a shield that needs no type.
///
/// Lives, with its outer future, until the inner one has ended or the outer one was cancelled.
class TASKDECK_EXPORT ShieldCore : public EndListener
{
public:
    ShieldCore(FutureBase &outer, FutureBase &inner);

    /// @throws UsageError  the inner future is of another loop
    void start();

    void ended(EndWatch &watch) override;
    void dropped(EndWatch &watch) noexcept override;

protected:
    ~ShieldCore() override;

    FutureBase &inner() const { return *m_inner.future(); }
    /// The inner future has a value: ends the outer one with it. May throw instead.
    virtual void pass() = 0;
    /// The outer future is being cancelled: a failure of the inner one is reported from here on.
    void giveUp();

    QString shieldText() const;

private:
    void end();

    FutureBase &m_outer;
    EndWatch m_inner;
};

template<typename T>
class ShieldState final : public FutureState<T>, public ShieldCore
{
public:
    explicit ShieldState(FutureState<T> &inner)
        : ShieldCore(static_cast<FutureBase &>(*this), inner)
    {
    }

    QString description() const override { return shieldText(); }

    void hold() override { this->ref(); }
    void letGo() noexcept override { this->deref(); }

protected:
    bool cancelNow(const QString &message) override
    {
        const auto alive = Ref<FutureBase>::share(this);
        giveUp();
        return FutureState<T>::cancelNow(message);
    }
    void pass() override { this->succeed(static_cast<FutureState<T> &>(inner()).takeOrCopy()); }
};

} // namespace taskdeck::detail
