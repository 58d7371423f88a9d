// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

namespace taskdeck {

/// Turns SIGINT, SIGTERM and SIGHUP into a quit, so that no process of ours is left behind. The
/// second one ends the program at once.
///
/// One at a time. Afterwards the signals do what they did before.
class QuitSignals : public QObject
{
    Q_OBJECT
public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void received();
};

} // namespace taskdeck
