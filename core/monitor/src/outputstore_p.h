// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/monitor/taskdetails.h>

#include <QtCore/QStringDecoder>

#include <array>

namespace taskdeck::monitor {

/// What one task wrote, as lines. Bounded: the oldest lines go first, and are counted.
///
/// Bytes are UTF-8; what is not becomes U+FFFD. "\r" alone begins the line anew, as a terminal
/// does.
class OutputLog
{
public:
    void append(TaskOutput::Channel channel, const QByteArray &bytes, int maxLines);
    /// A line without its end becomes a line: nothing more will come.
    void finish(int maxLines);
    TaskOutput from(quint64 id, qint64 firstLine) const;

private:
    struct Stream {
        QStringDecoder decoder{QStringDecoder::Utf8};
        QString partial;
    };

    void add(TaskOutput::Channel channel, QString text);
    void trim(int maxLines);

    std::array<Stream, 2> m_streams;
    QList<TaskOutput::Line> m_lines;
    qint64 m_dropped = 0;
};

} // namespace taskdeck::monitor
