#include "core/documents/interchange.h"
#include "core/review/live_review.h"
#include "core/review/review.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QJsonDocument>

#include <algorithm>

namespace jixiao::bench {

namespace {

constexpr int runs = 25;
constexpr int reviewed = 30;
constexpr int rowsOfEach = 8;
constexpr int strokesOfEach = 30;
constexpr int fewForms = 1'000;
constexpr int manyForms = 10'000;

const QString indicatorTable = QStringLiteral("indicators");
const QStringList levelColumns{QStringLiteral("level1"), QStringLiteral("level2")};

/// The yardstick for work on documents: writing them as JSON.
double writeJson(const QList<FormDocument>& documents, const FormCatalogue& catalogue) {
    ImportResult all;
    all.documents = documents;
    return median(timeRuns(runs, [&] { QJsonDocument(toInterchange(all, catalogue)).toJson(); }));
}

/// The bureau's tables with eight indicators each.
QList<FormDocument> tables(const Seed& seed) {
    auto documents = seed.documents(reviewed);
    const auto pool = seed.longDocument().rows(indicatorTable);
    for (qsizetype i = 0; i < documents.size(); ++i) {
        auto& rows = documents[i].tables[indicatorTable];
        while (rows.size() < rowsOfEach)
            rows.append(pool.at((i * rowsOfEach + rows.size()) % pool.size()));
    }
    return documents;
}

void measureTables(const Seed& seed, Report& report) {
    const Reviewer reviewer(RuleSet::builtIn(), seed.catalogue());
    const auto documents = tables(seed);
    qsizetype indicators = 0;
    for (const auto& document : documents)
        indicators += document.rows(indicatorTable).size();
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
                {{QStringLiteral("indicators"), indicators}, {QStringLiteral("findings"), findings}}});

    const auto open = seed.longDocument();
    const auto others = seed.documents(projectCount - 1);
    const auto alone = timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(open)); });
    const auto beside = timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(open, others)); });
    report.add({QStringLiteral("review_opening"),
                QStringLiteral("ms"),
                median(beside),
                QStringLiteral("a form of 60 indicators beside 199 others, from nothing, on a worker thread"),
                writeJson({open}, seed.catalogue()),
                jsonIs,
                Limit::Value,
                100,
                {{QStringLiteral("alone_ms"), rounded(median(alone))}}});
}

/// A form being typed beside the unit's others and its own of last year.
class Typing {
public:
    Typing(const Seed& seed, FormDocument document)
        : document_(std::move(document)),
          live_(RuleSet::builtIn(), seed.catalogue(), document_, othersOf(seed, document_)) {}

    /// Median of keystrokes in one field, or down one column.
    double median(const QString& table, const QString& field) {
        Samples times;
        for (int i = 0; i < strokesOfEach; ++i) {
            const FieldPath path{table, table.isEmpty() ? -1 : rowFor(table, field, i), field};
            const auto before = document_.value(path);
            document_.setValue(path, levelColumns.contains(field) ? otherLevel(field, before) : before + u'1');
            const double start = nowMs();
            live_.update(document_, {path});
            times.append(nowMs() - start);
            document_.setValue(path, before);
            live_.update(document_, {path});
        }
        return bench::median(times);
    }

private:
    static QList<FormDocument> othersOf(const Seed& seed, const FormDocument& document) {
        auto others = seed.documents(projectCount - 1);
        auto lastYear = document;
        lastYear.fiscalYear -= 1;
        others.append(lastYear);
        return others;
    }
    /// Levels are typed where they reach farthest: at the top.
    int rowFor(const QString& table, const QString& field, int stroke) const {
        return levelColumns.contains(field) ? 0 : int(stroke % std::max<qsizetype>(1, document_.rows(table).size()));
    }
    static QString otherLevel(const QString& field, const QString& before) {
        const bool first = field == levelColumns.first();
        const auto one = first ? QStringLiteral("产出指标") : QStringLiteral("数量指标");
        const auto two = first ? QStringLiteral("满意度指标") : QStringLiteral("成本指标");
        return before == one ? two : one;
    }

    FormDocument document_;
    LiveReview live_;
};

/// One keystroke in a form of 60 indicators, in every kind of place; the slowest is what counts.
void measureTyping(const Seed& seed, Report& report) {
    QJsonObject details;
    double worst = 0;
    QString worstIs;
    const auto add = [&](const QString& place, double ms) {
        details.insert(place + QStringLiteral("_ms"), rounded(ms));
        if (ms <= worst) return;
        worst = ms;
        worstIs = place;
    };
    auto document = seed.longDocument();
    const auto& form = *seed.catalogue().find(document.form);
    Typing typing(seed, document);
    for (const auto& field : form.fields)
        add(field.id, typing.median({}, field.id));
    for (const auto& table : form.tables)
        for (const auto& column : table.columns)
            add(table.id + u'.' + column.id, typing.median(table.id, column.id));
    // Merged cells: every row has its levels from the first.
    auto& rows = document.tables[indicatorTable];
    for (qsizetype i = 1; i < rows.size(); ++i)
        for (const auto& column : levelColumns)
            rows[i].cells.insert(column, {});
    Typing merged(seed, document);
    for (const auto& column : levelColumns)
        add(column + QStringLiteral("_of_all_rows"), merged.median(indicatorTable, column));

    const Reviewer reviewer(RuleSet::builtIn(), seed.catalogue());
    report.add({QStringLiteral("review_keystroke"), QStringLiteral("ms"), worst,
                QStringLiteral("a keystroke in ") + worstIs +
                    QStringLiteral(", the slowest place of a form of 60 indicators beside 199 others and last year's"),
                median(timeRuns(runs, [&] { static_cast<void>(reviewer.reviewOne(document)); })),
                QStringLiteral("every rule on that form alone"), Limit::Value, 1, details});
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

void measureReview(const Seed& seed, Report& report) {
    measureTables(seed, report);
    measureTyping(seed, report);
    measureGrowth(seed, report);
}

} // namespace jixiao::bench
