#pragma once

#include "core/documents/form_pattern.h"
#include "core/documents/table_model.h"

#include <QList>
#include <QMap>
#include <QString>

namespace jixiao {

/// What stands above the grid of a form: title line, unit and money unit.
struct Caption {
    QMap<QString, QString> fields;
    QList<qsizetype> usedItems; ///< indices of the items read completely
    int labels = 0;             ///< labels of fields that have a cell in the grid
};

/// Reads the items before `start`, nearest first, not going back beyond `from`. Fields that have a cell in the grid are
/// looked for only where `document` has them blank.
Caption readCaption(const FormPattern& pattern, const FormDocument& document, const QList<SourceItem>& items,
                    qsizetype from, qsizetype start);

/// Adds what the lines below a form say (who filled it in, and when), from the item `end` on.
void readSignatures(const FormPattern& pattern, const QList<SourceItem>& items, qsizetype end, Caption& caption);

/// Whether a row is one of those lines: a spreadsheet has them right below the last row.
bool isSignatureLine(const FormPattern& pattern, const QStringList& texts);

/// Adds the fields a form prints as a line of text below its tables ("2020年新增资产：…"), where `document` has them
/// blank.
void readTextFields(const FormPattern& pattern, const FormDocument& document, const QList<SourceItem>& items,
                    qsizetype end, Caption& caption);

/// The year a file speaks of near its head: the one named most often, the first of those named equally often; 0 when
/// none is. Looks at paragraphs only.
int yearNearHead(const QList<SourceItem>& items);

} // namespace jixiao
