// SPDX-License-Identifier: MIT
#include "actionengine.h"

#include <QtTest/QTest>

using namespace taskdeck;
using Effect = CompletionAction::Effect;
using Progress = CompletionAction::Progress;
using State = monitor::TaskSnapshot::State;
using When = CompletionAction::When;

Q_DECLARE_METATYPE(When)
Q_DECLARE_METATYPE(State)

class ActionEngineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firesForTheRightOutcome_data();
    void firesForTheRightOutcome();
    void settleGoesThroughArmedActionsOnly();
    void refusesWhatCannotRun_data();
    void refusesWhatCannotRun();
    void sentenceSaysHowItEnded();
    void nameOfARunIsOneLine();
};

static CompletionAction action(quint64 id, When when, const QString &text = QStringLiteral("true"),
                               Effect effect = Effect::Command)
{
    CompletionAction made;
    made.id = id;
    made.task = 1;
    made.when = when;
    made.effect = effect;
    made.text = text;
    return made;
}

static monitor::TaskSnapshot ended(State state, const QString &name = QStringLiteral("tar"))
{
    monitor::TaskSnapshot task;
    task.id = 1;
    task.name = name;
    task.state = state;
    return task;
}

void ActionEngineTest::firesForTheRightOutcome_data()
{
    QTest::addColumn<When>("when");
    QTest::addColumn<QList<State>>("states");

    QTest::newRow("any") << When::Any << QList<State>{State::Done, State::Failed, State::Cancelled};
    QTest::newRow("done") << When::Done << QList<State>{State::Done};
    QTest::newRow("failed") << When::Failed << QList<State>{State::Failed};
    QTest::newRow("cancelled") << When::Cancelled << QList<State>{State::Cancelled};
}

void ActionEngineTest::firesForTheRightOutcome()
{
    QFETCH(When, when);
    QFETCH(QList<State>, states);

    for (const State state : {State::Scheduled, State::Running, State::Waiting, State::Cancelling,
                              State::Done, State::Failed, State::Cancelled, State::Lost})
        QCOMPARE(actionengine::fires(when, state), states.contains(state));
}

void ActionEngineTest::settleGoesThroughArmedActionsOnly()
{
    QList<CompletionAction> actions{action(1, When::Failed), action(2, When::Done),
                                    action(3, When::Any), action(4, When::Done)};
    actions[3].progress = Progress::Fired;

    const auto firing = actionengine::settle(actions, ended(State::Done));

    QCOMPARE(firing, (QList<quint64>{2, 3}));
    QCOMPARE(actions.at(0).progress, Progress::NotApplicable);
    QCOMPARE(actions.at(1).progress, Progress::Armed); // fired is for who starts it to say
    QCOMPARE(actions.at(3).progress, Progress::Fired);
}

void ActionEngineTest::refusesWhatCannotRun_data()
{
    QTest::addColumn<CompletionAction>("action");
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("isRefused");

    QTest::newRow("a command") << action(1, When::Any) << 0 << false;
    QTest::newRow("a notification without text")
        << action(1, When::Any, {}, Effect::Notification) << 0 << false;
    QTest::newRow("an empty command") << action(1, When::Any, QStringLiteral("  ")) << 0 << true;
    QTest::newRow("a zero in the line") << action(1, When::Any, QString(QChar(u'\0'))) << 0 << true;
    QTest::newRow("too long a line") << action(1, When::Any, QString(200'000, u'x')) << 0 << true;
    QTest::newRow("the last action of actions") << action(1, When::Any) << 4 << false;
    QTest::newRow("one action too deep") << action(1, When::Any) << 5 << true;
}

void ActionEngineTest::refusesWhatCannotRun()
{
    QFETCH(CompletionAction, action);
    QFETCH(int, depth);
    QFETCH(bool, isRefused);

    const QString refusal = actionengine::refusal(action, depth);

    QCOMPARE(!refusal.isEmpty(), isRefused);
}

void ActionEngineTest::sentenceSaysHowItEnded()
{
    auto failed = ended(State::Failed);
    failed.failureMessage = QStringLiteral("no\nspace");

    QCOMPARE(actionengine::sentence(ended(State::Done)), QStringLiteral("tar is done"));
    QCOMPARE(actionengine::sentence(ended(State::Cancelled)), QStringLiteral("tar was cancelled"));
    QCOMPARE(actionengine::sentence(failed), QStringLiteral("tar failed: no space"));
    // Foreign text is text: %2 in a name stays what it is.
    QCOMPARE(actionengine::sentence(ended(State::Done, QStringLiteral("50%2"))),
             QStringLiteral("50%2 is done"));
}

void ActionEngineTest::nameOfARunIsOneLine()
{
    const auto line = action(1, When::Any, QStringLiteral("echo a\necho b"));

    QCOMPARE(actionengine::runName(line, ended(State::Done)),
             QStringLiteral("when tar ends: echo a echo b"));
    QCOMPARE(
        actionengine::runName(action(1, When::Any, {}, Effect::Notification), ended(State::Done)),
        QStringLiteral("when tar ends: notify"));
}

QTEST_GUILESS_MAIN(ActionEngineTest)
#include "tst_actionengine.moc"
