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

/// What a row has of its own.
void readRow(DutyRow& row, const TableSpec& table) {
    const auto cell = [&](const QString& column) { return row.cells.value(column).trimmed(); };
    row.name = cell(QStringLiteral("name"));
    row.plainName = plain(row.name);
    row.description = cell(QStringLiteral("description"));
    row.grades = readGrades(row, table, row.cells);
    row.masked = std::any_of(row.cells.begin(), row.cells.end(), [](const QString& text) { return isMasked(text); });
    row.marked = cell(QStringLiteral("masked")) == QStringLiteral("true");
    row.opensDuty = row.name.isEmpty() && cell(QStringLiteral("activityName")).isEmpty() &&
                    row.grades.blanks() == int(row.grades.levels.size());
}

/// What of the row above counts for it; false when it already has that.
bool inherit(DutyRow& row, const DutyRow* above) {
    const auto cell = [&](const QString& column) { return row.cells.value(column).trimmed(); };
    QString duty = cell(QStringLiteral("dutyName"));
    QString activity = cell(QStringLiteral("activityName"));
    QString goal = cell(QStringLiteral("dutyGoal"));
    const bool sameDuty = duty.isEmpty() || (above && duty == above->duty);
    if (above && duty.isEmpty()) duty = above->duty;
    if (above && sameDuty && activity.isEmpty()) activity = above->activity;
    if (above && sameDuty && goal.isEmpty()) goal = above->dutyGoal;
    if (duty == row.duty && activity == row.activity && goal == row.dutyGoal) return false;
    row.duty = duty;
    row.activity = activity;
    row.dutyGoal = goal;
    return true;
}

} // namespace

QList<int> readDuties(QList<DutyRow>& duties, const FormDocument& document, const FormTemplate& form, bool& moved) {
    moved = false;
    const auto* table = form.table(QStringLiteral("duties"));
    if (!table) return {};
    const auto rows = document.rows(table->id);
    QList<int> filled;
    for (int i = 0; i < rows.size(); ++i)
        if (!isBlankRow(rows[i].cells)) filled.append(i);
    const auto isAt = [](const DutyRow& row, int at) { return row.row == at; };
    moved = !std::equal(duties.cbegin(), duties.cend(), filled.cbegin(), filled.cend(), isAt);
    if (moved) duties = QList<DutyRow>(filled.size());
    QList<int> changed;
    for (qsizetype i = 0; i < filled.size(); ++i) {
        auto& row = duties[i];
        const auto& cells = rows[filled[i]].cells;
        const bool other = row.cells != cells;
        row.row = filled[i];
        if (other) {
            row.cells = cells;
            readRow(row, *table);
        }
        const bool inherits = inherit(row, i > 0 ? &duties.at(i - 1) : nullptr);
        if (other || inherits) changed.append(int(i));
    }
    return changed;
}

} // namespace jixiao::review
