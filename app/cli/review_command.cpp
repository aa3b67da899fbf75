#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/review/review.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

namespace jixiao::cli {

namespace {

QJsonValue fixToJson(const std::optional<Fix>& fix) {
    if (!fix) return QJsonValue::Null;
    QJsonArray edits;
    for (const auto& edit : fix->edits)
        edits.append(
            QJsonObject{{QStringLiteral("path"), edit.path.toString()}, {QStringLiteral("value"), edit.value}});
    return QJsonObject{{QStringLiteral("label"), fix->label}, {QStringLiteral("edits"), edits}};
}

QByteArray toJson(const QList<Finding>& findings) {
    QJsonArray list;
    for (const auto& finding : findings)
        list.append(QJsonObject{{QStringLiteral("rule"), finding.rule},
                                {QStringLiteral("severity"), severityLetter(finding.severity)},
                                {QStringLiteral("dimension"), finding.dimension},
                                {QStringLiteral("document"), finding.document},
                                {QStringLiteral("path"), finding.path.toString()},
                                {QStringLiteral("message"), finding.message},
                                {QStringLiteral("fix"), fixToJson(finding.fix)}});
    return QJsonDocument(
               QJsonObject{{QStringLiteral("rules"), RuleSet::builtIn().version()}, {QStringLiteral("findings"), list}})
        .toJson();
}

void print(const QList<Finding>& findings, const ImportResult& result) {
    QTextStream out(stdout);
    int document = -1;
    for (const auto& finding : findings) {
        if (finding.document != document) {
            document = finding.document;
            out << QStringLiteral("%1. %2")
                       .arg(document + 1)
                       .arg(result.documents.at(document).field(QStringLiteral("project.name")))
                << Qt::endl;
        }
        out << QStringLiteral("  %1 %2 %3  %4")
                   .arg(severityLetter(finding.severity), finding.rule, finding.path.toString(), finding.message)
            << Qt::endl;
    }
    out << QStringLiteral("共 %1 条").arg(findings.size()) << Qt::endl;
}

} // namespace

int runReview(Context& context) {
    const auto options = Options::parse(context.arguments, {QStringLiteral("--json"), QStringLiteral("--store")});
    if (!options) return report(options.error());
    const auto folder = options->value(QStringLiteral("--store"));
    if (folder.isEmpty() != (options->positional.size() == 1))
        return report({ErrorCode::InvalidInput, QStringLiteral("one FILE or --store DIR is needed")});

    const auto result = readDocuments(context, options->positional.value(0), folder);
    if (!result) return report(result.error());
    const auto findings = Reviewer(RuleSet::builtIn(), context.catalogue).review(result->documents);
    if (options->has(QStringLiteral("--json"))) {
        if (auto written = writeOut(options->value(QStringLiteral("--json")), toJson(findings)); !written)
            return report(written.error());
    } else {
        print(findings, *result);
    }
    return maySubmit(findings) ? Ok : FindingsOpen;
}

} // namespace jixiao::cli
