// SPDX-License-Identifier: MIT
#include "languages.h"

#include <QtTest/QTest>

using namespace taskdeck;

class LanguagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTheFirstThatWeSpeak_data();
    void takesTheFirstThatWeSpeak();
};

void LanguagesTest::takesTheFirstThatWeSpeak_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("best");

    const auto row = [](const char *name, const char *wanted, const char *best) {
        QTest::newRow(name) << QString::fromLatin1(wanted).split(u' ', Qt::SkipEmptyParts)
                            << QString::fromLatin1(best);
    };
    row("nothing", "", "en");
    row("Korean of Korea", "ko-KR", "ko");
    row("with an underscore", "ko_KR", "ko");
    row("German, then Korean", "de-DE ko-KR en", "ko");
    row("English first", "en-GB ko", "en");
    row("only what we do not speak", "de fr", "en");
    row("a language that begins alike", "kok-IN", "en");
}

void LanguagesTest::takesTheFirstThatWeSpeak()
{
    QFETCH(QStringList, wanted);
    QFETCH(QString, best);

    QCOMPARE(Languages::best(wanted), best);
}

QTEST_GUILESS_MAIN(LanguagesTest)
#include "tst_languages.moc"
