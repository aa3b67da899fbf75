#pragma once

#include "core/documents/printed_layout.h"
#include "core/documents/table_model.h"
#include "core/forms/form_document.h"

#include <QString>
#include <QStringList>

#include <set>
#include <utility>

namespace jixiao {

/// The place reached in a source, and the document made of what was read so far.
class PrintedWalk {
public:
    PrintedWalk(const FormTemplate& form, const SourceDocument& source, qsizetype start);

    const FormTemplate& form() const { return form_; }
    FormDocument& document() { return document_; }
    int printedYear() const { return printedYear_; } ///< 0 when the form has not said its year
    bool contradictsItself() const { return contradicts_; }

    qsizetype at() const { return at_; }
    void passRow() { ++at_; }
    void passParagraph(); ///< with all its lines, and blank ones behind it
    void skipBlank();
    /// Null when the item is no row of a table.
    const SourceItem* row(qsizetype index) const;
    /// A paragraph with its line breaks; empty for anything else and for its later lines.
    QString paragraph(qsizetype index) const;
    /// The first item behind the paragraph at `index`.
    qsizetype behind(qsizetype index) const;
    /// Texts of the item, those between tabs as well.
    QStringList texts(qsizetype index) const;

    /// Leaves a cell, or all of an item, out of what has to be there when the form is printed again.
    void ignore(qsizetype item, int cell = -1) { ignored_.insert({item, cell}); }
    bool isIgnored(qsizetype item, int cell) const {
        return ignored_.contains({item, cell}) || ignored_.contains({item, -1});
    }

    /// A value by its placeholder or field; years are remembered.
    void set(const QString& name, const QString& value);
    bool setAll(const PrintedShape& shape, const QString& text);
    bool setList(const QString& tableId, const QStringList& texts);
    /// A cell outside repeated rows; false when its text cannot stand there.
    bool readCell(const LayoutCell& place, const QString& text);

private:
    void setYear(const QString& text, int offset);

    const FormTemplate& form_;
    const SourceDocument& source_;
    qsizetype at_;
    int printedYear_ = 0;
    bool contradicts_ = false;
    std::set<std::pair<qsizetype, int>> ignored_;
    FormDocument document_;
};

/// Reads the ruled table `index` of a layout. False when what stands there is none.
bool readPrintedTable(PrintedWalk& walk, const PrintedLayout& layout, qsizetype index);

/// How running text is read where paper leaves a doubt.
struct TextDoubt {
    bool listsFirst = true; ///< a numbered paragraph that may as well end the text before a list begins the list
    bool met = false;
};

/// Reads the tables `first` up to, not including, `end` of a layout, which are printed without rules.
bool readPrintedText(PrintedWalk& walk, const PrintedLayout& layout, qsizetype first, qsizetype end, TextDoubt& doubt);

/// The columns a pattern prints in one cell, behind the number of the row.
bool readPatternCell(const LayoutCell& place, const QString& text, const TableSpec& table, FormRow& row);

} // namespace jixiao
