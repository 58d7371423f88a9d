// SPDX-License-Identifier: MIT
#pragma once

#include "parsed.h"

#include <QtCore/QStringList>

namespace taskdeck {

/// Splits a line into words as a shell would: blanks separate, '…' keeps everything, "…" keeps all
/// but \" and \\, a backslash keeps the next character. Variables and patterns mean nothing.
///
/// @returns the words, at least one, or one sentence why the line is none
Parsed<QStringList> shellWords(const QString &line);

} // namespace taskdeck
