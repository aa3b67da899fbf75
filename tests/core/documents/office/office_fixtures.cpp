#include "tests/core/documents/office/office_fixtures.h"

#include <zip.h>

#include <algorithm>

namespace fixtures {

namespace {

const QString wordNames =
    QStringLiteral(R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                   R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
                   R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" )"
                   R"(xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" )"
                   R"(xmlns:v="urn:schemas-microsoft-com:vml" )"
                   R"(xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math")");
const QString sheetNames =
    QStringLiteral(R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
                   R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")");
const QString head = QStringLiteral(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)");
const QString officeType = QStringLiteral("application/vnd.openxmlformats-officedocument.");

QByteArray contentTypes(const QStringList& overrides) {
    QString xml =
        head +
        QStringLiteral(
            R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
            R"(<Default Extension="xml" ContentType="application/xml"/>)"
            R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)");
    for (const QString& entry : overrides) {
        const auto halves = entry.split(u'=');
        xml += QStringLiteral(R"(<Override PartName="/%1" ContentType="%2%3+xml"/>)")
                   .arg(halves.at(0), officeType, halves.at(1));
    }
    return (xml + QStringLiteral("</Types>")).toUtf8();
}

QByteArray relationships(const QStringList& entries) {
    QString xml = head + QStringLiteral(
                             R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)");
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto halves = entries.at(i).split(u'=');
        xml += QStringLiteral(R"(<Relationship Id="rId%1" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
                              R"(relationships/%2" Target="%3"/>)")
                   .arg(i + 1)
                   .arg(halves.at(0), halves.at(1));
    }
    return (xml + QStringLiteral("</Relationships>")).toUtf8();
}

QString run(const QString& text) {
    QStringList pieces;
    for (const QString& line : text.split(u'\n'))
        pieces.append(QStringLiteral(R"(<w:t xml:space="preserve">%1</w:t>)").arg(line.toHtmlEscaped()));
    return QStringLiteral("<w:r>%1</w:r>").arg(pieces.join(QStringLiteral("<w:br/>")));
}

QString columnName(int column) {
    QString name;
    for (; column > 0; column = (column - 1) / 26)
        name.prepend(QChar(u'A' + (column - 1) % 26));
    return name;
}

int widthFrom(const QList<jixiao::SourceItem>& items, qsizetype from) {
    qsizetype width = 0;
    for (qsizetype i = from; i < items.size() && items.at(i).table == items.at(from).table; ++i)
        width = std::max(width, items.at(i).cells.size());
    return int(width);
}

} // namespace

ZipWriter::ZipWriter() : source_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
    zip_ = zip_open_from_source(source_, ZIP_TRUNCATE, nullptr);
    zip_source_keep(source_);
}

ZipWriter::~ZipWriter() {
    if (zip_) zip_discard(zip_);
    zip_source_free(source_);
}

ZipWriter& ZipWriter::add(const QString& name, const QByteArray& bytes, bool deflated) {
    kept_.append(bytes);
    const auto size = zip_uint64_t(bytes.size());
    zip_file_add(zip_, name.toUtf8().constData(), zip_source_buffer(zip_, kept_.last().constData(), size, 0),
                 ZIP_FL_ENC_UTF_8);
    const auto index = zip_uint64_t(zip_get_num_entries(zip_, 0) - 1);
    if (!deflated) zip_set_file_compression(zip_, index, ZIP_CM_STORE, 0);
    return *this;
}

ZipWriter& ZipWriter::addEncrypted(const QString& name, const QByteArray& bytes) {
    add(name, bytes);
    zip_file_set_encryption(zip_, zip_uint64_t(zip_get_num_entries(zip_, 0) - 1), ZIP_EM_AES_256, "password");
    return *this;
}

QByteArray ZipWriter::bytes() {
    zip_close(zip_);
    zip_ = nullptr;
    zip_stat_t stat;
    zip_stat_init(&stat);
    zip_source_open(source_);
    zip_source_stat(source_, &stat);
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    zip_source_read(source_, bytes.data(), stat.size);
    zip_source_close(source_);
    return bytes;
}

QByteArray packed(const Parts& parts, bool deflated) {
    ZipWriter zip;
    for (const auto& [name, bytes] : parts)
        zip.add(name, bytes, deflated);
    return zip.bytes();
}

Parts docxParts(const QString& body, const QString& numbering) {
    QStringList types{QStringLiteral("word/document.xml=wordprocessingml.document.main")};
    QStringList relations;
    Parts parts;
    if (!numbering.isEmpty()) {
        types.append(QStringLiteral("word/numbering.xml=wordprocessingml.numbering"));
        relations.append(QStringLiteral("numbering=numbering.xml"));
        parts.append({QStringLiteral("word/numbering.xml"),
                      QStringLiteral("<w:numbering %1>%2</w:numbering>").arg(wordNames, numbering).toUtf8()});
    }
    parts.prepend(
        {QStringLiteral("word/document.xml"),
         (head + QStringLiteral("<w:document %1><w:body>%2<w:sectPr/></w:body></w:document>").arg(wordNames, body))
             .toUtf8()});
    parts.prepend({QStringLiteral("word/_rels/document.xml.rels"), relationships(relations)});
    parts.prepend({QStringLiteral("_rels/.rels"), relationships({QStringLiteral("officeDocument=word/document.xml")})});
    parts.prepend({QStringLiteral("[Content_Types].xml"), contentTypes(types)});
    return parts;
}

Parts xlsxParts(const QList<SheetXml>& sheets, const QString& strings, const QString& styles, bool since1904) {
    QStringList types{QStringLiteral("xl/workbook.xml=spreadsheetml.sheet.main")};
    QStringList relations;
    Parts parts;
    QString book;
    for (qsizetype i = 0; i < sheets.size(); ++i) {
        const auto& sheet = sheets.at(i);
        const QString part = QStringLiteral("worksheets/sheet%1.xml").arg(i + 1);
        relations.append(QStringLiteral("worksheet=") + part);
        const QString state = sheet.state.isEmpty() ? QString() : QStringLiteral(" state=\"%1\"").arg(sheet.state);
        book += QStringLiteral("<sheet name=\"%1\" sheetId=\"%2\"%3 r:id=\"rId%2\"/>")
                    .arg(sheet.name.toHtmlEscaped())
                    .arg(i + 1)
                    .arg(state);
        parts.append({QStringLiteral("xl/") + part,
                      (head + QStringLiteral("<worksheet %1>%2<sheetData>%3</sheetData>%4</worksheet>")
                                  .arg(sheetNames, sheet.before, sheet.rows, sheet.after))
                          .toUtf8()});
    }
    if (!strings.isEmpty()) {
        relations.append(QStringLiteral("sharedStrings=sharedStrings.xml"));
        parts.append({QStringLiteral("xl/sharedStrings.xml"),
                      QStringLiteral("<sst %1>%2</sst>").arg(sheetNames, strings).toUtf8()});
    }
    if (!styles.isEmpty()) {
        relations.append(QStringLiteral("styles=styles.xml"));
        parts.append({QStringLiteral("xl/styles.xml"),
                      QStringLiteral("<styleSheet %1>%2</styleSheet>").arg(sheetNames, styles).toUtf8()});
    }
    const QString properties = since1904 ? QStringLiteral("<workbookPr date1904=\"1\"/>") : QString();
    parts.append(
        {QStringLiteral("xl/workbook.xml"),
         (head + QStringLiteral("<workbook %1>%2<sheets>%3</sheets></workbook>").arg(sheetNames, properties, book))
             .toUtf8()});
    parts.prepend({QStringLiteral("xl/_rels/workbook.xml.rels"), relationships(relations)});
    parts.prepend({QStringLiteral("_rels/.rels"), relationships({QStringLiteral("officeDocument=xl/workbook.xml")})});
    parts.prepend({QStringLiteral("[Content_Types].xml"), contentTypes(types)});
    return parts;
}

QString paragraph(const QString& text) { return QStringLiteral("<w:p>%1</w:p>").arg(run(text)); }

QString cell(const QString& text, const QString& properties) {
    QString inside;
    for (const QString& line : text.split(u'\n'))
        inside += paragraph(line);
    return QStringLiteral("<w:tc><w:tcPr>%1</w:tcPr>%2</w:tc>").arg(properties, inside);
}

QString row(const QStringList& cells, const QString& properties) {
    return QStringLiteral("<w:tr><w:trPr>%1</w:trPr>%2</w:tr>").arg(properties, cells.join(QString()));
}

QString table(const QStringList& rows) {
    return QStringLiteral("<w:tbl><w:tblPr/><w:tblGrid/>%1</w:tbl>").arg(rows.join(QString()));
}

QString docxBodyOf(const jixiao::SourceDocument& source) {
    QString body;
    const auto& items = source.items;
    for (qsizetype i = 0; i < items.size();) {
        if (items.at(i).kind == jixiao::SourceItem::Kind::Paragraph) {
            body += paragraph(items.at(i++).cells.first().text);
            continue;
        }
        const int width = widthFrom(items, i);
        const int tableId = items.at(i).table;
        QStringList rows;
        for (bool first = true; i < items.size() && items.at(i).table == tableId; ++i, first = false) {
            QStringList cells;
            const auto& texts = items.at(i).cells;
            for (qsizetype c = 0; c < texts.size(); ++c) {
                QString properties;
                const qsizetype span = c + 1 == texts.size() ? width - c : 1;
                if (span > 1) properties += QStringLiteral("<w:gridSpan w:val=\"%1\"/>").arg(span);
                const bool below = c == 0 && !first && texts.size() > 1 && texts.at(c).text.isEmpty();
                if (c == 0 && texts.size() > 1)
                    properties +=
                        below ? QStringLiteral("<w:vMerge/>") : QStringLiteral("<w:vMerge w:val=\"restart\"/>");
                cells.append(cell(texts.at(c).text, properties));
            }
            rows.append(row(cells));
        }
        body += table(rows) + paragraph({});
    }
    return body;
}

QByteArray xlsxOf(const jixiao::SourceDocument& source) {
    QString rows;
    QString merges;
    int number = 0;
    const auto& items = source.items;
    const auto addCell = [&](int column, const QString& text) {
        rows += QStringLiteral("<c r=\"%1%2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%3</t></is></c>")
                    .arg(columnName(column))
                    .arg(number)
                    .arg(text.toHtmlEscaped());
    };
    const auto merge = [&](int left, int top, int right, int bottom) {
        merges += QStringLiteral("<mergeCell ref=\"%1%2:%3%4\"/>")
                      .arg(columnName(left))
                      .arg(top)
                      .arg(columnName(right))
                      .arg(bottom);
    };
    for (qsizetype i = 0; i < items.size();) {
        if (items.at(i).kind == jixiao::SourceItem::Kind::Paragraph) {
            rows += QStringLiteral("<row r=\"%1\">").arg(++number);
            addCell(1, items.at(i++).cells.first().text);
            rows += QStringLiteral("</row>");
            continue;
        }
        number += 2;
        const int width = widthFrom(items, i);
        const int tableId = items.at(i).table;
        int begins = number; // of the merged cell in the first column
        for (; i < items.size() && items.at(i).table == tableId; ++i) {
            const auto& texts = items.at(i).cells;
            rows += QStringLiteral("<row r=\"%1\">").arg(++number);
            for (qsizetype c = 0; c < texts.size(); ++c)
                if (!texts.at(c).text.isEmpty()) addCell(int(c) + 1, texts.at(c).text);
            rows += QStringLiteral("</row>");
            if (texts.size() < width && texts.size() > 1) merge(int(texts.size()), number, width, number);
            const bool below = texts.size() > 1 && texts.first().text.isEmpty() && begins < number && begins > 0;
            if (below) continue;
            if (number - 1 > begins) merge(1, begins, 1, number - 1);
            begins = number;
        }
        if (number > begins) merge(1, begins, 1, number);
        number += 2;
    }
    return xlsx(rows, QStringLiteral("<mergeCells>%1</mergeCells>").arg(merges));
}

} // namespace fixtures
