#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/documents/interchange.h"
#include "core/store/explanation_repository.h"
#include "core/store/form_repository.h"
#include "sync/engine/device_identity.h"

#include <QJsonDocument>
#include <QTextStream>

#include <algorithm>

namespace jixiao::cli {

namespace {

/// What tells this form from others of its kind.
QString nameOf(const FormDocument& document) {
    for (const auto& field : {QStringLiteral("project.name"), QStringLiteral("title"), QStringLiteral("unit.name")})
        if (const auto text = document.field(field); !text.isEmpty()) return text;
    return {};
}

/// The fields that hold something and the rows of each table: "填写 9 项；绩效目标 2 行，绩效指标 5 行".
QString contents(const FormDocument& document, const FormTemplate& form) {
    const auto filled = std::count_if(document.fields.cbegin(), document.fields.cend(),
                                      [](const QString& text) { return !text.isEmpty(); });
    QStringList tables;
    for (const auto& table : form.tables)
        if (const auto rows = document.rows(table.id).size(); rows > 0)
            tables.append(QStringLiteral("%1 %2 行").arg(table.label).arg(rows));
    return QStringLiteral("填写 %1 项；%2").arg(filled).arg(tables.join(u'，'));
}

void printSummary(const ImportResult& result, const FormCatalogue& catalogue) {
    QTextStream out(stdout);
    out << QStringLiteral("%1：%2 张表").arg(result.file).arg(result.documents.size()) << Qt::endl;
    for (const auto& document : result.documents) {
        const auto* form = catalogue.find(document.form);
        out << QStringLiteral("  %1  %2").arg(form != nullptr ? form->name : document.form, nameOf(document))
            << Qt::endl;
        if (form != nullptr) out << QStringLiteral("      ") << contents(document, *form) << Qt::endl;
    }
    for (const auto& repair : result.repairs)
        out << QStringLiteral("  提示 [%1] %2 %3").arg(repair.kind, repair.path, repair.message) << Qt::endl;
}

Result<void> intoStore(Context& context, const ImportResult& result, const QString& folder, FILE* news) {
    auto store = openStore(context, folder);
    if (!store) return store.error();
    const auto identity = DeviceIdentity::read(**store);
    if (!identity) return identity.error();
    const auto unit = Id::fromString(identity->actor.unitId).value_or(Id());
    FormRepository forms(**store, context.catalogue, context.ids);
    const auto outcome = forms.importForms(result.documents, unit, identity->actor);
    if (!outcome) return outcome.error();
    if (auto done = ExplanationRepository(**store, context.ids)
                        .bringIn(forms, *outcome, result.documents, result.explanations, identity->actor);
        !done)
        return done.error();
    QTextStream(news) << QStringLiteral("已存入：新增 %1 张，更新 %2 张，未变 %3 张")
                             .arg(outcome->added)
                             .arg(outcome->updated)
                             .arg(outcome->unchanged)
                      << Qt::endl;
    return {};
}

} // namespace

int runImport(Context& context) {
    const auto options = Options::parse(context.arguments, {QStringLiteral("--json"), QStringLiteral("--store")});
    if (!options) return report(options.error());
    if (options->positional.size() != 1) return report({ErrorCode::InvalidInput, QStringLiteral("one FILE is needed")});

    const auto result = Importer(context.catalogue).importFile(options->positional.first());
    if (!result) return report(result.error());
    if (options->has(QStringLiteral("--json"))) {
        const auto json = QJsonDocument(toInterchange(*result, context.catalogue)).toJson();
        if (auto written = writeOut(options->value(QStringLiteral("--json")), json); !written)
            return report(written.error());
    } else {
        printSummary(*result, context.catalogue);
    }
    auto* news = options->value(QStringLiteral("--json")) == QLatin1String("-") ? stderr : stdout;
    if (options->has(QStringLiteral("--store")))
        if (auto stored = intoStore(context, *result, options->value(QStringLiteral("--store")), news); !stored)
            return report(stored.error());
    return Ok;
}

} // namespace jixiao::cli
