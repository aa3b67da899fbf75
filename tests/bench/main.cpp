// Measures what people wait for, beside baselines measured in the same run, and prints one JSON object.
#include "app/gui/application.h"
#include "tests/bench/bench.h"
#include "tests/bench/pump.h"

#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

namespace {

using namespace jixiao::bench;

constexpr int minDocuments = 100;

struct Part {
    const char* name;
    std::function<void(const Seed&, Report&)> measure;
};

std::vector<Part> allParts(const SyncOptions& options) {
    const auto sync = [options](const Seed& seed, Report& report) { measureSync(seed, options, report); };
    return {{"documents", measureDocuments},
            {"review", measureReview},
            {"office", measureOffice},
            {"saving", measureSaving},
            {"sync", sync},
            {"search", measureSearch},
            {"session", measureSession},
            {"form", measureForm},
            {"windows", measureWindows}};
}

bool known(const std::vector<Part>& parts, const QString& name) {
    return std::any_of(parts.cbegin(), parts.cend(),
                       [&](const Part& part) { return name == QLatin1String(part.name); });
}

int measure(const std::vector<Part>& parts, const QStringList& only, bool check) {
    for (const auto& name : only)
        if (!known(parts, name)) {
            std::fprintf(stderr, "there is nothing to measure called %s\n", qPrintable(name));
            return 2;
        }
    const Seed seed;
    Report report;
    for (const auto& part : parts)
        if (only.isEmpty() || only.contains(QLatin1String(part.name))) part.measure(seed, report);
    std::fputs(report.toJson().constData(), stdout);
    return check && !report.allOk() ? 1 : 0;
}

/// The same way to draw on every machine, unless the caller says otherwise.
void chooseRenderer() {
    const auto setUnlessSet = [](const char* name, const char* value) {
        if (!qEnvironmentVariableIsSet(name)) qputenv(name, value);
    };
    setUnlessSet("QT_QPA_PLATFORM", "offscreen");
    setUnlessSet("QT_QUICK_BACKEND", "software");
}

} // namespace

int main(int argc, char* argv[]) {
    chooseRenderer();
    jixiao::Application::prepareProcess();
    PumpedApplication app(argc, argv);
    jixiao::Application::prepareGui();

    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption check(QStringLiteral("check"), QStringLiteral("exit with 1 when a budget is missed"));
    const QCommandLineOption only(
        QStringLiteral("only"),
        QStringLiteral("documents, review, office, saving, sync, search, session, form or windows; may be repeated"),
        QStringLiteral("PART"));
    const QCommandLineOption large(
        QStringLiteral("large"),
        QStringLiteral("sync: growth up to ten times the documents, which takes many minutes"));
    const QCommandLineOption peer(QStringLiteral("peer"),
                                  QStringLiteral("sync: compare with another program in the same run: pouchdb"),
                                  QStringLiteral("NAME"));
    const QCommandLineOption documents(QStringLiteral("documents"), QStringLiteral("sync: how many"),
                                       QStringLiteral("NUMBER"), QString::number(SyncOptions().documents));
    parser.addOptions({check, only, large, peer, documents});
    parser.process(app);
    const int count = parser.value(documents).toInt();
    if (count < minDocuments) {
        std::fprintf(stderr, "at least %d documents\n", minDocuments);
        return 2;
    }
    const auto parts = allParts({count, parser.isSet(large), parser.value(peer)});
    return measure(parts, parser.values(only), parser.isSet(check));
}
