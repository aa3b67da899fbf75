#pragma once

#include "core/documents/printed_layout.h"
#include "core/documents/table_model.h"
#include "core/forms/form_document.h"

#include <QString>
#include <QStringList>

namespace jixiao {

/// A value out of its printed cell as it was stored: what valueOf() (read_words.h) says, but nothing mended.
QString storedValue(const QString& printed, const FieldSpec& spec, const GridCell& cell, const FormTemplate& form);

/// A date out of its official writing; as it stands when it is written in another way.
QString storedDate(const QString& printed, const FieldSpec& spec);

/// The rows of a table printed line by line. With a numbering a line without the next number belongs to the row above;
/// false when the first one has no number. Numbers count on from the rows that are there already.
bool addListed(const QString& text, const QString& numbering, QStringList& rows);

/// Whether a text begins with a number of this numbering.
bool beginsWithNumber(const QString& text, const QString& numbering, int number);

} // namespace jixiao
