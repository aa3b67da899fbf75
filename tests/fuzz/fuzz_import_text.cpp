#include "core/documents/importer.h"
#include "tests/fuzz/fuzz_target.h"

// Any bytes: text of any encoding, a cut or damaged form, JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto catalogue = jixiao::FormCatalogue::builtIn();
    const jixiao::Importer importer(catalogue);
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto result = importer.importBytes(bytes, QStringLiteral("fuzz.txt"));
    if (result && result->documents.isEmpty()) __builtin_trap();
    return 0;
}
