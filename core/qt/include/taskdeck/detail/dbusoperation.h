// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCall>
#include <QtDBus/QDBusPendingReply>

#include <memory>

namespace taskdeck::detail {

/// Waits for the answer to a D-Bus call. On a cancel the answer is ignored when it comes.
class TASKDECK_EXPORT DBusOperation
{
public:
    static constexpr bool isWork = true;

    explicit DBusOperation(QDBusPendingCall call);

    bool ready() const { return m_call.isFinished(); }
    bool start(Awaited &awaited);
    CancelReply cancel(const QString &message);
    QDBusMessage resume() const { return m_call.reply(); }
    QString description() const { return QStringLiteral("D-Bus"); }

protected:
    const QDBusPendingCall &call() const { return m_call; }

private:
    QDBusPendingCall m_call;
    std::unique_ptr<QDBusPendingCallWatcher> m_watcher;
};

template<typename... Types>
class DBusReplyOperation final : public DBusOperation
{
public:
    using DBusOperation::DBusOperation;

    QDBusPendingReply<Types...> resume() const { return call(); }
};

template<>
struct AwaitTraits<QDBusPendingCall> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place, QDBusPendingCall call)
    {
        return OperationAwaiter<DBusOperation>(promise, place, std::move(call));
    }
};

template<typename... Types>
struct AwaitTraits<QDBusPendingReply<Types...>> {
    static auto awaiter(CoroPromiseBase &promise, SourcePlace place,
                        const QDBusPendingReply<Types...> &reply)
    {
        return OperationAwaiter<DBusReplyOperation<Types...>>(promise, place, reply);
    }
};

} // namespace taskdeck::detail
