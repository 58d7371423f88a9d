// SPDX-License-Identifier: MIT
#pragma once

#include "joblauncher.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace taskdeck {

/// What the "New task" dialog starts things with. Checks nothing: the launcher does.
///
/// File and folder texts are paths; a `file:` URL, as dialogs give it, counts as its path.
class NewTask : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Session")
    Q_PROPERTY(QString refusal READ refusal NOTIFY refusalChanged FINAL)

public:
    /// @param launcher  must outlive this object
    explicit NewTask(JobLauncher &launcher, QObject *parent = nullptr);

    /// Why the last start was refused, one sentence; empty after a success.
    QString refusal() const { return m_refusal; }

    /// Each returns true and emits started() if a task was started, else sets `refusal`.
    Q_INVOKABLE bool startCommand(const QString &line, bool shell, const QString &folder);
    /// @param url  as typed by a user: "example.org/a.iso" means http
    Q_INVOKABLE bool startDownload(const QString &url, const QString &file);
    Q_INVOKABLE bool startChecksums(const QString &folder);

    /// Forgets the refusal: the dialog opens anew.
    Q_INVOKABLE void clearRefusal();

Q_SIGNALS:
    void refusalChanged();
    /// The task will show in the list, if it does not already.
    void started(double taskId);

private:
    bool report(const JobLauncher::Started &result);
    void setRefusal(const QString &refusal);

    JobLauncher &m_launcher;
    QString m_refusal;
};

} // namespace taskdeck
