#include "core/documents/interchange.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonDocument>

using namespace jixiao;

namespace {

void require(bool holds) {
    if (!holds) __builtin_trap();
}

} // namespace

// What was understood once is written and understood again, to the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto catalogue = FormCatalogue::builtIn();
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto first = Importer(catalogue).importBytes(bytes, QStringLiteral("fuzz.json"));
    if (!first) return 0;
    const auto written = toInterchange(*first, catalogue);
    const auto second = fromInterchange(written, catalogue);
    require(second.ok() && second->documents.size() == first->documents.size());
    const auto documents = QStringLiteral("documents");
    require(toInterchange(*second, catalogue).value(documents) == written.value(documents));
    return 0;
}
