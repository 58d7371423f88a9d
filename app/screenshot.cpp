// SPDX-License-Identifier: MIT
#include "screenshot.h"

#include "qmlid.h"
#include "session.h"

#include <taskdeck/monitor/taskfeed.h>

#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtGui/QImage>
#include <QtQuick/QQuickWindow>

#include <algorithm>

using namespace std::chrono_literals;

namespace taskdeck {

static constexpr auto drawingTime = 400ms; // from the choice of a task to its panes

Screenshot::Screenshot(const Options &options, QQuickWindow &window, const monitor::TaskFeed &feed,
                       Session &session, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_window(window)
    , m_feed(feed)
    , m_session(session)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(options.screenshotAfter);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::next);
}

void Screenshot::next()
{
    if (std::exchange(m_isArranged, true)) {
        Q_EMIT finished(save());
        return;
    }
    if (const QString problem = arrange(); !problem.isEmpty()) {
        Q_EMIT finished(problem);
        return;
    }
    m_timer.start(drawingTime);
}

QString Screenshot::arrange()
{
    if (const QString &name = m_options.screenshotSelect; !name.isEmpty()) {
        const auto tasks = m_feed.snapshot();
        const auto task = std::find_if(tasks.begin(), tasks.end(), [&name](const auto &candidate) {
            return candidate.name == name;
        });
        if (task == tasks.end() || !m_session.select(idToQml(task->id)))
            return tr("There is no task with the name \"%1\" to take a picture of.").arg(name);
        m_window.setProperty("detailsOpen", true); // where the details are a page of their own
    }
    if (const QString &tab = m_options.screenshotTab; !tab.isEmpty()) {
        static const QStringList tabs{QStringLiteral("overview"), QStringLiteral("result"),
                                      QStringLiteral("exception"), QStringLiteral("output"),
                                      QStringLiteral("actions")};
        if (auto *strip = m_window.findChild<QObject *>(QStringLiteral("detailTabs")))
            strip->setProperty("currentIndex", int(tabs.indexOf(tab)));
    }
    return {};
}

QString Screenshot::save()
{
    const QImage picture = m_window.grabWindow();
    if (picture.isNull())
        return tr("The window could not be drawn.");
    QByteArray png;
    QBuffer buffer(&png);
    QSaveFile file(m_options.screenshot); // all of it or nothing
    const bool isSaved = buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "png") &&
                         file.open(QIODevice::WriteOnly) && file.write(png) == png.size() &&
                         file.commit();
    if (!isSaved)
        return tr("The picture cannot be saved as %1: %2.")
            .arg(QFileInfo(m_options.screenshot).absoluteFilePath(), file.errorString());
    return {};
}

} // namespace taskdeck
