// SPDX-License-Identifier: MIT
#include "preferences.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::Preferences)
};

const auto sizeKey = QStringLiteral("window/size");

QString cannotSave(const QString &file)
{
    return Text::tr("Preferences cannot be saved in %1: the folder is not writable.")
        .arg(QFileInfo(file).path());
}

} // namespace

Preferences::Preferences(const QString &file)
    : m_settings(file, QSettings::IniFormat)
{
}

QString Preferences::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/taskdeck/taskdeck.conf");
}

QString Preferences::problem() const
{
    const QString file = m_settings.fileName();
    if (m_settings.status() == QSettings::FormatError)
        return Text::tr("The preferences in %1 are damaged and not used.").arg(file);
    const bool couldBeWritten = QDir().mkpath(QFileInfo(file).path()) && m_settings.isWritable();
    return couldBeWritten ? QString() : cannotSave(file);
}

QSize Preferences::windowSize() const
{
    const QSize size = m_settings.value(sizeKey).toSize();
    const bool isUsable = size.width() >= 100 && size.height() >= 100 && size.width() <= 16'384 &&
                          size.height() <= 16'384;
    return isUsable ? size : QSize();
}

QString Preferences::saveWindowSize(const QSize &size)
{
    if (size == windowSize())
        return {};
    m_settings.setValue(sizeKey, size);
    m_settings.sync();
    return m_settings.status() == QSettings::NoError ? QString()
                                                     : cannotSave(m_settings.fileName());
}

} // namespace taskdeck
