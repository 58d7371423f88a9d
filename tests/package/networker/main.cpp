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

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);

    const QByteArray answer = taskdeck::Loop::current().runUntilComplete(fetch());
    const taskdeck::monitor::TaskSnapshot snapshot;
    std::printf("the answer is %s\n", snapshot.name.isEmpty() ? answer.constData() : "wrong");
}
