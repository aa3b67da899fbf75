#include "core/base/json.h"
#include "core/forms/form_template.h"
#include "core/forms/grid_reader.h"
#include "core/forms/strict_reader.h"
#include "core/forms/template_checks.h"

#include <array>
#include <utility>

namespace jixiao {

namespace {

constexpr JsonLimits limits{1024 * 1024, 16};
constexpr int maxFields = 500;
constexpr int maxWords = 5'000;
constexpr int maxGroups = 4;
constexpr int maxLines = 20;

constexpr std::array<std::pair<const char16_t*, FieldType>, 9> typeNames{{
    {u"text", FieldType::Text},
    {u"longText", FieldType::LongText},
    {u"money", FieldType::Money},
    {u"percent", FieldType::Percent},
    {u"number", FieldType::Number},
    {u"value", FieldType::Value},
    {u"enum", FieldType::Enum},
    {u"date", FieldType::Date},
    {u"bool", FieldType::Bool},
}};

FieldType readType(StrictReader& reader, TemplateProblems& problems) {
    const auto key = QStringLiteral("type");
    const auto name = reader.text(key);
    for (const auto& [known, type] : typeNames)
        if (name == QStringView(known)) return type;
    problems.report(reader.at(key), name + QStringLiteral(" is not a type"));
    return FieldType::Text;
}

/// The part fields and columns have in common.
FieldSpec readSpec(StrictReader& reader, TemplateProblems& problems) {
    FieldSpec spec;
    spec.id = reader.text(QStringLiteral("id"));
    spec.label = reader.text(QStringLiteral("label"));
    spec.labels = QStringList{spec.label} + reader.texts(QStringLiteral("labels"));
    spec.type = readType(reader, problems);
    spec.required = reader.optionalBool(QStringLiteral("required"));
    spec.maxLength = reader.optionalInteger(QStringLiteral("maxLength"), 1, 1'000'000, 0);
    spec.vocabulary = reader.optionalText(QStringLiteral("vocabulary"));
    spec.hint = reader.optionalText(QStringLiteral("hint"));
    spec.formula = reader.optionalText(QStringLiteral("formula"));
    spec.computed = reader.optionalBool(QStringLiteral("computed")) || !spec.formula.isEmpty();
    return spec;
}

FieldSpec readField(StrictReader& reader, TemplateProblems& problems) {
    auto spec = readSpec(reader, problems);
    spec.record = reader.text(QStringLiteral("record"));
    spec.recordField = reader.text(QStringLiteral("recordField"));
    return spec;
}

/// Calls read(reader) for each object of a list and refuses unknown keys.
template <typename Read>
void forEach(const QJsonArray& array, const QString& place, TemplateProblems& problems, Read read) {
    for (qsizetype i = 0; i < array.size() && !problems.any(); ++i) {
        StrictReader reader(array[i], QStringLiteral("%1[%2]").arg(place).arg(i), problems);
        read(reader);
        reader.finish();
    }
}

TableSpec readTable(StrictReader& reader, TemplateProblems& problems) {
    TableSpec table;
    table.id = reader.text(QStringLiteral("id"));
    table.label = reader.text(QStringLiteral("label"));
    table.record = reader.text(QStringLiteral("record"));
    table.plainStrings = reader.optionalBool(QStringLiteral("plainStrings"));
    const auto key = QStringLiteral("columns");
    forEach(reader.optionalArray(key, maxFields), reader.at(key), problems, [&](StrictReader& column) {
        table.columns.append(readSpec(column, problems));
        table.columns.last().mask = column.optionalText(QStringLiteral("mask"));
        table.columns.last().record = table.record;
        table.columns.last().recordField = table.columns.last().id;
    });
    table.fixedRows = reader.texts(QStringLiteral("fixedRows"));
    const auto groups = QStringLiteral("groups");
    forEach(reader.optionalArray(groups, maxGroups), reader.at(groups), problems, [&](StrictReader& group) {
        table.groups.append({group.textMap(QStringLiteral("columns")), group.text(QStringLiteral("list"))});
    });
    return table;
}

QList<QStringList> readLines(StrictReader& reader, const QString& key) {
    QList<QStringList> lines;
    const auto array = reader.optionalArray(key, maxLines);
    for (qsizetype i = 0; i < array.size(); ++i)
        lines.append(reader.textsOf(array[i], QStringLiteral("%1[%2]").arg(key).arg(i)));
    return lines;
}

SectionSpec readSection(StrictReader& reader) {
    SectionSpec section;
    section.id = reader.text(QStringLiteral("id"));
    section.label = reader.text(QStringLiteral("label"));
    section.fields = reader.texts(QStringLiteral("fields"));
    section.table = reader.optionalText(QStringLiteral("table"));
    return section;
}

void readVocabularies(const QJsonObject& json, FormTemplate& form, TemplateProblems& problems) {
    for (auto it = json.constBegin(); it != json.constEnd(); ++it) {
        const auto place = QStringLiteral("vocabularies.") + it.key();
        const auto words = it->toArray();
        if (words.isEmpty() || words.size() > maxWords)
            problems.report(place, QStringLiteral("is not a list of 1 to %1 words").arg(maxWords));
        auto& vocabulary = form.vocabularies[it.key()];
        forEach(words, place, problems, [&](StrictReader& reader) {
            vocabulary.append({reader.text(QStringLiteral("value")), reader.texts(QStringLiteral("synonyms")),
                               reader.optionalText(QStringLiteral("parent"))});
        });
    }
}

void readHead(StrictReader& reader, FormTemplate& form, TemplateProblems& problems) {
    const auto format = QStringLiteral("format");
    if (reader.text(format) != u"jixiao.form/1") problems.report(format, QStringLiteral("is not jixiao.form/1"));
    form.id = reader.text(QStringLiteral("id"));
    form.name = reader.text(QStringLiteral("name"));
    form.yearFrom = reader.integer(QStringLiteral("yearFrom"), 1990, 2999);
    form.yearTo = reader.integer(QStringLiteral("yearTo"), 1990, 2999);
    if (form.yearTo < form.yearFrom) problems.report(QStringLiteral("yearTo"), QStringLiteral("is before yearFrom"));
    form.moneyUnit = reader.text(QStringLiteral("moneyUnit"));
    form.numbering = reader.text(QStringLiteral("numbering"));
    form.weightProfile = reader.text(QStringLiteral("weightProfile"));
    form.titlePattern = reader.text(QStringLiteral("titlePattern"));
    form.titles = reader.texts(QStringLiteral("titles"));
}

} // namespace

Result<FormTemplate> FormTemplate::fromJson(const QByteArray& json, Trust trust) {
    const auto refused = [](const QString& formId, const QString& why) {
        return Error{ErrorCode::TemplateInvalid, why, {{QStringLiteral("form"), formId}}};
    };
    const auto root = parseJsonObject(json, limits);
    if (!root) return refused({}, root.error().detail.isEmpty() ? root.error().id() : root.error().detail);

    TemplateProblems problems;
    FormTemplate form;
    StrictReader reader(*root, {}, problems);
    readHead(reader, form, problems);
    const auto list = [&](const QString& key) { return reader.optionalArray(key, maxFields); };
    forEach(list(QStringLiteral("fields")), QStringLiteral("fields"), problems,
            [&](StrictReader& entry) { form.fields.append(readField(entry, problems)); });
    forEach(list(QStringLiteral("tables")), QStringLiteral("tables"), problems,
            [&](StrictReader& entry) { form.tables.append(readTable(entry, problems)); });
    forEach(list(QStringLiteral("sections")), QStringLiteral("sections"), problems,
            [&](StrictReader& entry) { form.sections.append(readSection(entry)); });
    readVocabularies(reader.optionalObject(QStringLiteral("vocabularies")), form, problems);
    form.grid = readGrid(list(QStringLiteral("grid")), problems);
    form.above = readLines(reader, QStringLiteral("above"));
    form.below = readLines(reader, QStringLiteral("below"));
    form.recognise = reader.textMap(QStringLiteral("recognise"));
    form.nearHead = reader.textMap(QStringLiteral("nearHead"));
    reader.finish();
    if (!problems.any() && trust == Trust::Unknown) checkReferences(form, problems);
    if (problems.any()) return refused(form.id, problems.first());
    return form;
}

} // namespace jixiao
