#include "tests/bench/sync_documents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

namespace jixiao::bench {

namespace {

const auto indicatorTable = QStringLiteral("indicators");
constexpr auto draws = 20'200; // where the random numbers begin

QJsonObject toJson(const QMap<QString, QString>& texts) {
    QJsonObject object;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

/// Field ids are dotted paths; a record's fields are named by their last part.
QMap<QString, QString> fieldsOf(const FormDocument& document, int number) {
    QMap<QString, QString> fields;
    for (auto it = document.fields.cbegin(); it != document.fields.cend(); ++it)
        if (!it->isEmpty()) fields.insert(it.key().section(QLatin1Char('.'), -1), *it);
    fields.insert(Field::form, document.form);
    fields.insert(Field::fiscalYear, QString::number(document.fiscalYear));
    fields.insert(QStringLiteral("title"), QStringLiteral("绩效目标表 %1").arg(number));
    return fields;
}

} // namespace

QByteArray SyncDocument::json() const {
    QJsonArray rows;
    for (const auto& indicator : indicators)
        rows.append(toJson(indicator));
    auto object = toJson(fields);
    object.insert(indicatorTable, rows);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QList<RecordEdit> SyncDocument::edits(const Id& project, const Id& unit, IdSource& ids) const {
    QList<RecordEdit> edits{{id, fields, true, false, RecordType::declaration, unit, project}};
    for (const auto& indicator : indicators)
        edits.append({ids.next(), indicator, true, false, RecordType::indicator, unit, id});
    return edits;
}

QList<SyncDocument> syncDocuments(const Seed& seed, int count, IdSource& ids) {
    const auto sample = seed.documents(projectCount);
    QList<QMap<QString, QString>> pool;
    for (const auto& document : sample)
        for (const auto& row : document.rows(indicatorTable))
            pool.append(row.cells);
    std::mt19937 random(draws);
    QList<SyncDocument> documents;
    for (int i = 0; i < count; ++i) {
        SyncDocument document{ids.next(), fieldsOf(sample.at(qsizetype(random() % quint32(sample.size()))), i + 1), {}};
        QString key;
        for (int row = 0; row < indicatorsPerDocument; ++row) {
            auto cells = pool.at(qsizetype(random() % quint32(pool.size())));
            cells.removeIf([](const auto& cell) { return cell.value().isEmpty(); });
            cells[Field::name] += QString::number(random() % 100'000U);
            key = rowKeyBetween(key, {});
            cells.insert(Field::ordinal, key);
            document.indicators.append(cells);
        }
        documents.append(document);
    }
    return documents;
}

} // namespace jixiao::bench
