// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtDBus/QDBusMessage>

class QDBusConnection;

namespace taskdeck {

/// Whether the desktop prefers dark or light colours, as its portal says and keeps saying.
///
/// Nothing is emitted while there is no portal: the window then follows the palette.
/// (QStyleHints::colorScheme() is Qt 6.5.)
class ColorScheme : public QObject
{
    Q_OBJECT
public:
    explicit ColorScheme(QObject *parent = nullptr);

    /// Asks, without waiting, and listens from then on.
    void follow();

    /// What the portal's number means: "dark", "light", or "follow" for no preference.
    static QString meaning(uint portalValue);

Q_SIGNALS:
    void changed(const QString &scheme);

private Q_SLOTS:
    void settingChanged(const QDBusMessage &message);

private:
    void ask(const QDBusConnection &bus);
    void tell(const QVariant &value);
};

} // namespace taskdeck
