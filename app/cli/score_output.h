#pragma once

#include "core/documents/importer.h"
#include "core/outcomes/scored_form.h"

namespace jixiao::cli {

using outcomes::ScoredForm;

/// The result for machines: figures as strings, paths as in the interchange.
QByteArray scoresToJson(const QList<ScoredForm>& scored, const ImportResult& forms);
/// The result for people.
QString scoresToText(const QList<ScoredForm>& scored, const ImportResult& forms);

} // namespace jixiao::cli
