// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/await.h>
#include <taskdeck/throwtrace.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QException>
#include <QtCore/QLibrary>
#include <QtCore/QThreadPool>
#include <QtTest/QTest>

#include <barrier>
#include <thread>

using namespace taskdeck;
using namespace taskdeck::coretest;

using Frames = QList<ExceptionInfo::Frame>;

// Where fail() throws.
static constexpr int failLine = __LINE__ + 6;

// What follows the inner call keeps compilers from making a loop of the recursion.
Q_NEVER_INLINE static int fail(const std::string &text, int depth = 0)
{
    if (depth == 0)
        throw std::runtime_error(text);
    const int inner = fail(text, depth - 1);
    asm volatile("" ::: "memory");
    return inner + 1;
}

template<typename F>
static std::exception_ptr caught(F f)
{
    try {
        f();
    } catch (...) {
        return std::current_exception();
    }
    return nullptr;
}

static Frames siteOf(const std::exception_ptr &exception)
{
    return describe(exception).throwSite;
}

/// What is listed first: the function that threw.
static QString throwerOf(const ExceptionInfo &info)
{
    return info.throwSite.value(0).function;
}

static bool lists(const Frames &frames, const QString &function)
{
    return std::any_of(frames.begin(), frames.end(), [&](const auto &frame) {
        return frame.function.contains(function);
    });
}

class ThrowTraceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aThrowIsFoundWithFunctionFileAndLine();
    void callersFollowInnermostFirst();
    void inlinedCallsAreListed();
    void aCoroutineHasTheNameItWasWrittenWith();
    void throwsInsideTheStandardLibraryAreSeen();
    void throwsInsideALibraryLoadedLateAreSeen();
    void whatAPoolThreadThrewIsSeenHere();
    void aQExceptionHasThePlaceOfItsSecondThrow();
    void aTaskKeepsThePlaceOfItsFailure();
    void rethrowingKeepsThePlace();
    void nestedExceptionsHaveAPlaceEach();
    void membersOfAGroupHaveAPlaceEach();
    void anythingMayBeThrown();
    void theThrownObjectIsDestroyedOnce();
    void aThrowInADestructorOfAnException();
    void cancellationsAreNotKept();
    void whatWasNeverThrownHasNoPlace();
    void itCanBeSwitchedOff();
    void deepStacksAreCutAtTheFarEnd();
    void manyExceptionsAreToldApart();
    void threadsThrowAndLookAtOnce();
    void preparingIsAllowedAtAnyTime();
};

void ThrowTraceTest::cleanup()
{
    // A thread of the pool may hold its last exception a little longer than the test.
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(throwtrace::keptTraces(), 0);
}

void ThrowTraceTest::aThrowIsFoundWithFunctionFileAndLine()
{
    const auto exception = caught([] {
        fail("boom");
    });

    const Frames frames = siteOf(exception);

    QVERIFY(!frames.isEmpty());
    QCOMPARE(frames.at(0).function, u"fail(std::string const&, int)"_s);
    QVERIFY2(frames.at(0).file.endsWith(u"/tst_throwtrace.cpp"_s), qPrintable(frames.at(0).file));
    QCOMPARE(frames.at(0).line, failLine);
    QCOMPARE(throwtrace::keptTraces(), 1);
}

void ThrowTraceTest::callersFollowInnermostFirst()
{
    const auto exception = caught([] {
        fail("boom", 2);
    });

    const Frames frames = siteOf(exception);

    QVERIFY(frames.size() > 3);
    QCOMPARE(frames.at(1).function, frames.at(0).function);
    QCOMPARE(frames.at(2).line, failLine + 1);
    QVERIFY(lists(frames, u"callersFollowInnermostFirst"_s));
    QVERIFY(lists(frames, u"main"_s));
}

__attribute__((always_inline)) static inline void failInline()
{
    throw std::logic_error("inlined");
}

Q_NEVER_INLINE static int callsInline()
{
    failInline();
    return 1;
}

void ThrowTraceTest::inlinedCallsAreListed()
{
    const Frames frames = siteOf(caught(&callsInline));

    QVERIFY(frames.size() > 2);
    QVERIFY(frames.at(0).function.contains(u"failInline"_s));
    QCOMPARE(frames.at(1).function, u"callsInline()"_s);
}

namespace {

struct Store {
    Coro<int> load(int id)
    {
        co_await yieldNow();
        co_return fail("no " + std::to_string(id));
    }
};

} // namespace

void ThrowTraceTest::aCoroutineHasTheNameItWasWrittenWith()
{
    TestLoop loop;
    Store store;
    const auto exception = caught([&] {
        loop.run(store.load(7));
    });

    const Frames frames = siteOf(exception);

    QVERIFY(frames.size() > 2);
    QCOMPARE(frames.at(1).function, u"(anonymous namespace)::Store::load(int)"_s);
    QVERIFY(lists(frames, u"taskdeck::detail::TaskControl::step()"_s));
}

void ThrowTraceTest::throwsInsideTheStandardLibraryAreSeen()
{
    const auto exception = caught([] {
        static_cast<void>(std::string().at(1));
    });

    const Frames frames = siteOf(exception);

    QVERIFY(!frames.isEmpty());
    QVERIFY(frames.at(0).file.startsWith(u"libstdc++"_s));
    QVERIFY(lists(frames, u"throwsInsideTheStandardLibraryAreSeen"_s));
}

void ThrowTraceTest::throwsInsideALibraryLoadedLateAreSeen()
{
    static_cast<void>(siteOf(caught([] {
        fail("the libraries of now are known from here on");
    })));
    QLibrary library(QStringLiteral(TASKDECK_THROWER));
    const auto function = reinterpret_cast<int (*)(int)>(library.resolve("throwFromALibrary"));
    QVERIFY2(function, qPrintable(library.errorString()));

    const auto exception = caught([&] {
        function(1);
    });

    const Frames frames = siteOf(exception);
    QVERIFY(!frames.isEmpty());
    QCOMPARE(frames.at(0).function, u"throwFromALibrary"_s);
    QVERIFY(frames.at(0).file.endsWith(u"/thrower.cpp"_s));
    QVERIFY(lists(frames, u"throwsInsideALibraryLoadedLateAreSeen"_s));
}

void ThrowTraceTest::whatAPoolThreadThrewIsSeenHere()
{
    const auto work = [] {
        return fail("in the pool");
    };
    const auto seenByQt = caught([&] {
        QtConcurrent::run(work).waitForFinished();
    });
    const auto waits = [work]() -> Coro<int> {
        auto future = QtConcurrent::run(work);
        co_return co_await std::move(future);
    };
    const auto awaited = caught([&] {
        Loop::current().runUntilComplete(waits());
    });

    const ExceptionInfo info = describe(seenByQt);
    QCOMPARE(info.type, u"QUnhandledException"_s);
    QVERIFY(throwerOf(info.causes.value(0)).startsWith(u"fail("_s));
    QVERIFY(throwerOf(describe(awaited)).startsWith(u"fail("_s));
    QVERIFY(!lists(siteOf(awaited), u"main"_s)); // another thread's stack
}

namespace {

struct Raised : QException {
    void raise() const override { throw *this; }
    Raised *clone() const override { return new Raised(*this); }
};

} // namespace

void ThrowTraceTest::aQExceptionHasThePlaceOfItsSecondThrow()
{
    const auto work = [] {
        throw Raised();
    };
    const auto exception = caught([&] {
        QtConcurrent::run(work).waitForFinished();
    });

    QVERIFY(throwerOf(describe(exception)).contains(u"Raised::raise()"_s));
}

void ThrowTraceTest::aTaskKeepsThePlaceOfItsFailure()
{
    TestLoop loop;
    Store store;
    const auto task = createTask(store.load(1));
    loop.tick(3);

    QVERIFY(throwerOf(describe(task.exception())).startsWith(u"fail("_s));
    QCOMPARE(throwtrace::keptTraces(), 1);
}

void ThrowTraceTest::rethrowingKeepsThePlace()
{
    const auto exception = caught([] {
        try {
            fail("boom");
        } catch (...) {
            throw;
        }
    });
    const auto again = caught([&] {
        std::rethrow_exception(exception);
    });

    QCOMPARE(siteOf(again).value(0).line, failLine);
    QCOMPARE(throwtrace::keptTraces(), 1);
}

Q_NEVER_INLINE static int failNested()
{
    try {
        return fail("inner") + 1;
    } catch (...) {
        std::throw_with_nested(std::logic_error("outer"));
    }
}

void ThrowTraceTest::nestedExceptionsHaveAPlaceEach()
{
    const auto exception = caught(&failNested);

    const ExceptionInfo info = describe(exception);

    QVERIFY(throwerOf(info).contains(u"throw_with_nested"_s));
    QVERIFY(lists(info.throwSite, u"failNested()"_s));
    QVERIFY(throwerOf(info.causes.value(0)).startsWith(u"fail("_s));
    QCOMPARE(throwtrace::keptTraces(), 2);
}

void ThrowTraceTest::membersOfAGroupHaveAPlaceEach()
{
    const auto one = caught([] {
        fail("one");
    });
    const auto two = caught(&callsInline);
    const auto group = caught([&] {
        throw ExceptionGroup(u"both"_s, {one, two});
    });

    const ExceptionInfo info = describe(group);

    QVERIFY(lists(info.throwSite, u"membersOfAGroupHaveAPlaceEach"_s));
    QVERIFY(throwerOf(info.members.value(0)).startsWith(u"fail("_s));
    QVERIFY(throwerOf(info.members.value(1)).contains(u"failInline"_s));
}

void ThrowTraceTest::anythingMayBeThrown()
{
    const auto number = caught([] {
        throw 42;
    });
    const auto text = caught([] {
        throw "text";
    });

    QCOMPARE(describe(number).message, u"42"_s);
    QVERIFY(lists(siteOf(number), u"anythingMayBeThrown"_s));
    QVERIFY(lists(siteOf(text), u"anythingMayBeThrown"_s));
}

namespace {

struct Counted {
    explicit Counted(int &destroyed)
        : guard(farewell([&destroyed] {
            ++destroyed;
        }))
    {
    }
    std::shared_ptr<void> guard;
};

} // namespace

void ThrowTraceTest::theThrownObjectIsDestroyedOnce()
{
    int destroyed = 0;
    auto exception = caught([&] {
        throw Counted(destroyed);
    });
    QCOMPARE(destroyed, 0);

    exception = nullptr;

    QCOMPARE(destroyed, 1);
}

void ThrowTraceTest::aThrowInADestructorOfAnException()
{
    QString inner;
    struct Throws {
        std::shared_ptr<void> guard;
    };
    auto exception = caught([&] {
        throw Throws{farewell([&] {
            inner = throwerOf(describe(caught([] {
                fail("inside");
            })));
        })};
    });

    exception = nullptr;

    QVERIFY(inner.startsWith(u"fail("_s));
}

void ThrowTraceTest::cancellationsAreNotKept()
{
    struct Mine : CancelledError {
    };
    const auto cancelled = caught([] {
        throw CancelledError(u"why"_s);
    });
    const auto derived = caught([] {
        throw Mine();
    });

    QCOMPARE(throwtrace::keptTraces(), 0);
    QVERIFY(siteOf(cancelled).isEmpty());
    QVERIFY(siteOf(derived).isEmpty());
}

void ThrowTraceTest::whatWasNeverThrownHasNoPlace()
{
    const auto made = std::make_exception_ptr(std::runtime_error("made"));

    QVERIFY(siteOf(made).isEmpty());
    QVERIFY(siteOf(nullptr).isEmpty());
    QCOMPARE(throwtrace::keptTraces(), 0);
}

void ThrowTraceTest::itCanBeSwitchedOff()
{
    QVERIFY(throwtrace::isEnabled());
    const auto before = caught([] {
        fail("before");
    });

    throwtrace::setEnabled(false);
    const bool enabled = throwtrace::isEnabled();
    const auto meanwhile = caught([] {
        fail("meanwhile");
    });
    throwtrace::setEnabled(true);

    QVERIFY(!enabled);
    QVERIFY(siteOf(meanwhile).isEmpty());
    QCOMPARE(siteOf(before).value(0).line, failLine);
}

void ThrowTraceTest::deepStacksAreCutAtTheFarEnd()
{
    const auto exception = caught([] {
        fail("deep", 200);
    });

    const Frames frames = siteOf(exception);

    QCOMPARE(frames.size(), 48);
    QCOMPARE(frames.first().line, failLine);
    QVERIFY(frames.last().function.startsWith(u"fail("_s));
}

void ThrowTraceTest::manyExceptionsAreToldApart()
{
    QList<std::exception_ptr> exceptions;
    for (int i = 0; i < 20'000; ++i)
        exceptions += caught([&] {
            fail(std::to_string(i), i % 2);
        });
    QCOMPARE(throwtrace::keptTraces(), 20'000);

    QCOMPARE(siteOf(exceptions.at(10'000)).value(1).line == failLine + 1, false);
    QCOMPARE(siteOf(exceptions.at(10'001)).value(1).line, failLine + 1);
}

void ThrowTraceTest::threadsThrowAndLookAtOnce()
{
    constexpr int threads = 4;
    std::barrier together(threads);
    std::atomic<int> wrong{0};
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) {
        running.emplace_back([&] {
            together.arrive_and_wait();
            for (int j = 0; j < 500; ++j) {
                const auto exception = caught([] {
                    fail("boom");
                });
                if (j % 50 == 0 && siteOf(exception).value(0).line != failLine)
                    ++wrong;
            }
        });
    }

    for (std::thread &thread : running)
        thread.join();

    QCOMPARE(wrong.load(), 0);
}

void ThrowTraceTest::preparingIsAllowedAtAnyTime()
{
    inThread(&throwtrace::prepare);
    throwtrace::prepare();
    QVERIFY(throwtrace::isEnabled());
}

QTEST_GUILESS_MAIN(ThrowTraceTest)
#include "tst_throwtrace.moc"
