// SPDX-License-Identifier: MIT
#include <taskdeck/detail/callback.h>
#include <taskdeck/detail/shieldstate.h>
#include <taskdeck/detail/taskcontrol.h>
#include <taskdeck/detail/waitset.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

static void reportShielded(FutureBase &future)
{
    if (future.outcome() != Outcome::Failure)
        return;
    future.markRetrieved();
    const TaskControl *const task = future.task();
    future.loop().report({QStringLiteral("Exception in a shielded future"), future.peekException(),
                          Access::handle<AnyFuture>(future),
                          task ? task->createdAt() : SourcePlace()});
}

namespace {

/// Waits for the inner future in place of all its cancelled shields.
class ReportOfFailure final : public Callback
{
public:
    explicit ReportOfFailure(FutureBase &inner)
        : Callback(inner, nullptr)
    {
    }

protected:
    void call(FutureBase &inner) override { reportShielded(inner); }
};

} // namespace

ShieldCore::ShieldCore(FutureBase &outer, FutureBase &inner)
    : EndListener(outer.loop())
    , m_outer(outer)
{
    m_inner.set(*this, Ref<FutureBase>::share(&inner));
}

ShieldCore::~ShieldCore() = default;

void ShieldCore::start()
{
    requireThisLoop(inner());
    m_inner.listen();
    m_outer.ref(); // until end()
}

void ShieldCore::ended(EndWatch &)
{
    if (m_outer.done()) {
        // Cancelled in the pass in which the inner one ended.
        if (inner().noteGivenUp())
            reportShielded(inner());
    } else if (inner().outcome() == Outcome::Cancelled) {
        m_outer.endCancelled(std::make_exception_ptr(CancelledError())); // [SH-03]
    } else if (inner().outcome() == Outcome::Failure) {
        inner().markRetrieved();
        m_outer.fail(inner().peekException());
    } else {
        try {
            pass();
        } catch (...) {
            m_outer.fail(std::current_exception());
        }
    }
    end();
}

void ShieldCore::dropped(EndWatch &) noexcept
{
    if (!m_outer.done())
        m_outer.endCancelled(
            std::make_exception_ptr(CancelledError(QStringLiteral("the loop has been shut down"))));
    end();
}

// A shield that was given up leaves nothing behind: there may be one each second, of one inner
// future that lives for days.
void ShieldCore::giveUp()
{
    if (!m_inner.isLinked())
        return;
    m_inner.unlink();
    if (inner().noteGivenUp())
        registerCallback(inner(), std::make_unique<ReportOfFailure>(inner()));
    end();
}

void ShieldCore::end()
{
    m_inner.release();
    forgetCaller();
    m_outer.deref();
}

QString ShieldCore::shieldText() const
{
    const FutureBase *const inner = m_inner.future();
    if (!inner || !inner->task()) // of a shield: there may be very many, one in the other
        return QStringLiteral("shield");
    return QStringLiteral("shield of ") + inner->description();
}

} // namespace taskdeck::detail
