#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>
#include <array>

namespace jixiao::review {

namespace {

using ValueKind = TargetValue::Kind;

const QString dutyTable = QStringLiteral("duties");
const std::array levelColumns{QStringLiteral("excellent"), QStringLiteral("good"), QStringLiteral("fair"),
                              QStringLiteral("poor")};

void withoutDuty(Check& check) {
    for (const auto& row : check.form.duties) {
        if (row.name.isEmpty()) continue;
        if (row.duty.isEmpty())
            check.report(row.at(QStringLiteral("dutyName")), {{QStringLiteral("n"), row.name}});
        else if (row.activity.isEmpty())
            check.report(row.at(QStringLiteral("activityName")), {{QStringLiteral("n"), row.name}});
    }
}

bool isLevel(const QString& text) {
    const auto value = TargetValue::parse(text.trimmed());
    return value.kind() == ValueKind::Number && value.comparator() != Comparator::None && !value.isAssumed();
}

/// The levels of the row above, on a row of their own: 检验、鉴定率 | (line break) ≥95% ≥80% ≥60% ＜60%.
QList<FieldEdit> movedUp(const Check& check, const DutyRow& above, const DutyRow& row, const QList<QString>& columns) {
    QList<FieldEdit> edits;
    for (size_t i = 0; i < levelColumns.size(); ++i) {
        const FieldPath from = row.at(columns[int(i)]);
        edits.append({above.at(levelColumns[i]), check.form.document.value(from)});
        edits.append({from, QString()});
    }
    return edits;
}

bool hasNoStandard(const DutyRow& row) {
    return !row.name.isEmpty() && row.grades.blanks() == int(row.grades.levels.size());
}

/// A row whose levels stood alone, in the file it was read from.
void rowsPutTogether(Check& check) {
    for (const auto& split : check.facts().splitRows) {
        if (split.row.table != dutyTable) continue;
        for (QStringList cells : split.pieces.mid(1)) {
            cells.removeAll(QString());
            if (cells.isEmpty() || !isLevel(cells.first())) continue;
            const FieldPath path{dutyTable, split.row.row, levelColumns.front()};
            check.report(path, {{QStringLiteral("v"), cells.first()}}, QStringLiteral("together"));
            break;
        }
    }
}

void rowsOutOfShape(Check& check) {
    rowsPutTogether(check);
    const auto& document = check.form.document;
    const Decimal& prose = check.number(QStringLiteral("prose"));
    const auto* table = check.form.form.table(dutyTable);
    const DutyRow* above = nullptr;
    for (const auto& row : check.form.duties) {
        const auto* before = above;
        above = &row;
        if (row.masked) continue;
        QList<QString> levels;
        for (const auto& column : table->columns)
            if (isLevel(document.value(row.at(column.id)))) levels.append(column.id);
        const bool outside = !levels.isEmpty() && levels.first() != levelColumns.front() &&
                             !QList<QString>(levelColumns.begin(), levelColumns.end()).contains(levels.first());
        const bool orphan = row.name.isEmpty() && levels.size() == 4;
        if (outside || orphan) {
            const bool whole = before && levels.size() == 4 && hasNoStandard(*before);
            check.reportFixable(row.at(levels.first()), {{QStringLiteral("v"), document.value(row.at(levels.first()))}},
                                whole ? movedUp(check, *before, row, levels) : QList<FieldEdit>());
            continue;
        }
        const auto& best = row.grades.levels[0].value;
        const bool shifted = best.kind() == ValueKind::Qualitative && Decimal(best.raw().size()) > prose &&
                             row.grades.levels[1].isNumber() && row.grades.levels[2].isNumber();
        if (shifted) check.report(row.at(levelColumns[0]), {{QStringLiteral("v"), best.raw()}});
    }
}

void sameNameOtherStandard(Check& check) {
    QHash<QString, const DutyRow*> first;
    const auto standard = [](const DutyRow& row) {
        QStringList words;
        for (const auto& level : row.grades.levels)
            words.append(level.value.normalized());
        return words.join(u'、');
    };
    for (const auto& row : check.form.duties) {
        if (row.masked || row.plainName.isEmpty() || row.grades.blanks() > 0) continue;
        auto& other = first[row.plainName];
        if (!other)
            other = &row;
        else if (plain(other->activity) != plain(row.activity) && standard(*other) != standard(row))
            check.report(row.at(levelColumns[0]), {{QStringLiteral("n"), row.name},
                                                   {QStringLiteral("a"), standard(row)},
                                                   {QStringLiteral("b"), standard(*other)},
                                                   {QStringLiteral("other"), other->activity}});
    }
}

void dutyGoalsAlike(Check& check) {
    QHash<QString, QString> dutyOf;
    for (const auto& row : check.form.duties) {
        const QString goal = plain(row.dutyGoal);
        if (goal.isEmpty() || row.masked || row.duty.isEmpty()) continue;
        const QString duty = plain(row.duty);
        auto& first = dutyOf[goal];
        if (first.isEmpty()) first = row.duty;
        if (plain(first) == duty) continue;
        const QString written = check.form.document.value(row.at(QStringLiteral("dutyGoal")));
        const bool told = written.trimmed().isEmpty() || dutyOf.contains(duty + u'|' + goal);
        if (!told) check.report(row.at(QStringLiteral("dutyGoal")), {{QStringLiteral("other"), first}});
        dutyOf.insert(duty + u'|' + goal, row.duty);
    }
}

/// One finding for each spelling; its fix rewrites it everywhere.
void oddGlyphs(Check& check) {
    const auto& glyphs = check.map(QStringLiteral("glyphs"));
    QStringList odd = glyphs.keys();
    std::sort(odd.begin(), odd.end(),
              [](const QString& a, const QString& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    QHash<QString, QList<FieldPath>> places;
    for (const auto& row : check.form.duties)
        for (const auto& level : row.grades.levels)
            for (const QString& glyph : odd)
                if (level.value.raw().contains(glyph)) {
                    places[glyph].append(level.path);
                    break;
                }
    for (const QString& glyph : odd) {
        const auto where = places.value(glyph);
        if (where.isEmpty()) continue;
        const QString to = glyphs.value(glyph);
        QList<FieldEdit> edits;
        for (const auto& path : where)
            edits.append({path, check.form.document.value(path).replace(glyph, to)});
        check.reportFixable(where.first(),
                            {{QStringLiteral("v"), glyph},
                             {QStringLiteral("to"), to},
                             {QStringLiteral("n"), QString::number(where.size())}},
                            edits);
    }
}

} // namespace

QList<CheckEntry> dutyChecks() {
    return {
        {QStringLiteral("without_duty"), withoutDuty},
        {QStringLiteral("row_out_of_shape"),
         rowsOutOfShape,
         {QStringLiteral("number:prose")},
         {QStringLiteral("together")},
         true},
        {QStringLiteral("same_name_other_standard"), sameNameOtherStandard},
        {QStringLiteral("duty_goals_alike"), dutyGoalsAlike},
        {QStringLiteral("odd_glyphs"), oddGlyphs, {QStringLiteral("map:glyphs")}, {}, true},
    };
}

} // namespace jixiao::review
