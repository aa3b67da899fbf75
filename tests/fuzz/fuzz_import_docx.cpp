#include "core/documents/form_matcher.h"
#include "core/documents/office/docx_reader.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

void require(bool holds) {
    if (!holds) __builtin_trap();
}

} // namespace

// A whole DOCX, or the body of one and, after a zero byte, its lists: so that what is tried gets past the zip file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto catalogue = jixiao::FormCatalogue::builtIn();
    const jixiao::ImportLimits limits{1 << 20, 100, 1'000, 10'000, 1'000'000};
    QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (!bytes.startsWith("PK")) {
        const auto pieces = bytes.split('\0');
        bytes = fixtures::packed(
            fixtures::docxParts(QString::fromUtf8(pieces.value(0)), QString::fromUtf8(pieces.value(1))), false);
    }
    auto package = jixiao::OfficePackage::open(bytes);
    if (!package || package->kind() != jixiao::OfficePackage::Kind::Document) return 0;
    const auto source = jixiao::readDocx(*package, limits);
    if (!source) return 0;
    bool rows = false;
    for (const auto& item : source->items) {
        require(!item.cells.isEmpty() && item.firstLine() > 0 && item.lastLine <= source->lineNames.size());
        rows = rows || item.kind == jixiao::SourceItem::Kind::Row;
    }
    if (!rows) return 0;
    const auto result = jixiao::matchForms(*source, catalogue, limits);
    require(!result || !result->documents.isEmpty());
    return 0;
}
