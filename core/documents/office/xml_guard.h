#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace jixiao {

/// Shapes of XML that office programs never write and parsers suffer from.
struct XmlLimits {
    int maxDepth = 256;
    int maxAttributes = 256;      ///< in one tag
    qsizetype maxNameBytes = 512; ///< of an element or attribute
};

/// Looks over XML before a parser sees it: UTF-8 only, no document type (so no entities of its own), bounded depth,
/// attributes and names. One pass, no copy. Errors: DocumentUnsafe (a bound or a document type), DocumentDamaged (ends
/// inside a tag, another encoding).
Result<void> guardXml(QByteArrayView bytes, const XmlLimits& limits = {});

} // namespace jixiao
