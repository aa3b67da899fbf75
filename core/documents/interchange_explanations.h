#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"

#include <QJsonArray>

namespace jixiao {

/// The optional key of a document of the interchange JSON that holds the reasons for warnings:
/// [{"rule": "P45", "path": "indicators[0].description", "message": "…", "text": "…", "by": "…", "at":
/// "2025-03-01T08:30:00.000Z"}] `by` and `at` may be absent.
inline const QString explanationsKey = QStringLiteral("explanations");

QJsonArray explanationsToJson(const QList<PlacedExplanation>& explanations);

/// Those at the document of path `document`, a form of that template. One that cannot be read, or stands at no place
/// of the form, is listed as a repair of kind "unknown". Errors:
/// JsonMalformed (not a list), FileTooLarge.
Result<QList<PlacedExplanation>> explanationsFromJson(const QJsonValue& value, const FormTemplate& form,
                                                      const QString& document, QList<Repair>& repairs);

} // namespace jixiao
