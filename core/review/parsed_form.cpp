#include "core/review/parsed_form.h"

#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString indicatorTable = QStringLiteral("indicators");

QString familyOf(const QString& form) {
    const auto dot = form.lastIndexOf(u'.');
    return dot > 0 ? form.left(dot) : form;
}

std::optional<Decimal> percent(QString text) {
    if (text.endsWith(u'%') || text.endsWith(u'％')) text.chop(1);
    const auto value = Decimal::parse(text);
    if (!value) return std::nullopt;
    return *value;
}

/// The name without a closing bracketed unit and punctuation: what its ending says about it.
QString nameStem(const QString& name) {
    static const QRegularExpression bracket(QStringLiteral("[（(][^（）()]{1,8}[）)]$"));
    QString stem = squeezed(name);
    stem.remove(bracket);
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

void readTarget(Indicator& indicator, const QString& raw, const Words& words) {
    const bool lower = indicator.isCost || indicator.isLowerBetter;
    indicator.target = TargetValue::parse(raw, lower ? ComparatorDefault::AtMost : ComparatorDefault::AtLeast);
    indicator.op = indicator.target.comparator();
    indicator.written = indicator.op != Comparator::None && !indicator.target.isAssumed();
    const bool duration = words.timeUnits.contains(indicator.target.unit());
    if (!indicator.written && indicator.op != Comparator::None && indicator.level2 == Kind::Timeliness && duration)
        indicator.op = Comparator::AtMost;
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

ParsedForm::ParsedForm(int position, const FormDocument& source, const FormTemplate& shape, const Words& words)
    : index(position),
      document(source),
      form(shape),
      family(familyOf(shape.id)),
      unit(source.field(QStringLiteral("unit.code")).trimmed()),
      code(source.field(QStringLiteral("project.code")).trimmed()),
      name(source.field(QStringLiteral("project.name")).trimmed()) {
    const QString written = document.field(QStringLiteral("moneyUnit")).trimmed();
    moneyWord = written.isEmpty() ? form.moneyUnit : written;
    moneyUnit = moneyWord == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan;
    readBudget();
    readPlan();
    readGoals();
    readIndicators(words);
    collectTexts();
    isConstruction = words.constructionName.match(name).hasMatch() && !words.notConstructionName.match(name).hasMatch();
}

Amount ParsedForm::amount(const QString& fieldId) const {
    Amount result{{{}, -1, fieldId}, document.field(fieldId).trimmed(), {}};
    if (result.isBlank()) return result;
    if (const auto money = Money::parse(result.raw, moneyUnit)) result.value = *money;
    return result;
}

void ParsedForm::readBudget() {
    total = amount(QStringLiteral("budget.total"));
    fiscal = amount(QStringLiteral("budget.fiscal"));
    other = amount(QStringLiteral("budget.other"));
}

void ParsedForm::readPlan() {
    static const std::array<QString, 4> fields{QStringLiteral("spendingPlan.mar"), QStringLiteral("spendingPlan.jun"),
                                               QStringLiteral("spendingPlan.oct"), QStringLiteral("spendingPlan.dec")};
    for (size_t i = 0; i < plan.size(); ++i) {
        const auto* spec = form.field(fields[i]);
        plan[i] = {{{}, -1, fields[i]}, spec ? spec->label : QString(), document.field(fields[i]).trimmed(), {}};
        if (!plan[i].isBlank()) plan[i].value = percent(plan[i].raw);
    }
}

void ParsedForm::readGoals() {
    const auto* table = form.table(QStringLiteral("goals"));
    if (!table || table->columns.isEmpty()) return;
    const QString column = table->columns.first().id;
    const auto rows = document.rows(table->id);
    for (int i = 0; i < rows.size(); ++i) {
        const QString raw = rows[i].cell(column);
        if (!raw.trimmed().isEmpty()) goals.append({{table->id, i, column}, withoutListNumber(raw), raw});
    }
}

void ParsedForm::readIndicators(const Words& words) {
    const auto* table = form.table(indicatorTable);
    if (!table) return;
    const auto rows = document.rows(indicatorTable);
    indicators.reserve(rows.size());
    QString level1Above;
    QString level2Above;
    for (int i = 0; i < rows.size(); ++i) {
        const auto& cells = rows[i].cells;
        const auto cell = [&](const QString& column) { return cells.value(column).trimmed(); };
        const auto masked = [&](const FieldSpec& spec) { return isMasked(cells.value(spec.id)); };
        Indicator next;
        next.row = i;
        next.level1Word = squeezed(cell(QStringLiteral("level1")));
        next.level2Word = squeezed(cell(QStringLiteral("level2")));
        next.name = cell(QStringLiteral("name"));
        next.description = cell(QStringLiteral("description"));
        next.basis = cell(QStringLiteral("basis"));
        next.weight = cell(QStringLiteral("weight"));
        next.scoring = cell(QStringLiteral("scoringRule"));
        const QString target = cell(QStringLiteral("target"));
        if (next.name.isEmpty() && next.description.isEmpty() && next.basis.isEmpty() && target.isEmpty()) {
            emptyRows.append(i);
            continue;
        }
        const bool merged = next.level1Word.isEmpty();
        if (merged) next.level1Word = level1Above;
        if (merged && next.level2Word.isEmpty()) next.level2Word = level2Above;
        level1Above = next.level1Word;
        level2Above = next.level2Word;
        next.level1 = words.level1(next.level1Word);
        next.level2 = words.level2(next.level2Word);
        next.plainName = plain(next.name);
        next.masked = std::any_of(table->columns.begin(), table->columns.end(), masked);
        classify(next, words);
        readTarget(next, target, words);
        indicators.append(std::move(next));
    }
}

void ParsedForm::collectTexts() {
    const auto isText = [](const FieldSpec& spec) {
        return spec.type == FieldType::Text || spec.type == FieldType::LongText;
    };
    for (const auto& spec : form.fields) {
        if (!isText(spec)) continue;
        if (const QString text = document.field(spec.id); !text.isEmpty()) texts.append({{{}, -1, spec.id}, text});
    }
    for (const auto& table : form.tables) {
        const auto rows = document.rows(table.id);
        for (int i = 0; i < rows.size(); ++i)
            for (const auto& spec : table.columns) {
                if (!isText(spec)) continue;
                if (const QString text = rows[i].cell(spec.id); !text.isEmpty())
                    texts.append({{table.id, i, spec.id}, text});
            }
    }
}

} // namespace jixiao::review
