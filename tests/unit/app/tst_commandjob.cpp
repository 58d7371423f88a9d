// SPDX-License-Identifier: MIT
#include "apptesting.h"
#include "commandjob.h"

#include <taskdeck/errors.h>

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

using namespace apptesting;
using namespace taskdeck;

class CommandJobTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesExitCodeAndLastLine();
    void writesWhileItRuns();
    void exitCodeIsATypedFailure();
    void missingProgramIsAProcessError();
    void signalledCommandIsAProcessError();
    void inputAndEnvironmentArrive();
    void withoutInputAReaderEnds();
    void runsInItsFolder();
    void cancelLeavesNoProcess_data();
    void cancelLeavesNoProcess();
    void quietChildrenOfAFinishedCommandStay();
    void largeOutputArrivesWhole();

private:
    static Command shell(const QString &line)
    {
        Command command;
        command.program = QStringLiteral("/bin/sh");
        command.arguments = QStringList{QStringLiteral("-c"), line};
        return command;
    }
};

void CommandJobTest::givesExitCodeAndLastLine()
{
    const auto task = ended(runCommand(shell(QStringLiteral("echo one; echo two; echo"))));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(task.result().exitCode, 0);
    QCOMPARE(task.result().lastLine, QStringLiteral("two"));
    QCOMPARE(ResultView<CommandResult>::of(task.result()).toMap().value(QStringLiteral("lastLine")),
             QVariant(QStringLiteral("two")));
}

void CommandJobTest::writesWhileItRuns()
{
    OutputRecorder recorder;
    auto task =
        createTask(runCommand(shell(QStringLiteral("echo out; echo err >&2; exec sleep 60"))));

    QTRY_COMPARE_WITH_TIMEOUT(recorder.out, QByteArray("out\n"), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(recorder.error, QByteArray("err\n"), 30'000);
    QVERIFY(!task.done());

    task.cancel();
    QVERIFY(task.waitForFinished(patience));
}

void CommandJobTest::exitCodeIsATypedFailure()
{
    const auto plain = ended(runCommand(shell(QStringLiteral("exit 2"))));
    const auto talking = ended(runCommand(shell(QStringLiteral("echo 'no space' >&2; exit 3"))));

    QCOMPARE(failureOf<CommandFailed>(plain), QStringLiteral("sh ended with exit code 2"));
    QCOMPARE(failureOf<CommandFailed>(talking),
             QStringLiteral("sh ended with exit code 3: no space"));
}

void CommandJobTest::missingProgramIsAProcessError()
{
    Command command;
    command.program = QStringLiteral("taskdeck-no-such-program");

    const auto task = ended(runCommand(command));

    const QString message = failureOf<ProcessError>(task);
    QVERIFY2(message.contains(command.program), qPrintable(message));
}

void CommandJobTest::signalledCommandIsAProcessError()
{
    const auto task = ended(runCommand(shell(QStringLiteral("kill -SEGV $$"))));

    QVERIFY(!failureOf<ProcessError>(task).startsWith(QStringLiteral("another type")));
}

void CommandJobTest::inputAndEnvironmentArrive()
{
    OutputRecorder recorder;
    Command command = shell(QStringLiteral("cat; printf '%s' \"$TASKDECK_NAME\""));
    command.input = "stdin\n";
    command.environment.insert(QStringLiteral("TASKDECK_NAME"),
                               QStringLiteral("$(echo 사진) \"`x`"));

    const auto task = ended(runCommand(command));

    QCOMPARE(task.outcome(), Outcome::Value);
    QCOMPARE(QString::fromUtf8(recorder.out), QStringLiteral("stdin\n$(echo 사진) \"`x`"));
}

void CommandJobTest::withoutInputAReaderEnds()
{
    Command command;
    command.program = QStringLiteral("cat");

    QCOMPARE(ended(runCommand(command)).outcome(), Outcome::Value);
}

void CommandJobTest::runsInItsFolder()
{
    const QTemporaryDir folder;
    Command command;
    command.program = QStringLiteral("pwd");
    command.arguments = QStringList{QStringLiteral("-P")};
    command.folder = folder.path();

    QCOMPARE(ended(runCommand(command)).result().lastLine,
             QFileInfo(folder.path()).canonicalFilePath());
}

void CommandJobTest::cancelLeavesNoProcess_data()
{
    QTest::addColumn<QString>("line"); // FILE gets the number of the process that must die
    QTest::addColumn<int>("requests");

    QTest::newRow("leader") << QStringLiteral("echo $$ > FILE; exec sleep 600") << 1;
    QTest::newRow("child in the foreground")
        << QStringLiteral("sh -c 'echo $$ > FILE; sleep 600'; echo") << 1;
    QTest::newRow("child in the background")
        << QStringLiteral("sleep 600 & echo $! > FILE; wait") << 1;
    QTest::newRow("deaf child of a polite leader")
        << QStringLiteral("(trap '' TERM; sh -c 'echo $$ > FILE; exec sleep 600') & wait") << 1;
    QTest::newRow("deaf leader, killed at the second request")
        << QStringLiteral("trap '' TERM; echo $$ > FILE; while :; do sleep 1; done") << 2;
}

void CommandJobTest::cancelLeavesNoProcess()
{
    QFETCH(QString, line);
    QFETCH(int, requests);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("pid"));
    auto task = createTask(runCommand(shell(line.replace(QStringLiteral("FILE"), file))));
    QTRY_VERIFY_WITH_TIMEOUT(isAlive(processIn(file)), 30'000);

    for (int i = 0; i < requests; ++i)
        QVERIFY(task.cancel(QStringLiteral("enough")));
    QVERIFY(task.waitForFinished(patience));

    QCOMPARE(task.outcome(), Outcome::Cancelled);
    // A killed orphan is gone once init has collected it.
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(processIn(file)), 30'000);
}

void CommandJobTest::quietChildrenOfAFinishedCommandStay()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("pid"));
    const QString line = QStringLiteral("sleep 600 >/dev/null 2>&1 & echo $! > ") + file;

    const auto task = ended(runCommand(shell(line)));

    QCOMPARE(task.outcome(), Outcome::Value);
    QVERIFY(isAlive(processIn(file)));
    ::kill(processIn(file), SIGKILL);
}

void CommandJobTest::largeOutputArrivesWhole()
{
    OutputRecorder recorder;

    const auto task = ended(runCommand(
        shell(QStringLiteral("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end"))));

    QCOMPARE(recorder.out.size(), 3'000'000 + 5);
    QCOMPARE(task.result().lastLine, QStringLiteral("end"));
}

QTEST_GUILESS_MAIN(CommandJobTest)
#include "tst_commandjob.moc"
