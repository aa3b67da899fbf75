#include "core/documents/importer.h"
#include "core/documents/interchange.h"
#include "core/review/live_review.h"
#include "core/review/review.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QFile>
#include <QJsonDocument>

namespace jixiao::bench {

namespace {

constexpr int runs = 25;
constexpr int reviewed = 30;
constexpr int fewForms = 1'000;
constexpr int manyForms = 10'000;

/// The yardstick for work on documents: writing them as JSON.
double writeJson(const QList<FormDocument>& documents, const FormCatalogue& catalogue) {
    ImportResult all;
    all.documents = documents;
    return median(timeRuns(runs, [&] { QJsonDocument(toInterchange(all, catalogue)).toJson(); }));
}

void measureImport(const Seed& seed, Report& report) {
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

void measureReview(const Seed& seed, Report& report) {
    const Reviewer reviewer(RuleSet::builtIn(), seed.catalogue());
    const auto documents = seed.documents(reviewed);
    qsizetype findings = 0;
    const auto times = timeRuns(runs, [&] { findings = reviewer.review(documents).size(); });
    const auto jsonIs = QStringLiteral("writing the same forms as JSON");
    report.add({QStringLiteral("review"),
                QStringLiteral("ms"),
                median(times),
                QStringLiteral("every rule on 30 project tables"),
                writeJson(documents, seed.catalogue()),
                jsonIs,
                Limit::Value,
                30,
                {{QStringLiteral("findings"), findings}}});

    const auto open = seed.longDocument();
    const auto others = seed.documents(projectCount - 1);
    const auto alone = timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(open)); });
    const auto beside = timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(open, others)); });
    report.add({QStringLiteral("review_while_typing"),
                QStringLiteral("ms"),
                median(beside),
                QStringLiteral("a form of 60 indicators beside 199 others, on a worker thread"),
                writeJson({open}, seed.catalogue()),
                jsonIs,
                Limit::Value,
                100,
                {{QStringLiteral("alone_ms"), rounded(median(alone))}}});
}

/// One keystroke in a form of 60 indicators, with the review that follows the typing.
void measureTyping(const Seed& seed, Report& report) {
    auto document = seed.longDocument();
    LiveReview live(RuleSet::builtIn(), seed.catalogue(), document, seed.documents(projectCount - 1));
    int row = 0;
    const auto strokes = [&](const QString& column) {
        return timeRuns(longFormRows, [&] {
            const FieldPath path{QStringLiteral("indicators"), row++ % longFormRows, column};
            document.setValue(path, document.value(path) + u'1');
            live.update(document, {path});
        });
    };
    const auto target = strokes(QStringLiteral("target"));
    const auto name = strokes(QStringLiteral("name"));
    const Reviewer reviewer(RuleSet::builtIn(), seed.catalogue());
    report.add({QStringLiteral("review_keystroke"),
                QStringLiteral("ms"),
                median(target),
                QStringLiteral("the rules that read an edited target, in a form of 60 indicators beside 199 others"),
                median(timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(document)); })),
                QStringLiteral("every rule on that form alone"),
                Limit::Value,
                1,
                {{QStringLiteral("name_ms"), rounded(median(name))},
                 {QStringLiteral("rules_run"), live.rulesRun()},
                 {QStringLiteral("rules"), live.rulesInAll()}}});
}

/// The time for one form must not grow with the number of forms beside it.
void measureGrowth(const Seed& seed, Report& report) {
    const Reviewer reviewer(RuleSet::builtIn(), seed.catalogue());
    const auto perForm = [&](int count) {
        const auto documents = seed.documents(count);
        return median(timeRuns(3, [&] { static_cast<void>(reviewer.review(documents)); })) / count;
    };
    const double few = perForm(fewForms);
    const double many = perForm(manyForms);
    report.add({QStringLiteral("review_growth"), QStringLiteral("ms"), many,
                QStringLiteral("each of 10,000 project tables of one unit"), few, QStringLiteral("each of 1,000"),
                Limit::Ratio, 1.2});
}

} // namespace

void measureDocuments(const Seed& seed, Report& report) {
    measureImport(seed, report);
    measureReview(seed, report);
    measureTyping(seed, report);
    measureGrowth(seed, report);
}

} // namespace jixiao::bench
