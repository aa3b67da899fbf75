#include "core/review/indicator.h"

#include "core/review/text.h"

#include <algorithm>
#include <array>

namespace jixiao::review {

namespace {

using Cells = QMap<QString, QString>;

const std::array levelColumns{QStringLiteral("level1"), QStringLiteral("level2")};
const std::array actualColumns{QStringLiteral("actualValue"), QStringLiteral("currentValue")};
const std::array measureColumns{QStringLiteral("measure"), QStringLiteral("remark")};

QString cell(const Cells& cells, const QString& column) { return cells.value(column).trimmed(); }

/// The name without a closing bracketed unit and punctuation: what its ending says about it.
QString nameStem(const QString& name) {
    static const QRegularExpression bracket(QStringLiteral("[（(][^（）()]{1,8}[）)]$"));
    QString stem = squeezed(name);
    if (stem.endsWith(u'）') || stem.endsWith(u')')) stem.remove(bracket);
    while (!stem.isEmpty() && stem.back().isPunct())
        stem.chop(1);
    return stem;
}

void classify(Indicator& indicator, const Words& words) {
    const auto matches = [](const QRegularExpression& pattern, const QString& text) {
        return pattern.match(text).hasMatch();
    };
    const QString stem = nameStem(indicator.name);
    indicator.isCost = indicator.level1 == Kind::Cost || indicator.level2 == Kind::Cost;
    indicator.isSatisfaction = indicator.level1 == Kind::Satisfaction || indicator.level2 == Kind::Satisfaction;
    const bool rateName = matches(words.rateName, stem) && !matches(words.notARate, stem);
    indicator.isRate = rateName || indicator.isSatisfaction;
    indicator.isCapped = indicator.isRate && !matches(words.unboundedRate, stem);
    indicator.isLowerBetter = matches(words.badEvent, stem) && !matches(words.badEventHandled, stem);
}

/// Some forms have columns of their own for the comparator and the unit: the value as other forms write it.
QString composed(const Cells& cells, const QString& value, bool withSign) {
    const QString sign = withSign ? cell(cells, QStringLiteral("comparator")) : QString();
    const QString unit = cell(cells, QStringLiteral("unitOfMeasure"));
    if (value.isEmpty() || (sign.isEmpty() && unit.isEmpty())) return value;
    const auto bare = TargetValue::parse(value);
    if (bare.kind() != TargetValue::Kind::Number) return value;
    const bool signed_ = bare.comparator() != Comparator::None && !bare.isAssumed();
    const QString whole = (signed_ ? QString() : sign) + value + (bare.unit().isEmpty() ? unit : QString());
    return TargetValue::parse(whole).kind() == TargetValue::Kind::Number ? whole : value;
}

void readTarget(Indicator& indicator, const QString& raw, const Words& words) {
    const bool lower = indicator.isCost || indicator.isLowerBetter;
    indicator.target = TargetValue::parse(raw, lower ? ComparatorDefault::AtMost : ComparatorDefault::AtLeast);
    indicator.op = indicator.target.comparator();
    indicator.written = indicator.op != Comparator::None && !indicator.target.isAssumed();
    const bool duration = words.timeUnits.contains(indicator.target.unit());
    if (!indicator.written && indicator.op != Comparator::None && indicator.level2 == Kind::Timeliness && duration)
        indicator.op = Comparator::AtMost;
}

void readOutcome(Indicator& indicator, const Cells& cells, const TableSpec& table) {
    for (const QString& column : actualColumns) {
        if (!table.column(column)) continue;
        indicator.actualColumn = column;
        indicator.actual = TargetValue::parse(composed(cells, cell(cells, column), false));
    }
    indicator.score = cell(cells, QStringLiteral("score"));
    indicator.reason = cell(cells, QStringLiteral("deviationReason"));
    indicator.likelihood = cell(cells, QStringLiteral("likelihood"));
    indicator.measure.clear();
    for (const QString& column : measureColumns)
        if (indicator.measure.isEmpty()) indicator.measure = cell(cells, column);
    indicator.hasReasonClasses = false;
    indicator.reasonClassed = false;
    for (const auto& column : table.columns) {
        if (column.type != FieldType::Bool || !column.id.startsWith(QStringLiteral("deviation"))) continue;
        indicator.hasReasonClasses = true;
        if (cell(cells, column.id) == QStringLiteral("true")) indicator.reasonClassed = true;
    }
}

void readCells(Indicator& indicator, const Cells& cells, const TableSpec& table, const Words& words) {
    indicator.name = cell(cells, QStringLiteral("name"));
    indicator.description = cell(cells, QStringLiteral("description"));
    if (indicator.description.isEmpty()) indicator.description = cell(cells, QStringLiteral("note"));
    indicator.basis = cell(cells, QStringLiteral("basis"));
    indicator.weight = cell(cells, QStringLiteral("weight"));
    indicator.scoring = cell(cells, QStringLiteral("scoringRule"));
    indicator.twoYearsAgo = cell(cells, QStringLiteral("twoYearsAgo"));
    indicator.lastYear = cell(cells, QStringLiteral("lastYear"));
    indicator.plainName = plain(indicator.name);
    indicator.masked = std::any_of(table.columns.begin(), table.columns.end(),
                                   [&](const FieldSpec& spec) { return isMasked(cells.value(spec.id)); });
    classify(indicator, words);
    readTarget(indicator, composed(cells, cell(cells, QStringLiteral("target")), true), words);
    readOutcome(indicator, cells, table);
}

bool isEmptyRow(const Cells& cells, const TableSpec& table) {
    return std::all_of(table.columns.begin(), table.columns.end(), [&](const FieldSpec& spec) {
        const bool level = std::find(levelColumns.begin(), levelColumns.end(), spec.id) != levelColumns.end();
        return level || cells.value(spec.id).trimmed().isEmpty();
    });
}

} // namespace

std::optional<Decimal> Indicator::ratio() const {
    if (target.kind() != TargetValue::Kind::Number) return std::nullopt;
    if (target.isShare()) return target.ratio();
    if (!isRate || !(target.unit().isEmpty() || target.unit() == QStringLiteral("分"))) return std::nullopt;
    if (target.value() <= Decimal(1)) return std::nullopt; // 1 may mean 1 % or 100 %
    const auto ratio = target.value().dividedBy(Decimal(100), Decimal::maxScale);
    return ratio ? std::optional(*ratio) : std::nullopt;
}

IndicatorRows readIndicators(const FormDocument& document, const TableSpec& table, const Words& words) {
    IndicatorRows result;
    result.table = table.id;
    const auto rows = document.rows(table.id);
    result.filled.reserve(rows.size());
    QString level1Above;
    QString level2Above;
    for (int i = 0; i < rows.size(); ++i) {
        const auto& cells = rows[i].cells;
        if (isEmptyRow(cells, table)) {
            result.empty.append(i);
            continue;
        }
        Indicator next;
        next.table = table.id;
        next.row = i;
        next.level1Word = squeezed(cell(cells, QStringLiteral("level1")));
        next.level2Word = squeezed(cell(cells, QStringLiteral("level2")));
        const bool merged = next.level1Word.isEmpty();
        if (merged) next.level1Word = level1Above;
        if (merged && next.level2Word.isEmpty()) next.level2Word = level2Above;
        level1Above = next.level1Word;
        level2Above = next.level2Word;
        next.level1 = words.level1(next.level1Word);
        next.level2 = words.level2(next.level2Word);
        readCells(next, cells, table, words);
        result.filled.append(std::move(next));
    }
    return result;
}

void rereadIndicator(Indicator& indicator, const FormDocument& document, const TableSpec& table, const Words& words) {
    const auto found = document.tables.constFind(table.id);
    if (found != document.tables.cend() && indicator.row < found->size())
        readCells(indicator, found->at(indicator.row).cells, table, words);
}

} // namespace jixiao::review
