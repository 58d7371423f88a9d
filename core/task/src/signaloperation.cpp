// SPDX-License-Identifier: MIT
#include <taskdeck/detail/signaloperation.h>

namespace taskdeck::detail {

QString describeSignal(const QMetaMethod &signal)
{
    return QStringLiteral("signal %1::%2")
        .arg(QString::fromUtf8(signal.enclosingMetaObject()->className()),
             QString::fromUtf8(signal.name()));
}

void requireSignal(const QMetaMethod &method)
{
    if (!method.isValid())
        throw std::invalid_argument("this method is not a signal");
}

} // namespace taskdeck::detail
