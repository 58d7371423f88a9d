// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/errors.h>

#include <QtTest/QTest>

#include <concepts>

using namespace taskdeck;
using namespace taskdeck::coretest;

class ErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelledErrorIsNoStdException();
    void cancelledErrorKeepsItsMessage();
    void derivedCancelledErrorIsOneToo();
    void kindsOfTheOthers();
    void timeoutErrorKeepsItsCause();
    void processErrorSaysWhich();
    void exceptionGroupKeepsTheOrder();
    void batchErrorNamesTheFailedKeysInRequestOrder();
    void allCanBeCopiedAndStored();
};

void ErrorsTest::cancelledErrorIsNoStdException()
{
    static_assert(!std::derived_from<CancelledError, std::exception>);
    QString caughtBy;

    try {
        throw CancelledError(u"why"_s);
    } catch (const std::exception &) {
        caughtBy = u"std::exception"_s;
    } catch (const CancelledError &) {
        caughtBy = u"CancelledError"_s;
    }

    QCOMPARE(caughtBy, u"CancelledError"_s);
}

void ErrorsTest::cancelledErrorKeepsItsMessage() // F-08
{
    const CancelledError error(u"Schluß"_s);
    const CancelledError none;
    CancelledError copy = none;

    copy = error;

    QCOMPARE(copy.message(), u"Schluß"_s);
    QCOMPARE(copy.what(), "Schluß");
    QCOMPARE(none.message(), QString());
    QCOMPARE(none.what(), "cancelled");
}

struct Refined : CancelledError {
    using CancelledError::CancelledError;
};

void ErrorsTest::derivedCancelledErrorIsOneToo() // T-24
{
    TestLoop loop;
    Promise<int> promise;

    promise.setException<Refined>(u"refined"_s);

    try {
        promise.future().result();
        QFAIL("nothing was thrown");
    } catch (const CancelledError &error) {
        QCOMPARE(error.message(), u"refined"_s);
        QVERIFY(dynamic_cast<const Refined *>(&error)); // not cut down to its base
    }
}

void ErrorsTest::kindsOfTheOthers()
{
    static_assert(std::derived_from<InvalidStateError, std::logic_error>);
    static_assert(std::derived_from<UsageError, std::logic_error>);
    static_assert(std::derived_from<TimeoutError, std::runtime_error>);
    static_assert(std::derived_from<SenderDestroyedError, std::runtime_error>);
    static_assert(std::derived_from<ProcessError, std::runtime_error>);
    static_assert(std::derived_from<NotAvailableError, std::runtime_error>);
    static_assert(std::derived_from<FatalError, std::exception>);
    static_assert(std::derived_from<ExceptionGroup, std::exception>);
    static_assert(std::derived_from<BatchError, std::exception>);

    QCOMPARE(UsageError("text").what(), "text");
    QCOMPARE(UsageError(std::string("text")).what(), "text");
    QCOMPARE(NotAvailableError("text").what(), "text");
}

void ErrorsTest::timeoutErrorKeepsItsCause()
{
    const auto cause = std::make_exception_ptr(CancelledError(u"why"_s));

    const TimeoutError error("too slow", cause);

    QCOMPARE(error.cause(), cause);
    QVERIFY(!TimeoutError().cause());
}

void ErrorsTest::processErrorSaysWhich()
{
    const ProcessError error(ProcessError::Kind::FailedToStart, u"tar"_s, u"no such file"_s);

    QCOMPARE(error.kind(), ProcessError::Kind::FailedToStart);
    QCOMPARE(error.detail(), u"no such file"_s);
    QCOMPARE(error.what(), "tar could not start: no such file");
}

void ErrorsTest::exceptionGroupKeepsTheOrder()
{
    const auto first = std::make_exception_ptr(1);
    const auto second = std::make_exception_ptr(2);

    const ExceptionGroup group(u"two failed"_s, {first, second});

    QCOMPARE(group.message(), u"two failed"_s);
    QCOMPARE(group.what(), "two failed");
    QCOMPARE(group.failures(), QList<std::exception_ptr>({first, second}));
}

void ErrorsTest::batchErrorNamesTheFailedKeysInRequestOrder()
{
    const auto a = std::make_exception_ptr(1);
    const auto z = std::make_exception_ptr(2);

    const BatchError error({u"z"_s, u"a"_s}, {{u"a"_s, a}, {u"z"_s, z}});

    const QString what = QString::fromUtf8(error.what());
    QVERIFY2(what.indexOf(u'z') >= 0 && what.indexOf(u"z, a"_s) >= 0, error.what());
    QCOMPARE(error.cause(), z); // the first in request order, not by key
    QCOMPARE(error.failures().keys(), QStringList({u"a"_s, u"z"_s}));
    QCOMPARE(error.failures().value(u"a"_s), a);
}

void ErrorsTest::allCanBeCopiedAndStored()
{
    static_assert(
        std::copy_constructible<CancelledError> && std::copy_constructible<InvalidStateError> &&
        std::copy_constructible<UsageError> && std::copy_constructible<TimeoutError> &&
        std::copy_constructible<SenderDestroyedError> && std::copy_constructible<ProcessError> &&
        std::copy_constructible<NotAvailableError> && std::copy_constructible<ExceptionGroup> &&
        std::copy_constructible<BatchError>);

    const auto stored =
        std::make_exception_ptr(ExceptionGroup(u"group"_s, {std::make_exception_ptr(1)}));

    QCOMPARE(textOf(stored), u"ExceptionGroup: group"_s);
}

QTEST_GUILESS_MAIN(ErrorsTest)
#include "tst_errors.moc"
