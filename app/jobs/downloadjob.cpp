// SPDX-License-Identifier: MIT
#include "downloadjob.h"

#include "displaytext.h"
#include "downloaderrors.h"
#include "filesync.h"

#include <taskdeck/await.h>
#include <taskdeck/qt.h>
#include <taskdeck/task.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <memory>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::DownloadFailed)
};

constexpr auto silenceLimit = 60s;

struct DeleteLater {
    void operator()(QNetworkReply *reply) const
    {
        reply->disconnect();
        reply->abort();
        reply->deleteLater(); // it may be on the stack
    }
};
using Reply = std::unique_ptr<QNetworkReply, DeleteLater>;

Reply get(QNetworkAccessManager &network, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(10);
    request.setTransferTimeout(int(std::chrono::milliseconds(silenceLimit).count()));
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QStringLiteral("Taskdeck/%1").arg(QCoreApplication::applicationVersion()));
    return Reply(network.get(request));
}

void showProgress(AnyTask task, qint64 received, qint64 total)
{
    if (task.done())
        return;
    if (total > 0)
        task.setProgress(
            double(received) / double(total),
            Text::tr("%1 of %2").arg(displaytext::bytes(received), displaytext::bytes(total)));
    else
        task.setProgress(-1, displaytext::bytes(received));
}

DownloadFailed cannotSave(const QSaveFile &file)
{
    return DownloadFailed(
        Text::tr("%1 cannot be written: %2.").arg(file.fileName(), file.errorString()));
}

/// @throws unless the reply is a whole file
void requireSuccess(const QNetworkReply &reply, const QSaveFile &file)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString url = reply.url().toDisplayString();
    if (status >= 300)
        throw HttpError(
            status, reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(), url);
    if (file.error() != QFileDevice::NoError)
        throw cannotSave(file);
    if (reply.error() == QNetworkReply::OperationCanceledError)
        throw DownloadFailed(
            Text::tr("Nothing arrived for %1 s from %2.").arg(silenceLimit.count()).arg(url));
    if (reply.error() != QNetworkReply::NoError)
        throw DownloadFailed(
            Text::tr("%1 could not be downloaded: %2.").arg(url, reply.errorString()));
}

} // namespace

Coro<DownloadResult> download(QNetworkAccessManager &network, QUrl url, QString path)
{
    QSaveFile file(path); // destroyed without commit() it leaves nothing
    if (!file.open(QIODevice::WriteOnly))
        throw cannotSave(file);

    const Reply reply = get(network, url);
    const auto save = [&file, &source = *reply] {
        if (file.write(source.readAll()) < 0)
            source.abort(); // the disk is full: requireSuccess() says so
    };
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &file, save);
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &file,
                     [task = currentTask()](qint64 received, qint64 total) {
                         showProgress(task, received, total);
                     });
    co_await reply.get();

    save();
    requireSuccess(*reply, file);
    file.flush();
    auto synced = syncToDisk(file.handle());
    co_await std::move(synced);
    const qint64 bytes = file.size();
    if (!file.commit())
        throw cannotSave(file);
    co_return DownloadResult{path, bytes};
}

QVariant ResultView<DownloadResult>::of(const DownloadResult &result)
{
    return QVariantMap{{QStringLiteral("file"), result.file},
                       {QStringLiteral("bytes"), result.bytes}};
}

} // namespace taskdeck
