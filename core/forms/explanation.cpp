#include "core/forms/explanation.h"

#include <algorithm>

namespace jixiao {

namespace {

/// Times of no real clock are cut to what a clock can say, so that there is always a later one.
constexpr qint64 latestMs = qint64(1) << 53;

} // namespace

Explanation Explanation::fromRecord(const Record& record) {
    Explanation explanation;
    explanation.id = record.id;
    explanation.rule = record.value(Field::rule);
    explanation.table = record.value(Field::table);
    explanation.row = Id::fromString(record.value(Field::about)).value_or(Id());
    explanation.field = record.value(Field::field);
    explanation.message = record.value(Field::message);
    explanation.text = record.value(Field::text);
    explanation.personId = record.value(Field::personId);
    explanation.personName = record.value(Field::personName);
    explanation.deviceId = record.value(Field::deviceId);
    explanation.atMs = std::clamp<qint64>(record.value(Field::at).toLongLong(), 0, latestMs);
    explanation.round = std::max(1, record.value(Field::round).toInt());
    return explanation;
}

QMap<QString, QString> Explanation::values() const {
    return {{Field::rule, rule},
            {Field::table, table},
            {Field::about, row.isNull() ? QString() : row.toString()},
            {Field::field, field},
            {Field::message, message},
            {Field::text, text},
            {Field::personId, personId},
            {Field::personName, personName},
            {Field::deviceId, deviceId},
            {Field::at, QString::number(atMs)},
            {Field::round, QString::number(round)}};
}

bool Explanation::isAboutSame(const Explanation& other) const {
    return rule == other.rule && table == other.table && row == other.row && field == other.field;
}

bool Explanation::answersSame(const Explanation& other) const { return isAboutSame(other) && message == other.message; }

std::optional<Explanation> explanationAt(const FormDocument& document, const FieldPath& path, const QString& rule,
                                         const QString& message) {
    Explanation explanation;
    explanation.rule = rule;
    explanation.table = path.table;
    explanation.field = path.field;
    explanation.message = message;
    if (path.table.isEmpty() || path.row < 0) return explanation;
    const auto rows = document.rows(path.table);
    if (path.row >= rows.size()) return std::nullopt;
    explanation.row = rows.at(path.row).id;
    return explanation;
}

std::optional<FieldPath> pathOf(const Explanation& explanation, const FormDocument& document) {
    FieldPath path{explanation.table, -1, explanation.field};
    if (explanation.row.isNull()) return path;
    const auto rows = document.rows(explanation.table);
    const auto found =
        std::find_if(rows.cbegin(), rows.cend(), [&](const FormRow& row) { return row.id == explanation.row; });
    if (found == rows.cend()) return std::nullopt;
    path.row = int(found - rows.cbegin());
    return path;
}

QList<PlacedExplanation> placedIn(const FormDocument& document, const QList<Explanation>& explanations) {
    QList<PlacedExplanation> placed;
    for (auto each = explanations.cbegin(); each != explanations.cend(); ++each) {
        const auto path = pathOf(*each, document);
        const bool last = std::none_of(each + 1, explanations.cend(),
                                       [&](const Explanation& later) { return later.answersSame(*each); });
        if (path && last && !each->isBlank())
            placed.append({each->rule, *path, each->message, each->text, each->personName, each->atMs});
    }
    return placed;
}

void sortByTime(QList<Explanation>& explanations) {
    std::sort(explanations.begin(), explanations.end(), [](const Explanation& a, const Explanation& b) {
        return a.atMs != b.atMs ? a.atMs < b.atMs : a.id < b.id;
    });
}

} // namespace jixiao
