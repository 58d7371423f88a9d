// SPDX-License-Identifier: MIT
#include "options.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::Options)
};

const QStringList tabs = {QStringLiteral("overview"), QStringLiteral("result"),
                          QStringLiteral("exception"), QStringLiteral("output"),
                          QStringLiteral("actions")};

/// A parser that knows our options. Its own --help would exit() and name Qt's options.
void describe(QCommandLineParser &parser)
{
    const auto add = [&parser](const QStringList &names, const QString &text,
                               const QString &value = {}) {
        parser.addOption(QCommandLineOption(names, text, value));
    };
    parser.setApplicationDescription(Text::tr("Shows every task that is running: cancel it, read "
                                              "its result or its exception, and say what "
                                              "happens when it ends."));
    add({QStringLiteral("demo")}, Text::tr("Start a set of example tasks of every kind."));
    add({QStringLiteral("theme")}, Text::tr("Colours: light, dark or system."),
        QStringLiteral("NAME"));
    add({QStringLiteral("lang")}, Text::tr("Language of the window: en or ko."),
        QStringLiteral("CODE"));
    add({QStringLiteral("size")}, Text::tr("Size of the window, as in 1280x800."),
        QStringLiteral("WxH"));
    add({QStringLiteral("screenshot")}, Text::tr("Save a picture of the window as PNG, and end."),
        QStringLiteral("FILE"));
    add({QStringLiteral("screenshot-after")}, Text::tr("Milliseconds until the picture is taken."),
        QStringLiteral("MS"));
    add({QStringLiteral("screenshot-select")}, Text::tr("Name of the task that the picture shows."),
        QStringLiteral("NAME"));
    add({QStringLiteral("screenshot-tab")},
        Text::tr("Pane that the picture shows: %1.").arg(tabs.join(QStringLiteral(", "))),
        QStringLiteral("NAME"));
    add({QStringLiteral("v"), QStringLiteral("version")}, Text::tr("Print the version, and end."));
    add({QStringLiteral("h"), QStringLiteral("help")}, Text::tr("Print this help, and end."));
}

std::optional<QSize> sizeOf(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^([1-9][0-9]{1,4})[xX]([1-9][0-9]{1,4})$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    const bool fits = size.width() <= 16'384 && size.height() <= 16'384;
    return fits ? std::optional(size) : std::nullopt;
}

/// @returns empty, or why no picture can be written there
QString pictureRefusal(const QString &file)
{
    const QFileInfo picture(file);
    const QFileInfo folder(picture.absolutePath());
    if (file.isEmpty())
        return Text::tr("--screenshot needs the name of a file.");
    if (!folder.isDir())
        return Text::tr("The folder %1 of the screenshot does not exist.")
            .arg(folder.absoluteFilePath());
    if (picture.exists() && !picture.isFile())
        return Text::tr("The screenshot cannot be saved as %1: that is not a file.")
            .arg(picture.absoluteFilePath());
    if (!folder.isWritable())
        return Text::tr("The folder %1 of the screenshot is not writable.")
            .arg(folder.absoluteFilePath());
    return {};
}

/// Fills in what the options ask for. @returns empty, or what is wrong
QString read(const QCommandLineParser &parser, Options &options)
{
    const auto value = [&parser](const char *name) {
        return parser.value(QLatin1String(name));
    };
    const auto given = [&parser](const char *name) {
        return parser.isSet(QLatin1String(name));
    };

    options.demo = given("demo");
    options.colorScheme = value("theme");
    static const QStringList themes = {QStringLiteral("light"), QStringLiteral("dark"),
                                       QStringLiteral("system")};
    if (given("theme") && !themes.contains(options.colorScheme))
        return Text::tr("\"%1\" is not a theme: use light, dark or system.")
            .arg(options.colorScheme);
    if (options.colorScheme == QStringLiteral("system"))
        options.colorScheme.clear();

    options.language = value("lang");
    if (given("lang") && options.language != QStringLiteral("en") &&
        options.language != QStringLiteral("ko"))
        return Text::tr("\"%1\" is not a language of Taskdeck: use en or ko.")
            .arg(options.language);

    if (given("size")) {
        const auto size = sizeOf(value("size"));
        if (!size)
            return Text::tr("\"%1\" is not a size: write width and height, as in 1280x800.")
                .arg(value("size"));
        options.size = *size;
    }

    if (given("screenshot-after")) {
        bool isNumber = false;
        const int ms = value("screenshot-after").toInt(&isNumber);
        if (!isNumber || ms < 0)
            return Text::tr("\"%1\" is not a time: write milliseconds, as in 1500.")
                .arg(value("screenshot-after"));
        options.screenshotAfter = std::chrono::milliseconds(ms);
    }
    options.screenshotSelect = value("screenshot-select");
    options.screenshotTab = value("screenshot-tab").toLower();
    if (given("screenshot-tab") && !tabs.contains(options.screenshotTab))
        return Text::tr("\"%1\" is not a pane: use %2.")
            .arg(options.screenshotTab, tabs.join(QStringLiteral(", ")));
    options.screenshot = value("screenshot");
    return given("screenshot") ? pictureRefusal(options.screenshot) : QString();
}

} // namespace

Parsed<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return Parsed<Options>::refused(parser.errorText());

    Options options;
    if (parser.isSet(QStringLiteral("help")))
        options.mode = Options::Mode::Help;
    else if (parser.isSet(QStringLiteral("version")))
        options.mode = Options::Mode::Version;
    else if (const QStringList rest = parser.positionalArguments(); !rest.isEmpty())
        return Parsed<Options>::refused(
            Text::tr("\"%1\" is not understood: see taskdeck --help.").arg(rest.first()));
    else if (const QString wrong = read(parser, options); !wrong.isEmpty())
        return Parsed<Options>::refused(wrong);
    return Parsed<Options>::of(options);
}

QString helpText()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

QString versionText()
{
    return QStringLiteral("taskdeck %1\n").arg(QCoreApplication::applicationVersion());
}

} // namespace taskdeck
