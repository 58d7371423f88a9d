// SPDX-License-Identifier: MIT
#include "reports_p.h"

#include <taskdeck/detail/futurebase.h>
#include <taskdeck/loop.h>

#include <QtCore/QJsonDocument>

namespace taskdeck::detail {

FutureBase::FutureBase()
    : FutureBase(Loop::current())
{
}

FutureBase::FutureBase(Loop &loop)
    : m_loop(&loop)
{
}

FutureBase::~FutureBase()
{
    while (!m_waiters.isEmpty())
        m_waiters.takeFirst().futureLost();
    reportIfNeverRetrieved(QStringLiteral("Future"), SourcePlace());
}

void FutureBase::reportIfNeverRetrieved(const QString &what, SourcePlace place) noexcept
{
    if (outcome() != Outcome::Failure || m_retrieved)
        return;
    markRetrieved();
    const ErrorContext context{
        what + QStringLiteral(" exception was never retrieved"), m_exception, {}, place};
    if (m_loop->isOwnThread())
        m_loop->report(context);
    else
        reportFrom(*m_loop, context);
}

bool FutureBase::requestCancel(const QString &message)
{
    if (done()) {
        markRetrieved(); // who cancels it has given up on it [F-20, T-25]
        return false;
    }
    if (m_loop->isOwnThread())
        return cancelNow(message);
    try {
        m_loop->callSoonThreadsafe([self = Ref<FutureBase>::share(this), message] {
            self->requestCancel(message);
        });
    } catch (const UsageError &) {
        return false; // its loop has ended: nobody is left to ask
    }
    return true;
}

bool FutureBase::cancelNow(const QString &message)
{
    endCancelled(std::make_exception_ptr(CancelledError(message)));
    return true;
}

void FutureBase::fail(std::exception_ptr failure)
{
    m_exception = std::move(failure);
    end(Outcome::Failure);
}

void FutureBase::endCancelled(std::exception_ptr error)
{
    m_exception = std::move(error);
    end(Outcome::Cancelled);
}

void FutureBase::end(Outcome outcome)
{
    Q_ASSERT(!done());
    const auto alive = Ref<FutureBase>::share(this);
    m_outcome.store(outcome, std::memory_order_release);
    aboutToTell();
    while (!m_waiters.isEmpty())
        m_waiters.takeFirst().futureEnded();
}

void FutureBase::throwUnlessDone()
{
    if (!done())
        throw InvalidStateError("the future is not done");
    if (outcome() == Outcome::Cancelled)
        std::rethrow_exception(m_exception);
}

void FutureBase::throwUnlessValue()
{
    throwUnlessDone();
    if (outcome() == Outcome::Failure) {
        markRetrieved();
        std::rethrow_exception(m_exception);
    }
    if (m_taken)
        throw InvalidStateError("the value was taken");
}

QString FutureBase::displayText() const
{
    const QVariant value = displayValue();
    if (value.typeId() == QMetaType::QVariantList || value.typeId() == QMetaType::QVariantMap ||
        value.typeId() == QMetaType::QStringList)
        return QString::fromUtf8(QJsonDocument::fromVariant(value).toJson(QJsonDocument::Compact));
    return value.toString();
}

} // namespace taskdeck::detail
