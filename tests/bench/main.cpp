// Measures what people wait for, beside baselines measured in the same run, and prints one JSON object.
#include "app/gui/application.h"
#include "tests/bench/bench.h"
#include "tests/bench/child.h"
#include "tests/bench/pump.h"

#include <QCommandLineParser>

#include <cstdio>

namespace {

using namespace jixiao::bench;

struct Part {
    const char* name;
    void (*measure)(const Seed&, Report&);
};

constexpr Part parts[] = {{"documents", measureDocuments},
                          {"saving", measureSaving},
                          {"session", measureSession},
                          {"form", measureForm},
                          {"windows", measureWindows}};

int measure(const QString& only, bool check) {
    const Seed seed;
    Report report;
    for (const auto& part : parts)
        if (only.isEmpty() || only == QLatin1String(part.name)) part.measure(seed, report);
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
    PumpedApplication app(argc, argv);
    jixiao::Application::prepareGui();
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1String("--child")) return childMain(arguments[2], arguments[3]);

    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption check(QStringLiteral("check"), QStringLiteral("exit with 1 when a budget is missed"));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("documents, saving, session, form or windows"),
                                  QStringLiteral("PART"));
    parser.addOptions({check, only});
    parser.process(app);
    return measure(parser.value(only), parser.isSet(check));
}
