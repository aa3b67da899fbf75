#pragma once

#include "core/documents/form_pattern.h"
#include "core/documents/importer.h"
#include "core/documents/row_match.h"
#include "core/documents/table_model.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// One form read from a source with one template. Paths of repairs are relative to the document ("indicators[3]").
struct FormReading {
    FormDocument document;
    QList<Repair> repairs;
    QList<qsizetype> usedItems;
    qsizetype end = 0;     ///< index after the last item that belongs to the form
    int labels = 0;        ///< printed labels found
    bool complete = false; ///< the last printed label was reached, and a row of the table below it
    bool cut = false;      ///< the input ends inside the form
};

/// Index of the labelled step a source row begins a form with; -1 when it does not.
qsizetype startingStep(const FormPattern& pattern, const QStringList& texts);

/// Reads one form, from the item that starts it to the last one that belongs to it.
class FormReader {
public:
    FormReader(const FormPattern& pattern, const SourceDocument& source) : pattern_(pattern), source_(source) {}

    FormReading read(qsizetype start);

private:
    /// Where text that follows the last row would belong.
    struct LastCell {
        PatternCell::Kind kind = PatternCell::Kind::Empty;
        QString target; ///< field, table of lines, or column of the last row of `table`
        QString table;
    };
    /// A row that lacks cells; its rest may follow.
    struct Partial {
        QStringList texts;
        QList<qsizetype> items;
        qsizetype step = -1;
    };

    bool readRow(qsizetype index, const QStringList& texts, bool& startsNext);
    bool readFixed(qsizetype step, const QStringList& texts, const QList<qsizetype>& items);
    bool readRepeated(const QStringList& texts, const QList<qsizetype>& items);
    bool readHeading(const RepeatPattern& repeat, const QStringList& texts, const QList<qsizetype>& items);
    bool readJoined(qsizetype index, const QStringList& texts);
    void beginPartial(qsizetype index, const QStringList& texts);
    void readParagraph(qsizetype index);
    void store(const RowMatch& match);
    void use(const QList<qsizetype>& items);
    /// Paragraphs since the last row turn out to stand in the middle of a table: they are the rest of its last cell.
    void continueLastCell(int nextGridTable);
    bool mayContinueWith(const QString& text) const;
    QString lastCellPath() const;
    void finish();
    /// `items` are the rows it speaks of; none: the row being read.
    void note(const QString& path, const QString& kind, const QString& message, const QList<qsizetype>& items = {});
    QString linesOf(const QList<qsizetype>& items) const;

    const FormPattern& pattern_;
    const SourceDocument& source_;
    FormReading reading_;
    qsizetype at_ = 0; ///< item being read
    qsizetype step_ = 0;
    qsizetype lastUsed_ = -1;
    int lastTable_ = -1;
    int lastGridTable_ = -1;
    QList<qsizetype> loose_; ///< items since the last used one
    Partial partial_;
    LastCell lastCell_;
    QMap<QString, QString> heading_; ///< cells of the heading that holds for the rows below it
    bool afterHeading_ = false;      ///< the next row inherits nothing from the row above
};

} // namespace jixiao
