// SPDX-License-Identifier: MIT
#include <taskdeck/errors.h>

#include <QtCore/QStringList>

namespace taskdeck {

struct CancelledError::Text {
    QString message;
    QByteArray utf8;
};

CancelledError::CancelledError(QString message)
    : d(std::make_shared<const Text>(
          Text{message, message.isEmpty() ? QByteArrayLiteral("cancelled") : message.toUtf8()}))
{
}

CancelledError::~CancelledError() = default;
CancelledError::CancelledError(const CancelledError &) = default;
CancelledError &CancelledError::operator=(const CancelledError &) = default;

QString CancelledError::message() const
{
    return d->message;
}

const char *CancelledError::what() const noexcept
{
    return d->utf8.constData();
}

std::weak_ptr<const void> CancelledError::token() const
{
    return d;
}

// One home for each virtual table.
InvalidStateError::~InvalidStateError() = default;
UsageError::~UsageError() = default;
SenderDestroyedError::~SenderDestroyedError() = default;
NotAvailableError::~NotAvailableError() = default;
FatalError::~FatalError() = default;

TimeoutError::TimeoutError(const std::string &what, std::exception_ptr cause)
    : std::runtime_error(what)
    , m_cause(std::move(cause))
{
}

TimeoutError::~TimeoutError() = default;

static std::string describe(ProcessError::Kind kind, const QString &program, const QString &detail)
{
    const auto verb = kind == ProcessError::Kind::Crashed ? QStringLiteral("crashed")
                                                          : QStringLiteral("could not start");
    return QStringLiteral("%1 %2: %3").arg(program, verb, detail).toStdString();
}

ProcessError::ProcessError(Kind kind, const QString &program, const QString &detail)
    : std::runtime_error(describe(kind, program, detail))
    , m_kind(kind)
    , m_detail(detail)
{
}

ProcessError::~ProcessError() = default;

ExceptionGroup::ExceptionGroup(const QString &message, QList<std::exception_ptr> failures)
    : m_what(message.toStdString())
    , m_failures(std::move(failures))
{
}

ExceptionGroup::~ExceptionGroup() = default;

QString ExceptionGroup::message() const
{
    return QString::fromStdString(m_what);
}

BatchError::BatchError(const QList<QString> &failedKeys, QMap<QString, std::exception_ptr> failures)
    : m_what((QStringLiteral("failed: ") + QStringList(failedKeys).join(QStringLiteral(", ")))
                 .toStdString())
    , m_cause(failures.value(failedKeys.value(0)))
    , m_failures(std::move(failures))
{
}

BatchError::~BatchError() = default;

} // namespace taskdeck
