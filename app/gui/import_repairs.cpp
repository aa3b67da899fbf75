#include "app/gui/import_repairs.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace jixiao {

namespace {

QString words(const char* text) { return QCoreApplication::translate("ImportRepairs", text); }

/// A repair's place, taken apart: the form, and the path inside it.
struct Place {
    const FormDocument* document = nullptr;
    const FormTemplate* form = nullptr;
    FieldPath path;
};

const QRegularExpression& documentPattern() {
    static const QRegularExpression pattern(QStringLiteral(R"(\Adocuments\[(\d{1,6})\](?:\.(.+))?\z)"));
    return pattern;
}

std::optional<Place> placeOf(const Repair& repair, const ImportResult& result, const FormCatalogue& catalogue) {
    const int index = documentOf(repair);
    if (index < 0 || index >= result.documents.size()) return std::nullopt;
    Place place;
    place.document = &result.documents.at(index);
    place.form = catalogue.find(place.document->form);
    if (place.form == nullptr) return std::nullopt;
    place.path = FieldPath::fromString(documentPattern().match(repair.path).captured(2));
    return place;
}

QVariantMap entry(const QString& label, const QString& text) {
    return {{QStringLiteral("label"), label}, {QStringLiteral("text"), text}};
}

} // namespace

int documentOf(const Repair& repair) {
    const auto match = documentPattern().match(repair.path);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

bool isDoubt(const Repair& repair) { return repair.kind == QLatin1String("unknown"); }

QString repairKindText(const QString& kind) {
    static const QMap<QString, const char*> names{
        {QStringLiteral("shifted-row"), QT_TRANSLATE_NOOP("ImportRepairs", "错位的行已对齐")},
        {QStringLiteral("split-row"), QT_TRANSLATE_NOOP("ImportRepairs", "断开的行已接回")},
        {QStringLiteral("merged-cell"), QT_TRANSLATE_NOOP("ImportRepairs", "合并单元格已补齐")},
        {QStringLiteral("debris"), QT_TRANSLATE_NOOP("ImportRepairs", "杂质已去掉")},
        {QStringLiteral("unknown"), QT_TRANSLATE_NOOP("ImportRepairs", "需要核对")}};
    return names.contains(kind) ? words(names.value(kind)) : kind;
}

QString repairPlaceText(const Repair& repair, const ImportResult& result, const FormCatalogue& catalogue) {
    const auto place = placeOf(repair, result, catalogue);
    if (!place) return {};
    const auto* table = place->form->table(place->path.table.isEmpty() ? place->path.field : place->path.table);
    if (table != nullptr)
        return place->path.row < 0 ? table->label
                                   : words(QT_TRANSLATE_NOOP("ImportRepairs", "%1 第 %2 行"))
                                         .arg(table->label)
                                         .arg(place->path.row + 1);
    const auto* field = place->form->field(place->path.field);
    return field != nullptr ? field->label : QString();
}

QVariantList repairResult(const Repair& repair, const ImportResult& result, const FormCatalogue& catalogue) {
    const auto place = placeOf(repair, result, catalogue);
    if (!place) return {};
    if (place->path.table.isEmpty() && place->path.field == QLatin1String("fiscalYear"))
        return {
            entry(words(QT_TRANSLATE_NOOP("ImportRepairs", "预算年度")), QString::number(place->document->fiscalYear))};
    QVariantList list;
    const auto* table = place->form->table(place->path.table);
    const auto rows = place->document->rows(place->path.table);
    if (table != nullptr && place->path.row >= 0 && place->path.row < rows.size()) {
        for (const auto& column : table->columns)
            if (const auto text = rows.at(place->path.row).cell(column.id); !text.isEmpty())
                list.append(entry(column.label, text));
    } else if (const auto* field = place->form->field(place->path.field)) {
        list.append(entry(field->label, place->document->field(field->id)));
    }
    return list;
}

} // namespace jixiao
