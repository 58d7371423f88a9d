// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

namespace taskdeck {

/// Thrown at an await when the awaiting task was asked to end, and by the result of a cancelled
/// future.
///
/// Not a std::exception [A1]: `catch (const std::exception &)` must not swallow a cancellation.
/// A `catch (...)` rethrows or stores it. Classes derived from it count as cancellations too.
class TASKDECK_EXPORT CancelledError
{
public:
    explicit CancelledError(QString message = {});
    virtual ~CancelledError();

    CancelledError(const CancelledError &);
    CancelledError &operator=(const CancelledError &);

    /// What was given to cancel(); may be empty.
    QString message() const;
    /// The message in UTF-8, or "cancelled".
    const char *what() const noexcept;

    /// Lives as long as any copy of this error: tells whether a task still holds its cancellation.
    std::weak_ptr<const void> token() const;

private:
    struct Text;
    std::shared_ptr<const Text> d;
};

/// The outcome was asked for too early, or set twice.
class TASKDECK_EXPORT InvalidStateError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
    ~InvalidStateError() override;
};

/// The library was used in a way that cannot work: wrong loop, outside a task, closed, a cycle of
/// waits.
class TASKDECK_EXPORT UsageError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
    ~UsageError() override;
};

/// A time limit passed.
class TASKDECK_EXPORT TimeoutError : public std::runtime_error
{
public:
    explicit TimeoutError(const std::string &what = "the time limit passed",
                          std::exception_ptr cause = {});
    ~TimeoutError() override;

    /// The CancelledError that ended the work; may be null.
    std::exception_ptr cause() const { return m_cause; }

private:
    std::exception_ptr m_cause;
};

/// The awaited QObject was destroyed.
class TASKDECK_EXPORT SenderDestroyedError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
    ~SenderDestroyedError() override;
};

/// A process crashed or could not start.
class TASKDECK_EXPORT ProcessError : public std::runtime_error
{
public:
    enum class Kind { FailedToStart, Crashed };

    /// @param detail  QProcess::errorString()
    ProcessError(Kind kind, const QString &program, const QString &detail);
    ~ProcessError() override;

    Kind kind() const { return m_kind; }
    QString detail() const { return m_detail; }

private:
    Kind m_kind;
    QString m_detail;
};

/// A projection has nothing to show for an item that succeeded.
class TASKDECK_EXPORT NotAvailableError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
    ~NotAvailableError() override;
};

/// Base for users' exceptions that must also stop the loop [A7].
class TASKDECK_EXPORT FatalError : public std::exception
{
public:
    ~FatalError() override;
};

/// Several failures at once; in the order in which they happened.
class TASKDECK_EXPORT ExceptionGroup : public std::exception
{
public:
    ExceptionGroup(const QString &message, QList<std::exception_ptr> failures);
    ~ExceptionGroup() override;

    QString message() const;
    QList<std::exception_ptr> failures() const { return m_failures; }
    const char *what() const noexcept override { return m_what.c_str(); }

private:
    std::string m_what;
    QList<std::exception_ptr> m_failures;
};

/// Some items of a batch failed. what() names their keys in request order.
class TASKDECK_EXPORT BatchError : public std::exception
{
public:
    /// @param failedKeys  in request order, not empty; each a key of `failures`
    BatchError(const QList<QString> &failedKeys, QMap<QString, std::exception_ptr> failures);
    ~BatchError() override;

    /// The first failure in request order.
    std::exception_ptr cause() const { return m_cause; }
    /// By the key's text.
    QMap<QString, std::exception_ptr> failures() const { return m_failures; }
    const char *what() const noexcept override { return m_what.c_str(); }

private:
    std::string m_what;
    std::exception_ptr m_cause;
    QMap<QString, std::exception_ptr> m_failures;
};

} // namespace taskdeck
