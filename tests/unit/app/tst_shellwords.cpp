// SPDX-License-Identifier: MIT
#include "shellwords.h"

#include <QtTest/QTest>

using namespace taskdeck;

class ShellWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splitsAsAShellWould_data();
    void splitsAsAShellWould();
    void refuses_data();
    void refuses();
};

void ShellWordsTest::splitsAsAShellWould_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");

    const auto row = [](const char *name, const char *line, const QStringList &words) {
        QTest::newRow(name) << QString::fromUtf8(line) << words;
    };
    row("one word", "ls", {QStringLiteral("ls")});
    row("many blanks", "  ls \t -l  ", {QStringLiteral("ls"), QStringLiteral("-l")});
    row("double quotes", R"(a "b c" d)",
        {QStringLiteral("a"), QStringLiteral("b c"), QStringLiteral("d")});
    row("single quotes keep all", R"(a '"\$x')", {QStringLiteral("a"), QStringLiteral(R"("\$x)")});
    row("quotes inside a word", R"(a=b" "c)", {QStringLiteral("a=b c")});
    row("empty argument", R"(a "" b)",
        {QStringLiteral("a"), QString::fromLatin1(""), QStringLiteral("b")});
    row("escaped blank", R"(my\ file x)", {QStringLiteral("my file"), QStringLiteral("x")});
    row("escape in double quotes", R"("a\"b\\c\d")", {QStringLiteral(R"(a"b\c\d)")});
    row("Korean", "열기 '사진 백업'", {QStringLiteral("열기"), QStringLiteral("사진 백업")});
    row("nothing is expanded", "echo $HOME *",
        {QStringLiteral("echo"), QStringLiteral("$HOME"), QStringLiteral("*")});
}

void ShellWordsTest::splitsAsAShellWould()
{
    QFETCH(QString, line);
    QFETCH(QStringList, words);

    const auto split = shellWords(line);

    QVERIFY2(split.value, qPrintable(split.message));
    QCOMPARE(*split.value, words);
}

void ShellWordsTest::refuses_data()
{
    QTest::addColumn<QString>("line");

    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << QStringLiteral(" \t ");
    QTest::newRow("empty program") << QStringLiteral("'' a");
    QTest::newRow("open double quote") << QStringLiteral("echo \"a");
    QTest::newRow("open single quote") << QStringLiteral("echo 'a\"");
    QTest::newRow("open escape") << QStringLiteral("echo a\\");
}

void ShellWordsTest::refuses()
{
    QFETCH(QString, line);

    const auto split = shellWords(line);

    QVERIFY(!split.value);
    QVERIFY(split.message.endsWith(u'.'));
}

QTEST_GUILESS_MAIN(ShellWordsTest)
#include "tst_shellwords.moc"
