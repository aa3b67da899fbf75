#include "core/documents/print/docx_export.h"

#include "core/base/files.h"
#include "core/documents/print/docx_body.h"
#include "core/documents/print/form_properties.h"
#include "core/documents/print/ooxml_writer.h"
#include "core/documents/print/print_fonts.h"
#include "core/documents/print/zip_writer.h"

#include <array>
#include <cmath>

namespace jixiao {

namespace {

using L = QLatin1String;

constexpr std::array roles{TextRole::Title, TextRole::Caption, TextRole::Label, TextRole::Body, TextRole::PageNumber};

const QString wordNamespace = QStringLiteral("http://schemas.openxmlformats.org/wordprocessingml/2006/main");
const QString officeRelations = QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships/");
const QString packageTypes = QStringLiteral("http://schemas.openxmlformats.org/package/2006/");
const QString wordType = QStringLiteral("application/vnd.openxmlformats-officedocument.wordprocessingml.%1+xml");

/// Parts the main one refers to, by relation name.
const QStringList helpers{QStringLiteral("styles"), QStringLiteral("fontTable"), QStringLiteral("settings"),
                          QStringLiteral("footer")};

QByteArray contentTypes() {
    OoxmlWriter xml;
    {
        const auto types = xml.open(L("Types"), {{L("xmlns"), packageTypes + QStringLiteral("content-types")}});
        const auto byEnding = [&](const QString& ending, const QString& type) {
            xml.empty(L("Default"), {{L("Extension"), ending}, {L("ContentType"), type}});
        };
        byEnding(QStringLiteral("rels"), QStringLiteral("application/vnd.openxmlformats-package.relationships+xml"));
        byEnding(QStringLiteral("xml"), QStringLiteral("application/xml"));
        const auto byName = [&](const QString& name, const QString& type) {
            xml.empty(L("Override"), {{L("PartName"), QStringLiteral("/word/%1.xml").arg(name)},
                                      {L("ContentType"), wordType.arg(type)}});
        };
        byName(QStringLiteral("document"), QStringLiteral("document.main"));
        xml.empty(L("Override"),
                  {{L("PartName"), QStringLiteral("/docProps/custom.xml")},
                   {L("ContentType"),
                    QStringLiteral("application/vnd.openxmlformats-officedocument.custom-properties+xml")}});
        for (const auto& name : helpers)
            byName(name, name);
    }
    return xml.finish();
}

QByteArray relations(const QList<QPair<QString, QString>>& targets) {
    OoxmlWriter xml;
    {
        const auto all = xml.open(L("Relationships"), {{L("xmlns"), packageTypes + QStringLiteral("relationships")}});
        for (const auto& [name, target] : targets)
            xml.empty(L("Relationship"), {{L("Id"), name}, {L("Type"), officeRelations + name}, {L("Target"), target}});
    }
    return xml.finish();
}

QByteArray mainRelations() {
    QList<QPair<QString, QString>> targets;
    for (const auto& name : helpers)
        targets.append({name, name + QStringLiteral(".xml")});
    return relations(targets);
}

QByteArray properties(const QList<PrintedForm>& forms) {
    const QString types = QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/");
    const QString userDefined = QStringLiteral("{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
    OoxmlWriter xml;
    {
        const auto all = xml.open(L("Properties"), {{L("xmlns"), types + QStringLiteral("custom-properties")},
                                                    {L("xmlns:vt"), types + QStringLiteral("docPropsVTypes")}});
        int number = 2; // 0 and 1 are reserved
        for (const auto& [name, value] : formProperties(forms)) {
            const auto property = xml.open(
                L("property"), {{L("fmtid"), userDefined}, {L("pid"), QString::number(number++)}, {L("name"), name}});
            xml.text(L("vt:lpwstr"), xmlText(value));
        }
    }
    return xml.finish();
}

void addFont(OoxmlWriter& xml, TextRole role) {
    const QString name = fontFamilies(role).first();
    xml.empty(L("w:rFonts"), {{L("w:ascii"), name}, {L("w:hAnsi"), name}, {L("w:eastAsia"), name}, {L("w:cs"), name}});
}

/// A paragraph style: font, size, and lines exactly as high as in the other formats.
void addStyle(OoxmlWriter& xml, const QString& id, double points, double lineMm, const std::function<void()>& more) {
    const auto style = xml.open(
        L("w:style"),
        {{L("w:type"), QStringLiteral("paragraph")}, {L("w:customStyle"), QStringLiteral("1")}, {L("w:styleId"), id}});
    xml.empty(L("w:name"), {{L("w:val"), id}});
    {
        const auto paragraph = xml.open(L("w:pPr"));
        // No space of its own between Han and Latin: lines break where they do on paper.
        for (const auto& off : {L("w:widowControl"), L("w:autoSpaceDE"), L("w:autoSpaceDN")})
            xml.empty(off, {{L("w:val"), QStringLiteral("0")}});
        xml.empty(L("w:spacing"), {{L("w:before"), QStringLiteral("0")},
                                   {L("w:after"), QStringLiteral("0")},
                                   {L("w:line"), QString::number(twips(lineMm))},
                                   {L("w:lineRule"), QStringLiteral("exact")}});
        if (id == docxStyle(TextRole::Title)) xml.empty(L("w:outlineLvl"), {{L("w:val"), QStringLiteral("0")}});
    }
    const auto run = xml.open(L("w:rPr"));
    more();
    const QString halfPoints = QString::number(std::lround(points * 2));
    xml.empty(L("w:sz"), {{L("w:val"), halfPoints}});
    xml.empty(L("w:szCs"), {{L("w:val"), halfPoints}});
}

QByteArray styles() {
    OoxmlWriter xml;
    {
        const auto all = xml.open(L("w:styles"), {{L("xmlns:w"), wordNamespace}});
        {
            const auto defaults = xml.open(L("w:docDefaults"));
            const auto runs = xml.open(L("w:rPrDefault"));
            const auto properties = xml.open(L("w:rPr"));
            addFont(xml, TextRole::Body);
            xml.empty(L("w:lang"), {{L("w:val"), QStringLiteral("zh-CN")}, {L("w:eastAsia"), QStringLiteral("zh-CN")}});
        }
        for (const auto role : roles)
            addStyle(xml, docxStyle(role), pointSize(role), lineHeight(role), [&] { addFont(xml, role); });
        addStyle(xml, QStringLiteral("FormSeam"), 1, mmPerPoint / 10, [] {}); // the rules of two tables touch
    }
    return xml.finish();
}

/// Tells programs without the official fonts what to take instead.
QByteArray fontTable() {
    OoxmlWriter xml;
    {
        const auto fonts = xml.open(L("w:fonts"), {{L("xmlns:w"), wordNamespace}});
        for (const auto role : {TextRole::Title, TextRole::Body}) {
            const auto families = fontFamilies(role);
            const auto font = xml.open(L("w:font"), {{L("w:name"), families.first()}});
            xml.empty(L("w:altName"), {{L("w:val"), families.mid(1).join(u',')}});
            xml.empty(L("w:charset"), {{L("w:val"), QStringLiteral("86")}}); // GB 2312
            const bool plain = role == TextRole::Title;
            xml.empty(L("w:family"), {{L("w:val"), plain ? QStringLiteral("swiss") : QStringLiteral("roman")}});
            xml.empty(L("w:pitch"), {{L("w:val"), QStringLiteral("variable")}});
        }
    }
    return xml.finish();
}

QByteArray settings() {
    OoxmlWriter xml;
    {
        const auto all = xml.open(L("w:settings"), {{L("xmlns:w"), wordNamespace}});
        xml.empty(L("w:characterSpacingControl"), {{L("w:val"), QStringLiteral("doNotCompress")}});
        const auto compatibility = xml.open(L("w:compat"));
        xml.empty(L("w:compatSetting"), {{L("w:name"), QStringLiteral("compatibilityMode")},
                                         {L("w:uri"), QStringLiteral("http://schemas.microsoft.com/office/word")},
                                         {L("w:val"), QStringLiteral("15")}});
    }
    return xml.finish();
}

/// "第 n 页 共 m 页" with fields that count.
QByteArray footer() {
    OoxmlWriter xml;
    {
        const auto all = xml.open(L("w:ftr"), {{L("xmlns:w"), wordNamespace}});
        const auto paragraph = xml.open(L("w:p"));
        {
            const auto properties = xml.open(L("w:pPr"));
            xml.empty(L("w:pStyle"), {{L("w:val"), docxStyle(TextRole::PageNumber)}});
            xml.empty(L("w:jc"), {{L("w:val"), QStringLiteral("center")}});
        }
        const auto words = [&](const QString& text) {
            const auto run = xml.open(L("w:r"));
            xml.text(L("w:t"), text, {{L("xml:space"), QStringLiteral("preserve")}});
        };
        const auto field = [&](const QString& name) {
            const auto element = xml.open(L("w:fldSimple"), {{L("w:instr"), name}});
            words(QStringLiteral("1"));
        };
        const QString pattern = pageNumberPattern();
        const auto page = pattern.indexOf(QLatin1String("%1"));
        const auto pages = pattern.indexOf(QLatin1String("%2"));
        words(pattern.left(page));
        field(QStringLiteral("PAGE"));
        words(pattern.mid(page + 2, pages - page - 2));
        field(QStringLiteral("NUMPAGES"));
        words(pattern.mid(pages + 2));
    }
    return xml.finish();
}

} // namespace

Result<void> exportDocx(const QList<PrintedForm>& forms, const QString& path) {
    if (forms.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no documents")};
    if (const auto allowed = checkReplaceable(path); !allowed) return allowed.error();
    const auto archive = zipOf({
        {QStringLiteral("[Content_Types].xml"), contentTypes()},
        {QStringLiteral("_rels/.rels"),
         relations({{QStringLiteral("officeDocument"), QStringLiteral("word/document.xml")},
                    {QStringLiteral("custom-properties"), QStringLiteral("docProps/custom.xml")}})},
        {QStringLiteral("docProps/custom.xml"), properties(forms)},
        {QStringLiteral("word/document.xml"), docxBody(forms)},
        {QStringLiteral("word/_rels/document.xml.rels"), mainRelations()},
        {QStringLiteral("word/styles.xml"), styles()},
        {QStringLiteral("word/fontTable.xml"), fontTable()},
        {QStringLiteral("word/settings.xml"), settings()},
        {QStringLiteral("word/footer.xml"), footer()},
    });
    if (!archive) return archive.error();
    return replaceFile(path, *archive);
}

} // namespace jixiao
