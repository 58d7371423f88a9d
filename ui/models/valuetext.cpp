// SPDX-License-Identifier: MIT
#include "valuetext.h"

#include "displaytext.h"

#include <QtCore/QAssociativeIterable>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSequentialIterable>
#include <QtCore/QStringDecoder>

namespace taskdeck::valuetext {
namespace {

// Qt counts these as lists of characters; here they are scalars.
bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QByteArray;
}

QString scalar(const QVariant &value)
{
    return value.typeId() == QMetaType::QByteArray ? bytes(value.toByteArray()) : value.toString();
}

QJsonValue toJson(const QVariant &value)
{
    if (isMap(value)) {
        const auto map = value.value<QAssociativeIterable>();
        QJsonObject object;
        for (auto entry = map.begin(); entry != map.end(); ++entry)
            object.insert(entry.key().toString(), toJson(entry.value()));
        return object;
    }
    if (isList(value)) {
        QJsonArray array;
        for (const QVariant &entry : value.value<QSequentialIterable>())
            array.append(toJson(entry));
        return array;
    }
    if (value.typeId() == QMetaType::QByteArray)
        return scalar(value);
    return QJsonValue::fromVariant(value);
}

} // namespace

bool isMap(const QVariant &value)
{
    return !isText(value) && value.canConvert<QAssociativeIterable>();
}

bool isList(const QVariant &value)
{
    return !isText(value) && !isMap(value) && value.canConvert<QSequentialIterable>();
}

qsizetype entries(const QVariant &value)
{
    if (isMap(value))
        return value.value<QAssociativeIterable>().size();
    if (isList(value))
        return value.value<QSequentialIterable>().size();
    return -1;
}

QString bytes(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes.toHex(' ')) : text;
}

QString whole(const QVariant &value)
{
    const QJsonValue json = entries(value) < 0 ? QJsonValue() : toJson(value);
    if (json.isObject())
        return QString::fromUtf8(QJsonDocument(json.toObject()).toJson());
    if (json.isArray())
        return QString::fromUtf8(QJsonDocument(json.toArray()).toJson());
    return scalar(value);
}

QString preview(const QVariant &scalarValue)
{
    if (scalarValue.typeId() != QMetaType::QByteArray)
        return displaytext::oneLine(scalarValue.toString());
    const QByteArray all = scalarValue.toByteArray();
    const QString start = displaytext::oneLine(bytes(all.left(1'024)));
    return QStringLiteral("%1 (%2)").arg(start, displaytext::bytes(all.size()));
}

} // namespace taskdeck::valuetext
