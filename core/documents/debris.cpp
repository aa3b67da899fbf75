#include "core/documents/debris.h"

#include <QRegularExpression>

namespace jixiao {

namespace {

constexpr qsizetype longestLine = 20'000;

/// The name of a field code, its argument, then at least one switch ("\f A", "\l 1", "\h").
const QRegularExpression& fieldCode() {
    static const QRegularExpression expression(QStringLiteral(
        R"(\s*\b(?:TC|TOC|PAGEREF|HYPERLINK|REF|SEQ)\b[^\\\t\n]{0,200}(?:\\[a-z](?:[ ]+(?:"[^"\n]*"|[A-Za-z0-9-]+))?[ ]*)+)"));
    return expression;
}

const QRegularExpression& bookmark() {
    static const QRegularExpression expression(QStringLiteral(R"(\[bookmark:[^\]\n]{0,200}\])"));
    return expression;
}

void strip(QString& line, const QRegularExpression& expression, QStringList& taken) {
    QString kept;
    qsizetype from = 0;
    for (auto matches = expression.globalMatch(line); matches.hasNext();) {
        const auto match = matches.next();
        taken.append(match.captured().trimmed());
        kept.append(QStringView(line).sliced(from, match.capturedStart() - from));
        from = match.capturedEnd();
    }
    if (from > 0) line = kept.append(QStringView(line).sliced(from));
}

} // namespace

QStringList stripDebris(QString& line) {
    QStringList taken;
    if (line.size() > longestLine) return taken;
    if (line.contains(QLatin1String("[bookmark:"))) strip(line, bookmark(), taken);
    if (line.contains(u'\\')) strip(line, fieldCode(), taken);
    return taken;
}

} // namespace jixiao
