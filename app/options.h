// SPDX-License-Identifier: MIT
#pragma once

#include "parsed.h"

#include <QtCore/QSize>
#include <QtCore/QStringList>

#include <chrono>

namespace taskdeck {

/// What the command line asked for.
struct Options {
    enum class Mode { Window, Version, Help };

    Mode mode = Mode::Window;
    bool demo = false;
    QString language{};    ///< "en", "ko"; empty = the system's
    QString colorScheme{}; ///< "light", "dark"; empty = the system's
    QSize size{};          ///< of the window; invalid = as it was last

    QString screenshot{}; ///< picture to write; empty = none
    std::chrono::milliseconds screenshotAfter = std::chrono::milliseconds(1'500);
    QString screenshotSelect{}; ///< name of the task to select first
    QString screenshotTab{};    ///< "overview", "result", "exception", "output", "actions"
};

/// Reads the command line. Pure but for a look at the folder of the screenshot.
///
/// @param arguments  the program first, as in QCoreApplication::arguments()
/// @returns what it asks for, or one sentence what is wrong with it
Parsed<Options> parseOptions(const QStringList &arguments);

/// What --help prints.
QString helpText();
/// What --version prints.
QString versionText();

} // namespace taskdeck
