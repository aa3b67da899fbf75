#include "core/forms/template_checks.h"

#include "core/domain/record.h"

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
    return record == RecordType::declaration ? declaration.contains(field) : field == Field::ordinal;
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
            grid(form_.grid[i], QStringLiteral("grid[%1]").arg(i));
        titlePattern();
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

    void field(const FieldSpec& spec, const QString& place) {
        require(isPlainId(spec.record), place, QStringLiteral("has no record"));
        require(isPlainId(spec.recordField), place, QStringLiteral("has no record field"));
        require(!isReserved(spec.record, spec.recordField), place, QStringLiteral("uses a reserved record field"));
        const auto home = spec.record + u'.' + spec.recordField;
        require(!homes_.contains(home), place, QStringLiteral("shares its record field with another"));
        homes_.insert(home);
        require((spec.type == FieldType::Enum) != spec.vocabulary.isEmpty(), place,
                QStringLiteral("has a vocabulary without being an enum, or the reverse"));
        require(spec.vocabulary.isEmpty() || form_.vocabularies.contains(spec.vocabulary), place,
                QStringLiteral("names an unknown vocabulary"));
    }

    void table(const TableSpec& spec) {
        const auto place = QStringLiteral("tables.") + spec.id;
        require(!spec.columns.isEmpty(), place, QStringLiteral("has no columns"));
        require(!spec.plainStrings || spec.columns.size() == 1, place, QStringLiteral("plain strings need one column"));
        require(!tableRecords_.contains(spec.record), place, QStringLiteral("shares its record with another table"));
        tableRecords_.insert(spec.record);
        QSet<QString> ids{QStringLiteral("parsed")};
        for (const auto& column : spec.columns) {
            const auto columnPlace = place + u'.' + column.id;
            require(isPlainId(column.id), columnPlace, QStringLiteral("is not an id"));
            require(!ids.contains(column.id), columnPlace, QStringLiteral("is named twice or reserved"));
            ids.insert(column.id);
            field(column, columnPlace);
        }
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

    void grid(const GridTable& grid, const QString& place) {
        const auto* repeated = form_.table(grid.repeat);
        require(grid.repeat.isEmpty() || repeated, place + QStringLiteral(".repeat"), QStringLiteral("names no table"));
        for (const auto& id : grid.mergeColumns)
            require(repeated && repeated->column(id), place + QStringLiteral(".mergeColumns"),
                    id + QStringLiteral(" is not a column"));
        for (qsizetype row = 0; row < grid.rows.size(); ++row) {
            const bool pattern = repeated && row == grid.rows.size() - 1;
            for (const auto& cell : grid.rows[row]) {
                const auto rowPlace = QStringLiteral("%1.rows[%2]").arg(place).arg(row);
                if (cell.content == GridCell::Content::Field)
                    require(isPrintable(cell.text), rowPlace, cell.text + QStringLiteral(" is not a field"));
                if (cell.content == GridCell::Content::Column)
                    require(pattern && repeated->column(cell.text), rowPlace,
                            cell.text + QStringLiteral(" is not a column of the repeated table"));
            }
        }
    }

    bool isPrintable(const QString& id) const {
        const auto* list = form_.table(id);
        return form_.field(id) || (list && list->plainStrings);
    }

    void titlePattern() {
        static const QRegularExpression placeholder(QStringLiteral("\\{([^{}]*)\\}"));
        auto matches = placeholder.globalMatch(form_.titlePattern);
        while (matches.hasNext()) {
            const auto id = matches.next().captured(1);
            require(form_.field(id), QStringLiteral("titlePattern"), id + QStringLiteral(" is not a field"));
        }
    }

    void recognition() {
        for (auto it = form_.recognise.cbegin(); it != form_.recognise.cend(); ++it) {
            const auto place = QStringLiteral("recognise.") + it.key();
            require(form_.field(it.key()), place, QStringLiteral("is not a field"));
            require(it->size() <= 200 && QRegularExpression(*it).isValid(), place,
                    QStringLiteral("is not a regular expression of at most 200 characters"));
        }
    }

    const FormTemplate& form_;
    TemplateProblems& problems_;
    QSet<QString> homes_;
    QSet<QString> tableRecords_;
};

} // namespace

void checkReferences(const FormTemplate& form, TemplateProblems& problems) { Checks(form, problems).run(); }

} // namespace jixiao
