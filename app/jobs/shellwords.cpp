// SPDX-License-Identifier: MIT
#include "shellwords.h"

#include <QtCore/QCoreApplication>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::JobLauncher)
};

/// Takes the line apart, one character at a time.
class Splitter
{
public:
    void read(QChar c)
    {
        if (m_escaped) {
            // Inside "…" a backslash is only special before what it can protect there.
            if (m_quote == u'"' && c != u'"' && c != u'\\')
                m_word += u'\\';
            m_word += c;
            m_escaped = false;
        } else if (c == u'\\' && m_quote != u'\'') {
            m_escaped = m_inWord = true;
        } else if (!m_quote.isNull()) {
            if (c == m_quote)
                m_quote = {};
            else
                m_word += c;
        } else if (c == u'\'' || c == u'"') {
            m_quote = c;
            m_inWord = true;
        } else if (c.isSpace()) {
            endWord();
        } else {
            m_word += c;
            m_inWord = true;
        }
    }

    void endWord()
    {
        if (std::exchange(m_inWord, false))
            m_words += std::exchange(m_word, {});
    }

    QChar openQuote() const { return m_quote; }
    bool isEscaped() const { return m_escaped; }
    QStringList words() const { return m_words; }

private:
    QStringList m_words;
    QString m_word;
    QChar m_quote;
    bool m_inWord = false;
    bool m_escaped = false;
};

} // namespace

Parsed<QStringList> shellWords(const QString &line)
{
    Splitter splitter;
    for (const QChar c : line)
        splitter.read(c);
    if (!splitter.openQuote().isNull())
        return Parsed<QStringList>::refused(
            Text::tr("A quote ( %1 ) is opened but not closed.").arg(splitter.openQuote()));
    if (splitter.isEscaped())
        return Parsed<QStringList>::refused(
            Text::tr("The line ends in the middle of an escape ( \\ )."));
    splitter.endWord();
    if (splitter.words().value(0).isEmpty())
        return Parsed<QStringList>::refused(
            Text::tr("There is no command yet: write a program and its arguments."));
    return Parsed<QStringList>::of(splitter.words());
}

} // namespace taskdeck
