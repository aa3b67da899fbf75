#include "core/documents/office/xlsx_reader.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/office_target.h"

// A whole XLSX, or the rows of a sheet and, each after a zero byte, its merges, the shared strings and the styles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (!bytes.startsWith("PK")) {
        const auto pieces = bytes.split('\0');
        const auto piece = [&](int index) { return QString::fromUtf8(pieces.value(index)); };
        const QList<fixtures::SheetXml> sheets{{QStringLiteral("a"), piece(0), piece(1), {}, {}}};
        bytes = fixtures::packed(fixtures::xlsxParts(sheets, piece(2), piece(3), size % 2 == 0), false);
    }
    auto package = jixiao::OfficePackage::open(bytes);
    if (!package || package->kind() != jixiao::OfficePackage::Kind::Workbook) return 0;
    const auto source = jixiao::readXlsx(*package, fuzz::officeLimits);
    if (source) fuzz::requireReadable(*source);
    return 0;
}
