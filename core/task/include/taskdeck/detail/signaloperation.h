// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/coropromise.h>
#include <taskdeck/detail/senderwatch.h>

#include <QtCore/QMetaMethod>

#include <string_view>

namespace taskdeck::detail {

/// Is it the marker that moc's private signals have as their last argument? Each class has a
/// private one of its own, so that only its name can be asked for.
template<typename T>
consteval bool isPrivateMarker()
{
    return std::string_view(__PRETTY_FUNCTION__).ends_with("::QPrivateSignal]");
}

template<typename... Args>
struct SignalTypes {
};

/// The arguments of a signal that a slot may take.
template<typename Taken, typename... Left>
struct TakenArguments;
template<typename... Taken>
struct TakenArguments<SignalTypes<Taken...>> {
    using Types = SignalTypes<Taken...>;
};
template<typename... Taken, typename First, typename... Rest>
struct TakenArguments<SignalTypes<Taken...>, First, Rest...>
    : std::conditional_t<isPrivateMarker<First>(), TakenArguments<SignalTypes<Taken...>, Rest...>,
                         TakenArguments<SignalTypes<Taken..., First>, Rest...>> {
};

template<typename Signal>
struct SignalTraits {
    using Function = QtPrivate::FunctionPointer<Signal>;
    using Sender = typename Function::Object;

    template<typename... Args>
    static typename TakenArguments<SignalTypes<>, Args...>::Types taken(QtPrivate::List<Args...>);
    using Types = decltype(taken(typename Function::Arguments()));

    template<typename... Args>
    static std::tuple<std::decay_t<Args>...> values(SignalTypes<Args...>);
    using Values = decltype(values(Types()));
};

/// "signal QTimer::timeout"
TASKDECK_EXPORT QString describeSignal(const QMetaMethod &signal);
/// @throws std::invalid_argument  it is a plain method
TASKDECK_EXPORT void requireSignal(const QMetaMethod &method);

/// Waits for the next emission of a signal, and keeps its arguments.
template<typename Signal>
class SignalOperation
{
public:
    using Sender = typename SignalTraits<Signal>::Sender;
    using Values = typename SignalTraits<Signal>::Values;

    SignalOperation(const Sender *sender, Signal signal)
        : m_sender(sender)
        , m_signal(signal)
    {
    }

    bool ready() const
    {
        SenderWatch::requireSender(m_sender);
        requireSignal(QMetaMethod::fromSignal(m_signal));
        return false;
    }
    bool start(Awaited &awaited)
    {
        m_watch.watch(m_sender, awaited);
        listen(awaited, typename SignalTraits<Signal>::Types());
        return true;
    }
    CancelReply cancel(const QString &)
    {
        m_watch.stop();
        return CancelReply::Aborted;
    }
    auto resume()
    {
        if (m_failure)
            std::rethrow_exception(std::move(m_failure));
        if (!m_values) // one that died after its signal has done its work
            m_watch.checkSender();
        if constexpr (std::tuple_size_v<Values> == 1)
            return std::get<0>(std::move(*m_values));
        else if constexpr (std::tuple_size_v<Values> > 1)
            return std::move(*m_values);
    }
    QString description() const { return describeSignal(QMetaMethod::fromSignal(m_signal)); }

private:
    template<typename... Args>
    void listen(Awaited &awaited, SignalTypes<Args...>)
    {
        QObject::connect(m_sender, m_signal, m_watch.context(), [this, &awaited](Args... args) {
            if (m_values || m_failure)
                return; // the first emission counts
            try {
                m_values.emplace(std::forward<Args>(args)...);
            } catch (...) {
                m_failure = std::current_exception(); // nothing leaves a slot
            }
            awaited.wake();
        });
    }

    const Sender *m_sender;
    Signal m_signal;
    SenderWatch m_watch;
    std::optional<Values> m_values;
    std::exception_ptr m_failure;
};

} // namespace taskdeck::detail
