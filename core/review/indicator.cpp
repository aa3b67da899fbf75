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

bool matches(const QRegularExpression& pattern, const QString& text) { return pattern.match(text).hasMatch(); }

void readName(Indicator& indicator, const QString& name, const Words& words) {
    if (!name.isEmpty() && name == indicator.name) return;
    indicator.name = name;
    indicator.plainName = plain(name);
    const QString stem = nameStem(name);
    indicator.rateName = matches(words.rateName, stem) && !matches(words.notARate, stem);
    indicator.unboundedName = matches(words.unboundedRate, stem);
    indicator.isLowerBetter = matches(words.badEvent, stem) && !matches(words.badEventHandled, stem);
}

void classify(Indicator& indicator) {
    indicator.isCost = indicator.level1 == Kind::Cost || indicator.level2 == Kind::Cost;
    indicator.isSatisfaction = indicator.level1 == Kind::Satisfaction || indicator.level2 == Kind::Satisfaction;
    indicator.isRate = indicator.rateName || indicator.isSatisfaction;
    indicator.isCapped = indicator.isRate && !indicator.unboundedName;
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

void readTarget(Indicator& indicator, const Words& words) {
    readTarget(indicator, composed(indicator.cells, cell(indicator.cells, QStringLiteral("target")), true), words);
}

void readCells(Indicator& indicator, const TableSpec& table, const Words& words) {
    const auto& cells = indicator.cells;
    readName(indicator, cell(cells, QStringLiteral("name")), words);
    indicator.description = cell(cells, QStringLiteral("description"));
    if (indicator.description.isEmpty()) indicator.description = cell(cells, QStringLiteral("note"));
    indicator.basis = cell(cells, QStringLiteral("basis"));
    indicator.weight = cell(cells, QStringLiteral("weight"));
    indicator.scoring = cell(cells, QStringLiteral("scoringRule"));
    indicator.twoYearsAgo = cell(cells, QStringLiteral("twoYearsAgo"));
    indicator.lastYear = cell(cells, QStringLiteral("lastYear"));
    indicator.masked = std::any_of(table.columns.begin(), table.columns.end(),
                                   [&](const FieldSpec& spec) { return isMasked(cells.value(spec.id)); });
    classify(indicator);
    readTarget(indicator, words);
    readOutcome(indicator, cells, table);
}

/// What the levels above a row may change about it.
void readLevels(Indicator& indicator, const Words& words) {
    const auto assumes = [&] {
        return std::pair(indicator.isCost || indicator.isLowerBetter, indicator.level2 == Kind::Timeliness);
    };
    const auto before = assumes();
    indicator.level1 = words.level1(indicator.level1Word);
    indicator.level2 = words.level2(indicator.level2Word);
    classify(indicator);
    if (assumes() != before) readTarget(indicator, words);
}

bool isEmptyRow(const Cells& cells, const TableSpec& table) {
    return std::all_of(table.columns.begin(), table.columns.end(), [&](const FieldSpec& spec) {
        const bool level = std::find(levelColumns.begin(), levelColumns.end(), spec.id) != levelColumns.end();
        return level || cells.value(spec.id).trimmed().isEmpty();
    });
}

/// The words of a row's levels, a blank one being the one above.
class Levels {
public:
    /// False when the row already has them.
    bool give(Indicator& indicator) {
        QString first = squeezed(cell(indicator.cells, levelColumns[0]));
        QString second = squeezed(cell(indicator.cells, levelColumns[1]));
        const bool merged = first.isEmpty();
        if (merged) first = above_.first;
        if (merged && second.isEmpty()) second = above_.second;
        above_ = {first, second};
        if (first == indicator.level1Word && second == indicator.level2Word) return false;
        indicator.level1Word = first;
        indicator.level2Word = second;
        return true;
    }

private:
    std::pair<QString, QString> above_;
};

/// The rows as they were read before, taken in their order: a row is one of the next two, or new.
class EarlierRows {
public:
    explicit EarlierRows(QList<Indicator> rows) : rows_(std::move(rows)) {}

    std::optional<Indicator> take(const Cells& cells) {
        for (qsizetype at = next_; at < std::min(next_ + 2, rows_.size()); ++at)
            if (rows_[at].cells == cells) {
                next_ = at + 1;
                return std::move(rows_[at]);
            }
        return std::nullopt;
    }

private:
    QList<Indicator> rows_;
    qsizetype next_ = 0;
};

/// The rows that hold something; false when they are others than before.
bool sameRowsFilled(const QList<Indicator>& filled, const QList<FormRow>& rows, const TableSpec& table) {
    qsizetype next = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const bool was = next < filled.size() && filled[next].row == i;
        const bool same = was && filled[next].cells == rows[i].cells;
        if (!same && was == isEmptyRow(rows[i].cells, table)) return false;
        next += was ? 1 : 0;
    }
    return next == filled.size();
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

QList<int> IndicatorRows::read(const FormDocument& document, const TableSpec& spec, const Words& words, bool& moved) {
    static const QList<FormRow> none;
    const auto found = document.tables.constFind(spec.id);
    const auto& rows = found == document.tables.cend() ? none : *found;
    table = spec.id;
    moved = !sameRowsFilled(filled, rows, spec) || filled.size() + empty.size() != rows.size();
    if (moved) {
        EarlierRows earlier(std::move(filled));
        filled = {};
        filled.reserve(rows.size());
        empty.clear();
        for (int i = 0; i < rows.size(); ++i) {
            const auto& cells = rows[i].cells;
            if (isEmptyRow(cells, spec)) {
                empty.append(i);
                continue;
            }
            filled.append(earlier.take(cells).value_or(Indicator()));
            filled.last().table = spec.id;
            filled.last().row = i;
        }
    }
    QList<int> changed;
    Levels levels;
    for (qsizetype i = 0; i < filled.size(); ++i) {
        auto& indicator = filled[i];
        const auto& cells = rows[indicator.row].cells;
        const bool other = indicator.cells != cells;
        if (other) indicator.cells = cells;
        const bool leveled = levels.give(indicator);
        if (leveled) readLevels(indicator, words);
        if (other) readCells(indicator, spec, words);
        if (other || leveled) changed.append(int(i));
    }
    return changed;
}

} // namespace jixiao::review
