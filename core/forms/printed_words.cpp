#include "core/forms/printed_words.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

const QString roomForWriting(2, QChar(0x3000));
const QString tickMark = QStringLiteral("√");

const QRegularExpression& placeholderPattern() {
    static const QRegularExpression pattern(QStringLiteral("\\{([^{}]*)\\}"));
    return pattern;
}

const QRegularExpression& yearPattern() {
    static const QRegularExpression pattern(QStringLiteral("\\AfiscalYear([+-][1-9])?\\z"));
    return pattern;
}

/// 1 to 99 as in 二十一; digits beyond.
QString chineseNumber(int number) {
    static const QString digits = QStringLiteral("零一二三四五六七八九");
    if (number < 1 || number > 99) return QString::number(number);
    QString text;
    if (number >= 20) text += digits[number / 10];
    if (number >= 10) text += u'十';
    if (number % 10 > 0) text += digits[number % 10];
    return text;
}

/// Replaces every placeholder by what `lookUp` says.
template <typename LookUp>
QString replaced(const QString& text, LookUp lookUp) {
    QString result;
    qsizetype end = 0;
    for (auto matches = placeholderPattern().globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(text).mid(end, match.capturedStart() - end);
        result += lookUp(match.captured(1));
        end = match.capturedEnd();
    }
    result += QStringView(text).mid(end);
    return result;
}

} // namespace

QStringList placeholdersIn(const QString& text) {
    QStringList names;
    for (auto matches = placeholderPattern().globalMatch(text); matches.hasNext();)
        names.append(matches.next().captured(1));
    return names;
}

bool isYearPlaceholder(const QString& name) { return yearPattern().match(name).hasMatch(); }

bool isNumbering(const QString& pattern) { return pattern.count(u'1') + pattern.count(u'一') == 1; }

QString numbered(const QString& pattern, int number) {
    QString text = pattern;
    return text.replace(u'1', QString::number(number)).replace(u'一', chineseNumber(number));
}

QString PrintedWords::title() const {
    QString text = document_.field(QStringLiteral("title"));
    if (text.isEmpty()) text = filled(form_.titlePattern);
    const QString ordinal = document_.field(QStringLiteral("ordinal"));
    if (ordinal.isEmpty()) return text;
    QString number = form_.numbering;
    return number.replace(u'1', ordinal) + text;
}

QString PrintedWords::filled(const QString& pattern) const {
    return replaced(pattern, [&](const QString& name) { return placeholder(name, nullptr, nullptr); });
}

QString PrintedWords::placeholder(const QString& name, const TableSpec* table, const FormRow* row) const {
    if (const auto year = yearPattern().match(name); year.hasMatch())
        return document_.fiscalYear > 0 ? QString::number(document_.fiscalYear + year.captured(1).toInt())
                                        : roomForWriting;
    const auto* column = table ? table->column(name) : nullptr;
    const auto* spec = column ? column : form_.printedField(name);
    if (!spec) return {};
    QString raw = column ? row->cell(name) : document_.value(FieldPath::fromString(name));
    if (raw.isEmpty() && name == QLatin1String("moneyUnit")) raw = form_.moneyUnit;
    return raw.isEmpty() && spec->type == FieldType::Number ? roomForWriting : value(*spec, raw);
}

QString PrintedWords::value(const FieldSpec& spec, const QString& raw) {
    if (spec.type == FieldType::Date) {
        const auto date = QDate::fromString(raw, Qt::ISODate);
        if (date.isValid() && date.toString(Qt::ISODate) == raw)
            return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
    }
    if (spec.type == FieldType::Bool && raw == QLatin1String("true")) return tickMark;
    if (spec.type == FieldType::Bool && raw == QLatin1String("false")) return {};
    return raw;
}

QString PrintedWords::patternText(const QString& pattern, const TableSpec* table, const FormRow* row) const {
    QStringList lines;
    for (const auto& line : pattern.split(u'\n')) {
        bool blank = line.contains(u'{');
        lines.append(replaced(line, [&](const QString& name) {
            const auto text = placeholder(name, table, row);
            blank = blank && text.trimmed().isEmpty();
            return text;
        }));
        if (blank) lines.removeLast();
    }
    return lines.join(u'\n');
}

QString PrintedWords::styled(const GridCell& cell, const FieldSpec& spec, const QString& raw) const {
    if (cell.tick.isEmpty() && !cell.boxes) return value(spec, raw);
    const auto words = form_.vocabularies.value(spec.vocabulary);
    const auto chosen = form_.canonicalWord(spec.vocabulary, raw);
    const bool known =
        std::any_of(words.cbegin(), words.cend(), [&](const auto& word) { return word.value == chosen; });
    if (!cell.boxes) {
        if (known) return chosen == cell.tick ? tickMark : QString();
        return !words.isEmpty() && words.first().value == cell.tick ? raw : QString();
    }
    QStringList boxes;
    for (const auto& word : words)
        boxes.append((word.value == chosen ? u'☑' : u'□') + word.value);
    if (!known && !raw.isEmpty()) boxes.append(raw);
    return boxes.join(QStringLiteral("  "));
}

QString PrintedWords::list(const GridCell& cell, const TableSpec& table) const {
    QStringList lines;
    const auto rows = document_.rows(table.id);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto number = cell.numbering.isEmpty() ? QString() : numbered(cell.numbering, int(i) + 1);
        lines.append(number + rows[i].cell(table.columns.first().id));
    }
    return lines.join(u'\n');
}

QString PrintedWords::cell(const GridCell& cell) const {
    switch (cell.content) {
    case GridCell::Content::Empty:
    case GridCell::Content::Column:
        break;
    case GridCell::Content::Label:
        return filled(cell.text);
    case GridCell::Content::Field:
        if (!cell.pattern.isEmpty()) return patternText(cell.pattern, nullptr, nullptr);
        if (const auto* spec = form_.printedField(cell.text))
            return styled(cell, *spec, document_.value(FieldPath::fromString(cell.text)));
        if (const auto* table = form_.table(cell.text); table && !table->columns.isEmpty()) return list(cell, *table);
        break;
    }
    return {};
}

QString PrintedWords::cell(const GridCell& cell, const TableSpec& table, const FormRow& row, int number) const {
    if (cell.content != GridCell::Content::Column) return this->cell(cell);
    const auto* column = table.column(cell.text);
    if (!column) return {};
    const auto text =
        cell.pattern.isEmpty() ? styled(cell, *column, row.cell(cell.text)) : patternText(cell.pattern, &table, &row);
    return cell.numbering.isEmpty() || text.isEmpty() ? text : numbered(cell.numbering, number) + text;
}

} // namespace jixiao
