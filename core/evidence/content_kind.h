#pragma once

#include "core/evidence/evidence_rules.h"

class QIODevice;

namespace jixiao {

/// The kind a content is by its bytes, whatever its name says, and nullptr when it is none of them. Reads the beginning
/// and the end; for office documents and text, the whole, at most as much as their kind allows. Errors: FileUnreadable;
/// DocumentHasMacros, DocumentProtected and others of a zip that is not safe.
Result<const EvidenceKind*> kindOf(QIODevice& content, const EvidenceRules& rules);

} // namespace jixiao
