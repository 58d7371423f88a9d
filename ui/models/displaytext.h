// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/failure.h>

#include <QtCore/QString>

#include <chrono>

/// Numbers, times and places as the window writes them. Pure functions of their arguments,
/// the default locale and the local time zone.
namespace taskdeck::displaytext {

/// "0.42 s", "12.3 s", "1:05", "2 h 14 m"; cut, not rounded. Negative counts as zero.
QString elapsed(std::chrono::milliseconds time);

/// "310 µs", "12.3 ms", then as elapsed().
QString busy(std::chrono::microseconds time);

/// "14:03:22", with the date in front when that is not today. Empty for zero.
///
/// @param now  tells which day is today
QString moment(std::chrono::milliseconds sinceEpoch, std::chrono::milliseconds now);

/// "312 bytes", "3.1 KiB", "12.0 MiB".
QString bytes(qint64 count);

/// "disk.cpp:42", "disk.cpp" without a line; empty without a file.
QString fileAndLine(const taskdeck::monitor::Frame &frame);

/// "disk.cpp:42 in read_block", or whichever half is known.
QString place(const taskdeck::monitor::Frame &frame);

/// "read_block  disk.cpp:42", or whichever half is known: a line of a stack.
QString frame(const taskdeck::monitor::Frame &frame);

/// Foreign text on one line: white space runs become one blank, the rest is cut at `limit`.
QString oneLine(const QString &text, qsizetype limit = 400);

/// A line that was meant for a terminal, without its colours and cursor movements.
QString withoutEscapes(QString line);

/// "type: message", or whichever half is known; on one line.
QString failure(const QString &type, const QString &message);

} // namespace taskdeck::displaytext
