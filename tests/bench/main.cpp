// Measures what people wait for, beside baselines measured in the same run, and prints one JSON object.
#include "app/gui/application.h"
#include "tests/bench/bench.h"
#include "tests/bench/pump.h"

#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace {

using namespace jixiao::bench;

struct Part {
    const char* name;
    void (*measure)(const Seed&, Report&);
};

constexpr Part parts[] = {{"documents", measureDocuments}, {"review", measureReview},  {"office", measureOffice},
                          {"saving", measureSaving},       {"search", measureSearch},  {"session", measureSession},
                          {"form", measureForm},           {"windows", measureWindows}};

bool known(const QString& name) {
    return std::any_of(std::begin(parts), std::end(parts),
                       [&](const Part& part) { return name == QLatin1String(part.name); });
}

int measure(const QStringList& only, bool check) {
    for (const auto& name : only)
        if (!known(name)) {
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
        QStringLiteral("documents, review, office, saving, search, session, form or windows; may be repeated"),
        QStringLiteral("PART"));
    parser.addOptions({check, only});
    parser.process(app);
    return measure(parser.values(only), parser.isSet(check));
}
