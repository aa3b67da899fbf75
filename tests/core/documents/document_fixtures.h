#pragma once

#include "core/documents/importer.h"
#include "core/documents/interchange.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <functional>

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

/// Long texts in every kind of cell, many rows, and words that cannot be broken at spaces.
inline jixiao::FormDocument longDocument() {
    jixiao::FormDocument document = sampleDocuments().at(6);
    document.fields[QStringLiteral("fundUse")] =
        QStringLiteral("提高警卫勤务安全技术防范水平，形成“精准精细、高效联通”的格局。").repeated(150);
    document.fields[QStringLiteral("project.name")] = QStringLiteral("WIRELESS_VIDEO_SURVEILLANCE/2020/").repeated(4);
    auto& goals = document.tables[QStringLiteral("goals")];
    for (int i = 2; i < 60; ++i)
        goals.append(jixiao::FormRow{
            {}, {{QStringLiteral("text"), QStringLiteral("%1、保证各类警卫勤务任务顺利完成").arg(i + 1)}}});
    auto& rows = document.tables[QStringLiteral("indicators")];
    const auto pattern = rows;
    for (int i = 0; i < 40; ++i)
        rows.append(pattern.at(i % 3));
    rows[4].cells[QStringLiteral("description")] = QStringLiteral("这是一个特别长的绩效指标描述，").repeated(300);
    rows[20].cells[QStringLiteral("target")] = QStringLiteral("第一行\n\n第三行\t≥100%");
    return document;
}

/// Chooses a number from 0 up to, not including, its argument: a property's generator or any other source.
using Pick = std::function<int(int)>;

/// A text without line breaks of 1 to `most` pieces, with letters, digits and signs that formats like to change.
inline QString randomWords(const Pick& pick, int most) {
    static const QStringList pieces{QStringLiteral("保障"),  QStringLiteral("采集终端"), QStringLiteral("率"),
                                    QStringLiteral("（%）"), QStringLiteral("12.50"),    QStringLiteral("A/B"),
                                    QStringLiteral("<&>"),   QStringLiteral("\"'"),      QStringLiteral("=1+1"),
                                    QStringLiteral("𠮷"),    QStringLiteral("_x0041_"),  QStringLiteral("、")};
    QString text = QStringLiteral("案");
    for (int i = pick(most); i > 0; --i)
        text += pieces.at(pick(int(pieces.size())));
    return text;
}

/// A value as people write it into a field of this kind; often blank.
inline QString randomValue(const jixiao::FormTemplate& form, const jixiao::FieldSpec& spec, const Pick& pick) {
    using jixiao::FieldType;
    static const QStringList targets{
        QStringLiteral("≥95%"), QStringLiteral("≤9.70万元"), QStringLiteral("25"), QStringLiteral("0.5"),
        QStringLiteral("007"),  QStringLiteral("符合要求"),  QStringLiteral("**"), QStringLiteral("2025年8月31日之前")};
    if (pick(5) == 0) return {};
    const auto digits = [&](int most) { return QString::number(pick(most)); };
    switch (spec.type) {
    case FieldType::Money:
        return digits(100'000) + QStringLiteral(".%1").arg(pick(100), 2, 10, QLatin1Char('0'));
    case FieldType::Percent:
        return digits(101) + (pick(2) == 0 ? QStringLiteral("%") : QStringLiteral(".00"));
    case FieldType::Number:
        return QString::number(1 + pick(99));
    case FieldType::Value:
        return targets.at(pick(int(targets.size())));
    case FieldType::Date:
        return QStringLiteral("2025年%1月%2日").arg(1 + pick(12)).arg(1 + pick(28));
    case FieldType::Bool:
        return pick(2) == 0 ? QStringLiteral("是") : QStringLiteral("否");
    case FieldType::Enum: {
        const auto words = form.vocabularies.value(spec.vocabulary);
        return words.isEmpty() ? QString() : words.at(pick(int(words.size()))).value;
    }
    case FieldType::LongText: {
        QString text = randomWords(pick, 12);
        for (int i = pick(3); i > 0; --i)
            text += u'\n' + randomWords(pick, 30);
        return text;
    }
    case FieldType::Text:
        break;
    }
    return randomWords(pick, 6);
}

/// A document of a form with something in most places and up to `mostRows` rows in every table.
inline jixiao::FormDocument randomDocument(const jixiao::FormTemplate& form, const Pick& pick, int mostRows = 6) {
    jixiao::FormDocument document;
    document.form = form.id;
    document.fiscalYear = form.yearFrom;
    for (const auto& field : form.fields)
        document.fields[field.id] = randomValue(form, field, pick);
    for (const auto& table : form.tables) {
        auto& rows = document.tables[table.id];
        rows.resize(pick(mostRows + 1));
        for (auto& row : rows)
            for (const auto& column : table.columns)
                row.cells[column.id] = table.plainStrings ? randomWords(pick, 20) : randomValue(form, column, pick);
    }
    return document;
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

/// A form of every template with nothing in it.
inline QList<jixiao::FormDocument> blankDocuments() {
    QList<jixiao::FormDocument> blank;
    for (const auto& form : catalogue().forms()) {
        blank.append(jixiao::FormDocument());
        blank.last().form = form.id;
    }
    return blank;
}

} // namespace fixtures
