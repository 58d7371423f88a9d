// SPDX-License-Identifier: MIT
#include "reports_p.h"

#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/throwsite.h>
#include <taskdeck/errors.h>
#include <taskdeck/exception.h>
#include <taskdeck/task.h>

#include <QtCore/QException>

#include <atomic>
#include <cxxabi.h>
#include <memory>

namespace taskdeck {

using detail::exceptionAs;

static constexpr int maxDepth = 32;
static constexpr int maxSize = 10'000; // a group may be a member of many

QString detail::typeText(const char *mangled)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
    return QString::fromUtf8(text ? text.get() : mangled);
}

static QString demangled(const std::type_info &type)
{
    // What throw_with_nested() throws is a class of libstdc++ that wraps the user's.
    static const QString wrapper = QStringLiteral("std::_Nested_exception<");
    const QString text = detail::typeText(type.name());
    return text.startsWith(wrapper) ? text.mid(wrapper.size()).chopped(1).trimmed() : text;
}

// The dynamic type where the object tells it, else the type it was thrown as.
static QString typeOf(const std::exception_ptr &exception)
{
    if (const auto *e = exceptionAs<std::exception>(exception))
        return demangled(typeid(*e));
    if (const auto *e = exceptionAs<CancelledError>(exception))
        return demangled(typeid(*e));
    return demangled(*exception.__cxa_exception_type());
}

template<typename T>
static const T *thrownExactly(const std::exception_ptr &exception)
{
    return *exception.__cxa_exception_type() == typeid(T) ? exceptionAs<T>(exception) : nullptr;
}

static QString textOf(const std::exception_ptr &exception)
{
    if (const auto *e = exceptionAs<CancelledError>(exception))
        return e->message();
    if (const auto *e = exceptionAs<std::exception>(exception))
        return QString::fromUtf8(e->what());
    if (const auto *text = thrownExactly<std::string>(exception))
        return QString::fromStdString(*text);
    if (const auto *text = thrownExactly<QString>(exception))
        return *text;
    if (const auto *text = thrownExactly<const char *>(exception))
        return QString::fromUtf8(*text);
    if (const auto *number = thrownExactly<int>(exception))
        return QString::number(*number);
    return {};
}

// Not by describe(), which may have to look up the place of the throw.
QString detail::messageOf(const std::exception_ptr &exception)
{
    if (!exception)
        return {};
    const QString text = textOf(exception);
    return text.isEmpty() ? typeOf(exception) : typeOf(exception) + QStringLiteral(": ") + text;
}

static QList<std::exception_ptr> causesOf(const std::exception_ptr &exception)
{
    QList<std::exception_ptr> causes; // one exception may have several
    if (const auto *e = exceptionAs<QUnhandledException>(exception))
        causes += e->exception();
    if (const auto *e = exceptionAs<TimeoutError>(exception))
        causes += e->cause();
    if (const auto *e = exceptionAs<std::nested_exception>(exception))
        causes += e->nested_ptr();
    causes.removeAll(nullptr);
    return causes;
}

// Set by another library's static initialiser, perhaps before ours run.
static constinit std::atomic<detail::ThrowSiteProvider> throwSiteProvider{nullptr};

void detail::setThrowSiteProvider(ThrowSiteProvider provider) noexcept
{
    throwSiteProvider = provider;
}

static QList<ExceptionInfo::Frame> throwSiteOf(const std::exception_ptr &exception)
{
    const auto provider = throwSiteProvider.load();
    return provider ? provider(detail::objectOf(exception)) : QList<ExceptionInfo::Frame>();
}

namespace {

/// Describes an exception and what hangs on it, up to a depth and a size.
class Description
{
public:
    ExceptionInfo of(const std::exception_ptr &exception, int depth = 0)
    {
        ExceptionInfo info;
        if (!exception)
            return info;
        --m_left;
        info.type = typeOf(exception);
        info.message = textOf(exception);
        info.throwSite = throwSiteOf(exception);
        if (depth == maxDepth)
            return info;
        for (const auto &cause : causesOf(exception)) {
            if (m_left > 0)
                info.causes += of(cause, depth + 1);
        }
        if (const auto *group = exceptionAs<ExceptionGroup>(exception)) {
            for (const auto &failure : group->failures()) {
                if (m_left > 0)
                    info.members += of(failure, depth + 1);
            }
        } else if (const auto *batch = exceptionAs<BatchError>(exception)) {
            const auto failures = batch->failures();
            for (auto it = failures.begin(); it != failures.end() && m_left > 0; ++it) {
                info.memberKeys += it.key();
                info.members += of(it.value(), depth + 1);
            }
        }
        return info;
    }

private:
    int m_left = maxSize;
};

} // namespace

ExceptionInfo describe(const std::exception_ptr &exception)
{
    return Description().of(exception);
}

} // namespace taskdeck
