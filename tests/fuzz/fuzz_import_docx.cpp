#include "core/documents/office/docx_reader.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/office_target.h"

// A whole DOCX, or the body of one and, after a zero byte, its lists: so that what is tried gets past the zip file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (!bytes.startsWith("PK")) {
        const auto pieces = bytes.split('\0');
        bytes = fixtures::packed(
            fixtures::docxParts(QString::fromUtf8(pieces.value(0)), QString::fromUtf8(pieces.value(1))), false);
    }
    auto package = jixiao::OfficePackage::open(bytes);
    if (!package || package->kind() != jixiao::OfficePackage::Kind::Document) return 0;
    const auto source = jixiao::readDocx(*package, fuzz::officeLimits);
    if (source) fuzz::requireReadable(*source);
    return 0;
}
