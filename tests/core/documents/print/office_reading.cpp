#include "tests/core/documents/print/office_reading.h"

#include <QXmlStreamReader>

#include <zip.h>

#include <memory>

namespace office {

namespace {

using L = QLatin1String;

QString attribute(const QXmlStreamReader& xml, const QString& name) { return xml.attributes().value(name).toString(); }

class DocxReader {
public:
    explicit DocxReader(const QByteArray& bytes) : xml_(bytes) {}

    DocxBody run() {
        while (!xml_.atEnd()) {
            xml_.readNext();
            if (!xml_.isStartElement()) continue;
            if (xml_.name() == L("p")) body_.items.append(paragraph());
            if (xml_.name() == L("tbl")) body_.items.append(table());
            if (xml_.name() == L("sectPr")) section();
        }
        return body_;
    }

private:
    void section() {
        eachChild([&] {
            if (xml_.name() == L("pgSz")) body_.pages.append({value(L("w:w")).toInt(), value(L("w:h")).toInt()});
            if (xml_.name() == L("pgMar")) body_.sideMargins.append(value(L("w:left")).toInt());
            xml_.skipCurrentElement();
        });
    }

    DocxItem paragraph() {
        DocxItem item;
        eachChild([&] {
            if (xml_.name() == L("pPr"))
                properties(item);
            else if (xml_.name() == L("r"))
                run(item);
            else
                xml_.skipCurrentElement();
        });
        return item;
    }

    void properties(DocxItem& item) {
        eachChild([&] {
            if (xml_.name() == L("sectPr")) {
                item.sectionEnd = true;
                return section();
            }
            if (xml_.name() == L("pStyle")) item.style = value(L("w:val"));
            if (xml_.name() == L("pageBreakBefore")) item.pageBreak = true;
            if (xml_.name() == L("jc")) align_ = value(L("w:val"));
            xml_.skipCurrentElement();
        });
    }

    void run(DocxItem& item) {
        eachChild([&] {
            if (xml_.name() == L("t")) {
                item.text += xml_.readElementText();
                return;
            }
            if (xml_.name() == L("tab")) item.text += u'\t';
            if (xml_.name() == L("br")) item.text += u'\n';
            xml_.skipCurrentElement();
        });
    }

    DocxItem table() {
        DocxItem item;
        item.table = true;
        eachChild([&] {
            if (xml_.name() == L("tblGrid")) {
                eachChild([&] {
                    item.grid.append(value(L("w:w")).toInt());
                    xml_.skipCurrentElement();
                });
            } else if (xml_.name() == L("tr")) {
                item.rows.append(row());
            } else {
                xml_.skipCurrentElement();
            }
        });
        return item;
    }

    DocxRow row() {
        DocxRow made;
        eachChild([&] {
            if (xml_.name() == L("trPr")) {
                eachChild([&] {
                    made.header = made.header || xml_.name() == L("tblHeader");
                    xml_.skipCurrentElement();
                });
            } else if (xml_.name() == L("tc")) {
                made.cells.append(cell());
            } else {
                xml_.skipCurrentElement();
            }
        });
        return made;
    }

    DocxCell cell() {
        DocxCell made;
        eachChild([&] {
            if (xml_.name() == L("p")) {
                made.paragraphs.append(paragraph().text);
                made.align = align_;
            } else if (xml_.name() == L("tcPr")) {
                eachChild([&] {
                    if (xml_.name() == L("tcW")) made.width = value(L("w:w")).toInt();
                    if (xml_.name() == L("gridSpan")) made.span = value(L("w:val")).toInt();
                    if (xml_.name() == L("vMerge")) made.merge = value(L("w:val"));
                    xml_.skipCurrentElement();
                });
            }
        });
        return made;
    }

    QString value(QLatin1String name) const { return attribute(xml_, name); }

    template <typename Child>
    void eachChild(Child child) {
        while (xml_.readNextStartElement())
            child();
    }

    QXmlStreamReader xml_;
    DocxBody body_;
    QString align_;
};

/// "AB12" as column and row from 0.
QPoint cellPoint(const QString& name) {
    int column = 0;
    int i = 0;
    for (; i < name.size() && name.at(i).isLetter(); ++i)
        column = column * 26 + name.at(i).unicode() - u'A' + 1;
    return {column - 1, name.mid(i).toInt() - 1};
}

QRect cellRange(const QString& names) {
    const auto ends = names.split(u':');
    return {cellPoint(ends.first()), cellPoint(ends.last())};
}

/// The characters _xHHHH_ stands for.
QString decoded(QString text) {
    for (qsizetype at = text.indexOf(u"_x"); at >= 0; at = text.indexOf(u"_x", at + 1)) {
        bool hex = false;
        const auto code = QStringView(text).mid(at + 2, 4).toUShort(&hex, 16);
        if (hex && text.mid(at + 6, 1) == u"_") text.replace(at, 7, QChar(code));
    }
    return text;
}

class XlsxReader {
public:
    explicit XlsxReader(QMap<QString, Part> parts) : parts_(std::move(parts)) {}

    QList<XlsxSheet> run() {
        readStrings();
        readFormats();
        QStringList names;
        QMap<int, QString> titles;
        readWorkbook(names, titles);
        QList<XlsxSheet> sheets;
        for (int i = 0; i < names.size(); ++i) {
            auto sheet = readSheet(QStringLiteral("xl/worksheets/sheet%1.xml").arg(i + 1));
            sheet.name = names.at(i);
            sheet.titleRows = titles.value(i);
            sheets.append(sheet);
        }
        return sheets;
    }

private:
    template <typename Start>
    void eachElement(const QString& part, Start start) {
        QXmlStreamReader xml(parts_.value(part).bytes);
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement) start(xml);
    }

    void readStrings() {
        eachElement(QStringLiteral("xl/sharedStrings.xml"), [&](QXmlStreamReader& xml) {
            if (xml.name() == L("t")) strings_.append(decoded(xml.readElementText()));
        });
    }

    void readFormats() {
        QMap<int, QString> byId{{0, QStringLiteral("General")},  {1, QStringLiteral("0")},
                                {2, QStringLiteral("0.00")},     {3, QStringLiteral("#,##0")},
                                {4, QStringLiteral("#,##0.00")}, {49, QStringLiteral("@")}};
        bool cellFormats = false;
        eachElement(QStringLiteral("xl/styles.xml"), [&](QXmlStreamReader& xml) {
            if (xml.name() == L("numFmt"))
                byId.insert(attribute(xml, QStringLiteral("numFmtId")).toInt(),
                            attribute(xml, QStringLiteral("formatCode")));
            if (xml.name() == L("cellXfs")) cellFormats = true;
            if (xml.name() == L("cellStyles")) cellFormats = false;
            if (cellFormats && xml.name() == L("xf"))
                formats_.append(byId.value(attribute(xml, QStringLiteral("numFmtId")).toInt()));
        });
    }

    void readWorkbook(QStringList& names, QMap<int, QString>& titles) {
        eachElement(QStringLiteral("xl/workbook.xml"), [&](QXmlStreamReader& xml) {
            if (xml.name() == L("sheet")) names.append(attribute(xml, QStringLiteral("name")));
            if (xml.name() != L("definedName") || attribute(xml, QStringLiteral("name")) != L("_xlnm.Print_Titles"))
                return;
            const int sheet = attribute(xml, QStringLiteral("localSheetId")).toInt();
            titles.insert(sheet, xml.readElementText().section(u'!', -1));
        });
    }

    XlsxSheet readSheet(const QString& part) {
        XlsxSheet sheet;
        QPoint at;
        eachElement(part, [&](QXmlStreamReader& xml) {
            const auto name = xml.name();
            if (name == L("col")) {
                const int first = attribute(xml, QStringLiteral("min")).toInt();
                const int last = attribute(xml, QStringLiteral("max")).toInt();
                for (int i = first; i <= last; ++i)
                    sheet.widths.append(attribute(xml, QStringLiteral("width")).toDouble());
            } else if (name == L("row")) {
                sheet.heights.append(attribute(xml, QStringLiteral("ht")).toDouble());
            } else if (name == L("mergeCell")) {
                sheet.merges.append(cellRange(attribute(xml, QStringLiteral("ref"))));
            } else if (name == L("pageSetup")) {
                sheet.landscape = attribute(xml, QStringLiteral("orientation")) == L("landscape");
            } else if (name == L("f")) {
                sheet.formulas = true;
            } else if (name == L("c")) {
                at = cellPoint(attribute(xml, QStringLiteral("r")));
                cell_ = {};
                cell_.number = attribute(xml, QStringLiteral("t")) != L("s");
                cell_.format = formats_.value(attribute(xml, QStringLiteral("s")).toInt());
            } else if (name == L("v")) {
                cell_.text = xml.readElementText();
                if (!cell_.number) cell_.text = strings_.value(cell_.text.toInt());
                sheet.cells.insert({at.y(), at.x()}, cell_);
            }
        });
        return sheet;
    }

    QMap<QString, Part> parts_;
    QStringList strings_;
    QStringList formats_; ///< by cell style
    XlsxCell cell_;
};

} // namespace

QMap<QString, Part> unzipped(const QByteArray& archive) {
    QMap<QString, Part> parts;
    auto* source = zip_source_buffer_create(archive.constData(), zip_uint64_t(archive.size()), 0, nullptr);
    auto* zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    if (zip == nullptr) {
        zip_source_free(source);
        return parts;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(zip, zip_uint64_t(i), 0, &stat);
        Part part;
        part.bytes.resize(qsizetype(stat.size));
        auto* file = zip_fopen_index(zip, zip_uint64_t(i), 0);
        if (zip_fread(file, part.bytes.data(), stat.size) != zip_int64_t(stat.size)) part.bytes.clear();
        zip_fclose(file);
        parts.insert(QString::fromUtf8(stat.name), part);
    }
    zip_discard(zip);
    // Dates stand in the central directory: 4 bytes signature, 8 bytes, time, date; the name after 46 bytes.
    for (auto at = archive.indexOf("PK\x01\x02"); at >= 0; at = archive.indexOf("PK\x01\x02", at + 4)) {
        const auto number = [&](qsizetype offset) {
            return uchar(archive.at(at + offset)) | (uchar(archive.at(at + offset + 1)) << 8);
        };
        const auto name = QString::fromUtf8(archive.mid(at + 46, number(28)));
        if (!parts.contains(name)) continue;
        parts[name].dosTime = number(12);
        parts[name].dosDate = number(14);
    }
    return parts;
}

QStringList malformedParts(const QMap<QString, Part>& parts) {
    QStringList names;
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        QXmlStreamReader xml(it->bytes);
        while (!xml.atEnd())
            xml.readNext();
        if (xml.hasError()) names.append(it.key() + u' ' + xml.errorString());
    }
    return names;
}

QList<QPair<QString, QString>> customProperties(const QByteArray& archive) {
    QList<QPair<QString, QString>> properties;
    QXmlStreamReader xml(unzipped(archive).value(QStringLiteral("docProps/custom.xml")).bytes);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == L("property")) properties.append({attribute(xml, QStringLiteral("name")), {}});
        if (xml.name() == L("lpwstr")) properties.last().second = xml.readElementText();
    }
    return properties;
}

QList<DocxItem> DocxBody::tables() const {
    QList<DocxItem> found;
    for (const auto& item : items)
        if (item.table) found.append(item);
    return found;
}

QList<DocxItem> DocxBody::paragraphs() const {
    QList<DocxItem> found;
    for (const auto& item : items)
        if (!item.table && !item.text.isEmpty()) found.append(item);
    return found;
}

DocxBody readDocx(const QByteArray& archive) {
    return DocxReader(unzipped(archive).value(QStringLiteral("word/document.xml")).bytes).run();
}

QList<XlsxSheet> readXlsx(const QByteArray& archive) { return XlsxReader(unzipped(archive)).run(); }

QString XlsxCell::shown() const {
    if (!number) return text;
    const bool percent = format.endsWith(u'%');
    const auto decimals = format.section(u'.', 1).count(u'0');
    const auto digits = QString::number(text.toDouble() * (percent ? 100 : 1), 'f', int(decimals));
    return percent ? digits + u'%' : digits;
}

} // namespace office
