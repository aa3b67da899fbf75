#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"

#include <QJsonObject>

namespace jixiao {

/// The interchange JSON of DESIGN §6; reading what was written gives the same documents. Every field and column of the
/// template is written, blanks as ""; record ids are not part of it and are null after reading. A document with reasons
/// for warnings has the key "explanations", others do not.
QJsonObject toInterchange(const ImportResult& result, const FormCatalogue& catalogue);
QJsonObject toInterchange(const FormDocument& document, const FormTemplate& form);
/// Documents of unknown forms and keys no template knows are listed as repairs of kind "unknown". Errors:
/// JsonMalformed, FileTooLarge, FormNotRecognised (documents, but none of a known form).
Result<ImportResult> fromInterchange(const QJsonObject& object, const FormCatalogue& catalogue);

} // namespace jixiao
