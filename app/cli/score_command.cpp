#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/score_output.h"
#include "core/base/files.h"
#include "core/documents/interchange.h"

#include <QJsonDocument>
#include <QTextStream>

namespace jixiao::cli {

namespace {

constexpr qint64 largestOutcomes = 8 * 1024 * 1024;

Result<std::optional<scoring::Outcomes>> readOutcomes(const Options& options) {
    const auto file = options.value(QStringLiteral("--outcomes"));
    if (file.isEmpty()) return std::optional<scoring::Outcomes>();
    const auto bytes = readBounded(file, largestOutcomes);
    if (!bytes) {
        auto error = bytes.error();
        error.args.insert(QStringLiteral("limit"), QStringLiteral("%1 MB").arg(largestOutcomes / (1024 * 1024)));
        return error;
    }
    auto outcomes = scoring::Outcomes::fromJson(*bytes);
    if (!outcomes) return outcomes.error();
    return std::optional(*std::move(outcomes));
}

/// Writes the filled-in forms as interchange JSON, to be imported, printed and signed.
Result<void> writeFilled(const QList<ScoredForm>& scored, const ImportResult& forms, const Context& context,
                         const Options& options) {
    const auto* form = context.catalogue.find(options.value(QStringLiteral("--fill")));
    const auto out = options.value(QStringLiteral("-o"));
    if (!form || out.isEmpty() || out == options.value(QStringLiteral("--json")))
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("--fill FORM -o OUT: a known form and a file of its own are needed")};
    ImportResult filled{forms.file, forms.kind, {}, {}};
    for (const auto& one : scored) {
        auto document = outcomes::fillEvaluation(one, forms.documents.at(one.document), *form);
        if (!document) return document.error();
        filled.documents.append(*std::move(document));
    }
    return writeOut(out, QJsonDocument(toInterchange(filled, context.catalogue)).toJson());
}

} // namespace

int runScore(Context& context) {
    const auto options = Options::parse(context.arguments, {QStringLiteral("--outcomes"), QStringLiteral("--profile"),
                                                            QStringLiteral("--points"), QStringLiteral("--json"),
                                                            QStringLiteral("--fill"), QStringLiteral("-o")});
    if (!options) return report(options.error());
    if (options->positional.size() != 1) return report({ErrorCode::InvalidInput, QStringLiteral("one FILE is needed")});
    const auto points = options->value(QStringLiteral("--points"));
    outcomes::ScoreOptions how{options->value(QStringLiteral("--profile"))};
    if (points == QLatin1String("flat"))
        how.points = scoring::StandardPoints::Flat;
    else if (!points.isEmpty() && points != QLatin1String("interpolated"))
        return report({ErrorCode::InvalidInput, QStringLiteral("--points interpolated or flat is needed")});

    const auto forms = Importer(context.catalogue).importFile(options->positional.first());
    if (!forms) return report(forms.error());
    const auto reported = readOutcomes(*options);
    if (!reported) return report(reported.error());
    const auto scored = outcomes::scoreForms(forms->documents, *reported, context.catalogue, how);
    if (!scored) return report(scored.error());
    if (options->has(QStringLiteral("--fill")) || options->has(QStringLiteral("-o"))) {
        const auto written = writeFilled(*scored, *forms, context, *options);
        if (!written) return report(written.error());
    }
    if (options->has(QStringLiteral("--json"))) {
        const auto written = writeOut(options->value(QStringLiteral("--json")), scoresToJson(*scored, *forms));
        return written ? Ok : report(written.error());
    }
    if (options->value(QStringLiteral("-o")) == QLatin1String("-")) return Ok;
    QTextStream(stdout) << scoresToText(*scored, *forms) << Qt::flush;
    return Ok;
}

} // namespace jixiao::cli
