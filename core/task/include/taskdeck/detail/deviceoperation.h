// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/senderwatch.h>

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>

class QProcess;
class QNetworkReply; // of Qt Network, which is not needed here: to be awaited as itself, see qt.h

namespace taskdeck::detail {

/// Waits until a device has something to read, or never will have.
class TASKDECK_EXPORT DeviceOperation
{
public:
    explicit DeviceOperation(QIODevice *device)
        : m_device(device)
    {
    }

    /// @throws std::invalid_argument  null
    /// @throws UsageError             of another thread, or it tells nobody of new data
    bool ready() const;
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    /// Everything that is there; empty at the end. @throws SenderDestroyedError
    QByteArray resume() const;
    QString description() const;

protected:
    QIODevice *device() const { return m_device; }
    SenderWatch &senderWatch() { return m_watch; }

private:
    QIODevice *m_device;
    SenderWatch m_watch;
};

/// Has a QAbstractSocket's or a QLocalSocket's state. Core knows neither.
template<typename Device>
concept HasConnectionState = requires(Device &device)
{
    device.state() == Device::UnconnectedState;
    &Device::stateChanged;
};

/// No more will come from it, though it is open? As QIODevice::read() says it: -1 and not 0.
TASKDECK_EXPORT bool hasEnded(QIODevice &device);
template<HasConnectionState Socket>
bool hasEnded(Socket &socket)
{
    return socket.state() == Socket::UnconnectedState;
}

template<typename Device>
class DeviceOperationOf final : public DeviceOperation
{
public:
    explicit DeviceOperationOf(Device *device)
        : DeviceOperation(device)
    {
    }

    bool ready() const
    {
        return DeviceOperation::ready() || hasEnded(*static_cast<Device *>(device()));
    }
    bool start(Awaited &awaited)
    {
        auto *const watched = static_cast<Device *>(device());
        if constexpr (HasConnectionState<Device>) // a connection that fails closes no channel
            QObject::connect(watched, &Device::stateChanged, senderWatch().context(),
                             [watched, &awaited] {
                                 if (hasEnded(*watched))
                                     awaited.wake();
                             });
        return DeviceOperation::start(awaited);
    }
};

/// A device that is read, and not awaited as what it is besides.
template<typename Pointer>
concept PointerToDevice = PointerTo<Pointer, QIODevice> && !PointerTo<Pointer, QProcess> &&
                          !PointerTo<Pointer, QNetworkReply>;

template<typename Device>
requires PointerToDevice<Device *>
struct AwaitTraits<Device *> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, Device *device)
    {
        return OperationAwaiter<DeviceOperationOf<Device>>(promise, place, device);
    }
};

} // namespace taskdeck::detail
