#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"

#include <QJsonObject>

namespace jixiao {

/// The interchange JSON of DESIGN §6; reading what was written gives the same documents.
QJsonObject toInterchange(const ImportResult& result, const FormCatalogue& catalogue);
QJsonObject toInterchange(const FormDocument& document, const FormTemplate& form);
/// Errors: JsonMalformed, FormNotRecognised.
Result<ImportResult> fromInterchange(const QJsonObject& object, const FormCatalogue& catalogue);

} // namespace jixiao
