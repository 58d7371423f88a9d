// SPDX-License-Identifier: MIT
#include "demoserver.h"

#include "democonnection.h"

namespace taskdeck {

DemoServer::DemoServer(QObject *parent)
    : QObject(parent)
{
    m_server.setMaxPendingConnections(16);
    connect(&m_server, &QTcpServer::newConnection, this, &DemoServer::accept);
}

bool DemoServer::listen()
{
    return m_server.isListening() || m_server.listen(QHostAddress::LocalHost);
}

QUrl DemoServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_server.serverPort());
    url.setPath(path);
    return url;
}

void DemoServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        new DemoConnection(socket); // dies with its socket
}

} // namespace taskdeck
