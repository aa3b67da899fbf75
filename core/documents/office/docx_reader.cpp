#include "core/documents/office/docx_reader.h"

#include "core/documents/office/docx_numbering.h"
#include "core/documents/office/docx_parser.h"
#include "core/documents/office/docx_tree.h"
#include "core/documents/office/form_claims.h"
#include "core/documents/office/side_parts.h"

#include <QXmlStreamReader>

namespace jixiao {

Result<SourceDocument> readDocx(OfficePackage& package, const ImportLimits& limits) {
    auto numbering = DocxNumbering::read(package);
    if (!numbering) return numbering.error();
    DocxFlattener flattener(limits);
    const auto read = package.readXml(package.mainPart(), [&](QXmlStreamReader& xml) {
        return DocxParser(xml, *numbering, limits).read([&](const DocxContent& content) {
            return flattener.add(content);
        });
    });
    if (!read) return read.error();
    SourceDocument source = flattener.take();
    if (const auto listed = listSideParts(package, package.mainPart(), source); !listed) return listed.error();
    if (source.items.isEmpty()) return Error{ErrorCode::FileEmpty, {}};
    auto claims = readFormClaims(package);
    if (!claims) return claims.error();
    source.claims = *std::move(claims);
    return source;
}

} // namespace jixiao
