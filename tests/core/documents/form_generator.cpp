#include "tests/core/documents/form_generator.h"

#include <QStringList>

#include <algorithm>

using namespace jixiao;

namespace fixtures {

namespace {

/// Texts that formats, readers and people like to change.
const QStringList& awkwardPieces() {
    static const QStringList pieces{QStringLiteral("保障警务"),    QStringLiteral("采集终端"),
                                    QStringLiteral("（%）"),       QStringLiteral("(含税)"),
                                    QStringLiteral("12.50"),       QStringLiteral("007"),
                                    QStringLiteral("１２３％"),    QStringLiteral("ＡＢｃ"),
                                    QStringLiteral("<&>"),         QStringLiteral("\"引\"'号'"),
                                    QStringLiteral("“双”‘单’"),    QStringLiteral("=1+1"),
                                    QStringLiteral("𠮷"),          QStringLiteral("_x0041_"),
                                    QStringLiteral("、"),          QStringLiteral("—"),
                                    QStringLiteral("-"),           QStringLiteral("≥95%"),
                                    QStringLiteral("≤3"),          QStringLiteral("＜45％"),
                                    QStringLiteral("A  B"),        QStringLiteral("甲　乙"),
                                    QStringLiteral("{unit.name}"), QStringLiteral("%1"),
                                    QStringLiteral("|"),           QStringLiteral("：万元"),
                                    QStringLiteral("【一】"),      QStringLiteral("《办法》第3条"),
                                    QStringLiteral("1、"),         QStringLiteral("（1）"),
                                    QStringLiteral("2020年"),      QStringLiteral("**"),
                                    QStringLiteral("/*-+")};
    return pieces;
}

/// Whole texts that look like something else.
const QStringList& awkwardTexts() {
    static const QStringList texts{
        QStringLiteral("-"),           QStringLiteral("—"),         QStringLiteral("0"),
        QStringLiteral("00123"),       QStringLiteral("1e5"),       QStringLiteral("=A1"),
        QStringLiteral("+86"),         QStringLiteral("@"),         QStringLiteral("合计"),
        QStringLiteral("总分"),        QStringLiteral("其他资金"),  QStringLiteral("项目名称"),
        QStringLiteral("一级指标"),    QStringLiteral("产出指标"),  QStringLiteral("数量指标"),
        QStringLiteral("单位：元"),    QStringLiteral("TRUE"),      QStringLiteral("2025-1-5"),
        QStringLiteral("1、第一项"),   QStringLiteral("目标1：甲"), QStringLiteral("**"),
        QStringLiteral("无"),          QStringLiteral("（略）"),    QStringLiteral("100%"),
        QStringLiteral("110指挥中心"), QStringLiteral("312001")};
    return texts;
}

QString words(const Chooser& choose, int most) {
    if (choose(6) == 0) return awkwardTexts().at(choose(int(awkwardTexts().size())));
    QString text;
    for (int i = choose(most) + 1; i > 0; --i)
        text += awkwardPieces().at(choose(int(awkwardPieces().size())));
    return text;
}

QString number(const Chooser& choose) {
    switch (choose(7)) {
    case 0:
        return QString::number(choose(100'000)) + QStringLiteral(".%1").arg(choose(100), 2, 10, QLatin1Char('0'));
    case 1:
        return QStringLiteral("%1,%2.50").arg(1 + choose(99)).arg(choose(1000), 3, 10, QLatin1Char('0'));
    case 2:
        return QString::number(choose(1000)) + QStringLiteral(".000");
    case 3:
        return u'-' + QString::number(1 + choose(99));
    case 4:
        return QStringLiteral("约%1").arg(choose(50));
    case 5:
        return QStringLiteral("0%1").arg(choose(50));
    default:
        return QString::number(choose(100'000));
    }
}

QString date(const Chooser& choose) {
    const QString patterns[] = {QStringLiteral("2025-%1-%2"), QStringLiteral("2025年%1月%2日"),
                                QStringLiteral("2025.%1.%2"), QStringLiteral("2025年%1月")};
    const auto& pattern = patterns[choose(4)];
    const auto month = QStringLiteral("%1").arg(1 + choose(12), choose(2) + 1, 10, QLatin1Char('0'));
    return pattern.contains(QStringLiteral("%2"))
               ? pattern.arg(month, QStringLiteral("%1").arg(1 + choose(28), 2, 10, QLatin1Char('0')))
               : pattern.arg(month);
}

QString lines(const Chooser& choose) {
    QString text = words(choose, 12);
    for (int i = choose(3); i > 0; --i)
        text += (choose(4) == 0 ? QStringLiteral("\n　　") : QStringLiteral("\n")) + words(choose, 20);
    if (choose(12) == 0) text += QStringLiteral("\n\n") + words(choose, 4).repeated(40);
    if (choose(12) == 0) text = QStringLiteral("长文本，").repeated(60 + choose(300));
    return text;
}

QString value(const FormTemplate& form, const FieldSpec& spec, const Chooser& choose) {
    if (choose(5) == 0) return {};
    switch (spec.type) {
    case FieldType::Money:
        return number(choose);
    case FieldType::Percent:
        return choose(3) == 0 ? number(choose)
                              : QString::number(choose(101)) + QStringLiteral(".00%").mid(3 * choose(2));
    case FieldType::Number:
        return choose(6) == 0 ? number(choose) : QString::number(1 + choose(99));
    case FieldType::Value:
        return choose(2) == 0 ? number(choose) : words(choose, 3);
    case FieldType::Date:
        return date(choose);
    case FieldType::Bool:
        return choose(2) == 0 ? QStringLiteral("true") : QStringLiteral("false");
    case FieldType::Enum: {
        const auto known = form.vocabularies.value(spec.vocabulary);
        if (known.isEmpty() || choose(10) == 0) return words(choose, 2);
        const auto& word = known.at(choose(int(known.size())));
        return word.synonyms.isEmpty() || choose(4) != 0 ? word.value
                                                         : word.synonyms.at(choose(int(word.synonyms.size())));
    }
    case FieldType::LongText:
        return lines(choose);
    case FieldType::Text:
        break;
    }
    return words(choose, 6);
}

/// Rows as people fill them in: many take over what stands above.
QList<FormRow> rows(const FormTemplate& form, const TableSpec& table, const Chooser& choose) {
    const int sizes[] = {0, 1, 1, 2, 3, 5, 9};
    QList<FormRow> made(table.fixedRows.isEmpty() ? sizes[choose(7)] : table.fixedRows.size());
    for (qsizetype i = 0; i < made.size(); ++i) {
        const bool blank = choose(15) == 0;
        bool same = i > 0 && choose(3) != 0;
        for (const auto& column : table.columns) {
            same = same && choose(4) != 0;
            made[i].cells[column.id] = same    ? made.at(i - 1).cell(column.id)
                                       : blank ? QString()
                                               : value(form, column, choose);
        }
    }
    for (qsizetype i = 0; !table.fixedRows.isEmpty() && i < made.size(); ++i)
        made[i].cells[table.columns.first().id] = table.fixedRows.at(i);
    return made;
}

} // namespace

FormDocument awkwardDocument(const FormTemplate& form, const Chooser& choose) {
    FormDocument document;
    document.form = form.id;
    const int years = std::min(form.yearTo, 2029) - form.yearFrom + 1;
    document.fiscalYear = form.yearFrom + choose(std::max(1, years));
    for (const auto& field : form.fields)
        document.fields[field.id] = value(form, field, choose);
    for (const auto& table : form.tables)
        document.tables[table.id] = rows(form, table, choose);
    return document;
}

} // namespace fixtures
