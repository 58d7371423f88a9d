// SPDX-License-Identifier: MIT
#include "application.h"
#include "languages.h"
#include "options.h"
#include "standarderror.h"

#ifdef TASKDECK_THROWTRACE
#include <taskdeck/throwtrace.h>
#endif

#include <QtCore/QThreadPool>
#include <QtGui/QGuiApplication>
#include <QtGui/QIcon>
#include <QtQml/qqmlextensionplugin.h>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(Taskdeck_ViewsPlugin)

static constexpr int usageError = 2;

/// Says what needs no window, in the user's language. @returns the exit code
static int answer(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    taskdeck::Languages languages;
    languages.use({});
    const auto options = taskdeck::parseOptions(QCoreApplication::arguments());
    if (!options.value) {
        taskdeck::standarderror::write(options.message);
        return usageError;
    }
    const bool help = options.value->mode == taskdeck::Options::Mode::Help;
    std::fputs(qUtf8Printable(help ? taskdeck::helpText() : taskdeck::versionText()), stdout);
    return 0;
}

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("taskdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TASKDECK_VERSION));
    // Before any application object: the end of a first one would take Qt's accessibility with it.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const auto options = taskdeck::parseOptions(arguments);
    if (!options.value || options.value->mode != taskdeck::Options::Mode::Window)
        return answer(argc, argv);

    const QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Taskdeck"));
    QGuiApplication::setDesktopFileName(QStringLiteral("taskdeck"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/taskdeck/icons/taskdeck.svg")));
#ifdef TASKDECK_THROWTRACE
    // Else the first task that fails would stop the window for as long as this takes.
    QThreadPool::globalInstance()->start(&taskdeck::throwtrace::prepare);
#endif
    taskdeck::Languages languages;
    languages.use(options.value->language);
    taskdeck::Application taskdeck(*options.value);
    return taskdeck.start() ? QGuiApplication::exec() : 1;
}
