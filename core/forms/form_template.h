#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao {

enum class FieldType { Text, LongText, Money, Percent, Number, Value, Enum, Date, Bool };

/// One field or one table column of a template.
struct FieldSpec {
    QString id;         ///< dotted interchange path, or column id
    QString label;      ///< as printed
    QStringList labels; ///< every spelling an importer may meet, compared without white space
    FieldType type = FieldType::Text;
    bool required = false; ///< for submit
    int maxLength = 0;     ///< characters; 0 = no limit beyond the store's
    QString record;        ///< record type that holds it: "declaration", "project", "spendingPlan", …
    QString recordField;   ///< field name in that record
    QString vocabulary;    ///< Enum: name of the word list
    QString hint;          ///< placeholder shown while empty
};

/// A repeating part: goals, indicators, …
struct TableSpec {
    QString id;
    QString label;
    QString record;            ///< record type of a row
    bool plainStrings = false; ///< interchange writes an array of strings (the single column)
    QList<FieldSpec> columns;

    const FieldSpec* column(const QString& columnId) const;
};

/// A group of fields or one table, in the order of the editor.
struct SectionSpec {
    QString id;
    QString label;
    QStringList fields;
    QString table; ///< empty when the section holds fields
};

/// A word of a vocabulary with the spellings that mean the same (P47) and, for level 2, its level-1 word.
struct VocabularyWord {
    QString value;
    QStringList synonyms;
    QString parent;
};

/// One cell of the official print grid; also what an importer aligns a table with.
struct GridCell {
    enum class Content { Empty, Label, Field, Column };
    Content content = Content::Empty;
    QString text; ///< label text, field id (or the id of a plainStrings table: its rows, one per line) or column id
    int columnSpan = 1;
    int rowSpan = 1;
    QString align; ///< "left", "center", "right"
};

/// One stacked table of the printed form.
struct GridTable {
    QList<int> widths;           ///< column widths in mm; the same sum in all tables of a form
    QList<QList<GridCell>> rows; ///< cells by the row they begin in; spans fill the grid without gap or overlap
    QString repeat;              ///< table id for whose rows the last of `rows` is printed again, or empty
    QStringList mergeColumns;    ///< columns whose equal neighbours print as one merged cell (level1)
    int headerRows = 0;          ///< repeated after a page break
};

/// An official form, read from assets/forms/*.json. Immutable. Adding a form is adding a file.
struct FormTemplate {
    QString id;
    QString name;
    int yearFrom = 0; ///< first budget year it is used for
    int yearTo = 0;   ///< last one, inclusive
    QString moneyUnit;
    QString numbering; ///< "1、" or "1."
    QString weightProfile;
    QString titlePattern; ///< e.g. "{project.name}绩效目标表"
    QList<SectionSpec> sections;
    QList<FieldSpec> fields;
    QList<TableSpec> tables;
    QMap<QString, QList<VocabularyWord>> vocabularies;
    QList<GridTable> grid;
    QMap<QString, QString> recognise; ///< hints that tell sibling forms apart: field id → regular expression

    const FieldSpec* field(const QString& fieldId) const;
    const TableSpec* table(const QString& tableId) const;
    const FieldSpec* spec(const FieldPath& path) const;
    /// The vocabulary's own word for a spelling, or the spelling itself.
    QString canonicalWord(const QString& vocabulary, const QString& spelling) const;

    /// Errors: TemplateInvalid naming the place.
    static Result<FormTemplate> fromJson(const QByteArray& json);
};

/// All templates the program knows: the built-in ones plus those registered at run time.
class FormCatalogue {
public:
    /// Every assets/forms/*.json. A broken built-in template is a build error, found by a test; it is skipped here.
    /// Read when first asked for, by any thread.
    static const FormCatalogue& builtIn();

    void add(FormTemplate form);
    const FormTemplate* find(const QString& formId) const;
    const QList<FormTemplate>& forms() const { return forms_; }

private:
    QList<FormTemplate> forms_;
};

} // namespace jixiao
