// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <QtCore/QString>

namespace taskdeck {

/// A place in source code, taken where it is written as a default argument.
///
/// Our own, since std::source_location is missing from clang 14 and names functions differently
/// on each compiler. Holds pointers to literals only: copying is free.
class TASKDECK_EXPORT SourcePlace
{
public:
    /// An unknown place.
    constexpr SourcePlace() = default;

    /// The caller's place, when used as the default argument of a parameter.
    static constexpr SourcePlace here(const char *file = __builtin_FILE(),
                                      const char *function = __builtin_FUNCTION(),
                                      int line = __builtin_LINE()) noexcept
    {
        return SourcePlace(file, function, line);
    }

    constexpr bool isNull() const { return m_line == 0; }
    QString file() const { return QString::fromUtf8(m_file); }
    QString function() const { return QString::fromUtf8(m_function); }
    constexpr int line() const { return m_line; }

    /// "function (file.cpp:12)", without the file's folders; empty when unknown.
    QString toString() const;

private:
    constexpr SourcePlace(const char *file, const char *function, int line)
        : m_file(file)
        , m_function(function)
        , m_line(line)
    {
    }

    const char *m_file = "";
    const char *m_function = "";
    int m_line = 0;
};

} // namespace taskdeck
