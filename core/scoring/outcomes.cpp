#include "core/scoring/outcomes.h"

#include "core/base/json.h"

#include <QJsonArray>

#include <algorithm>

namespace jixiao::scoring {

namespace {

constexpr JsonLimits limits{8 * 1024 * 1024, 8};
constexpr int longestText = 8000;
constexpr int mostForms = 5000;
constexpr int mostRows = 100'000;

/// Reads an object key by key; the first fault is kept with its place, and so is what was not asked for.
class ObjectReader {
public:
    ObjectReader(const QJsonValue& value, const QString& where, QString& fault)
        : object_(value.toObject()), where_(where), fault_(fault) {
        if (!value.isObject()) fail(QString(), QStringLiteral("an object is needed"));
    }

    QString text(const char* key) {
        const auto value = take(key);
        if (!value.isUndefined() && !value.isString())
            fail(QLatin1String(key), QStringLiteral("text in quotes is needed"));
        const auto result = value.toString();
        if (result.size() > longestText) fail(QLatin1String(key), QStringLiteral("too long"));
        return result;
    }
    bool flag(const char* key) {
        const auto value = take(key);
        if (!value.isUndefined() && !value.isBool())
            fail(QLatin1String(key), QStringLiteral("true or false is needed"));
        return value.toBool();
    }
    /// `otherwise` when there is none.
    int number(const char* key, int low, int high, int otherwise) {
        const auto value = take(key);
        if (value.isUndefined()) return otherwise;
        const auto whole = value.toInteger(qint64(low) - 1);
        if (whole < low || whole > high)
            fail(QLatin1String(key), QStringLiteral("a whole number from %1 to %2 is needed").arg(low).arg(high));
        return int(whole);
    }
    QDate date(const char* key) {
        const auto written = text(key);
        const auto result = QDate::fromString(written, Qt::ISODate);
        if (!written.isEmpty() && !result.isValid())
            fail(QLatin1String(key), QStringLiteral("a date like 2025-12-31 is needed"));
        return result;
    }
    QJsonArray list(const char* key) {
        const auto value = take(key);
        if (!value.isArray()) fail(QLatin1String(key), QStringLiteral("a list is needed"));
        return value.toArray();
    }
    void finish() {
        for (auto it = object_.constBegin(); it != object_.constEnd(); ++it)
            fail(it.key().left(40), QStringLiteral("unknown key"));
    }
    void fail(const QString& key, const QString& why) {
        if (!fault_.isEmpty()) return;
        const auto dot = where_.isEmpty() || key.isEmpty() ? QString() : QStringLiteral(".");
        fault_ = where_ + dot + key + QStringLiteral(": ") + why;
    }

private:
    QJsonValue take(const char* key) {
        const auto value = object_.value(QLatin1String(key));
        object_.remove(QLatin1String(key));
        return value;
    }

    QJsonObject object_;
    QString where_;
    QString& fault_;
};

ReportedOutcome readOutcome(const QJsonValue& json, const QString& where, QString& fault) {
    ObjectReader reader(json, where, fault);
    ReportedOutcome result;
    result.row = reader.number("row", 0, mostRows, -1);
    result.name = reader.text("name");
    result.outcome.actual = reader.text("actualValue");
    result.outcome.reason = reader.text("deviationReason");
    result.outcome.evidence = reader.text("evidence");
    result.outcome.notApplicable = reader.text("notApplicable");
    result.outcome.score = reader.text("score");
    result.outcome.targetTooLow = reader.flag("targetTooLow");
    result.outcome.sampleSize = reader.text("sampleSize");
    result.outcome.surveyDate = reader.text("surveyDate");
    if (result.row < 0 && result.name.trimmed().isEmpty())
        reader.fail(QString(), QStringLiteral("row or name is needed"));
    reader.finish();
    return result;
}

ReportedForm readForm(const QJsonValue& json, const QString& where, QString& fault) {
    ObjectReader reader(json, where, fault);
    ReportedForm result;
    result.document = reader.number("document", 0, mostForms, -1);
    result.project = reader.text("project");
    result.budgetInForce = reader.text("budgetInForce");
    result.executedAmount = reader.text("executedAmount");
    result.fundsReason = reader.text("fundsReason");
    result.projectStart = reader.date("projectStart");
    result.month = reader.number("month", 1, 12, 0);
    const auto indicators = reader.list("indicators");
    if (indicators.size() > mostRows) reader.fail(QStringLiteral("indicators"), QStringLiteral("too many"));
    for (int i = 0; i < indicators.size() && fault.isEmpty(); ++i)
        result.indicators.append(
            readOutcome(indicators.at(i), where + QStringLiteral(".indicators[%1]").arg(i), fault));
    reader.finish();
    return result;
}

QString squeezed(const QString& text) {
    QString result = text.simplified();
    return result.remove(u' ');
}

Error misplaced(int i, const QString& why) {
    return {ErrorCode::InvalidInput, QStringLiteral("indicators[%1]: %2").arg(i).arg(why)};
}

} // namespace

Result<Outcomes> Outcomes::fromJson(const QByteArray& bytes) {
    const auto object = parseJsonObject(bytes, limits);
    if (!object) return object.error();
    QString fault;
    ObjectReader reader(*object, QString(), fault);
    Outcomes result;
    if (reader.text("format") != u"jixiao.outcomes/1")
        reader.fail(QStringLiteral("format"), QStringLiteral("jixiao.outcomes/1 is needed"));
    const auto forms = reader.list("documents");
    if (forms.size() > mostForms) reader.fail(QStringLiteral("documents"), QStringLiteral("too many"));
    for (int i = 0; i < forms.size() && fault.isEmpty(); ++i)
        result.forms.append(readForm(forms.at(i), QStringLiteral("documents[%1]").arg(i), fault));
    reader.finish();
    if (!fault.isEmpty()) return Error{ErrorCode::InvalidInput, fault};
    return result;
}

Result<QList<Outcome>> placeOutcomes(const QList<ReportedOutcome>& reported, const QStringList& names) {
    QList<Outcome> result(names.size());
    QList<bool> taken(names.size(), false);
    QMultiMap<QString, int> rows;
    for (int i = 0; i < names.size(); ++i)
        rows.insert(squeezed(names[i]), i);
    for (int i = 0; i < reported.size(); ++i) {
        const auto& entry = reported[i];
        const auto name = squeezed(entry.name);
        int row = entry.row;
        if (row < 0) {
            if (rows.count(name) != 1)
                return misplaced(i, (rows.contains(name) ? QStringLiteral("several rows are called ")
                                                         : QStringLiteral("no row is called ")) +
                                        entry.name.left(60));
            row = rows.value(name);
        }
        if (row >= names.size()) return misplaced(i, QStringLiteral("there is no row %1").arg(row));
        if (!name.isEmpty() && name != squeezed(names[row]))
            return misplaced(i, QStringLiteral("row %1 is called %2").arg(row).arg(names[row].left(60)));
        if (taken[row]) return misplaced(i, QStringLiteral("row %1 is reported twice").arg(row));
        taken[row] = true;
        result[row] = entry.outcome;
    }
    return result;
}

Outcome outcomeFromCells(const QMap<QString, QString>& cells) {
    Outcome result;
    result.actual = cells.value(QStringLiteral("actualValue"));
    result.reason = cells.value(QStringLiteral("deviationReason"));
    return result;
}

} // namespace jixiao::scoring
