#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString codeField = QStringLiteral("project.code");
const QString nameField = QStringLiteral("project.name");
constexpr qsizetype longCode = 21;

FieldPath field(const QString& id) { return {{}, -1, id}; }

void codeFormat(Check& check) {
    const auto& form = check.form;
    if (!form.has(codeField)) return;
    if (form.code.isEmpty()) return check.report(field(codeField), {}, QStringLiteral("blank"));
    if (!check.matches(QStringLiteral("format"), form.code))
        check.report(field(codeField), {{QStringLiteral("v"), form.code}});
}

/// B[(30 - Σ val(c_i)·3^(i-1) mod 31) mod 31], i = 1..20; null when a character has no value.
QChar checkCharacter(const QString& code) {
    static const QString digits = QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY");
    int sum = 0;
    int power = 1;
    for (qsizetype i = 0; i < longCode - 1; ++i) {
        const auto value = digits.indexOf(code[i]);
        if (value < 0) return {};
        sum = (sum + int(value) * power) % 31;
        power = power * 3 % 31;
    }
    return digits[(30 - sum + 31) % 31];
}

void codeCheckDigit(Check& check) {
    const QString& code = check.form.code;
    if (code.size() != longCode || !check.matches(QStringLiteral("format"), code)) return;
    const QChar expected = checkCharacter(code);
    if (!expected.isNull() && code.back() != expected) check.report(field(codeField), {{QStringLiteral("v"), code}});
}

void codeYear(Check& check) {
    const QString& code = check.form.code;
    const int year = check.form.document.fiscalYear;
    if (year <= 0 || code.size() != longCode || !check.matches(QStringLiteral("format"), code)) return;
    const QString yy = code.mid(6, 2);
    if (yy.toInt() != year % 100) check.report(field(codeField), {{QStringLiteral("yy"), yy}});
}

void codeUnit(Check& check) {
    const QString& code = check.form.code;
    const auto& format = check.pattern(QStringLiteral("format"));
    if (!format.match(code).hasMatch()) return;
    const bool isLong = code.size() == longCode;
    const QString unit = check.context.unitOf(check.form);
    const qint64 needed = check.number(QStringLiteral("neighbours")).mantissa();
    const QString expected = isLong ? check.context.divisionOfOthers(check.form, needed) : unit.left(3);
    const QString found = code.left(isLong ? 6 : 3);
    if (expected.size() != found.size() || found == expected) return;
    check.report(field(codeField), {{QStringLiteral("found"), found}, {QStringLiteral("expected"), expected}});
}

void nameBlank(Check& check) {
    if (check.form.has(nameField) && check.form.name.isEmpty()) check.report(field(nameField));
}

void nameLong(Check& check) {
    const auto length = check.form.name.size();
    if (check.form.has(nameField) && Decimal(length) > check.number(QStringLiteral("max")))
        check.report(field(nameField), {{QStringLiteral("n"), QString::number(length)}});
}

void documentNumber(Check& check) {
    const auto& wrong = check.pattern(QStringLiteral("wrong"));
    for (const auto& cell : check.cells()) {
        if (!cell.text.contains(u'号')) continue;
        const auto match = wrong.match(cell.text);
        if (!match.hasMatch()) continue;
        QString fixed = cell.text;
        fixed.replace(wrong, QStringLiteral("〔\\1〕"));
        check.reportFixable(cell.path, {{QStringLiteral("v"), match.captured()}}, {{cell.path, fixed}});
    }
}

} // namespace

QList<CheckEntry> identityChecks() {
    const QString format = QStringLiteral("pattern:format");
    return {
        {QStringLiteral("code_format"), codeFormat, {format}, {QStringLiteral("blank")}},
        {QStringLiteral("code_check_digit"), codeCheckDigit, {format}},
        {QStringLiteral("code_year"), codeYear, {format}},
        {QStringLiteral("code_unit"), codeUnit, {format, QStringLiteral("number:neighbours")}},
        {QStringLiteral("name_blank"), nameBlank},
        {QStringLiteral("name_long"), nameLong, {QStringLiteral("number:max")}},
        cellByCell({QStringLiteral("document_number"), documentNumber, {QStringLiteral("pattern:wrong")}, {}, true}),
    };
}

} // namespace jixiao::review
