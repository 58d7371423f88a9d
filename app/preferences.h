// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSettings>
#include <QtCore/QSize>

namespace taskdeck {

/// What the program remembers from one run to the next: one readable file.
class Preferences
{
public:
    /// @param file  made when something is saved
    explicit Preferences(const QString &file = defaultFile());

    /// taskdeck.conf in taskdeck/ of the XDG configuration folder.
    static QString defaultFile();

    /// Empty, or one sentence why nothing can be saved or read.
    QString problem() const;

    QSize windowSize() const; ///< invalid = never saved, or not usable
    /// @returns empty, or one sentence why it was not saved
    QString saveWindowSize(const QSize &size);

private:
    QSettings m_settings;
};

} // namespace taskdeck
