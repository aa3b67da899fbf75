#include "core/documents/interchange.h"
#include "core/documents/interchange_explanations.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <cmath>
#include <optional>

namespace jixiao {

namespace {

constexpr int maxDepth = 8;

Error malformed(const QString& path, const QString& why) {
    return {ErrorCode::JsonMalformed, path + QStringLiteral(": ") + why};
}

/// The text of a scalar; nullopt for anything that is not one, and for fractions (a number of a form is a string).
std::optional<QString> scalarText(const QJsonValue& value) {
    if (value.isString()) return value.toString();
    if (value.isBool()) return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (!value.isDouble()) return std::nullopt;
    const double number = value.toDouble();
    if (std::floor(number) != number || std::abs(number) > 9e15) return std::nullopt;
    return QString::number(value.toInteger());
}

QJsonValue valueAt(const QJsonObject& object, const QString& path) {
    QJsonValue value = object;
    for (const QString& key : path.split(u'.'))
        value = value.toObject().value(key);
    return value;
}

/// Dotted paths of an object that are not among `known`.
void collectUnknown(const QJsonObject& object, const QSet<QString>& known, const QString& prefix, int depth,
                    QStringList& unknown) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = prefix + it.key();
        if (known.contains(path)) continue;
        const bool open = it->isObject() && !it->toObject().isEmpty() && depth < maxDepth;
        if (open)
            collectUnknown(it->toObject(), known, path + u'.', depth + 1, unknown);
        else
            unknown.append(path);
    }
}

class DocumentReader {
public:
    DocumentReader(const FormTemplate& form, QString path, QList<Repair>& repairs)
        : form_(form), path_(std::move(path)), repairs_(repairs) {}

    Result<FormDocument> read(const QJsonObject& object) {
        FormDocument document;
        document.form = form_.id;
        const auto year = object.value(QStringLiteral("fiscalYear"));
        document.fiscalYear = year.toInt();
        if (!year.isUndefined() && (!year.isDouble() || document.fiscalYear < 0 || document.fiscalYear > 9999))
            return malformed(path_ + QStringLiteral(".fiscalYear"), QStringLiteral("not a year"));

        QSet<QString> known{QStringLiteral("form"), QStringLiteral("fiscalYear")};
        if (auto fields = readFields(object, form_.fields, path_, known); fields)
            document.fields = *fields;
        else
            return fields.error();
        for (const auto& table : form_.tables) {
            known.insert(table.id);
            auto rows = readRows(valueAt(object, table.id), table);
            if (!rows) return rows.error();
            document.tables.insert(table.id, *std::move(rows));
        }
        listUnknown(object, known, path_);
        return document;
    }

private:
    Result<QMap<QString, QString>> readFields(const QJsonObject& object, const QList<FieldSpec>& specs,
                                              const QString& path, QSet<QString>& known) const {
        QMap<QString, QString> fields;
        for (const auto& spec : specs) {
            if (known.contains(spec.id)) continue;
            known.insert(spec.id);
            const auto value = valueAt(object, spec.id);
            const auto text = value.isUndefined() || value.isNull() ? QString() : scalarText(value);
            if (!text) return malformed(path + u'.' + spec.id, QStringLiteral("neither text nor whole number"));
            fields.insert(spec.id, *text);
        }
        return fields;
    }

    Result<QList<FormRow>> readRows(const QJsonValue& value, const TableSpec& table) {
        const QString path = path_ + u'.' + table.id;
        if (!value.isUndefined() && !value.isArray()) return malformed(path, QStringLiteral("not a list"));
        const auto array = value.toArray();
        if (array.size() > ImportLimits{}.maxRows) return Error{ErrorCode::FileTooLarge, path};
        QList<FormRow> rows;
        if (auto done = readGroup(array, table, 0, {}, path, rows); !done) return done.error();
        return rows;
    }

    /// The rows of a list, inside the groups whose cells are `outer`. An empty list inside a group is one blank row.
    Result<void> readGroup(const QJsonArray& array, const TableSpec& table, qsizetype level,
                           const QMap<QString, QString>& outer, const QString& path, QList<FormRow>& rows) {
        if (array.isEmpty() && level > 0) rows.append(blankRow(table, outer));
        for (int i = 0; i < array.size(); ++i) {
            if (rows.size() >= ImportLimits{}.maxRows) return Error{ErrorCode::FileTooLarge, path};
            const auto place = QStringLiteral("%1[%2]").arg(path).arg(i);
            if (level == table.groups.size()) {
                auto row = readRow(array.at(i), table, place);
                if (!row) return row.error();
                row->cells.insert(outer);
                rows.append(*std::move(row));
                continue;
            }
            const auto& group = table.groups.at(level);
            const auto object = array.at(i).toObject();
            const auto list = object.value(group.list);
            if (!array.at(i).isObject() || (!list.isUndefined() && !list.isArray()))
                return malformed(place, QStringLiteral("not an object with a list"));
            QSet<QString> known{group.list};
            auto cells = outer;
            for (auto it = group.columns.cbegin(); it != group.columns.cend(); ++it) {
                FieldSpec spec;
                spec.id = it.key();
                auto read = readFields(object, {spec}, place, known);
                if (!read) return read.error();
                cells.insert(*it, read->value(it.key()));
            }
            listUnknown(object, known, place);
            const auto inner = place + u'.' + group.list;
            if (auto done = readGroup(list.toArray(), table, level + 1, cells, inner, rows); !done) return done.error();
        }
        return {};
    }

    static FormRow blankRow(const TableSpec& table, const QMap<QString, QString>& outer) {
        FormRow row;
        for (const auto& column : table.columns)
            row.cells.insert(column.id, QString());
        row.cells.insert(outer);
        return row;
    }

    Result<FormRow> readRow(const QJsonValue& value, const TableSpec& table, const QString& path) {
        FormRow row;
        if (table.plainStrings && !table.columns.isEmpty()) {
            const auto text = scalarText(value);
            if (!text) return malformed(path, QStringLiteral("not a text"));
            row.cells.insert(table.columns.first().id, *text);
            return row;
        }
        if (!value.isObject()) return malformed(path, QStringLiteral("not an object"));
        QSet<QString> known{QStringLiteral("parsed")};
        QList<FieldSpec> columns;
        for (const auto& column : table.columns)
            if (!table.isGrouped(column.id)) columns.append(column);
        auto cells = readFields(value.toObject(), columns, path, known);
        if (!cells) return cells.error();
        row.cells = *std::move(cells);
        listUnknown(value.toObject(), known, path);
        return row;
    }

    void listUnknown(const QJsonObject& object, const QSet<QString>& known, const QString& path) {
        QStringList unknown;
        collectUnknown(object, known, QString(), 0, unknown);
        for (const QString& key : unknown)
            repairs_.append(
                {path + u'.' + key, QStringLiteral("unknown"), QStringLiteral("表样中没有这个栏目，未导入。")});
    }

    const FormTemplate& form_;
    QString path_;
    QList<Repair>& repairs_;
};

QList<Repair> readRepairs(const QJsonArray& array) {
    QList<Repair> repairs;
    for (const auto& value : array) {
        const auto repair = value.toObject();
        repairs.append({repair.value(QStringLiteral("path")).toString(),
                        repair.value(QStringLiteral("kind")).toString(),
                        repair.value(QStringLiteral("message")).toString()});
    }
    return repairs;
}

} // namespace

Result<ImportResult> fromInterchange(const QJsonObject& object, const FormCatalogue& catalogue) {
    if (object.value(QStringLiteral("format")).toString() != QLatin1String("jixiao.interchange/1"))
        return malformed(QStringLiteral("format"), QStringLiteral("not jixiao.interchange/1"));
    const auto list = object.value(QStringLiteral("documents"));
    if (!list.isArray()) return malformed(QStringLiteral("documents"), QStringLiteral("not a list"));
    const auto documents = list.toArray();
    if (documents.size() > ImportLimits{}.maxDocuments)
        return Error{ErrorCode::FileTooLarge,
                     QStringLiteral("more than %1 documents").arg(ImportLimits{}.maxDocuments)};

    ImportResult result;
    const auto source = object.value(QStringLiteral("source")).toObject();
    result.file = source.value(QStringLiteral("file")).toString();
    result.kind = source.value(QStringLiteral("kind")).toString();
    result.repairs = readRepairs(object.value(QStringLiteral("repairs")).toArray());
    for (int i = 0; i < documents.size(); ++i) {
        const auto path = QStringLiteral("documents[%1]").arg(i);
        if (!documents.at(i).isObject()) return malformed(path, QStringLiteral("not an object"));
        const auto formId = documents.at(i).toObject().value(QStringLiteral("form")).toString();
        const auto* form = catalogue.find(formId);
        if (!form) {
            result.repairs.append(
                {QString(), QStringLiteral("unknown"),
                 QStringLiteral("第%1份表：不认识的表样“%2”，未导入。").arg(i + 1).arg(formId.left(60))});
            continue;
        }
        const auto target = QStringLiteral("documents[%1]").arg(result.documents.size());
        auto entry = documents.at(i).toObject();
        const auto reasons = entry.take(explanationsKey);
        auto document = DocumentReader(*form, target, result.repairs).read(entry);
        if (!document) return document.error();
        const auto said = explanationsFromJson(reasons, *document, *form, target, result.repairs);
        if (!said) return said.error();
        if (!said->isEmpty()) result.explanations.insert(int(result.documents.size()), *said);
        result.documents.append(*std::move(document));
    }
    if (result.documents.isEmpty() && !documents.isEmpty())
        return Error{ErrorCode::FormNotRecognised, QStringLiteral("no document of a known form")};
    return result;
}

} // namespace jixiao
