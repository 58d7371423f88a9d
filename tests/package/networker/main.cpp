// SPDX-License-Identifier: MIT
#include <taskdeck/monitor/tasksnapshot.h>
#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

#include <cstdio>

// The answer comes from a data: URL, so no network is needed.
static taskdeck::Coro<QByteArray> fetch()
{
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(QUrl(QStringLiteral("data:text/plain,42"))));
    co_await reply;
    co_return reply->readAll();
}

// A program that has coroutines of QCoro awaits ours in them, and them in ours.
static QCoro::Task<int> parse()
{
    auto fetching = fetch();
    const QByteArray answer = co_await std::move(fetching);
    co_return answer.toInt();
}

static taskdeck::Coro<int> ask()
{
    co_return co_await parse();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);

    const int answer = taskdeck::Loop::current().runUntilComplete(ask());
    const bool agreed = QCoro::waitFor(ask()) == answer;
    const taskdeck::monitor::TaskSnapshot snapshot;
    std::printf("the answer is %d\n", agreed && snapshot.name.isEmpty() ? answer : -1);
}
