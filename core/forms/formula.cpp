#include "core/forms/formula.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <optional>

namespace jixiao {

namespace {

constexpr int quotientScale = 8;
constexpr qsizetype longestFormula = 400;

using Number = std::optional<Decimal>;

Number orNothing(const Result<Decimal>& result) { return result ? Number(*result) : std::nullopt; }

/// Reads a formula from left to right; what the names stand for is asked of `Source`.
template <typename Source>
class Evaluator {
public:
    Evaluator(QStringView text, Source& source) : text_(text), source_(source) {}

    Number run() {
        const auto value = sum();
        if (!atEnd()) failed_ = true;
        return value;
    }
    bool failed() const { return failed_; }

private:
    bool atEnd() {
        while (at_ < text_.size() && text_[at_].isSpace())
            ++at_;
        return at_ >= text_.size();
    }
    bool take(QChar wanted) {
        if (atEnd() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void expect(QChar wanted) { failed_ = !take(wanted) || failed_; }

    Number sum() {
        auto left = product();
        while (!failed_) {
            if (take(u'+')) {
                const auto right = product();
                left = left && right ? orNothing(left->plus(*right)) : left ? left : right;
            } else if (take(u'-')) {
                const auto right = product();
                left = left && right ? orNothing(left->minus(*right)) : std::nullopt;
            } else {
                break;
            }
        }
        return left;
    }

    Number product() {
        auto left = factor();
        while (!failed_) {
            if (take(u'*')) {
                const auto right = factor();
                left = left && right ? orNothing(left->times(*right)) : std::nullopt;
            } else if (take(u'/')) {
                const auto right = factor();
                left = left && right ? orNothing(left->dividedBy(*right, quotientScale)) : std::nullopt;
            } else {
                break;
            }
        }
        return left;
    }

    Number factor() {
        if (failed_ || atEnd()) return fail();
        if (take(u'(')) {
            const auto value = sum();
            expect(u')');
            return value;
        }
        const auto word = takeWord();
        if (word.isEmpty()) return fail();
        if (word[0].isDigit()) {
            const auto number = Decimal::parse(word);
            return number ? Number(*number) : fail();
        }
        if (!take(u'(')) return source_.place(word.toString());
        if (word == u"sum") {
            const auto column = takeWord();
            expect(u')');
            return column.isEmpty() ? fail() : source_.sum(column.toString());
        }
        if (word != u"min") return fail();
        const auto left = sum();
        expect(u',');
        const auto right = sum();
        expect(u')');
        return left && right ? Number(std::min(*left, *right)) : std::nullopt;
    }

    QStringView takeWord() {
        if (atEnd()) return {};
        const auto start = at_;
        while (at_ < text_.size() && (text_[at_].isLetterOrNumber() || QStringView(u"._[]").contains(text_[at_])))
            ++at_;
        return text_.mid(start, at_ - start);
    }

    Number fail() {
        failed_ = true;
        return std::nullopt;
    }

    QStringView text_;
    Source& source_;
    qsizetype at_ = 0;
    bool failed_ = false;
};

/// Only listens.
struct NameList {
    FormulaNames names;
    Number place(const QString& name) {
        names.places.append(name);
        return std::nullopt;
    }
    Number sum(const QString& name) {
        names.sums.append(name);
        return std::nullopt;
    }
};

Number numberIn(const QString& text) {
    auto plain = text.trimmed();
    const bool percent = plain.endsWith(u'%') || plain.endsWith(u'％');
    if (percent) plain.chop(1);
    const auto value = Decimal::parse(plain.trimmed());
    if (!value) return std::nullopt;
    return percent ? orNothing(value->times(Decimal::of(1, 2))) : Number(*value);
}

struct DocumentValues {
    const FormDocument& document;
    const FormTemplate& form;
    const FormRow* row;

    Number place(const QString& name) const {
        if (row != nullptr && row->cells.contains(name)) return numberIn(row->cell(name));
        return numberIn(form.field(name) != nullptr ? document.field(name)
                                                    : document.value(FieldPath::fromString(name)));
    }
    Number sum(const QString& name) const {
        const auto dot = name.lastIndexOf(u'.');
        Number total;
        const auto rows = document.rows(name.left(dot));
        for (const auto& each : rows) {
            const auto value = numberIn(each.cell(name.mid(dot + 1)));
            if (value) total = total ? orNothing(total->plus(*value)) : value;
        }
        return total;
    }
};

QString written(const Decimal& value, FieldType type) {
    if (type == FieldType::Percent) {
        const auto percent = value.times(Decimal(100));
        return percent ? percent->rounded(2).normalized().toString() + u'%' : QString();
    }
    if (type != FieldType::Money) return value.rounded(2).normalized().toString();
    const auto cents = value.normalized().scale() > 2 ? value.normalized() : value.rounded(2);
    const auto padded = cents.plus(Decimal::of(0, 2));
    return padded ? padded->toString() : cents.toString();
}

} // namespace

Result<FormulaNames> formulaNames(const QString& formula) {
    NameList list;
    Evaluator evaluator(QStringView(formula).left(longestFormula), list);
    evaluator.run();
    if (evaluator.failed() || formula.size() > longestFormula) return Error{ErrorCode::InvalidInput, formula};
    return list.names;
}

QString formulaValue(const FieldSpec& spec, const FormDocument& document, const FormTemplate& form,
                     const FormRow* row) {
    if (spec.formula.isEmpty()) return {};
    DocumentValues values{document, form, row};
    Evaluator evaluator(spec.formula, values);
    const auto value = evaluator.run();
    return value && !evaluator.failed() ? written(*value, spec.type) : QString();
}

QList<std::pair<FieldPath, QString>> recompute(const FormDocument& before, FormDocument& after,
                                               const FormTemplate& form) {
    QList<std::pair<FieldPath, QString>> changes;
    const auto settle = [&](const FieldPath& path, const QString& was, const QString& is) {
        if (was == is || after.value(path) == is) return;
        after.setValue(path, is);
        changes.append({path, is});
    };
    for (const auto& table : form.tables) {
        const auto had = before.rows(table.id);
        const auto has = after.rows(table.id);
        for (const auto& column : table.columns) {
            if (column.formula.isEmpty()) continue;
            for (qsizetype i = 0; i < has.size(); ++i) {
                const auto old =
                    std::find_if(had.cbegin(), had.cend(), [&](const FormRow& row) { return row.id == has.at(i).id; });
                const auto was = old == had.cend() ? QString() : formulaValue(column, before, form, &*old);
                settle({table.id, int(i), column.id}, was,
                       formulaValue(column, after, form, &after.tables[table.id][i]));
            }
        }
    }
    for (const auto& field : form.fields)
        if (!field.formula.isEmpty())
            settle({{}, -1, field.id}, formulaValue(field, before, form), formulaValue(field, after, form));
    return changes;
}

} // namespace jixiao
