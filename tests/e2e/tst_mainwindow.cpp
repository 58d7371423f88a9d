// SPDX-License-Identifier: MIT
#include "fakeactionbook.h"
#include "fakefeed.h"
#include "fakelauncher.h"
#include "session.h"

#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <optional>

Q_IMPORT_QML_PLUGIN(Taskdeck_ViewsPlugin)

using namespace taskdeck::monitor;
using namespace taskdeck;
using namespace std::chrono_literals;

using State = TaskSnapshot::State;

/// The real window on a session whose feed, launcher and book are fakes.
///
/// Every test ends by asserting that QML had nothing to complain about: a wrong role name, a
/// binding loop or a missing type is found nowhere else.
class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void showsARowForEachTask();
    void deleteKeyCancelsTheSelected();
    void cancelButtonReachesTheFeed();
    void arrowsAndLettersMoveTheSelection();
    void slashTypesIntoTheFilter();
    void chipNarrowsTheList();
    void refusedCancelSaysSo();
    void exceptionPaneShowsTypeMessageAndCause();
    void exceptionIsCopied();
    void resultPaneShowsTheTree();
    void outputPaneShowsLines();
    void actionReachesTheBook();
    void refusedActionIsExplained();
    void actionOnEndedTaskSaysThatItRunsAtOnce();
    void newTaskStarts();
    void newTaskRefusalIsShown();
    void clearEndedForgetsThem();
    void noticeIsShownUntilDismissed();
    void emptyPanesTeach();
    void narrowWindowShowsDetailsAsAPage();
    void detailsPageIsLaidOutWhenItFirstShows();
    void colorSchemeIsFollowed();
    void rowsAreAccessible();
    void nothingIsCutOff_data();
    void nothingIsCutOff();

private:
    void open(int width = 1180, int height = 720);
    QQuickItem *item(const char *name) const;
    QQuickItem *row(const QString &task) const;
    QString text(const char *name) const;
    void click(QQuickItem *item) const;
    void type(const char *field, const QString &text) const;
    static QList<QQuickItem *> descendants(QQuickItem *item);
    static QString describe(const QQuickItem *item);

    FakeFeed *m_feed = nullptr;
    FakeLauncher m_launcher;
    FakeActionBook *m_book = nullptr;
    std::optional<Session> m_session;
    std::optional<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    QStringList m_warnings;
};

void MainWindowTest::init()
{
    m_feed = new FakeFeed(this);
    m_book = new FakeActionBook(this);
    m_launcher = {};
    m_warnings.clear();
    m_feed->tasks = {
        {.id = 1, .name = QStringLiteral("download"), .state = State::Running, .progress = 0.5},
        {.id = 2,
         .name = QStringLiteral("parse"),
         .waitsOn = QStringLiteral("task download"),
         .state = State::Waiting},
        {.id = 3,
         .name = QStringLiteral("sync"),
         .state = State::Failed,
         .failureType = QStringLiteral("SyncError"),
         .failureMessage = QStringLiteral("no answer")},
        {.id = 4, .name = QStringLiteral("load"), .state = State::Done},
    };
    const Failure cause{.type = QStringLiteral("std::system_error"),
                        .message = QStringLiteral("connection reset"),
                        .throwSite = {{QStringLiteral("read"), QStringLiteral("net.cpp"), 42}}};
    const Failure failure{.type = QStringLiteral("SyncError"),
                          .message = QStringLiteral("no answer"),
                          .causes = {cause}};
    m_feed->answers.insert(3, {.id = 3, .failure = failure});
    m_feed->answers.insert(
        4, {.id = 4,
            .result = QVariantMap{{QStringLiteral("host"), QStringLiteral("example.org")},
                                  {QStringLiteral("retries"), 3}},
            .resultType = QStringLiteral("QVariantMap")});
}

void MainWindowTest::cleanup()
{
    m_engine.reset();
    m_session.reset();
    m_window = nullptr;
    delete std::exchange(m_feed, nullptr);
    delete std::exchange(m_book, nullptr);
    QCOMPARE(m_warnings, QStringList{});
}

void MainWindowTest::open(int width, int height)
{
    m_session.emplace(*m_feed, m_launcher, *m_book, [] {
        return 100'000ms;
    });
    m_engine.emplace();
    connect(&*m_engine, &QQmlEngine::warnings, this, [this](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            m_warnings += error.toString();
    });
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine->setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(&*m_session)},
                                    {QStringLiteral("colorScheme"), QStringLiteral("light")},
                                    {QStringLiteral("reducedMotion"), true},
                                    {QStringLiteral("width"), width},
                                    {QStringLiteral("height"), height}});
    m_engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Taskdeck/Views/Main.qml")));
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().value(0));
    QVERIFY(m_window);
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

QList<QQuickItem *> MainWindowTest::descendants(QQuickItem *parent)
{
    QList<QQuickItem *> all;
    for (QQuickItem *child : parent->childItems())
        all << child << descendants(child);
    return all;
}

/// The visible item of that name; a pane that is not shown has items of its own.
QQuickItem *MainWindowTest::item(const char *name) const
{
    for (QQuickItem *candidate :
         descendants(m_window->contentItem()->parentItem() ? m_window->contentItem()->parentItem()
                                                           : m_window->contentItem())) {
        if (candidate->objectName() == QLatin1String(name) && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QQuickItem *MainWindowTest::row(const QString &task) const
{
    for (QQuickItem *candidate : descendants(m_window->contentItem())) {
        if (candidate->objectName() == QLatin1String("taskRow") && candidate->isVisible() &&
            candidate->property("name").toString() == task)
            return candidate;
    }
    return nullptr;
}

QString MainWindowTest::text(const char *name) const
{
    const QQuickItem *found = item(name);
    return found ? found->property("text").toString()
                 : QStringLiteral("(nothing called %1)").arg(QLatin1String(name));
}

void MainWindowTest::click(QQuickItem *target) const
{
    QVERIFY(target);
    QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
    m_window->update();
    QVERIFY(drawn.wait()); // layouts are done with a frame
    QTest::mouseClick(m_window, Qt::LeftButton, {},
                      target->mapToScene({target->width() / 2, target->height() / 2}).toPoint());
}

void MainWindowTest::type(const char *field, const QString &words) const
{
    QQuickItem *input = item(field);
    QVERIFY(input);
    input->forceActiveFocus();
    QVERIFY(input->setProperty("text", words));
}

void MainWindowTest::showsARowForEachTask()
{
    open();

    QTRY_COMPARE(item("taskList")->property("count").toInt(), 4);
    for (const auto &name : {"download", "parse", "sync", "load"})
        QVERIFY(row(QLatin1String(name)));
    QCOMPARE(text("statusRunning"), QStringLiteral("2 running"));
    QCOMPARE(text("statusFailed"), QStringLiteral("1 failed"));
}

void MainWindowTest::deleteKeyCancelsTheSelected()
{
    open();

    QTest::keyClick(m_window, Qt::Key_Down);
    QTest::keyClick(m_window, Qt::Key_Down);
    QTest::keyClick(m_window, Qt::Key_Delete);

    QCOMPARE(m_feed->cancelRequests.size(), 1);
    QCOMPARE(m_feed->cancelRequests.constFirst().id, quint64(2));
    QVERIFY(row(QStringLiteral("parse"))); // the row leaves when the feed says so
}

void MainWindowTest::cancelButtonReachesTheFeed()
{
    open();
    auto *button =
        row(QStringLiteral("download"))->findChild<QQuickItem *>(QStringLiteral("cancelButton"));

    click(button);

    QCOMPARE(m_feed->cancelRequests.size(), 1);
    QCOMPARE(m_feed->cancelRequests.constFirst().id, quint64(1));
    QCOMPARE(m_session->currentTask(), 0.0); // cancelling is not choosing
}

void MainWindowTest::arrowsAndLettersMoveTheSelection()
{
    open();

    QTest::keyClick(m_window, Qt::Key_J);
    QTest::keyClick(m_window, Qt::Key_J);
    QTest::keyClick(m_window, Qt::Key_Down);
    QTest::keyClick(m_window, Qt::Key_K);
    QCOMPARE(m_session->currentTask(), 2.0);

    QTest::keyClick(m_window, Qt::Key_End);
    QCOMPARE(m_session->currentTask(), 4.0);
    QCOMPARE(text("detailsName"), QStringLiteral("load"));
}

void MainWindowTest::slashTypesIntoTheFilter()
{
    open();

    QTest::keyClick(m_window, Qt::Key_Slash);
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_Y, Qt::Key_N})
        QTest::keyClick(m_window, key);
    QTRY_COMPARE(m_session->tasks()->count(), 1);
    QCOMPARE(text("filterField"), QStringLiteral("syn"));

    QTest::keyClick(m_window, Qt::Key_Return); // back to the list
    QTest::keyClick(m_window, Qt::Key_Down);
    QCOMPARE(m_session->currentTask(), 3.0);
}

void MainWindowTest::chipNarrowsTheList()
{
    open();

    click(item("chipFailed"));

    QTRY_COMPARE(m_session->tasks()->count(), 1);
    QVERIFY(item("chipFailed")->property("checked").toBool());
    QVERIFY(!item("chipAll")->property("checked").toBool());
}

void MainWindowTest::refusedCancelSaysSo()
{
    m_feed->tasks[0].cancelRequests = 1;
    m_feed->tasks[0].cancelVerdict = TaskSnapshot::CancelVerdict::Refused;
    m_feed->answers.insert(1, {.id = 1,
                               .cancels = {{.asked = 50'000ms,
                                            .delivered = 50'010ms,
                                            .message = QStringLiteral("from the window")}}});
    open();

    m_session->select(1);

    const QString note = m_session->details()->note();
    QVERIFY(note.contains(QStringLiteral("refused")));
    QTRY_COMPARE(text("calloutText"), note);
    QVERIFY(row(QStringLiteral("download"))->property("urgent").toBool());
    QVERIFY(item("receipt"));
}

void MainWindowTest::exceptionPaneShowsTypeMessageAndCause()
{
    open();

    click(row(QStringLiteral("sync")));
    click(item("tabException"));

    QTRY_VERIFY(item("failureType"));
    QStringList types;
    QStringList messages;
    for (const QQuickItem *candidate : descendants(item("failureTree"))) {
        if (candidate->objectName() == QLatin1String("failureType"))
            types += candidate->property("text").toString();
        if (candidate->objectName() == QLatin1String("failureMessage"))
            messages += candidate->property("text").toString();
    }
    QCOMPARE(types,
             QStringList({QStringLiteral("SyncError"), QStringLiteral("std::system_error")}));
    QCOMPARE(messages,
             QStringList({QStringLiteral("no answer"), QStringLiteral("connection reset")}));
}

void MainWindowTest::exceptionIsCopied()
{
    open();
    m_session->select(3);
    click(item("tabException"));

    click(item("copyException"));

    QCOMPARE(QGuiApplication::clipboard()->text(), m_session->details()->failure()->text());
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("connection reset")));
}

void MainWindowTest::resultPaneShowsTheTree()
{
    open();
    m_session->select(4);

    click(item("tabResult"));
    QTRY_COMPARE(item("resultTree")->property("count").toInt(), 2);

    click(item("resultAsText"));
    QVERIFY(text("resultText").contains(QStringLiteral("example.org")));
}

void MainWindowTest::outputPaneShowsLines()
{
    open();
    m_session->select(1);
    click(item("tabOutput"));
    QVERIFY(item("outputEmpty"));

    m_feed->write(1, {QStringLiteral("one"), QStringLiteral("two")});

    QTRY_COMPARE(item("outputLines")->property("count").toInt(), 2);
    QVERIFY(!item("outputEmpty"));
}

void MainWindowTest::actionReachesTheBook()
{
    open();
    m_session->select(1);
    click(item("tabActions"));

    item("actionWhen")->setProperty("currentIndex", int(CompletionAction::When::Failed));
    type("actionText", QStringLiteral("beep"));
    click(item("actionAdd"));

    QCOMPARE(m_book->actions.size(), 1);
    const CompletionAction &action = m_book->actions.constFirst();
    QCOMPARE(action.task, quint64(1));
    QCOMPARE(action.when, CompletionAction::When::Failed);
    QCOMPARE(action.effect, CompletionAction::Effect::Command);
    QCOMPARE(action.text, QStringLiteral("beep"));
    QTRY_VERIFY(item("actionRow"));
    QCOMPARE(text("actionText"), QString());
}

void MainWindowTest::refusedActionIsExplained()
{
    m_book->refusal = QStringLiteral("There is no program called beep.");
    open();
    m_session->select(1);
    click(item("tabActions"));

    type("actionText", QStringLiteral("beep"));
    click(item("actionAdd"));

    QCOMPARE(text("actionRefusal"), m_book->refusal);
    QCOMPARE(text("actionText"), QStringLiteral("beep")); // what was typed is not lost
}

void MainWindowTest::actionOnEndedTaskSaysThatItRunsAtOnce()
{
    open();

    m_session->select(4);
    click(item("tabActions"));

    QVERIFY(item("actionHint"));
}

void MainWindowTest::newTaskStarts()
{
    open();

    QTest::keyClick(m_window, Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(item("commandLineInput"));
    type("commandLineInput", QStringLiteral("ls -l"));
    QTest::keyClick(m_window, Qt::Key_Return);

    QCOMPARE(m_launcher.calls.size(), 1);
    QVERIFY(m_launcher.calls.constFirst().contains(QStringLiteral("ls -l")));
    QTRY_VERIFY(!item("commandLineInput"));
}

void MainWindowTest::newTaskRefusalIsShown()
{
    m_launcher.refusal = QStringLiteral("There is no program called lss.");
    open();

    click(item("newTaskButton"));
    QTRY_VERIFY(item("commandLineInput"));
    type("commandLineInput", QStringLiteral("lss"));
    click(item("newTaskStart"));

    QTRY_COMPARE(text("commandLineMessage"), m_launcher.refusal);
    click(item("kindDownload")); // another kind has not been refused
    QTRY_VERIFY(item("downloadUrlInput"));
    QVERIFY(!item("downloadUrlMessage"));
}

void MainWindowTest::clearEndedForgetsThem()
{
    open();

    click(item("clearEnded"));

    QCOMPARE(m_feed->dismissed.size(), 1);
    QCOMPARE(
        QSet<quint64>(m_feed->dismissed.constFirst().begin(), m_feed->dismissed.constFirst().end()),
        QSet<quint64>({3, 4}));
}

void MainWindowTest::noticeIsShownUntilDismissed()
{
    open();
    QVERIFY(!item("noticeBar"));

    QVERIFY(QMetaObject::invokeMethod(m_window, "showNotice",
                                      Q_ARG(QString, QStringLiteral("A source is gone."))));
    QTRY_COMPARE(text("noticeText"), QStringLiteral("A source is gone."));

    click(item("dismissButton"));
    QVERIFY(!item("noticeBar"));
}

void MainWindowTest::emptyPanesTeach()
{
    m_feed->tasks.clear();
    open();

    QVERIFY(item("listEmpty"));
    QVERIFY(item("detailsEmpty"));
    click(item("emptyButton"));
    QTRY_VERIFY(item("commandLineInput"));
}

void MainWindowTest::narrowWindowShowsDetailsAsAPage()
{
    open(640, 420);
    QVERIFY(!item("detailsName"));

    click(row(QStringLiteral("sync")));
    QTRY_COMPARE(text("detailsName"), QStringLiteral("sync"));
    QVERIFY(!item("taskList"));

    click(item("backButton"));
    QTRY_VERIFY(item("taskList"));

    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_VERIFY(item("detailsName"));
    QTest::keyClick(m_window, Qt::Key_Escape);
    QTRY_VERIFY(item("taskList"));
}

// Qt 6.4's layouts leave children where they were if they are hidden when their size is set.
void MainWindowTest::detailsPageIsLaidOutWhenItFirstShows()
{
    open(640, 420);

    click(row(QStringLiteral("download")));

    const auto left = [](const QQuickItem *i) {
        return i->mapToScene({0, 0}).x();
    };
    const auto right = [&left](const QQuickItem *i) {
        return left(i) + i->width();
    };
    QTRY_VERIFY(item("backButton") && item("backButton")->isVisible());
    QTRY_VERIFY(left(item("detailsName")) >= right(item("backButton")));
    QTRY_VERIFY(left(item("detailsCancel")) >= right(item("detailsName")));
    QTRY_VERIFY(right(item("detailsCancel")) > 600);
}

void MainWindowTest::colorSchemeIsFollowed()
{
    open();
    const QColor light = m_window->color();

    m_window->setProperty("colorScheme", QStringLiteral("dark"));

    QVERIFY(m_window->color().lightnessF() < 0.2);
    m_window->setProperty("colorScheme", QStringLiteral("light"));
    QCOMPARE(m_window->color(), light);
}

void MainWindowTest::rowsAreAccessible()
{
    open();

    QAccessibleInterface *accessible =
        QAccessible::queryAccessibleInterface(row(QStringLiteral("parse")));

    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::ListItem);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("parse"));
    QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("Waiting, task download"));
    accessible->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(m_session->currentTask(), 2.0);
    auto *button =
        row(QStringLiteral("parse"))->findChild<QQuickItem *>(QStringLiteral("cancelButton"));
    QCOMPARE(QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name),
             QStringLiteral("Cancel parse"));
}

void MainWindowTest::nothingIsCutOff_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const auto language : {"en", "ko"}) {
        QTest::addRow("%s, small window", language)
            << QString::fromLatin1(language) << QSize(900, 600);
        QTest::addRow("%s, smallest window", language)
            << QString::fromLatin1(language) << QSize(640, 420);
    }
}

QString MainWindowTest::describe(const QQuickItem *item)
{
    return item->objectName() + QLatin1Char('"') + item->property("text").toString() +
           QLatin1Char('"');
}

void MainWindowTest::nothingIsCutOff()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    // What others wrote may be long, and is elided.
    static const QStringList foreign{QStringLiteral("name"), QStringLiteral("note"),
                                     QStringLiteral("detailsName"), QStringLiteral("frameFunction"),
                                     QStringLiteral("framePlace")};
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/taskdeck/i18n/taskdeck_%1.qm").arg(language)));
    QCoreApplication::installTranslator(&translator);
    open(size.width(), size.height());

    for (const auto tab : {"tabOverview", "tabResult", "tabException", "tabOutput", "tabActions"}) {
        for (const quint64 task : {1, 3, 4}) {
            QMetaObject::invokeMethod(m_window, "choose", Q_ARG(double, double(task)));
            click(item(tab));
            QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
            m_window->update();
            QVERIFY(drawn.wait());
            for (QQuickItem *candidate : descendants(m_window->contentItem())) {
                const QVariant cut = candidate->property("truncated");
                if (!cut.isValid() || !candidate->isVisible() ||
                    foreign.contains(candidate->objectName()))
                    continue;
                QVERIFY2(!cut.toBool(), qPrintable(describe(candidate)));
                const QRectF place =
                    candidate->mapRectToScene({0, 0, candidate->width(), candidate->height()});
                QVERIFY2(place.left() >= 0 && place.right() <= m_window->width(),
                         qPrintable(describe(candidate)));
            }
        }
    }
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
