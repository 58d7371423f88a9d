// SPDX-License-Identifier: MIT
#include "symbols_p.h"

#include <taskdeck/throwtrace.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>

#include <backtrace.h>
#include <dlfcn.h>
#include <link.h>
#include <mutex>

namespace taskdeck::throwtrace {

namespace {

using Frame = ExceptionInfo::Frame;

/// Finds names, files and lines with libbacktrace. Not thread-safe.
class Symbols
{
public:
    QList<Frame> at(std::uintptr_t address)
    {
        if (const auto known = m_known.constFind(address); known != m_known.constEnd())
            return *known;
        QList<Frame> frames = find(address);
        if (frames.isEmpty() && libraryCount() != m_librariesRead) {
            m_state = nullptr; // it knows the libraries of its first use only, and cannot be freed
            frames = find(address);
        }
        if (frames.isEmpty())
            frames += Frame{.file = libraryOf(address)};
        m_known.insert(address, frames);
        return frames;
    }

private:
    QList<Frame> find(std::uintptr_t address)
    {
        if (!m_state) {
            m_librariesRead = libraryCount();
            m_state = backtrace_create_state(nullptr, false, &ignore, nullptr);
        }
        QList<Frame> frames;
        QString symbol;
        if (m_state) {
            backtrace_pcinfo(m_state, address, &addFrame, &ignore, &frames);
            backtrace_syminfo(m_state, address, &setName, &ignore, &symbol);
        }
        if (frames.isEmpty() && !symbol.isEmpty())
            frames += Frame{.file = libraryOf(address)};
        // The debug information may have the bare name; what was inlined has no symbol.
        if (!frames.isEmpty() && !symbol.isEmpty())
            frames.last().function = symbol;
        return frames;
    }

    static int addFrame(void *frames, std::uintptr_t, const char *file, int line,
                        const char *function)
    {
        if (function || file)
            *static_cast<QList<Frame> *>(frames) +=
                Frame{.function = function ? functionName(function) : QString(),
                      .file = QDir::cleanPath(QString::fromLocal8Bit(file)),
                      .line = line};
        return 0;
    }

    static void setName(void *name, std::uintptr_t, const char *symbol, std::uintptr_t,
                        std::uintptr_t)
    {
        if (symbol)
            *static_cast<QString *>(name) = functionName(symbol);
    }

    static void ignore(void *, const char *, int) {} // no debug information: less is shown

    static QString libraryOf(std::uintptr_t address)
    {
        Dl_info info{};
        return dladdr(reinterpret_cast<const void *>(address), &info) && info.dli_fname
                   ? QFileInfo(QString::fromLocal8Bit(info.dli_fname)).fileName()
                   : QString();
    }

    /// How many were loaded since the program began.
    static unsigned long long libraryCount()
    {
        unsigned long long count = 0;
        dl_iterate_phdr(
            [](dl_phdr_info *info, size_t, void *result) {
                *static_cast<unsigned long long *>(result) = info->dlpi_adds;
                return 1;
            },
            &count);
        return count;
    }

    backtrace_state *m_state = nullptr;
    unsigned long long m_librariesRead = 0;
    QHash<std::uintptr_t, QList<Frame>> m_known;
};

} // namespace

QList<Frame> framesAt(std::uintptr_t address)
{
    static std::mutex mutex;
    static Symbols &symbols = *new Symbols; // exceptions are looked at after static destructors too
    const std::lock_guard lock(mutex);
    return symbols.at(address);
}

void prepare()
{
    static_cast<void>(framesAt(reinterpret_cast<std::uintptr_t>(&prepare)));
}

} // namespace taskdeck::throwtrace
