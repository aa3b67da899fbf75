#include "core/documents/importer.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QFile>

namespace jixiao::bench {

namespace {

constexpr int runs = 25;

} // namespace

void measureDocuments(const Seed& seed, Report& report) {
    const Importer importer(seed.catalogue());
    int forms = 0;
    const auto times = timeRuns(runs, [&] {
        const auto result = importer.importFile(sampleFile());
        forms = result ? int(result->documents.size()) : 0;
    });
    const auto reading = timeRuns(runs, [] {
        QFile file(sampleFile());
        if (!file.open(QIODevice::ReadOnly) || !decodeText(file.readAll())) qFatal("bench: no sample");
    });
    report.add({QStringLiteral("import"),
                QStringLiteral("ms"),
                median(times),
                QStringLiteral("the 12 published tables from text to documents"),
                median(reading),
                QStringLiteral("reading and decoding the same file"),
                Limit::Value,
                50,
                {{QStringLiteral("forms"), forms}}});
}

} // namespace jixiao::bench
