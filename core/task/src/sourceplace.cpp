// SPDX-License-Identifier: MIT
#include <taskdeck/sourceplace.h>

#include <QtCore/QStringBuilder>

namespace taskdeck {

QString SourcePlace::toString() const
{
    if (isNull())
        return {};
    const QString path = file();
    return function() % u" (" % QStringView(path).mid(path.lastIndexOf(u'/') + 1) % u':' %
           QString::number(m_line) % u')';
}

} // namespace taskdeck
