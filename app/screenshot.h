// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QTimer>

class QQuickWindow;

namespace taskdeck {

namespace monitor {
class TaskFeed;
}
class Session;

/// Saves a picture of the window once it has settled, and tells how that went.
class Screenshot : public QObject
{
    Q_OBJECT
public:
    /// @param window, feed, session  must outlive this object
    Screenshot(const Options &options, QQuickWindow &window, const monitor::TaskFeed &feed,
               Session &session, QObject *parent = nullptr);

    void begin() { m_timer.start(); }

Q_SIGNALS:
    /// @param problem  one sentence; empty = the picture is saved
    void finished(const QString &problem);

private:
    void next();
    QString arrange();
    QString save();

    Options m_options;
    QQuickWindow &m_window;
    const monitor::TaskFeed &m_feed;
    Session &m_session;
    QTimer m_timer;
    bool m_isArranged = false;
};

} // namespace taskdeck
