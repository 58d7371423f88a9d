// SPDX-License-Identifier: MIT
#include "outputstore_p.h"

namespace taskdeck::monitor {

static constexpr qsizetype maxLineLength = 16 * 1024; // longer ones are broken into several

void OutputLog::append(TaskOutput::Channel channel, const QByteArray &bytes, int maxLines)
{
    Stream &stream = m_streams[std::size_t(channel)];
    stream.partial += QString(stream.decoder.decode(bytes));
    qsizetype begin = 0;
    for (qsizetype end; (end = stream.partial.indexOf(u'\n', begin)) >= 0; begin = end + 1)
        add(channel, stream.partial.mid(begin, end - begin));
    stream.partial.remove(0, begin);
    while (stream.partial.size() > maxLineLength) {
        add(channel, stream.partial.left(maxLineLength));
        stream.partial.remove(0, maxLineLength);
    }
    trim(maxLines);
}

void OutputLog::add(TaskOutput::Channel channel, QString text)
{
    if (text.endsWith(u'\r'))
        text.chop(1);
    text.remove(0, text.lastIndexOf(u'\r') + 1);
    m_lines += TaskOutput::Line{channel, std::move(text)};
}

void OutputLog::finish(int maxLines)
{
    for (const auto channel : {TaskOutput::Channel::Out, TaskOutput::Channel::Error}) {
        QString &partial = m_streams[std::size_t(channel)].partial;
        if (!partial.isEmpty())
            add(channel, std::exchange(partial, {}));
    }
    trim(maxLines);
}

// A tenth at a time: dropping one line per line would move the whole list each time.
void OutputLog::trim(int maxLines)
{
    if (m_lines.size() <= maxLines)
        return;
    const qsizetype count = m_lines.size() - maxLines + maxLines / 10;
    m_lines.remove(0, count);
    m_dropped += count;
}

TaskOutput OutputLog::from(quint64 id, qint64 firstLine) const
{
    TaskOutput output;
    output.id = id;
    output.kept = m_dropped;
    output.first = std::clamp(firstLine, m_dropped, m_dropped + m_lines.size());
    output.lines = m_lines.mid(output.first - m_dropped);
    return output;
}

} // namespace taskdeck::monitor
