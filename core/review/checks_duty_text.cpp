#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

/// True when every character of `part` stands in `whole`, in the same order.
bool isSubsequence(const QString& part, const QString& whole) {
    qsizetype at = 0;
    for (const QChar c : whole)
        if (at < part.size() && part[at] == c) ++at;
    return at == part.size();
}

/// 居民身份证持证率 and 居民持证率: most of the characters in the same order, and the same ending.
bool namesOneThing(const QString& a, const QString& b, const Decimal& share) {
    if (a == b) return true;
    const auto& shorter = a.size() < b.size() ? a : b;
    const auto& longer = a.size() < b.size() ? b : a;
    if (shorter.size() < 4 || shorter.right(2) != longer.right(2)) return false;
    const auto needed = Decimal(longer.size()).times(share).valueOr(Decimal(longer.size()));
    return Decimal(shorter.size() * 100) >= needed && isSubsequence(shorter, longer);
}

/// The row the words before a number speak of: an exact name is worth more than a similar one.
const DutyRow* rowNamed(const ParsedForm& table, const QString& subject, const Decimal& share) {
    const DutyRow* found = nullptr;
    for (const auto& row : table.duties) {
        if (row.masked || row.plainName.isEmpty() || !row.grades.levels[0].isNumber()) continue;
        if (row.plainName == subject) return &row;
        if (namesOneThing(row.plainName, subject, share)) {
            if (found) return nullptr; // which one is meant?
            found = &row;
        }
    }
    return found;
}

void textDisagreesWithTable(Check& check) {
    const auto* table = check.context.dutyTable(check.form);
    if (!table || table == &check.form) return;
    const auto& pattern = check.pattern(QStringLiteral("statement"));
    const auto& share = check.number(QStringLiteral("similar"));
    for (const auto& cell : check.form.texts) {
        for (auto it = pattern.globalMatch(cell.text); it.hasNext();) {
            const auto match = it.next();
            const QString subject = plain(match.captured(1));
            const auto said = TargetValue::parse(match.captured(2) + match.captured(3));
            const auto* row = subject.size() < 4 ? nullptr : rowNamed(*table, subject, share);
            if (!row) continue;
            const auto& best = row->grades.levels[0].value;
            const bool same = said.unit() == best.unit() && said.value() == best.value();
            if (same || said.unit() != best.unit()) continue;
            check.report(cell.path, {{QStringLiteral("n"), row->name},
                                     {QStringLiteral("a"), match.captured(2) + match.captured(3)},
                                     {QStringLiteral("b"), best.raw()}});
        }
    }
}

void otherSector(Check& check) {
    const auto& words = check.list(QStringLiteral("words"));
    for (const auto& cell : check.cells()) {
        const QString word = firstWordIn(cell.text, words);
        if (!word.isEmpty()) check.report(cell.path, {{QStringLiteral("w"), word}});
    }
}

void wrongDenominator(Check& check) {
    for (const auto& row : check.form.duties) {
        const auto& best = row.grades.levels[0];
        const auto ratio = best.value.ratio();
        if (row.masked || !best.isNumber() || best.isDownward() || !ratio) continue;
        const auto percent = ratio->times(Decimal(100)).valueOr(Decimal());
        if (percent < check.number(QStringLiteral("limit"))) continue;
        const QString definition = row.name + u'。' + row.description;
        const auto match = check.pattern(QStringLiteral("whole")).match(definition);
        if (match.hasMatch() && !check.matches(QStringLiteral("everybody"), definition))
            check.report(best.path, {{QStringLiteral("n"), row.name},
                                     {QStringLiteral("v"), best.value.raw()},
                                     {QStringLiteral("w"), match.captured()}});
    }
}

} // namespace

QList<CheckEntry> dutyTextChecks() {
    return {
        {QStringLiteral("text_and_table"),
         textDisagreesWithTable,
         {QStringLiteral("pattern:statement"), QStringLiteral("number:similar")}},
        cellByCell({QStringLiteral("other_sector"), otherSector, {QStringLiteral("list:words")}}),
        {QStringLiteral("wrong_denominator"),
         wrongDenominator,
         {QStringLiteral("pattern:whole"), QStringLiteral("pattern:everybody"), QStringLiteral("number:limit")}},
    };
}

} // namespace jixiao::review
