#include "core/review/duty_row.h"

#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const std::array levelColumns{QStringLiteral("excellent"), QStringLiteral("good"), QStringLiteral("fair"),
                              QStringLiteral("poor")};

Grades readGrades(const DutyRow& row, const TableSpec& table, const QMap<QString, QString>& cells) {
    Grades grades;
    for (size_t i = 0; i < levelColumns.size(); ++i) {
        auto& level = grades.levels[i];
        const auto* spec = table.column(levelColumns[i]);
        level.path = row.at(levelColumns[i]);
        level.label = spec ? spec->label : QString();
        level.value = TargetValue::parse(cells.value(levelColumns[i]).trimmed());
        level.written = level.value.comparator() != Comparator::None && !level.value.isAssumed();
    }
    return grades;
}

bool isBlankRow(const QMap<QString, QString>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const QString& text) { return text.trimmed().isEmpty(); });
}

} // namespace

QList<DutyRow> readDuties(const FormDocument& document, const FormTemplate& form) {
    QList<DutyRow> result;
    const auto* table = form.table(QStringLiteral("duties"));
    if (!table) return result;
    const auto rows = document.rows(table->id);
    result.reserve(rows.size());
    const DutyRow* above = nullptr;
    for (int i = 0; i < rows.size(); ++i) {
        const auto& cells = rows[i].cells;
        if (isBlankRow(cells)) continue;
        const auto cell = [&](const QString& column) { return cells.value(column).trimmed(); };
        DutyRow next;
        next.row = i;
        next.duty = cell(QStringLiteral("dutyName"));
        next.activity = cell(QStringLiteral("activityName"));
        next.dutyGoal = cell(QStringLiteral("dutyGoal"));
        const bool sameDuty = next.duty.isEmpty() || (above && next.duty == above->duty);
        if (above && next.duty.isEmpty()) next.duty = above->duty;
        if (above && sameDuty && next.activity.isEmpty()) next.activity = above->activity;
        if (above && sameDuty && next.dutyGoal.isEmpty()) next.dutyGoal = above->dutyGoal;
        next.name = cell(QStringLiteral("name"));
        next.plainName = plain(next.name);
        next.description = cell(QStringLiteral("description"));
        next.grades = readGrades(next, *table, cells);
        next.masked = std::any_of(cells.begin(), cells.end(), [](const QString& text) { return isMasked(text); });
        next.marked = cell(QStringLiteral("masked")) == QStringLiteral("true");
        next.opensDuty = next.name.isEmpty() && cell(QStringLiteral("activityName")).isEmpty() &&
                         next.grades.blanks() == int(next.grades.levels.size());
        result.append(std::move(next));
        above = &result.constLast();
    }
    return result;
}

} // namespace jixiao::review
