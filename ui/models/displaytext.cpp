// SPDX-License-Identifier: MIT
#include "displaytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace std::chrono_literals;
using taskdeck::monitor::Frame;

namespace taskdeck::displaytext {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::displaytext)
};

/// `value` tenths, hundredths… of a unit as a number with so many decimals.
QString decimal(qint64 value, int decimals)
{
    const double unit = decimals == 1 ? 10.0 : 100.0;
    return QLocale().toString(double(value) / unit, 'f', decimals);
}

} // namespace

QString elapsed(std::chrono::milliseconds time)
{
    const qint64 ms = std::max<qint64>(time.count(), 0);
    if (ms < 10'000)
        return Text::tr("%1 s").arg(decimal(ms / 10, 2));
    if (ms < 60'000)
        return Text::tr("%1 s").arg(decimal(ms / 100, 1));
    const qint64 minutes = ms / 60'000;
    if (minutes < 60) {
        return QStringLiteral("%1:%2").arg(minutes).arg(ms / 1'000 % 60, 2, 10, QLatin1Char('0'));
    }
    return Text::tr("%1 h %2 m").arg(minutes / 60).arg(minutes % 60);
}

QString busy(std::chrono::microseconds time)
{
    const qint64 us = std::max<qint64>(time.count(), 0);
    if (us < 1'000)
        return Text::tr("%1 µs").arg(us);
    if (us < 1'000'000)
        return Text::tr("%1 ms").arg(decimal(us / 100, 1));
    return elapsed(std::chrono::duration_cast<std::chrono::milliseconds>(time));
}

QString moment(std::chrono::milliseconds sinceEpoch, std::chrono::milliseconds now)
{
    if (sinceEpoch == 0ms)
        return {};
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(now.count());
    QString time = then.time().toString(QStringLiteral("HH:mm:ss"));
    if (then.date() == today.date())
        return time;
    const QString date = QLocale().toString(then.date(), QLocale::ShortFormat);
    return QStringLiteral("%1 %2").arg(date, time);
}

QString bytes(qint64 count)
{
    return QLocale().formattedDataSize(count, count < 1'024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

QString fileAndLine(const Frame &frame)
{
    if (frame.file.isEmpty() || frame.line <= 0)
        return frame.file;
    return QStringLiteral("%1:%2").arg(frame.file, QString::number(frame.line));
}

QString place(const Frame &frame)
{
    const QString where = fileAndLine(frame);
    if (frame.function.isEmpty() || where.isEmpty())
        return where + frame.function;
    return Text::tr("%1 in %2", "file:line in function").arg(where, frame.function);
}

QString frame(const Frame &frame)
{
    const QString where = fileAndLine(frame);
    if (frame.function.isEmpty() || where.isEmpty())
        return where + frame.function;
    return QStringLiteral("%1  %2").arg(frame.function, where);
}

QString oneLine(const QString &text, qsizetype limit)
{
    // Cut before and after: a long text must not cost more than what is shown of it.
    const QString line = text.left(4 * limit).simplified();
    const bool whole = text.size() <= 4 * limit && line.size() <= limit;
    return whole ? line : line.left(limit - 1) + QChar(0x2026);
}

QString withoutEscapes(QString line)
{
    // ECMA-48: "ESC [ parameters final", operating system commands up to BEL or ESC \, other ESC
    // pairs.
    static const QRegularExpression escapes(QStringLiteral(
        "\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\-_])"));
    return line.contains(u'\x1b') ? line.remove(escapes) : line;
}

QString failure(const QString &type, const QString &message)
{
    if (type.isEmpty() || message.isEmpty())
        return oneLine(type + message);
    return oneLine(QStringLiteral("%1: %2").arg(type, message));
}

} // namespace taskdeck::displaytext
