#include "core/review/check.h"
#include "core/review/text.h"

#include <QStringTokenizer>

#include <algorithm>

namespace jixiao::review {

namespace {

Money wanYuan(const QString& amount) { return Money::parse(amount, MoneyUnit::WanYuan).valueOr(Money()); }

Money distance(Money a, Money b) { return a > b ? a - b : b - a; }

Money tolerance(const Check& check) { return wanYuan(check.number(QStringLiteral("tolerance")).toString()); }

QString withSign(Money amount) {
    return amount < Money() ? u'-' + ParsedForm::wan(Money() - amount) : u'+' + ParsedForm::wan(amount);
}

/// Running text gives its amounts in 万元; most cells hold none, and need no closer look.
bool holdsAmount(const TextCell& cell) { return cell.text.contains(QStringLiteral("万元")); }

QString withoutBrackets(QString text) {
    static const QRegularExpression inner(QStringLiteral("[（(][^（）()]*[）)]"));
    return text.remove(inner);
}

/// The changes a text speaks of, signed: "增加1.90万元" → +1.90.
QList<Money> changesIn(const Check& check, const QString& text) {
    QList<Money> changes;
    for (auto it = check.pattern(QStringLiteral("change")).globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const Money amount = wanYuan(match.captured(2));
        const bool falls = check.list(QStringLiteral("falls")).contains(match.captured(1));
        changes.append(falls ? Money() - amount : amount);
    }
    return changes;
}

Money sumOf(const QList<Money>& amounts) {
    Money sum;
    for (const Money amount : amounts)
        sum = sum + amount;
    return sum;
}

/// What a paragraph says the whole changed by: the change before its parts, else all parts together.
std::optional<Money> wholeChange(const Check& check, const QString& paragraph) {
    QString text = withoutBrackets(paragraph);
    if (const auto cause = check.pattern(QStringLiteral("cause")).match(text); cause.hasMatch())
        text.truncate(cause.capturedStart());
    const auto parts = text.indexOf(check.pattern(QStringLiteral("parts")));
    const auto before = changesIn(check, parts < 0 ? text : text.left(parts));
    if (!before.isEmpty()) return before.first();
    const auto after = parts < 0 ? QList<Money>() : changesIn(check, text.mid(parts));
    return after.isEmpty() ? std::nullopt : std::optional(sumOf(after));
}

void changesOfBothSides(Check& check) {
    Money income;
    bool known = false;
    for (const auto& cell : check.form.texts) {
        if (!holdsAmount(cell)) continue;
        const bool in = check.matches(QStringLiteral("income"), cell.text);
        const bool out = check.matches(QStringLiteral("spending"), cell.text);
        const auto change = in == out ? std::nullopt : wholeChange(check, cell.text);
        if (!change) continue;
        const Money amount = change.value_or(Money());
        if (in) {
            income = amount;
        } else if (known && distance(income, amount) > tolerance(check)) {
            check.report(cell.path, {{QStringLiteral("a"), withSign(income)},
                                     {QStringLiteral("b"), withSign(amount)},
                                     {QStringLiteral("d"), ParsedForm::wan(distance(income, amount))}});
        }
        known = in;
    }
}

/// 项目经费减少881.78万元 … 项目经费增加主要原因是 …: the subject, when the words disagree.
QString contradictedSubject(const Check& check, const QString& text) {
    const auto& falls = check.list(QStringLiteral("falls"));
    QHash<QString, bool> moved;
    for (auto it = check.pattern(QStringLiteral("movement")).globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        moved.insert(match.captured(1), falls.contains(match.captured(2)));
    }
    for (auto it = check.pattern(QStringLiteral("because")).globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        for (auto known = moved.cbegin(); known != moved.cend(); ++known)
            if (match.captured(1).endsWith(known.key()) && *known != falls.contains(match.captured(2)))
                return known.key();
    }
    return {};
}

void changeContradictsItself(Check& check) {
    for (const auto& cell : check.cells()) {
        if (!holdsAmount(cell) || !check.matches(QStringLiteral("change"), cell.text)) continue;
        const QString text = withoutBrackets(cell.text);
        const auto whole = check.pattern(QStringLiteral("whole")).match(text);
        const auto total = whole.hasMatch() ? changesIn(check, whole.captured(1)) : QList<Money>();
        const auto parts = whole.hasMatch() ? changesIn(check, whole.captured(2)) : QList<Money>();
        const Money sum = sumOf(parts);
        if (!total.isEmpty() && parts.size() > 1 && distance(total.first(), sum) > tolerance(check)) {
            check.report(cell.path,
                         {{QStringLiteral("a"), withSign(sum)}, {QStringLiteral("b"), withSign(total.first())}});
            continue;
        }
        if (const QString subject = contradictedSubject(check, text); !subject.isEmpty())
            check.report(cell.path, {{QStringLiteral("v"), subject}}, QStringLiteral("sign"));
    }
}

/// 支出2721.01万元，其中人员经费…万元，公用经费…万元，项目支出…万元: the parts make the whole.
void spendingParts(Check& check) {
    for (const auto& cell : check.cells()) {
        if (!holdsAmount(cell)) continue;
        const auto whole = check.pattern(QStringLiteral("whole")).match(withoutBrackets(cell.text));
        if (!whole.hasMatch()) continue;
        Money sum;
        int found = 0;
        for (auto it = check.pattern(QStringLiteral("part")).globalMatch(whole.captured(2)); it.hasNext(); ++found)
            sum = sum + wanYuan(it.next().captured(1));
        const Money total = wanYuan(whole.captured(1));
        if (Decimal(found) < check.number(QStringLiteral("parts")) || distance(sum, total) <= tolerance(check))
            continue;
        check.report(cell.path, {{QStringLiteral("c"), QString()},
                                 {QStringLiteral("a"), ParsedForm::wan(sum)},
                                 {QStringLiteral("b"), ParsedForm::wan(total)},
                                 {QStringLiteral("d"), ParsedForm::wan(distance(sum, total))}});
    }
}

struct ListNumber {
    QString style; ///< everything of the number but its digits
    int value = 0;
};

int chineseNumber(const QString& text) {
    static const QString digits = QStringLiteral("〇一二三四五六七八九");
    const auto ten = text.indexOf(u'十');
    if (ten < 0) return text.size() == 1 ? int(digits.indexOf(text[0])) : -1;
    const int tens = ten == 0 ? 1 : int(digits.indexOf(text[0]));
    const int ones = ten + 1 < text.size() ? int(digits.indexOf(text[ten + 1])) : 0;
    return tens < 0 || ones < 0 || text.size() > 3 ? -1 : tens * 10 + ones;
}

std::optional<ListNumber> listNumber(QStringView line) {
    static const QRegularExpression pattern(
        QStringLiteral("\\A\\s*([（(]?)(?:(\\d{1,2})|([一二三四五六七八九十]{1,3}))([）)、]|[.．](?!\\d))"));
    static const QString starts = QStringLiteral("（(0123456789一二三四五六七八九十");
    const auto first = std::find_if(line.begin(), line.end(), [](QChar c) { return !c.isSpace(); });
    if (first == line.end() || !starts.contains(*first)) return std::nullopt;
    const auto match = pattern.match(line.toString());
    if (!match.hasMatch()) return std::nullopt;
    const bool digits = !match.captured(2).isEmpty();
    const bool opened = !match.captured(1).isEmpty();
    const bool closed = match.captured(4) == QStringLiteral("）") || match.captured(4) == QStringLiteral(")");
    if (opened != closed) return std::nullopt;
    const int value = digits ? match.captured(2).toInt() : chineseNumber(match.captured(3));
    if (value < 1) return std::nullopt;
    return ListNumber{match.captured(1) + (digits ? u'1' : u'一') + match.captured(4), value};
}

void numbersRepeat(Check& check) {
    const FieldPath* above = nullptr;
    QHash<QString, ListNumber> last; // in one field or column
    QHash<QString, QString> lastLine;
    for (const auto& cell : check.form.texts) {
        if (above && (above->field != cell.path.field || above->table != cell.path.table)) last.clear();
        above = &cell.path;
        for (const auto line : QStringTokenizer(cell.text, u'\n')) {
            const auto number = listNumber(line);
            if (!number) continue;
            const int before = last.value(number->style).value;
            const bool same = lastLine.value(number->style) == line;
            if (before > 0 && !same && number->value != 1 && number->value != before + 1 && number->value >= before)
                check.report(cell.path,
                             {{QStringLiteral("v"), line.trimmed().left(8).toString()},
                              {QStringLiteral("n"), QString::number(number->value)},
                              {QStringLiteral("before"), QString::number(before)}},
                             number->value == before ? QString() : QStringLiteral("skips"));
            last.insert(number->style, *number);
            lastLine.insert(number->style, line.toString());
        }
    }
}

} // namespace

QList<CheckEntry> narrativeChecks() {
    const QString change = QStringLiteral("pattern:change");
    const QString falls = QStringLiteral("list:falls");
    const QString limit = QStringLiteral("number:tolerance");
    const QString whole = QStringLiteral("pattern:whole");
    return {
        {QStringLiteral("changes_of_both_sides"),
         changesOfBothSides,
         {change, falls, limit, QStringLiteral("pattern:cause"), QStringLiteral("pattern:parts"),
          QStringLiteral("pattern:income"), QStringLiteral("pattern:spending")}},
        cellByCell(
            {QStringLiteral("change_contradicts_itself"),
             changeContradictsItself,
             {change, falls, limit, whole, QStringLiteral("pattern:movement"), QStringLiteral("pattern:because")},
             {QStringLiteral("sign")}}),
        cellByCell({QStringLiteral("spending_parts"),
                    spendingParts,
                    {whole, QStringLiteral("pattern:part"), limit, QStringLiteral("number:parts")}}),
        {QStringLiteral("numbers_repeat"), numbersRepeat, {}, {QStringLiteral("skips")}},
    };
}

} // namespace jixiao::review
