#pragma once

#include "core/base/result.h"
#include "core/base/text_name.h"
#include "core/documents/importer.h"

#include <QJsonArray>

namespace jixiao {

/// The optional key of a document of the interchange JSON that holds the reasons for warnings:
/// [{"rule": "P45", "path": "indicators[0].description", "message": "…", "text": "…", "by": "…", "at":
/// "2025-03-01T08:30:00.000Z"}] `by` and `at` may be absent.
inline constexpr TextName explanationsKey(u"explanations");

QJsonArray explanationsToJson(const QList<PlacedExplanation>& explanations);

/// Those of a document that stands at `place` in the file, a form of this template. One that cannot be read, or speaks
/// of a place the form does not have, is listed as a repair of kind "unknown". Errors: JsonMalformed (not a list),
/// FileTooLarge.
Result<QList<PlacedExplanation>> explanationsFromJson(const QJsonValue& value, const FormDocument& document,
                                                      const FormTemplate& form, const QString& place,
                                                      QList<Repair>& repairs);

} // namespace jixiao
