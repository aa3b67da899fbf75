#pragma once

#include "core/evidence/evidence_rules.h"

class QIODevice;

namespace jixiao {

/// A file that may stand as evidence, as far as it can be known from looking at it.
struct ExaminedFile {
    AttachmentContent content;
    QString fileName;       ///< plainFileName()
    qint64 takenMs = 0;     ///< when the camera says, else when the file was last changed; 0 = not known
    QString takenWith = {}; ///< camera; blank when the file does not say
};

/// Looks at a file before it is stored: what it is by its content, how large, its hash, and for a picture a thumbnail
/// made within the limits. Nothing is changed. Any thread; a picture takes up to a second. Errors: FileNotFound,
/// FileUnreadable, FileEmpty, AttachmentTooLarge, AttachmentKindRefused, AttachmentUnreadable (a picture that is
/// damaged or has too many pixels), DocumentHasMacros, DocumentProtected, DocumentUnsafe.
Result<ExaminedFile> examineFile(const QString& path, const EvidenceRules& rules = EvidenceRules::builtIn());
/// The same of an open device that can seek; `name` is the file's name.
Result<ExaminedFile> examineContent(QIODevice& content, const QString& name,
                                    const EvidenceRules& rules = EvidenceRules::builtIn());

} // namespace jixiao
