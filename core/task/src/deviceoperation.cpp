// SPDX-License-Identifier: MIT
#include <taskdeck/detail/deviceoperation.h>

#include <QtCore/QFileDevice>

namespace taskdeck::detail {

bool DeviceOperation::ready() const
{
    SenderWatch::requireOwnSender(m_device);
    if (!m_device->isOpen() || !m_device->isReadable() || m_device->bytesAvailable() > 0)
        return true;
    if (!m_device->isSequential())
        return true; // at its end, or of a size that is not known, as in /proc
    if (qobject_cast<QFileDevice *>(m_device))
        throw UsageError("a QFile on a pipe or terminal does not tell when there is something to "
                         "read: await a QSocketNotifier's signal");
    return false;
}

bool DeviceOperation::start(Awaited &awaited)
{
    m_watch.watch(m_device, awaited);
    const auto wake = [&awaited] {
        awaited.wake();
    };
    QObject::connect(m_device, &QIODevice::readyRead, m_watch.context(), wake);
    QObject::connect(m_device, &QIODevice::readChannelFinished, m_watch.context(), wake);
    QObject::connect(m_device, &QIODevice::aboutToClose, m_watch.context(), wake);
    return true;
}

CancelReply DeviceOperation::cancel(const QString &)
{
    m_watch.stop();
    return CancelReply::Aborted;
}

QByteArray DeviceOperation::resume() const
{
    m_watch.checkSender();
    if (!m_device->isOpen() || !m_device->isReadable())
        return {}; // reading would warn
    return m_device->readAll();
}

QString DeviceOperation::description() const
{
    return m_watch.isSenderGone() ? QStringLiteral("device")
                                  : QStringLiteral("data from ") +
                                        QString::fromUtf8(m_device->metaObject()->className());
}

bool hasEnded(QIODevice &device)
{
    char byte = 0;
    return device.peek(&byte, 1) < 0;
}

} // namespace taskdeck::detail
