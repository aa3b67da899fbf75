#include "core/documents/form_reader.h"

#include <algorithm>

namespace jixiao {

void FormReader::storeCaptures(const QList<QStringList>& rows) {
    constexpr qsizetype longestLabel = 60;
    for (const auto& texts : rows)
        for (const QString& text : texts) {
            if (text.isEmpty() || text.size() > longestLabel) continue;
            const QString bare = bareText(text);
            for (const auto& step : pattern_.steps)
                for (const auto& cell : step.cells) {
                    if (!cell.shape.matches(bare)) continue;
                    const auto values = cell.shape.values(bare);
                    for (auto it = values.cbegin(); it != values.cend(); ++it)
                        if (auto& field = reading_.document.fields[it.key()]; field.isEmpty()) field = *it;
                }
        }
}

/// The header of rows that are always the same ones, when its columns stand in another order or among others.
bool FormReader::readFixedHeader(qsizetype index) {
    const auto texts = source_.items.at(index).texts();
    const auto below = rowsBelow(index, 1);
    for (const auto& printed : pattern_.fixedTables) {
        auto order = fixedOrder(printed, {texts});
        qsizetype rows = 1;
        if (const auto both = below.isEmpty() ? std::nullopt : fixedOrder(printed, {texts, below.first()});
            both && (!order || both->known() > order->known())) {
            order = both;
            rows = 2;
        }
        if (!order || order->isPrinted(printed)) continue;
        closeHeading();
        fixed_ = order;
        lastFixed_ = {{}, -1, {}};
        lastCell_ = {};
        reading_.labels += order->known();
        reading_.loose = true;
        skipTo_ = index + rows;
        storeCaptures(rows == 1 ? QList<QStringList>{texts} : QList<QStringList>{texts, below.first()});
        use(rows == 1 ? QList<qsizetype>{index} : QList<qsizetype>{index, index + 1});
        return true;
    }
    return false;
}

/// One of the rows that are always the same: its values stand in the last cells, one for each column.
bool FormReader::readFixedRow(qsizetype index, const QStringList& texts) {
    const auto first = texts.size() - fixed_->columns.size();
    if (first < 1) return false;
    const auto place = fixedPlace(texts.first(first));
    if (place.row < 0) return false;
    for (qsizetype i = 0; i < fixed_->columns.size(); ++i) {
        const QString& text = texts.at(first + i);
        if (const QString column = fixed_->columns.at(i); !column.isEmpty())
            reading_.document.setValue({place.table, place.row, column}, text);
        else if (!text.isEmpty())
            extraColumns_[fixed_->labels.at(i)].append(linesOf({index}) + QStringLiteral("“%1”").arg(text.left(60)));
    }
    lastFixed_ = place;
    ++reading_.labels;
    use({index});
    return true;
}

/// The first row behind the last one read that one of the labels names; the same label may stand in several tables.
FieldPath FormReader::fixedPlace(const QStringList& labels) const {
    bool after = lastFixed_.row < 0;
    for (const QString& id : fixed_->tables) {
        const auto& table = *pattern_.form->table(id);
        for (int row = 0; row < table.fixedRows.size(); ++row) {
            const bool named = std::any_of(labels.cbegin(), labels.cend(),
                                           [&](const QString& label) { return fixedRowCalled(table, label) == row; });
            if (after && named) return {id, row, {}};
            after = after || (id == lastFixed_.table && row == lastFixed_.row);
        }
    }
    return {{}, -1, {}};
}

QList<QStringList> FormReader::rowsBelow(qsizetype index, int count) const {
    QList<QStringList> rows;
    for (qsizetype i = index + 1; i < source_.items.size() && rows.size() < count; ++i) {
        if (source_.items.at(i).kind != SourceItem::Kind::Row) break;
        rows.append(source_.items.at(i).texts());
    }
    return rows;
}

} // namespace jixiao
