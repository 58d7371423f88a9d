// SPDX-License-Identifier: MIT
#include "taskreport.h"

#include "taskwords.h"
#include "valuetext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace taskdeck::taskreport {
namespace {

using monitor::Failure;
using monitor::Frame;
using monitor::TaskDetails;
using monitor::TaskSnapshot;

qint64 elapsedMs(const TaskSnapshot &ended)
{
    return taskwords::elapsed(ended, ended.ended).count();
}

QString resultText(const TaskSnapshot &ended, const TaskDetails &details)
{
    if (!details.result.isValid())
        return ended.resultPreview;
    if (valuetext::isMap(details.result) || valuetext::isList(details.result))
        return valuetext::whole(details.result);
    return details.result.toString();
}

/// What one environment variable can hold.
QString value(QString text)
{
    text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    QByteArray bytes = text.toUtf8();
    if (bytes.size() <= longestValue)
        return text;
    qsizetype end = longestValue;
    while (end > 0 && (uchar(bytes.at(end)) & 0xc0) == 0x80) // never half a character
        --end;
    return QString::fromUtf8(bytes.left(end));
}

/// Any value as JSON: a type that JSON does not know becomes its text.
QJsonValue jsonOf(const QVariant &value)
{
    const QJsonValue json = QJsonValue::fromVariant(value);
    return json.isNull() && value.isValid() && !value.isNull() ? QJsonValue(value.toString())
                                                               : json;
}

QJsonArray jsonOf(const QList<Frame> &frames)
{
    QJsonArray array;
    for (const Frame &frame : frames)
        array += QJsonObject{{QStringLiteral("function"), frame.function},
                             {QStringLiteral("file"), frame.file},
                             {QStringLiteral("line"), frame.line}};
    return array;
}

QJsonObject jsonOf(const Failure &failure)
{
    QJsonArray causes;
    for (const Failure &cause : failure.causes)
        causes += jsonOf(cause);
    QJsonArray members;
    for (const Failure &member : failure.members)
        members += jsonOf(member);
    return {{QStringLiteral("type"), failure.type},
            {QStringLiteral("message"), failure.message},
            {QStringLiteral("causes"), causes},
            {QStringLiteral("members"), members},
            {QStringLiteral("throwSite"), jsonOf(failure.throwSite)}};
}

QJsonValue failureOf(const TaskSnapshot &ended, const TaskDetails &details)
{
    if (details.failure)
        return jsonOf(*details.failure);
    if (ended.state != TaskSnapshot::State::Failed)
        return QJsonValue::Null;
    Failure failure;
    failure.type = ended.failureType;
    failure.message = ended.failureMessage;
    return jsonOf(failure);
}

} // namespace

QString outcome(const TaskSnapshot &ended)
{
    switch (ended.state) {
    case TaskSnapshot::State::Done: return QStringLiteral("done");
    case TaskSnapshot::State::Failed: return QStringLiteral("failed");
    default: return QStringLiteral("cancelled");
    }
}

QMap<QString, QString> environment(const TaskSnapshot &ended, const TaskDetails &details)
{
    return {{QStringLiteral("TASKDECK_TASK_ID"), QString::number(ended.id)},
            {QStringLiteral("TASKDECK_NAME"), value(ended.name)},
            {QStringLiteral("TASKDECK_KIND"), value(ended.kind)},
            {QStringLiteral("TASKDECK_OUTCOME"), outcome(ended)},
            {QStringLiteral("TASKDECK_RESULT"), value(resultText(ended, details))},
            {QStringLiteral("TASKDECK_FAILURE_TYPE"), value(ended.failureType)},
            {QStringLiteral("TASKDECK_FAILURE_MESSAGE"), value(ended.failureMessage)},
            {QStringLiteral("TASKDECK_ELAPSED_MS"), QString::number(elapsedMs(ended))}};
}

QByteArray json(const TaskSnapshot &ended, const TaskDetails &details)
{
    const QJsonObject object{{QStringLiteral("id"), qint64(ended.id)},
                             {QStringLiteral("name"), ended.name},
                             {QStringLiteral("kind"), ended.kind},
                             {QStringLiteral("outcome"), outcome(ended)},
                             {QStringLiteral("result"), jsonOf(details.result)},
                             {QStringLiteral("resultType"), details.resultType},
                             {QStringLiteral("failure"), failureOf(ended, details)},
                             {QStringLiteral("cancelMessage"), ended.cancelMessage},
                             {QStringLiteral("elapsedMs"), elapsedMs(ended)},
                             {QStringLiteral("createdMs"), qint64(ended.created.count())},
                             {QStringLiteral("startedMs"), qint64(ended.started.count())},
                             {QStringLiteral("endedMs"), qint64(ended.ended.count())}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace taskdeck::taskreport
