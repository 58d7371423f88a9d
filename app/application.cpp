// SPDX-License-Identifier: MIT
#include "application.h"

#include "screenshot.h"
#include "standarderror.h"

#include <taskdeck/loop.h>

#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

constexpr auto shutdownPatience = 3s;

std::chrono::milliseconds wallClock()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

} // namespace

Application::Application(const Options &options)
    : m_end(connect(qGuiApp, &QCoreApplication::aboutToQuit, this, &Application::finish))
    , m_options(options)
    , m_actions(m_feed)
    , m_session(m_feed, m_launcher, m_actions, wallClock)
{
    connect(&m_quitSignals, &QuitSignals::received, qGuiApp, &QCoreApplication::quit);
    connect(&m_actions, &FeedActionBook::noticeWanted, this, &Application::showNotice);
}

Application::~Application()
{
    finish(); // start() failed, and no event loop ever ran
}

bool Application::start()
{
    m_window = openWindow();
    if (!m_window)
        return false;
    if (const QString problem = m_preferences.problem(); !problem.isEmpty()) {
        standarderror::write(problem);
        showNotice(problem);
    }
    followColorScheme(*m_window);
    if (m_options.demo) {
        m_demo.emplace();
        if (const QString problem = m_demo->start(); !problem.isEmpty())
            showNotice(problem);
    }
    if (!m_options.screenshot.isEmpty())
        takeScreenshot(*m_window);
    return true;
}

QQuickWindow *Application::openWindow()
{
    QVariantMap properties{{QStringLiteral("session"), QVariant::fromValue(&m_session)}};
    if (!m_options.colorScheme.isEmpty())
        properties.insert(QStringLiteral("colorScheme"), m_options.colorScheme);
    const QSize size = m_options.size.isValid() ? m_options.size : m_preferences.windowSize();
    if (size.isValid()) {
        properties.insert(QStringLiteral("width"), size.width());
        properties.insert(QStringLiteral("height"), size.height());
    }
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.setInitialProperties(properties);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Taskdeck/Views/Main.qml")));
    auto *window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
    if (!window)
        standarderror::write(tr("The window could not be made; the lines above say why."));
    return window;
}

void Application::followColorScheme(QQuickWindow &window)
{
    if (!m_options.colorScheme.isEmpty())
        return;
    connect(&m_colorScheme, &ColorScheme::changed, &window, [&window](const QString &scheme) {
        window.setProperty("colorScheme", scheme);
    });
    m_colorScheme.follow();
}

void Application::takeScreenshot(QQuickWindow &window)
{
    auto *screenshot = new Screenshot(m_options, window, m_feed, m_session, this);
    connect(screenshot, &Screenshot::finished, this, [](const QString &problem) {
        if (!problem.isEmpty())
            standarderror::write(problem);
        QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
    });
    screenshot->begin();
}

void Application::showNotice(const QString &text)
{
    if (m_window)
        QMetaObject::invokeMethod(m_window, "showNotice", Q_ARG(QString, text));
}

void Application::finish()
{
    m_actions.disarm();
    if (m_window && m_options.screenshot.isEmpty() && !m_options.size.isValid() &&
        m_window->visibility() != QWindow::FullScreen &&
        m_window->visibility() != QWindow::Maximized) {
        if (const QString problem = m_preferences.saveWindowSize(m_window->size());
            !problem.isEmpty())
            standarderror::write(problem);
    }
    m_window = nullptr;
    Loop::current().shutdown(shutdownPatience);
}

} // namespace taskdeck
