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
    bool computed = false; ///< worked out from other places
    QString formula;       ///< how (see formula.h): shown, never typed; a computed place without one is typed
    QString mask;          ///< Bool column: what a file shows instead of the values of a row it is true for, such as **
};

/// What neighbouring rows of a table have in common: the interchange writes it once, around the list of those rows.
/// {"name": "dutyName"} with the list "activities" writes [{"name": "…", "activities": [the rows]}].
struct RowGroup {
    QMap<QString, QString> columns; ///< key in the interchange → column
    QString list;                   ///< key of the inner list
};

/// A repeating part: goals, indicators, …
struct TableSpec {
    QString id;
    QString label;
    QString record;            ///< record type of a row; tables that share one are told apart by its field "table"
    bool plainStrings = false; ///< interchange writes an array of strings (the single column)
    QList<FieldSpec> columns;
    QStringList fixedRows;  ///< when the rows are always the same ones: what the first column of each says
    QList<RowGroup> groups; ///< outermost first; columns of no group belong to the row itself

    const FieldSpec* column(const QString& columnId) const;
    bool isGrouped(const QString& columnId) const;
    /// The rows as a form of this table holds them: the fixed ones in their order, made where they are missing, then
    /// any others. The same rows for a table without fixed ones.
    QList<FormRow> withFixedRows(const QList<FormRow>& rows) const;
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
    /// Label text with placeholders (see filledPattern), column id, field id, place in a fixed row
    /// ("funds[0].amount"), or id of a plainStrings table: its rows, one per line.
    QString text;
    int columnSpan = 1;
    int rowSpan = 1; ///< a span from above onto the repeated row reaches over all its repetitions
    QString align;   ///< "left", "center", "right"
    QString pattern; ///< what is printed instead of the bare value, with placeholders; lines of blank ones are left out
    QString
        numbering; ///< printed before each value, with 1 or 一 for its number: "（1）", "　　1、", "一、", "目标1："
    QString tick;       ///< word of the vocabulary: "√" is printed when the value is this one
    bool boxes = false; ///< every word of the vocabulary is printed with a box, ☑ before the value
};

/// One stacked table of the printed form. Rows from top to bottom: header and other fixed rows, heading rows, the
/// repeated row, footer rows.
struct GridTable {
    QList<int> widths;           ///< column widths in mm; the same sum in all tables of a form
    QList<QList<GridCell>> rows; ///< cells by the row they begin in; spans fill the grid without gap or overlap
    QString repeat;              ///< table id for whose rows one of `rows` is printed again, or empty
    QStringList mergeColumns;    ///< columns whose equal neighbours print as one merged cell (level1)
    int headerRows = 0;          ///< repeated after a page break
    int headingRows = 0;         ///< printed before each repeated row that differs from the one above in their columns
    int footerRows = 0;          ///< printed once after the repeated rows
    bool bordered = true;        ///< false for running text

    /// Index of the repeated row; -1 when nothing repeats.
    int patternRow() const { return repeat.isEmpty() ? -1 : int(rows.size()) - 1 - footerRows; }
    /// For every cell of `rows` the grid column it begins in.
    QList<QList<int>> cellColumns() const;
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
    QStringList titles;   ///< other patterns an importer may meet
    QList<SectionSpec> sections;
    QList<FieldSpec> fields;
    QList<TableSpec> tables;
    QMap<QString, QList<VocabularyWord>> vocabularies;
    QList<GridTable> grid;
    /// Lines above and below the tables: texts with placeholders side by side, the last of several at the right, a
    /// single one in the middle.
    QList<QStringList> above;
    QList<QStringList> below;
    QMap<QString, QString> recognise; ///< hints that tell sibling forms apart: field or table id → regular expression
    /// Fields a file may say near its head instead of on the form: field id → regular expression for a paragraph, whose
    /// first group is the value.
    QMap<QString, QString> nearHead;

    const FieldSpec* field(const QString& fieldId) const;
    const TableSpec* table(const QString& tableId) const;
    const FieldSpec* spec(const FieldPath& path) const;
    /// What a field of the grid names: a field, or the column of a fixed row. Null for anything else.
    const FieldSpec* printedField(const QString& text) const;
    int gridWidth() const; ///< mm
    /// The vocabulary's own word for a spelling, or the spelling itself.
    QString canonicalWord(const QString& vocabulary, const QString& spelling) const;

    /// Where a template comes from. That the names in it fit together is not checked again, at every start, in those
    /// the program was built with: a test does it.
    enum class Trust { Unknown, Shipped };
    /// Errors: TemplateInvalid naming the place.
    static Result<FormTemplate> fromJson(const QByteArray& json, Trust trust = Trust::Unknown);
};

/// All templates the program knows: the built-in ones plus those registered at run time.
class FormCatalogue {
public:
    /// Every assets/forms/*.json. A broken built-in template is a build error, found by a test; it is skipped here.
    /// Each is read when it is first asked for, and named like its file. Any thread.
    static const FormCatalogue& builtIn();

    FormCatalogue() : own_(QList<FormTemplate>()) {}
    void add(FormTemplate form);
    const FormTemplate* find(const QString& formId) const;
    const QList<FormTemplate>& forms() const;

private:
    explicit FormCatalogue(std::nullopt_t) {}

    std::optional<QList<FormTemplate>> own_; ///< none: exactly the built-in ones
};

} // namespace jixiao
