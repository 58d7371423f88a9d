// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/errors.h>

#include <QtCore/QException>
#include <QtTest/QTest>

Q_DECLARE_METATYPE(taskdeck::ExceptionInfo)

using namespace taskdeck;
using namespace taskdeck::coretest;

template<typename T>
static ExceptionInfo described(T exception)
{
    return describe(std::make_exception_ptr(std::move(exception)));
}

class ExceptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nullIsDescribedByNothing();
    void typeAndMessage_data();
    void typeAndMessage();
    void derivedTypeIsNamed();
    void nestedExceptionsAreCauses();
    void causeOfAnUnhandledException();
    void causeOfATimeout();
    void nestedTimeoutKeepsItsNestedException();
    void membersOfAGroup();
    void membersOfABatchError();
    void messageThatIsNotUtf8IsShown();
    void nothingIsRethrown();
    void chainIsCut();
    void wideGroupsOfGroupsAreCut();
    void anyThreadMayAsk();
};

void ExceptionTest::nullIsDescribedByNothing()
{
    const ExceptionInfo info = describe(nullptr);

    QCOMPARE(info.type, QString());
    QCOMPARE(info.message, QString());
    QVERIFY(info.causes.isEmpty());
}

namespace {
enum class Colour { Red };
struct Plain {
};
} // namespace

void ExceptionTest::typeAndMessage_data()
{
    QTest::addColumn<ExceptionInfo>("info");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");

    QTest::newRow("runtime_error")
        << described(std::runtime_error("boom")) << u"std::runtime_error"_s << u"boom"_s;
    QTest::newRow("UsageError") << described(UsageError("wrong")) << u"taskdeck::UsageError"_s
                                << u"wrong"_s;
    QTest::newRow("CancelledError")
        << described(CancelledError(u"why"_s)) << u"taskdeck::CancelledError"_s << u"why"_s;
    QTest::newRow("CancelledError without a message")
        << described(CancelledError()) << u"taskdeck::CancelledError"_s << QString();
    QTest::newRow("const char *") << described(static_cast<const char *>("literal"))
                                  << u"char const*"_s << u"literal"_s;
    QTest::newRow("QString") << described(u"text"_s) << u"QString"_s << u"text"_s;
    QTest::newRow("int") << described(7) << u"int"_s << u"7"_s;
    QTest::newRow("class of its own")
        << described(Plain()) << u"(anonymous namespace)::Plain"_s << QString();
    QTest::newRow("enum") << described(Colour::Red) << u"(anonymous namespace)::Colour"_s
                          << QString();
}

void ExceptionTest::typeAndMessage()
{
    QFETCH(ExceptionInfo, info);
    QFETCH(QString, type);
    QFETCH(QString, message);

    QCOMPARE(info.type, type);
    QCOMPARE(info.message, message);
    QVERIFY(info.causes.isEmpty());
    QVERIFY(info.members.isEmpty());
}

struct Refined : CancelledError {
    using CancelledError::CancelledError;
};
struct Specific : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void ExceptionTest::derivedTypeIsNamed()
{
    QCOMPARE(described(Refined(u"why"_s)).type, u"Refined"_s);
    QCOMPARE(described(Refined(u"why"_s)).message, u"why"_s);
    QCOMPARE(described(Specific("boom")).type, u"Specific"_s);
    QCOMPARE(described(std::string("text")).message, u"text"_s);
    QVERIFY(described(std::string("text")).type.contains(u"string"_s));
}

template<typename E>
static std::exception_ptr nest(const std::exception_ptr &inner, E outer)
{
    try {
        std::rethrow_exception(inner);
    } catch (...) {
        try {
            std::throw_with_nested(std::move(outer));
        } catch (...) {
            return std::current_exception();
        }
    }
}

void ExceptionTest::nestedExceptionsAreCauses()
{
    auto exception = std::make_exception_ptr(std::string("inner"));
    exception = nest(exception, std::logic_error("middle"));
    exception = nest(exception, std::runtime_error("outer"));

    const ExceptionInfo info = describe(exception);

    QCOMPARE(info.message, u"outer"_s);
    QCOMPARE(info.causes.size(), 1);
    QCOMPARE(info.causes.at(0).message, u"middle"_s);
    QCOMPARE(info.causes.at(0).causes.size(), 1);
    QCOMPARE(info.causes.at(0).causes.at(0).message, u"inner"_s);
    QVERIFY(info.causes.at(0).causes.at(0).causes.isEmpty());
}

void ExceptionTest::causeOfAnUnhandledException()
{
    const ExceptionInfo info =
        described(QUnhandledException(std::make_exception_ptr(std::logic_error("boom"))));

    QCOMPARE(info.type, u"QUnhandledException"_s);
    QCOMPARE(info.causes.size(), 1);
    QCOMPARE(info.causes.at(0).type, u"std::logic_error"_s);
    QVERIFY(described(QUnhandledException()).causes.isEmpty());
}

void ExceptionTest::causeOfATimeout()
{
    const ExceptionInfo info =
        described(TimeoutError("too slow", std::make_exception_ptr(CancelledError(u"limit"_s))));

    QCOMPARE(info.message, u"too slow"_s);
    QCOMPARE(info.causes.size(), 1);
    QCOMPARE(info.causes.at(0).message, u"limit"_s);
    QVERIFY(described(TimeoutError()).causes.isEmpty());
}

void ExceptionTest::nestedTimeoutKeepsItsNestedException()
{
    const auto inner = std::make_exception_ptr(std::runtime_error("inner"));

    const ExceptionInfo without = describe(nest(inner, TimeoutError("slow")));
    const ExceptionInfo with =
        describe(nest(inner, TimeoutError("slow", std::make_exception_ptr(7))));

    QCOMPARE(without.causes.size(), 1);
    QCOMPARE(without.causes.at(0).message, u"inner"_s);
    QCOMPARE(with.causes.size(), 2);
}

void ExceptionTest::membersOfAGroup()
{
    const ExceptionGroup inner(u"inner"_s, {std::make_exception_ptr(2)});
    const ExceptionInfo info = described(
        ExceptionGroup(u"outer"_s, {std::make_exception_ptr(1), std::make_exception_ptr(inner)}));

    QCOMPARE(info.message, u"outer"_s);
    QCOMPARE(info.members.size(), 2);
    QCOMPARE(info.members.at(0).message, u"1"_s);
    QCOMPARE(info.members.at(1).message, u"inner"_s);
    QCOMPARE(info.members.at(1).members.at(0).message, u"2"_s);
    QVERIFY(info.memberKeys.isEmpty());
}

void ExceptionTest::membersOfABatchError()
{
    const ExceptionInfo info =
        described(BatchError({u"z"_s, u"a"_s}, {{u"a"_s, std::make_exception_ptr(1)},
                                                {u"z"_s, std::make_exception_ptr(2)}}));

    QCOMPARE(info.memberKeys, QStringList({u"a"_s, u"z"_s}));
    QCOMPARE(info.members.size(), 2);
    QCOMPARE(info.members.at(0).message, u"1"_s);
    QCOMPARE(info.members.at(1).message, u"2"_s);
}

void ExceptionTest::messageThatIsNotUtf8IsShown()
{
    QVERIFY(described(std::runtime_error("caf\xe9")).message.startsWith(u"caf"_s));
    QCOMPARE(described(static_cast<const char *>(nullptr)).message, QString());
}

struct CountsCopies : std::exception {
    CountsCopies() = default;
    CountsCopies(const CountsCopies &) { ++copies; }
    static inline int copies = 0;
};

void ExceptionTest::nothingIsRethrown()
{
    const auto exception = std::make_exception_ptr(CountsCopies());
    CountsCopies::copies = 0;

    static_cast<void>(describe(exception));

    QCOMPARE(CountsCopies::copies, 0);
    QVERIFY(!std::current_exception());
}

void ExceptionTest::chainIsCut()
{
    auto exception = std::make_exception_ptr(std::runtime_error("0"));
    for (int i = 1; i < 1000; ++i)
        exception = nest(exception, std::runtime_error(std::to_string(i)));
    int depth = 0;

    const ExceptionInfo info = describe(exception);
    for (const ExceptionInfo *at = &info; !at->causes.isEmpty(); at = &at->causes.constFirst())
        ++depth;

    QCOMPARE(depth, 32);
}

static int sizeOf(const ExceptionInfo &info)
{
    int size = 1;
    for (const ExceptionInfo &member : info.members)
        size += sizeOf(member);
    return size;
}

void ExceptionTest::wideGroupsOfGroupsAreCut()
{
    auto exception = std::make_exception_ptr(std::runtime_error("leaf"));
    for (int i = 0; i < 30; ++i) // 2^30 paths lead to the one leaf
        exception = std::make_exception_ptr(ExceptionGroup(u"pair"_s, {exception, exception}));

    const ExceptionInfo info = describe(exception);

    QCOMPARE_LE(sizeOf(info), 10'000);
}

void ExceptionTest::anyThreadMayAsk()
{
    const auto exception = std::make_exception_ptr(std::runtime_error("boom"));
    QString message;

    inThread([&] {
        message = describe(exception).message;
    });

    QCOMPARE(message, u"boom"_s);
}

QTEST_GUILESS_MAIN(ExceptionTest)
#include "tst_exception.moc"
