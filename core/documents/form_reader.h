#pragma once

#include "core/documents/fixed_rows.h"
#include "core/documents/form_pattern.h"
#include "core/documents/importer.h"
#include "core/documents/loose_row.h"
#include "core/documents/row_match.h"
#include "core/documents/table_model.h"

#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

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
    int gaps = 0;          ///< rows between its first and its last that fit nowhere
    bool loose = false;    ///< some rows stand in another order than on the form
};

/// Index of the labelled step a source row begins a form with; -1 when it does not. `words` are bareWords(texts).
qsizetype startingStep(const FormPattern& pattern, const QStringList& texts, const QSet<QString>& words);

/// True when a source row has labels of the form in some other order: fields with their values, or most columns of a
/// table. `below` are the rows that follow; a header may go on in them.
bool startsLoosely(const FormPattern& pattern, const QStringList& texts, const QSet<QString>& words,
                   const QList<QStringList>& below);

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
    bool readPrinted(qsizetype index, const QStringList& texts, const QSet<QString>& words, bool& startsNext);
    bool readFixed(qsizetype step, const QStringList& texts, const QList<qsizetype>& items);
    bool readHeader(qsizetype index, bool& startsNext);
    /// What the labels of a header say besides their own words: "价值（金额单位：万元）".
    void storeCaptures(const QList<QStringList>& rows);
    bool readFixedHeader(qsizetype index);
    bool readFixedRow(qsizetype index, const QStringList& texts);
    FieldPath fixedPlace(const QStringList& labels) const;
    bool readLabels(qsizetype index, const QStringList& texts, bool& startsNext);
    bool readValuesBelow(qsizetype index, const QStringList& texts);
    void storeLabelled(const QList<LabelledRow::Value>& values);
    bool readRepeated(const QStringList& texts, const QList<qsizetype>& items);
    void appendRow(const RepeatPattern& repeat, const RepeatMatch& match, const QList<qsizetype>& items);
    FormRow rowOf(const RepeatPattern& repeat, const RepeatMatch& match, QStringList& inherited) const;
    QList<bool> coveredCells(const RepeatMatch& match, const QList<qsizetype>& items) const;
    void doubtRow(const RepeatPattern& repeat, const QStringList& cells, const QString& path,
                  const QList<qsizetype>& items);
    void markMasked(const TableSpec& table, FormRow& row) const;
    void keepExtraCells(const QStringList& texts, const QList<qsizetype>& items);
    bool readHeading(const RepeatPattern& repeat, const QStringList& texts, const QList<qsizetype>& items);
    void closeHeading();
    bool readJoined(qsizetype index, const QStringList& texts);
    void beginPartial(qsizetype index, const QStringList& texts);
    qsizetype stepBegunBy(const QStringList& texts) const;
    qsizetype cellsWanted(qsizetype step) const;
    void readParagraph(qsizetype index);
    void store(const RowMatch& match);
    void storeLines(const QString& table, const QString& text, const GridCell* style);
    void use(const QList<qsizetype>& items);
    /// Paragraphs since the last row turn out to stand in the middle of a table: they are the rest of its last cell.
    void continueLastCell(int nextGridTable);
    bool mayContinueWith(const QString& text) const;
    bool holdsLongText() const;
    QString lastCellPath() const;
    bool hasRows(qsizetype step) const;
    qsizetype firstLabelled() const;
    qsizetype labelledSteps() const;
    QList<QStringList> rowsBelow(qsizetype index, int count) const;
    void finish();
    void finishCut(qsizetype last, bool inRows, bool endsInPartial);
    void noteExtraColumns();
    /// `items` are the rows it speaks of; none: the row being read.
    void note(const QString& path, const QString& kind, const QString& message, const QList<qsizetype>& items = {});
    QString linesOf(const QList<qsizetype>& items) const;

    const FormPattern& pattern_;
    const SourceDocument& source_;
    FormReading reading_;
    qsizetype step_ = 0;
    qsizetype lastUsed_ = -1;
    int lastTable_ = -1;
    int lastGridTable_ = -1;
    QList<qsizetype> loose_; ///< items since the last used one
    Partial partial_;
    LastCell lastCell_;
    int lastNumber_ = 0;                      ///< of the last line of the list in lastCell_
    QSet<qsizetype> done_;                    ///< fixed rows that were read
    QSet<QString> named_;                     ///< what the labels read so far name, when they stand in another order
    std::optional<HeaderMap> header_;         ///< of the table at step_, when its columns stand in another order
    QMap<QString, QStringList> extraColumns_; ///< texts under labels no column has, by label
    std::optional<FixedOrder> fixed_;  ///< of rows that are always the same, when their columns stand in another order
    FieldPath lastFixed_;              ///< table and row of the one read last; row -1 for none
    qsizetype skipTo_ = -1;            ///< rows before it belong to a header that was read
    qsizetype at_ = 0;                 ///< item being read
    std::optional<LabelledRow> below_; ///< labels whose values stand in the next row
    QMap<QString, QString> heading_;   ///< cells of the heading that holds for the rows below it
    bool afterHeading_ = false;        ///< the next row inherits nothing from the row above
};

} // namespace jixiao
