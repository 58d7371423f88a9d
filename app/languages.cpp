// SPDX-License-Identifier: MIT
#include "languages.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

namespace taskdeck {

QString Languages::best(const QStringList &wanted)
{
    for (const QString &language : wanted) {
        const QString code = language.section(u'-', 0, 0).section(u'_', 0, 0).toLower();
        if (code == QStringLiteral("ko") || code == QStringLiteral("en"))
            return code;
    }
    return QStringLiteral("en");
}

void Languages::use(const QString &code)
{
    const QString language = code.isEmpty() ? best(QLocale::system().uiLanguages()) : code;
    if (!code.isEmpty()) // asked for: numbers and dates follow; else they are the system's already
        QLocale::setDefault(QLocale(code));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    if (m_qt.load(QStringLiteral("qtbase_") + language,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English has one too: its plural forms.
    if (m_own.load(QStringLiteral(":/taskdeck/i18n/taskdeck_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_own);
}

} // namespace taskdeck
