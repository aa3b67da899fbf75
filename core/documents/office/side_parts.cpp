#include "core/documents/office/side_parts.h"

#include <QSet>
#include <QXmlStreamReader>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype shownText = 40;

/// What a part is called in a note; empty for parts without text of their own.
QString nameOf(const QString& type) {
    static const QHash<QString, QString> names{
        {QStringLiteral("comments"), QStringLiteral("批注")},
        {QStringLiteral("threadedComment"), QStringLiteral("批注")},
        {QStringLiteral("footnotes"), QStringLiteral("脚注")},
        {QStringLiteral("endnotes"), QStringLiteral("尾注")},
        {QStringLiteral("header"), QStringLiteral("页眉")},
        {QStringLiteral("footer"), QStringLiteral("页脚")},
        {QStringLiteral("drawing"), QStringLiteral("图形")},
    };
    return names.value(type);
}

/// Page numbers are no text worth a note.
bool hasWords(const QString& text) {
    static const QString pageWords = QStringLiteral("第页共");
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter() && !pageWords.contains(c); });
}

Result<QString> textOf(OfficePackage& package, const QString& part) {
    QString text;
    const auto read = package.readXml(part, [&](QXmlStreamReader& xml) -> Result<void> {
        while (!xml.atEnd()) {
            const auto token = xml.readNext();
            const bool word = xml.name() == u"t" || xml.name() == u"text";
            if (token == QXmlStreamReader::StartElement && word && text.size() < 4 * shownText)
                text += xml.readElementText(QXmlStreamReader::IncludeChildElements);
            else if (token == QXmlStreamReader::EndElement && xml.name() == u"p")
                text += u' ';
        }
        return {};
    });
    if (!read) return read.error();
    return text.simplified();
}

} // namespace

Result<void> listSideParts(OfficePackage& package, const QString& owner, SourceDocument& source) {
    const auto relations = package.relationships(owner);
    if (!relations) return relations.error();
    QStringList notes;
    for (const auto& relation : *relations) {
        const QString name = nameOf(relation.type);
        if (name.isEmpty() || !package.contains(relation.target)) continue;
        const auto text = textOf(package, relation.target);
        if (!text) return text.error();
        if (hasWords(*text)) notes.append(QStringLiteral("%1未导入：“%2”").arg(name, text->left(shownText)));
    }
    notes.removeDuplicates();
    notes.sort();
    for (const QString& note : std::as_const(notes))
        source.notes.append({0, note});
    return {};
}

} // namespace jixiao
