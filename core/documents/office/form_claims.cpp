#include "core/documents/office/form_claims.h"

#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace jixiao {

namespace {

constexpr int mostClaims = 5'000;
constexpr qsizetype longestValue = 4'000;

/// Property values by name, those of this program only.
QHash<QString, QString> propertiesIn(QXmlStreamReader& xml) {
    QHash<QString, QString> values;
    QString name;
    while (!xml.atEnd() && values.size() < 2 * mostClaims) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == u"property") name = xmlAttribute(xml, QLatin1String("name"));
        if (xml.name() == u"lpwstr" && name.startsWith(u"jixiao.form."))
            values.insert(name, xml.readElementText(QXmlStreamReader::SkipChildElements).left(longestValue));
    }
    return values;
}

FormClaim claimOf(const QString& value, const QString& leftOut) {
    static const QRegularExpression pattern(QStringLiteral(R"(\A([A-Za-z0-9._-]{1,100}) (\d{1,4})\z)"));
    const auto match = pattern.match(value);
    FormClaim claim{match.captured(1), match.captured(2).toInt()};
    if (claim.year < 2000 || claim.year > 2099) claim.year = 0;
    claim.leftOut = leftOut.split(u' ', Qt::SkipEmptyParts).mid(0, 50);
    return claim;
}

} // namespace

Result<QList<FormClaim>> readFormClaims(OfficePackage& package) {
    QList<FormClaim> claims;
    const auto relations = package.relationships(QString());
    if (!relations) return relations.error();
    QHash<QString, QString> values;
    for (const auto& relation : *relations) {
        if (relation.type != u"custom-properties" || !package.contains(relation.target)) continue;
        const auto read = package.readXml(relation.target, [&](QXmlStreamReader& xml) -> Result<void> {
            values = propertiesIn(xml);
            return {};
        });
        if (!read && read.error().code != ErrorCode::DocumentDamaged) return read.error();
    }
    for (int number = 1; number <= mostClaims; ++number) {
        const auto name = QStringLiteral("jixiao.form.%1").arg(number);
        if (!values.contains(name)) break;
        claims.append(claimOf(values.value(name), values.value(name + QStringLiteral(".leftOut"))));
    }
    return claims;
}

} // namespace jixiao
