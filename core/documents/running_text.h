#pragma once

#include "core/documents/form_pattern.h"
#include "core/documents/form_reader.h"
#include "core/documents/table_model.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace jixiao {

/// A form that is printed as headings with text below them, without a bordered table: what a heading is called, and
/// where the text below it belongs.
class TextPattern {
public:
    /// Numbered entries below a heading become rows of a table; a labelled line of an entry is a column of its own.
    struct Column {
        QString id;
        QStringList labels;  ///< bare; empty for the column the entry begins with
        QStringList printed; ///< those of `labels` the form prints itself; others are read with a doubt
    };
    struct Section {
        QStringList headings; ///< bare, without number
        QString intro;        ///< field of the text before the first entry; empty when there is none
        QString table;
        QList<Column> columns;
    };

    /// nullopt for a form with a bordered table, or without a heading.
    static std::optional<TextPattern> of(const FormPattern& pattern);

    const FormTemplate& form() const { return *form_; }
    const QList<Section>& sections() const { return sections_; }
    /// Index of the section a line is the heading of, and the text that follows on the same line; -1 when it is none.
    qsizetype sectionOf(const QString& line, QString* rest = nullptr) const;

private:
    const FormTemplate* form_ = nullptr;
    QList<Section> sections_;
};

/// Reads a form of running text from the heading at item `start`. Lines that look like the next heading of the file end
/// a section; a table between two sections is left to its own form. `complete` is set when two sections have a text.
FormReading readRunningText(const TextPattern& pattern, const SourceDocument& source, qsizetype start);

} // namespace jixiao
