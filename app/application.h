// SPDX-License-Identifier: MIT
#pragma once

#include "actions/feedactionbook.h"
#include "colorscheme.h"
#include "demo/demo.h"
#include "jobs/locallauncher.h"
#include "options.h"
#include "preferences.h"
#include "quitsignals.h"
#include "session.h"

#include <taskdeck/monitor/localfeed.h>

#include <QtQml/QQmlApplicationEngine>

#include <optional>

class QQuickWindow;

namespace taskdeck {

/// Puts the program together, and takes it apart at the end.
///
/// Thread: that of the QGuiApplication, which it must not outlive.
class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const Options &options);
    ~Application() override;

    /// Opens the window and starts what was asked for.
    ///
    /// @returns false if there is no window: why was said on stderr
    bool start();

private:
    QQuickWindow *openWindow();
    void followColorScheme(QQuickWindow &window);
    void takeScreenshot(QQuickWindow &window);
    void showNotice(const QString &text);
    void finish();

    // First: before the loop, which m_feed makes, hears of the end and takes its tasks with it.
    QMetaObject::Connection m_end;
    Options m_options;
    Preferences m_preferences;
    monitor::LocalFeed m_feed;
    LocalLauncher m_launcher;
    FeedActionBook m_actions;
    Session m_session;
    std::optional<Demo> m_demo;
    ColorScheme m_colorScheme;
    QuitSignals m_quitSignals;
    QQmlApplicationEngine m_engine; // last: its window shows all of the above
    QQuickWindow *m_window = nullptr;
};

} // namespace taskdeck
