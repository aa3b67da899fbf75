#pragma once

#include "core/documents/importer.h"
#include "core/documents/interchange.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace fixtures {

inline QString sourcePath(const QString& relative) { return QStringLiteral(JIXIAO_SOURCE_DIR "/") + relative; }

inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QByteArray sample() { return bytesOf(sourcePath(QStringLiteral("assets/sample/gaoxin-2020.txt"))); }

inline QJsonArray documentsOf(const QString& path) {
    return QJsonDocument::fromJson(bytesOf(path)).object().value(QStringLiteral("documents")).toArray();
}

inline const jixiao::FormCatalogue& catalogue() {
    static const auto forms = jixiao::FormCatalogue::builtIn();
    return forms;
}

inline jixiao::Result<jixiao::ImportResult> import(const QByteArray& bytes) {
    return jixiao::Importer(catalogue()).importBytes(bytes, QStringLiteral("form.txt"));
}

inline QJsonArray expectedSample() {
    return documentsOf(sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
}

/// The twelve documents of the sample.
inline QList<jixiao::FormDocument> sampleDocuments() {
    auto result = import(sample());
    return result ? result->documents : QList<jixiao::FormDocument>();
}

inline QJsonArray interchangeOf(const jixiao::ImportResult& result) {
    return jixiao::toInterchange(result, catalogue()).value(QStringLiteral("documents")).toArray();
}

/// The first place where `actual` lacks something `expected` has; keys only `actual` has do not count.
inline QString difference(const QJsonValue& expected, const QJsonValue& actual, const QString& path = {}) {
    if (expected.isObject()) {
        const auto object = expected.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const auto inner = actual.toObject().value(it.key());
            if (const auto found = difference(*it, inner, path + u'.' + it.key()); !found.isEmpty()) return found;
        }
        return {};
    }
    if (expected.isArray()) {
        const auto left = expected.toArray();
        const auto right = actual.toArray();
        if (left.size() != right.size())
            return QStringLiteral("%1: %2 expected, %3 found").arg(path).arg(left.size()).arg(right.size());
        for (int i = 0; i < left.size(); ++i) {
            const auto place = QStringLiteral("%1[%2]").arg(path).arg(i);
            if (const auto found = difference(left.at(i), right.at(i), place); !found.isEmpty()) return found;
        }
        return {};
    }
    if (expected == actual) return {};
    const auto shown = [](const QJsonValue& v) {
        return QString::fromUtf8(QJsonDocument(QJsonArray{v}).toJson(QJsonDocument::Compact));
    };
    return QStringLiteral("%1: expected %2, found %3").arg(path, shown(expected), shown(actual));
}

} // namespace fixtures
