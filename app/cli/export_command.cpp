#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/documents/interchange.h"
#include "core/documents/print/form_export.h"

#include <QJsonDocument>

namespace jixiao::cli {

int runExport(Context& context) {
    const auto options = Options::parse(context.arguments,
                                        {QStringLiteral("--format"), QStringLiteral("--store"), QStringLiteral("-o")});
    if (!options) return report(options.error());
    const auto folder = options->value(QStringLiteral("--store"));
    const auto target = options->value(QStringLiteral("-o"));
    const auto format = options->value(QStringLiteral("--format"));
    if (folder.isEmpty() != (options->positional.size() == 1))
        return report({ErrorCode::InvalidInput, QStringLiteral("one FILE or --store DIR is needed")});
    if (target.isEmpty()) return report({ErrorCode::InvalidInput, QStringLiteral("-o OUT is needed")});
    const bool printed = printFormats().contains(format);
    if (!printed && format != QLatin1String("json"))
        return report({ErrorCode::InvalidInput,
                       QStringLiteral("--format %1 or json is needed").arg(printFormats().join(QStringLiteral(", ")))});

    const auto result = readDocuments(context, options->positional.value(0), folder);
    if (!result) return report(result.error());
    const auto written = printed ? exportForms(result->documents, context.catalogue, target, format)
                                 : writeOut(target, QJsonDocument(toInterchange(*result, context.catalogue)).toJson());
    return written ? Ok : report(written.error());
}

} // namespace jixiao::cli
