#include "core/outcomes/reporting_rules.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace jixiao::outcomes {

namespace {

constexpr int anyYear = 2001; ///< not a leap year: a day that exists in it exists in every year

/// Reads strictly; the first fault is kept with its place.
struct Reader {
    QString fault;

    void fail(const QString& where) {
        if (fault.isEmpty()) fault = where;
    }
    QString text(const QJsonValue& value, const QString& where) {
        if (value.toString().isEmpty()) fail(where);
        return value.toString();
    }
    void day(const QJsonObject& json, const QString& where, int& year, int& month, int& dayOfMonth) {
        year = json[QStringLiteral("year")].toInt(-1);
        month = json[QStringLiteral("month")].toInt();
        dayOfMonth = json[QStringLiteral("day")].toInt();
        if (year < 0 || year > 1 || !QDate(anyYear, month, dayOfMonth).isValid()) fail(where);
    }
    ReportingTask task(const QJsonObject& json, const QString& where) {
        ReportingTask task;
        task.id = text(json[QStringLiteral("id")], where + QStringLiteral(".id"));
        task.label = text(json[QStringLiteral("label")], where + QStringLiteral(".label"));
        task.upTo = json[QStringLiteral("upTo")].toInt();
        if (task.upTo < 1 || task.upTo > 12) fail(where + QStringLiteral(".upTo"));
        task.wholeYear = json[QStringLiteral("wholeYear")].toBool();
        day(json[QStringLiteral("from")].toObject(), where + QStringLiteral(".from"), task.fromYear, task.fromMonth,
            task.fromDay);
        day(json[QStringLiteral("until")].toObject(), where + QStringLiteral(".until"), task.untilYear, task.untilMonth,
            task.untilDay);
        if (task.until(anyYear) < task.from(anyYear)) fail(where + QStringLiteral(".until"));
        return task;
    }
};

} // namespace

Result<ReportingRules> ReportingRules::fromJson(const QByteArray& json) {
    const auto root = parseJsonObject(json, {64 * 1024, 8});
    if (!root) return root.error();
    ReportingRules rules;
    Reader reader;
    if ((*root)[QStringLiteral("format")].toString() != QStringLiteral("jixiao.reporting/1"))
        reader.fail(QStringLiteral("format"));
    for (const auto& entry : (*root)[QStringLiteral("tasks")].toArray())
        rules.tasks.append(reader.task(entry.toObject(), QStringLiteral("tasks[%1]").arg(rules.tasks.size())));
    for (const auto& entry : (*root)[QStringLiteral("deviationClasses")].toArray())
        rules.deviationClasses.append(reader.text(entry, QStringLiteral("deviationClasses")));
    if (rules.tasks.isEmpty()) reader.fail(QStringLiteral("tasks"));
    if (rules.deviationClasses.isEmpty()) reader.fail(QStringLiteral("deviationClasses"));
    if (!reader.fault.isEmpty()) return Error{ErrorCode::TemplateInvalid, reader.fault};
    return rules;
}

const ReportingRules& ReportingRules::builtIn() {
    static const ReportingRules rules = [] {
        QFile file(QStringLiteral(":/assets/scoring/reporting.json"));
        if (!file.open(QIODevice::ReadOnly)) qFatal("the reporting data is missing");
        auto read = fromJson(file.readAll());
        if (!read) qFatal("the reporting data is broken: %s", qPrintable(read.error().detail));
        return *std::move(read);
    }();
    return rules;
}

const ReportingTask* ReportingRules::taskAt(int fiscalYear, const QDate& today) const {
    const ReportingTask* newest = nullptr;
    for (const auto& task : tasks)
        if (task.from(fiscalYear) <= today) newest = &task;
    return newest;
}

Period ReportingRules::periodAt(int fiscalYear, const QDate& today) const {
    const auto* task = taskAt(fiscalYear, today);
    if (task && (task->wholeYear || today <= task->until(fiscalYear))) return task->period(fiscalYear);
    if (today.year() != fiscalYear) return {fiscalYear, today.year() > fiscalYear ? 12 : 1};
    return {fiscalYear, std::max(1, today.month() - 1)};
}

} // namespace jixiao::outcomes
