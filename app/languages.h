// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>
#include <QtCore/QTranslator>

namespace taskdeck {

/// The language of the program: our translation and Qt's own.
///
/// Installed translators leave the application with this object.
class Languages
{
public:
    /// @param code  "en" or "ko"; empty = the first of the system's that we speak, else English
    void use(const QString &code);

    /// The first of `wanted` that we speak ("ko-KR" counts as "ko"), else "en".
    static QString best(const QStringList &wanted);

private:
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace taskdeck
