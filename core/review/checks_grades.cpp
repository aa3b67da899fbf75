#include "core/review/check.h"

namespace jixiao::review {

namespace {

/// Rows with an indicator whose standard can be read.
QList<const DutyRow*> withStandard(const Check& check) {
    QList<const DutyRow*> found;
    for (const DutyRow& row : check.dutyRows())
        if (!row.masked && !row.name.isEmpty() && row.grades.blanks() == 0) found.append(&row);
    return found;
}

QString shown(const Grades& grades) {
    QStringList words;
    for (const auto& level : grades.levels)
        words.append(level.value.raw().trimmed());
    return words.join(u'、');
}

void levelsIncomplete(Check& check) {
    for (const DutyRow& row : check.dutyRows()) {
        const int blanks = row.grades.blanks();
        if (row.masked || row.opensDuty || blanks == 0 || blanks == int(row.grades.levels.size())) continue;
        QStringList missing;
        FieldPath first;
        for (const auto& level : row.grades.levels) {
            if (!level.isBlank()) continue;
            if (missing.isEmpty()) first = level.path;
            missing.append(level.label);
        }
        check.report(first, {{QStringLiteral("n"), row.name}, {QStringLiteral("k"), missing.join(u'、')}});
    }
}

void levelsMissing(Check& check) {
    for (const DutyRow& row : check.dutyRows())
        if (!row.masked && !row.name.isEmpty() && row.grades.blanks() == int(row.grades.levels.size()))
            check.report(row.at(QStringLiteral("excellent")), {{QStringLiteral("n"), row.name}});
}

void levelGap(Check& check) {
    for (const auto* row : withStandard(check)) {
        if (row->grades.orderContradicts()) continue;
        const auto gap = row->grades.gap();
        if (!gap) continue;
        const QString unit = row->grades.levels[3].value.unit();
        const QString low = gap->low.toString() + unit;
        const QString high = gap->high.toString() + unit;
        const QString variant = gap->low == gap->high ? QStringLiteral("single") : QString();
        check.report(row->at(QStringLiteral("poor")),
                     {{QStringLiteral("lo"), low}, {QStringLiteral("hi"), high}, {QStringLiteral("n"), row->name}},
                     variant);
    }
}

void worstOverlaps(Check& check) {
    for (const auto* row : withStandard(check))
        if (!row->grades.orderContradicts() && row->grades.worstOverlaps())
            check.report(row->at(QStringLiteral("poor")),
                         {{QStringLiteral("n"), row->name}, {QStringLiteral("v"), shown(row->grades)}});
}

void orderContradicts(Check& check) {
    for (const auto* row : withStandard(check))
        if (row->grades.orderContradicts())
            check.report(row->at(QStringLiteral("excellent")),
                         {{QStringLiteral("n"), row->name}, {QStringLiteral("v"), shown(row->grades)}});
}

void polarityOfStandard(Check& check) {
    for (const auto* row : withStandard(check)) {
        const auto way = row->grades.direction();
        if (!row->grades.comparable() || way == Direction::None || row->grades.orderContradicts()) continue;
        const bool higher = check.matches(QStringLiteral("higher"), row->name);
        const bool lower = !higher && check.matches(QStringLiteral("lower"), row->name);
        if ((higher && way == Direction::LowerBetter) || (lower && way == Direction::HigherBetter))
            check.report(row->at(QStringLiteral("excellent")),
                         {{QStringLiteral("n"), row->name}, {QStringLiteral("v"), shown(row->grades)}});
    }
}

bool hasHoles(const Grades& grades) {
    for (size_t i = 1; i < grades.levels.size(); ++i) {
        const auto step = grades.levels[i].value.value().minus(grades.levels[i - 1].value.value()).valueOr(Decimal());
        if (step > Decimal(1) || step < Decimal(-1)) return true;
    }
    return false;
}

/// "4次、3次、2次、1次": what lies between and beyond belongs to no level.
void exactLevels(Check& check) {
    for (const auto* row : withStandard(check)) {
        const auto& last = row->grades.levels[3];
        const auto way = row->grades.direction();
        if (!row->grades.comparable() || !row->grades.allExact() || row->grades.orderContradicts()) continue;
        const bool falls = way == Direction::HigherBetter;
        const bool beyond = falls ? last.value.value() > Decimal(0) : way == Direction::LowerBetter;
        const bool holes = hasHoles(row->grades);
        if (way == Direction::None || (!beyond && !holes)) continue;
        const QString to = (falls ? QStringLiteral("≤") : QStringLiteral("≥")) + last.value.raw().trimmed();
        check.reportFixable(
            last.path,
            {{QStringLiteral("n"), row->name}, {QStringLiteral("v"), shown(row->grades)}, {QStringLiteral("to"), to}},
            holes ? QList<FieldEdit>() : QList<FieldEdit>{{last.path, to}},
            holes ? QStringLiteral("holes") : QString());
    }
}

void bareBest(Check& check) {
    for (const auto* row : withStandard(check)) {
        const auto& best = row->grades.levels[0];
        const auto ratio = best.value.ratio();
        if (!best.isNumber() || best.written || !ratio || *ratio != Decimal(1)) continue;
        if (row->grades.direction() == Direction::LowerBetter) continue;
        const QString to = QStringLiteral("≥") + best.value.raw().trimmed();
        check.reportFixable(best.path, {{QStringLiteral("v"), best.value.raw()}, {QStringLiteral("to"), to}},
                            {{best.path, to}});
    }
}

void unitsDiffer(Check& check) {
    for (const DutyRow& row : check.dutyRows()) {
        QStringList units;
        for (const auto& level : row.grades.levels) {
            const QString unit = level.isNumber() ? level.value.unit() : QString();
            const bool zero = level.isNumber() && unit.isEmpty() && level.value.value().isZero();
            if (level.isNumber() && !zero && !units.contains(unit)) units.append(unit);
        }
        if (row.masked || units.size() < 2) continue;
        for (auto& unit : units)
            if (unit.isEmpty()) unit = QStringLiteral("无单位");
        check.report(row.at(QStringLiteral("excellent")),
                     {{QStringLiteral("n"), row.name}, {QStringLiteral("u"), units.join(u'、')}});
    }
}

void steepDecline(Check& check) {
    for (const DutyRow& row : check.dutyRows()) {
        const auto& best = row.grades.levels[0];
        const auto ratio = best.value.ratio();
        if (row.masked || !best.isNumber() || best.isDownward() || !ratio) continue;
        const auto percent = ratio->times(Decimal(100)).valueOr(Decimal());
        if (check.matches(QStringLiteral("decline"), row.name) && percent >= check.number(QStringLiteral("limit")))
            check.report(best.path, {{QStringLiteral("n"), row.name}, {QStringLiteral("v"), best.value.raw()}});
    }
}

} // namespace

QList<CheckEntry> gradeChecks() {
    return {
        rowByRow({QStringLiteral("levels_incomplete"), levelsIncomplete}),
        rowByRow({QStringLiteral("levels_missing"), levelsMissing}),
        rowByRow({QStringLiteral("level_gap"), levelGap, {}, {QStringLiteral("single")}}),
        rowByRow({QStringLiteral("worst_overlaps"), worstOverlaps}),
        rowByRow({QStringLiteral("order_contradicts"), orderContradicts}),
        rowByRow({QStringLiteral("standard_polarity"),
                  polarityOfStandard,
                  {QStringLiteral("pattern:higher"), QStringLiteral("pattern:lower")}}),
        rowByRow({QStringLiteral("exact_levels"), exactLevels, {}, {QStringLiteral("holes")}, true}),
        rowByRow({QStringLiteral("bare_best"), bareBest, {}, {}, true}),
        rowByRow({QStringLiteral("level_units"), unitsDiffer}),
        rowByRow({QStringLiteral("steep_decline"),
                  steepDecline,
                  {QStringLiteral("pattern:decline"), QStringLiteral("number:limit")}}),
    };
}

} // namespace jixiao::review
