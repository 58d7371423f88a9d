// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

#include <QCoro/QCoroQml>
#include <QCoro/QCoroQmlTask>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

Coro<QString> greet(QString name)
{
    co_await taskdeck::sleep(1s);
    co_return u"hello "_s + name;
}

/// What a program hands to QML.
class Service : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE QCoro::QmlTask task(const QString &name) { return createTask(greet(name)); }
    Q_INVOKABLE QCoro::QmlTask future(const QString &name)
    {
        return Future<QString>(createTask(greet(name)));
    }
    Q_INVOKABLE QCoro::QmlTask coro(const QString &name) { return greet(name); }
    Q_INVOKABLE QCoro::QmlTask nothing() { return createTask(taskdeck::sleep(1s)); }
    Q_INVOKABLE QCoro::QmlTask failing() { return createTask(coretest::failing("boom")); }
    Q_INVOKABLE void note(const QString &text) { log += text; }

    Log log;
};

} // namespace

class QmlAwaitsOursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thenIsCalledWithTheValue_data();
    void thenIsCalledWithTheValue();
    void withoutAValueThenIsCalledAllTheSame();
    void aFailureCallsNothingAndStopsNothing();

private:
    void evaluate(QJSEngine &engine, Service &service, const QString &code);
};

void QmlAwaitsOursTest::initTestCase()
{
    QCoro::Qml::registerTypes();
}

void QmlAwaitsOursTest::evaluate(QJSEngine &engine, Service &service, const QString &code)
{
    QJSEngine::setObjectOwnership(&service, QJSEngine::CppOwnership);
    engine.globalObject().setProperty(u"service"_s, engine.newQObject(&service));
    const QJSValue result = engine.evaluate(code);
    QVERIFY2(!result.isError(), qPrintable(result.toString()));
}

void QmlAwaitsOursTest::thenIsCalledWithTheValue_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("task") << u"service.task('you').then(text => service.note(text))"_s;
    QTest::newRow("future") << u"service.future('you').then(text => service.note(text))"_s;
    QTest::newRow("coroutine") << u"service.coro('you').then(text => service.note(text))"_s;
}

void QmlAwaitsOursTest::thenIsCalledWithTheValue()
{
    QFETCH(QString, code);
    Service service;
    QQmlEngine engine;
    TestLoop loop;

    evaluate(engine, service, code);
    loop.advance(999ms);
    const Log early = service.log;
    loop.advance(1ms);

    QCOMPARE(early, QStringList());
    QCOMPARE(service.log, QStringList{u"hello you"_s});
}

void QmlAwaitsOursTest::withoutAValueThenIsCalledAllTheSame()
{
    Service service;
    QQmlEngine engine;
    TestLoop loop;

    evaluate(engine, service, u"service.nothing().then(() => service.note('done'))"_s);
    loop.advance(1s);

    QCOMPARE(service.log, QStringList{u"done"_s});
}

void QmlAwaitsOursTest::aFailureCallsNothingAndStopsNothing()
{
    Service service;
    QQmlEngine engine;
    TestLoop loop;

    evaluate(engine, service, u"service.failing().then(() => service.note('called'))"_s);
    evaluate(engine, service, u"service.nothing().then(() => service.note('beside'))"_s);
    loop.advance(1s);

    QCOMPARE(service.log, QStringList{u"beside"_s});
}

QTEST_GUILESS_MAIN(QmlAwaitsOursTest)
#include "tst_qmlawaitsours.moc"
