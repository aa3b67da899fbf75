#include "core/review/check.h"

namespace jixiao::review {

namespace {

/// Takes debris out: the whole match, unless the pattern says what to keep in its first group.
QString cleaned(QString text, const QRegularExpression& pattern) {
    return text.replace(pattern, QStringLiteral("\\1")).trimmed();
}

void debris(Check& check) {
    const auto& codes = check.pattern(QStringLiteral("codes"));
    const auto& doubled = check.pattern(QStringLiteral("doubled"));
    for (const auto& cell : check.cells()) {
        auto match = codes.match(cell.text);
        if (!match.hasMatch()) match = doubled.match(cell.text);
        if (!match.hasMatch()) continue;
        QString fixed = cell.text;
        fixed = cleaned(fixed.remove(codes), doubled);
        QList<FieldEdit> edits{{cell.path, fixed}};
        for (const auto& path : cell.also)
            edits.append({path, fixed});
        check.reportFixable(cell.path, {{QStringLiteral("v"), match.captured()}}, edits);
    }
}

} // namespace

QList<CheckEntry> textChecks() {
    return {cellByCell({QStringLiteral("text_debris"),
                        debris,
                        {QStringLiteral("pattern:codes"), QStringLiteral("pattern:doubled")},
                        {},
                        true})};
}

} // namespace jixiao::review
