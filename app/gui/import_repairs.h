#pragma once

#include "core/documents/importer.h"
#include "core/forms/form_template.h"

#include <QVariantMap>

namespace jixiao {

/// Index of the form a repair belongs to; -1 for the file as a whole.
int documentOf(const Repair& repair);

/// Whether somebody has to look at it; everything else was certain.
bool isDoubt(const Repair& repair);

/// What kind of repair it is, in words.
QString repairKindText(const QString& kind);

/// Where in its form a repair is, in words: "绩效指标 第 3 行", "预算数"; "" for the form as a whole.
QString repairPlaceText(const Repair& repair, const ImportResult& result, const FormCatalogue& catalogue);

/// What stands there after the import: [{label, text}]. Empty when nothing of it was taken over.
QVariantList repairResult(const Repair& repair, const ImportResult& result, const FormCatalogue& catalogue);

} // namespace jixiao
