#include "core/forms/template_checks.h"

#include "core/domain/record.h"
#include "core/forms/formula.h"
#include "core/forms/grid_checks.h"

#include <QRegularExpression>

namespace jixiao {

namespace {

bool isPlainId(const QString& id) {
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z][A-Za-z0-9]{0,63}\\z"));
    return pattern.match(id).hasMatch();
}

bool isDottedId(const QString& id) {
    const auto parts = id.split(u'.');
    return parts.size() <= 4 && std::all_of(parts.cbegin(), parts.cend(), isPlainId);
}

/// Names the store, the server or the interchange use for themselves.
bool isReserved(const QString& record, const QString& field) {
    static const QSet<QString> declaration{Field::form, Field::fiscalYear, Field::state, Field::round};
    static const QSet<QString> row{Field::ordinal, QStringLiteral("table")};
    return (record == RecordType::declaration ? declaration : row).contains(field);
}

class Checks {
public:
    Checks(const FormTemplate& form, TemplateProblems& problems) : form_(form), problems_(problems) {}

    void run() {
        interchangePaths();
        for (const auto& spec : form_.fields)
            field(spec, QStringLiteral("fields.") + spec.id);
        for (const auto& spec : form_.tables)
            table(spec);
        vocabularies();
        sections();
        for (qsizetype i = 0; i < form_.grid.size(); ++i)
            checkGrid(form_, form_.grid[i], QStringLiteral("grid[%1]").arg(i), problems_);
        checkPlaceholders(form_.titlePattern, QStringLiteral("titlePattern"), form_, nullptr, problems_);
        for (const auto& title : form_.titles)
            checkPlaceholders(title, QStringLiteral("titles"), form_, nullptr, problems_);
        lines(form_.above, QStringLiteral("above"));
        lines(form_.below, QStringLiteral("below"));
        recognition();
    }

private:
    void require(bool good, const QString& place, const QString& what) {
        if (!good) problems_.report(place, what);
    }

    /// Fields and tables share one JSON object, where a value cannot be an object at the same time.
    void interchangePaths() {
        QSet<QString> taken{QStringLiteral("form"), QStringLiteral("fiscalYear")};
        QStringList ids;
        for (const auto& spec : form_.fields)
            ids.append(spec.id);
        for (const auto& spec : form_.tables)
            ids.append(spec.id);
        for (const auto& id : std::as_const(ids)) {
            require(isDottedId(id), id, QStringLiteral("is not a dotted id"));
            require(!taken.contains(id), id, QStringLiteral("is named twice or reserved"));
            taken.insert(id);
        }
        for (const auto& id : std::as_const(ids))
            for (auto dot = id.indexOf(u'.'); dot > 0; dot = id.indexOf(u'.', dot + 1))
                require(!taken.contains(id.left(dot)), id, QStringLiteral("lies inside another field"));
    }

    /// A record holds either fields or a row; rows of tables that share a record are told apart by their table.
    void field(const FieldSpec& spec, const QString& place, const QString& tableId = {}) {
        require(isPlainId(spec.record), place, QStringLiteral("has no record"));
        require(isPlainId(spec.recordField), place, QStringLiteral("has no record field"));
        require(!isReserved(spec.record, spec.recordField), place, QStringLiteral("uses a reserved record field"));
        require(!spec.computed || !spec.required, place,
                QStringLiteral("is computed, so nobody can be required to fill it in"));
        if (!spec.formula.isEmpty()) formula(spec, place, tableId);
        const auto home = tableId + u' ' + spec.record + u'.' + spec.recordField;
        require(!homes_.contains(home), place, QStringLiteral("shares its record field with another"));
        homes_.insert(home);
        require((spec.type == FieldType::Enum) != spec.vocabulary.isEmpty(), place,
                QStringLiteral("has a vocabulary without being an enum, or the reverse"));
        require(spec.vocabulary.isEmpty() || form_.vocabularies.contains(spec.vocabulary), place,
                QStringLiteral("names an unknown vocabulary"));
    }

    /// Every name stands for a column of the row, a field, or a place in a fixed row; sums for a column of any table.
    void formula(const FieldSpec& spec, const QString& place, const QString& tableId) {
        const auto names = formulaNames(spec.formula);
        require(names.ok(), place, QStringLiteral("has a formula that cannot be read"));
        if (!names) return;
        const auto* owner = form_.table(tableId);
        for (const auto& name : names->places)
            require((owner && owner->column(name)) || form_.printedField(name), place,
                    QStringLiteral("has a formula that names an unknown place: ") + name);
        for (const auto& name : names->sums) {
            const auto* summed = form_.table(name.left(name.lastIndexOf(u'.')));
            require(summed && summed->column(name.mid(name.lastIndexOf(u'.') + 1)), place,
                    QStringLiteral("has a formula that sums an unknown column: ") + name);
        }
    }

    void table(const TableSpec& spec) {
        const auto place = QStringLiteral("tables.") + spec.id;
        require(!spec.columns.isEmpty(), place, QStringLiteral("has no columns"));
        require(!spec.plainStrings || spec.columns.size() == 1, place, QStringLiteral("plain strings need one column"));
        for (const auto& other : form_.fields)
            require(other.record != spec.record, place, QStringLiteral("shares its record with a field"));
        fixedRows(spec, place);
        groups(spec, place);
        QSet<QString> ids{QStringLiteral("parsed")};
        for (const auto& column : spec.columns) {
            const auto columnPlace = place + u'.' + column.id;
            require(isPlainId(column.id), columnPlace, QStringLiteral("is not an id"));
            require(!ids.contains(column.id), columnPlace, QStringLiteral("is named twice or reserved"));
            ids.insert(column.id);
            require(column.mask.isEmpty() || column.type == FieldType::Bool, columnPlace,
                    QStringLiteral("has a mask but is no bool"));
            field(column, columnPlace, spec.id);
        }
    }

    void fixedRows(const TableSpec& spec, const QString& place) {
        if (spec.fixedRows.isEmpty()) return;
        require(!spec.plainStrings && spec.groups.isEmpty(), place,
                QStringLiteral("has both fixed rows and a way of listing them"));
        require(QSet<QString>(spec.fixedRows.begin(), spec.fixedRows.end()).size() == spec.fixedRows.size(), place,
                QStringLiteral("has a fixed row twice"));
    }

    void groups(const TableSpec& spec, const QString& place) {
        require(spec.groups.isEmpty() || !spec.plainStrings, place, QStringLiteral("groups plain strings"));
        QSet<QString> grouped;
        for (const auto& group : spec.groups) {
            require(isPlainId(group.list) && !group.columns.contains(group.list), place,
                    QStringLiteral("has a group without a list of its own"));
            require(!group.columns.isEmpty(), place, QStringLiteral("has a group without columns"));
            for (auto it = group.columns.cbegin(); it != group.columns.cend(); ++it) {
                require(isPlainId(it.key()), place, it.key() + QStringLiteral(" is not an id"));
                require(spec.column(*it) && !grouped.contains(*it), place,
                        *it + QStringLiteral(" is not a column, or grouped twice"));
                grouped.insert(*it);
            }
        }
        require(grouped.size() < spec.columns.size() || spec.columns.isEmpty(), place,
                QStringLiteral("has no column outside its groups"));
    }

    void vocabularies() {
        QSet<QString> words;
        for (const auto& vocabulary : form_.vocabularies)
            for (const auto& word : vocabulary)
                words.insert(word.value);
        for (auto it = form_.vocabularies.cbegin(); it != form_.vocabularies.cend(); ++it) {
            const auto place = QStringLiteral("vocabularies.") + it.key();
            QSet<QString> spellings;
            for (const auto& word : *it) {
                const auto all = QStringList{word.value} + word.synonyms;
                for (const auto& spelling : all) {
                    require(!spellings.contains(spelling), place, spelling + QStringLiteral(" is written twice"));
                    spellings.insert(spelling);
                }
                require(word.parent.isEmpty() || words.contains(word.parent), place,
                        word.parent + QStringLiteral(" is not a word"));
            }
        }
    }

    void sections() {
        QSet<QString> ids;
        QSet<QString> shown;
        for (const auto& section : form_.sections) {
            const auto place = QStringLiteral("sections.") + section.id;
            require(isPlainId(section.id) && !ids.contains(section.id), place,
                    QStringLiteral("is named twice or badly"));
            ids.insert(section.id);
            require(section.fields.isEmpty() != section.table.isEmpty(), place,
                    QStringLiteral("needs either fields or a table"));
            require(section.table.isEmpty() || form_.table(section.table), place, QStringLiteral("names no table"));
            for (const auto& id : section.fields) {
                require(form_.field(id), place, id + QStringLiteral(" is not a field"));
                require(!shown.contains(id), place, id + QStringLiteral(" is shown twice"));
                shown.insert(id);
            }
            require(section.table.isEmpty() || !shown.contains(section.table), place, QStringLiteral("is shown twice"));
            shown.insert(section.table);
        }
    }

    void lines(const QList<QStringList>& list, const QString& place) {
        for (const auto& line : list) {
            require(!line.isEmpty(), place, QStringLiteral("has an empty line"));
            for (const auto& text : line)
                checkPlaceholders(text, place, form_, nullptr, problems_);
        }
    }

    void recognition() {
        for (auto it = form_.recognise.cbegin(); it != form_.recognise.cend(); ++it) {
            const auto place = QStringLiteral("recognise.") + it.key();
            require(form_.field(it.key()) || form_.table(it.key()), place, QStringLiteral("is not a field"));
            require(it->size() <= 200 && QRegularExpression(*it).isValid(), place,
                    QStringLiteral("is not a regular expression of at most 200 characters"));
        }
        for (auto it = form_.nearHead.cbegin(); it != form_.nearHead.cend(); ++it) {
            const auto place = QStringLiteral("nearHead.") + it.key();
            const QRegularExpression expression(*it);
            require(form_.field(it.key()), place, QStringLiteral("is not a field"));
            require(it->size() <= 400 && expression.isValid() && expression.captureCount() == 1, place,
                    QStringLiteral("is not a regular expression of at most 400 characters with one group"));
        }
    }

    const FormTemplate& form_;
    TemplateProblems& problems_;
    QSet<QString> homes_;
};

} // namespace

void checkReferences(const FormTemplate& form, TemplateProblems& problems) { Checks(form, problems).run(); }

} // namespace jixiao
