#include "tests/bench/bench.h"
#include "tests/bench/child.h"
#include "tests/bench/stats.h"

#include <QCoreApplication>

namespace jixiao::bench {

namespace {

constexpr int runs = 9;

struct Series {
    Samples firstFrame;
    Samples resident;

    void add(const ChildResult& result) {
        firstFrame.append(result.firstFrameMs);
        resident.append(result.residentMiB);
    }
};

} // namespace

void measureWindows(const Seed& seed, Report& report) {
    const auto programs = QCoreApplication::applicationDirPath();
    const auto bareProgram = programs + QStringLiteral("/jixiao-bench-window");
    const auto app = programs + QStringLiteral("/jixiao-bench-app");
    const QStringList unlockPage = {QStringLiteral("unlock"), seed.folder()};
    const QStringList listPage = {QStringLiteral("list"), seed.folder()};
    runChild(bareProgram, {}); // both once, for the disk cache
    runChild(app, unlockPage);
    Series bare;
    Series text;
    Series unlock;
    Series list;
    for (int i = 0; i < runs; ++i) { // in turn, so that a busy moment hits both alike
        bare.add(runChild(bareProgram, {}));
        unlock.add(runChild(app, unlockPage));
        text.add(runChild(bareProgram, {QStringLiteral("--text")}));
        if (i < 3) list.add(runChild(app, listPage));
    }
    const auto bareIs = QStringLiteral("bare ApplicationWindow, same Qt, style, size and platform plugin");
    report.add({QStringLiteral("first_frame"),
                QStringLiteral("ms"),
                median(unlock.firstFrame),
                QStringLiteral("process start to first frame of the unlock page"),
                median(bare.firstFrame),
                bareIs,
                Limit::Ratio,
                1.5,
                {{QStringLiteral("bare_with_two_lines_of_text_ms"), rounded(median(text.firstFrame))}}});
    report.add({QStringLiteral("memory"),
                QStringLiteral("MiB"),
                median(list.resident),
                QStringLiteral("resident memory with 200 projects in the list"),
                median(bare.resident),
                bareIs,
                Limit::Ratio,
                1.6,
                {{QStringLiteral("unlock_page_mib"), rounded(median(unlock.resident))},
                 {QStringLiteral("bare_with_two_lines_of_text_mib"), rounded(median(text.resident))}}});
}

} // namespace jixiao::bench
