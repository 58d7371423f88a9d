// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <stdexcept>

namespace taskdeck {

// What goes wrong in the demo, one type for each storey of the program that fails.
class SectorError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};
class CacheError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};
class ExportError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};
class ReportError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Fails after two seconds, through three tasks that await each other: each failure has the next
/// as its cause, three deep.
[[nodiscard]] Coro<> makeMonthlyReport();

/// Copies photos, one task each; one of them cannot be read.
[[nodiscard]] Coro<> backUpPhotos();

} // namespace taskdeck
