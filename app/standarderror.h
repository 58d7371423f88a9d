// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

/// Sentences for who started the program from a terminal.
namespace taskdeck::standarderror {

/// Writes "taskdeck: SENTENCE" as one line.
void write(const QString &sentence);

} // namespace taskdeck::standarderror
