#pragma once

#include "core/documents/form_pattern.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace jixiao {

/// Where the columns of a repeating table stand in a source whose header has another order, or more columns.
struct HeaderMap {
    QList<qsizetype> source; ///< per column of the pattern: index of the source cell; -1 for one the source lacks
    QList<qsizetype> extra;  ///< source cells no column claims
    QStringList extraLabels; ///< what the header calls them
    qsizetype width = 0;     ///< cells of a source row
    int known = 0;           ///< columns that were found

    /// True when rows need no sorting: the columns stand in the order of the form, and no others.
    bool isPlain() const;
    /// The cells of a source row of `width` cells in the order of the form.
    QStringList sorted(const QStringList& texts) const;
};

/// One row of labels out of stacked ones: what stands under a label replaces it. Empty when the rows do not fit.
QStringList stackedLabels(const QList<QStringList>& rows);

/// Reads one header row, or several stacked ones (a label over the labels of its sub-columns). Most columns of the
/// table must be found by their labels, none twice.
std::optional<HeaderMap> mapHeader(const RepeatPattern& repeat, const QList<QStringList>& rows);

/// Labels of a form and the values beside them, in any order.
struct LabelledRow {
    struct Value {
        LabelTarget target;
        QString text;
    };
    struct Below {
        LabelTarget target;
        qsizetype cell = 0;
    };
    QList<Value> values;
    QList<Below> below;  ///< labels without a value: it stands in the next row
    QStringList stray;   ///< texts that belong to no label
    QStringList targets; ///< everything the labels of the row name
    qsizetype width = 0;
};

LabelledRow readLabelled(const FormPattern& pattern, const QStringList& texts);

/// The values below labels; empty when their places are not certain.
QList<LabelledRow::Value> readBelow(const LabelledRow& labels, const QStringList& texts);

} // namespace jixiao
