#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/review/explained.h"
#include "core/review/review.h"
#include "core/review/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTextStream>

namespace jixiao::cli {

namespace {

/// What a file is reviewed as: its forms, and the text around them as one more.
struct Reviewed {
    QList<FormDocument> documents;
    QHash<int, FormFacts> facts;
    QStringList paragraphs; ///< places of the rows of the last document, when it is the text around the forms
    int statement = -1;     ///< its index

    QString place(const Finding& finding) const {
        return finding.document == statement ? paragraphs.value(finding.path.row) : QString();
    }
};

/// "documents[1].duties[41]", as the import names rows.
std::optional<std::pair<int, FieldPath>> rowOf(const QString& path) {
    static const QRegularExpression pattern(QStringLiteral(R"(\Adocuments\[(\d{1,6})\]\.(.+\[\d{1,6}\])\z)"));
    const auto match = pattern.match(path);
    if (!match.hasMatch()) return std::nullopt;
    return std::pair(match.captured(1).toInt(), FieldPath::fromString(match.captured(2)));
}

Reviewed reviewedOf(const ImportResult& result) {
    Reviewed reviewed{result.documents, {}, {}, -1};
    for (const auto& repair : result.repairs) {
        if (repair.kind != QLatin1String("split-row")) continue;
        if (const auto row = rowOf(repair.path))
            reviewed.facts[row->first].splitRows.append({row->second, repair.original});
    }
    if (result.texts.isEmpty()) return reviewed;
    QStringList texts;
    for (const auto& text : result.texts) {
        texts.append(text.text);
        reviewed.paragraphs.append(text.place);
    }
    reviewed.statement = int(reviewed.documents.size());
    reviewed.documents.append(statementOf(texts, result.documents));
    return reviewed;
}

QJsonValue fixToJson(const std::optional<Fix>& fix) {
    if (!fix) return QJsonValue::Null;
    QJsonArray edits;
    for (const auto& edit : fix->edits)
        edits.append(
            QJsonObject{{QStringLiteral("path"), edit.path.toString()}, {QStringLiteral("value"), edit.value}});
    return QJsonObject{{QStringLiteral("label"), fix->label}, {QStringLiteral("edits"), edits}};
}

QString nameOf(Answer answer) { return answer == Answer::Given ? QStringLiteral("given") : QStringLiteral("outdated"); }

/// The reason for each finding, where the file or the store has one.
QList<Explained> reasonsFor(const QList<Finding>& findings, const ImportResult& result) {
    QHash<int, QList<Finding>> byDocument;
    for (const auto& finding : findings)
        byDocument[finding.document].append(finding);
    QHash<int, QList<Explained>> explained;
    for (auto it = byDocument.cbegin(); it != byDocument.cend(); ++it)
        explained.insert(it.key(), explain(*it, result.explanations.value(it.key())));
    QList<Explained> reasons;
    for (const auto& finding : findings)
        reasons.append(explained[finding.document].takeFirst());
    return reasons;
}

bool hasReason(const Explained& explained) {
    return explained.answer == Answer::Given || explained.answer == Answer::Outdated;
}

QByteArray toJson(const QList<Finding>& findings, const Reviewed& reviewed, const QList<Explained>& reasons,
                  const QString& version) {
    QJsonArray list;
    for (int i = 0; i < findings.size(); ++i) {
        const auto& finding = findings.at(i);
        QJsonObject entry{{QStringLiteral("rule"), finding.rule},
                          {QStringLiteral("severity"), severityLetter(finding.severity)},
                          {QStringLiteral("dimension"), finding.dimension},
                          {QStringLiteral("document"), finding.document},
                          {QStringLiteral("path"), finding.path.toString()},
                          {QStringLiteral("message"), finding.message},
                          {QStringLiteral("fix"), fixToJson(finding.fix)}};
        if (const QString place = reviewed.place(finding); !place.isEmpty())
            entry.insert(QStringLiteral("place"), place);
        if (hasReason(reasons.at(i)))
            entry.insert(QStringLiteral("explanation"),
                         QJsonObject{{QStringLiteral("state"), nameOf(reasons.at(i).answer)},
                                     {QStringLiteral("text"), reasons.at(i).explanation.text},
                                     {QStringLiteral("by"), reasons.at(i).explanation.personName}});
        list.append(entry);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("rules"), version}, {QStringLiteral("findings"), list}}).toJson();
}

/// "说明（李民警）：…"
QString lineOf(const Explained& explained) {
    const auto& said = explained.explanation;
    const auto word =
        explained.answer == Answer::Outdated ? QStringLiteral("说明，写于内容改动之前") : QStringLiteral("说明");
    const auto by = said.personName.isEmpty() ? QString() : QStringLiteral("（%1）").arg(said.personName);
    return word + by + QStringLiteral("：") + said.text.simplified();
}

void print(const QList<Finding>& findings, const Reviewed& reviewed, const QList<Explained>& reasons) {
    QTextStream out(stdout);
    int document = -1;
    for (int i = 0; i < findings.size(); ++i) {
        const auto& finding = findings.at(i);
        if (finding.document != document) {
            document = finding.document;
            const QString name = document == reviewed.statement
                                     ? statementForm().name
                                     : reviewed.documents.at(document).field(QStringLiteral("project.name"));
            out << QStringLiteral("%1. %2").arg(document + 1).arg(name) << Qt::endl;
        }
        const QString place = reviewed.place(finding);
        out << QStringLiteral("  %1 %2 %3  %4")
                   .arg(severityLetter(finding.severity), finding.rule,
                        place.isEmpty() ? finding.path.toString() : place, finding.message)
            << Qt::endl;
        if (hasReason(reasons.at(i))) out << QStringLiteral("      ") << lineOf(reasons.at(i)) << Qt::endl;
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
    const auto reviewed = reviewedOf(*result);
    FormCatalogue catalogue = context.catalogue;
    catalogue.add(statementForm());
    const auto& rules = *context.rules.rules;
    if (context.rules.refused) report(*context.rules.refused);
    const auto findings = Reviewer(rules, catalogue).review(reviewed.documents, reviewed.facts);
    const auto reasons = reasonsFor(findings, *result);
    if (options->has(QStringLiteral("--json"))) {
        if (auto written = writeOut(options->value(QStringLiteral("--json")),
                                    toJson(findings, reviewed, reasons, rules.version()));
            !written)
            return report(written.error());
    } else {
        print(findings, reviewed, reasons);
    }
    return maySubmit(findings) ? Ok : FindingsOpen;
}

} // namespace jixiao::cli
