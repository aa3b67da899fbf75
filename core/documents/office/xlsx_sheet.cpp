#include "core/documents/office/xlsx_sheet.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int lastRow = 1'048'576;
constexpr int lastColumn = 16'384;
constexpr size_t maxMerges = 200'000;
constexpr qsizetype maxNotes = 200;

struct Place {
    int row = 0;
    int column = 0;
};

/// "AB12", with or without dollar signs; zeros when it is no cell of a sheet.
Place placeOf(QStringView text) {
    Place place;
    qsizetype i = 0;
    for (; i < text.size() && (text.at(i).isLetter() || text.at(i) == u'$'); ++i) {
        if (text.at(i) == u'$') continue;
        const int letter = text.at(i).toUpper().unicode() - u'A' + 1;
        if (letter < 1 || letter > 26 || place.column > lastColumn) return {};
        place.column = place.column * 26 + letter;
    }
    const auto digits = text.sliced(i);
    if (digits.size() > 7) return {};
    place.row = digits.toInt();
    if (place.row < 1 || place.row > lastRow || place.column < 1 || place.column > lastColumn) return {};
    return place;
}

class SheetReader {
public:
    SheetReader(const XlsxBook& book, const ImportLimits& limits, XlsxSheet::Totals& totals)
        : book_(book), limits_(limits), totals_(totals) {}

    Result<void> read(QXmlStreamReader& xml) {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            Result<void> done;
            if (xml.name() == u"col") readColumn(xml);
            if (xml.name() == u"row") done = beginRow(xml);
            if (xml.name() == u"c") done = readCell(xml);
            if (xml.name() == u"mergeCell") done = addMerge(xml);
            if (!done) return done;
        }
        return {};
    }

    XlsxSheet take() { return std::move(sheet_); }

private:
    static Error damaged(const QString& detail) { return {ErrorCode::DocumentDamaged, detail}; }

    void readColumn(const QXmlStreamReader& xml) {
        if (!xmlFlag(xml, QLatin1String("hidden"), false)) return;
        const int first = xmlAttribute(xml, QLatin1String("min")).left(9).toInt();
        const int last = std::min(xmlAttribute(xml, QLatin1String("max")).left(9).toInt(), lastColumn);
        for (int column = std::max(1, first); column <= last; ++column)
            sheet_.hiddenColumns.insert(column);
    }

    Result<void> beginRow(const QXmlStreamReader& xml) {
        const QString number = xmlAttribute(xml, QLatin1String("r"));
        row_ = number.isEmpty() ? row_ + 1 : number.left(9).toInt();
        column_ = 0;
        if (row_ < 1 || row_ > lastRow) return damaged(QStringLiteral("row \"%1\"").arg(number.left(20)));
        if (xmlFlag(xml, QLatin1String("hidden"), false)) sheet_.hiddenRows.insert(row_);
        return {};
    }

    Result<void> readCell(QXmlStreamReader& xml) {
        if (++totals_.cells > limits_.maxCells)
            return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 cells").arg(limits_.maxCells)};
        const QString name = xmlAttribute(xml, QLatin1String("r"));
        const Place place = name.isEmpty() ? Place{row_, column_ + 1} : placeOf(name);
        if (place.row < 1 || place.row != row_ || place.column > lastColumn)
            return damaged(QStringLiteral("cell \"%1\"").arg(name.left(20)));
        column_ = place.column;
        const bool bordered = book_.bordered.value(xmlAttribute(xml, QLatin1String("s")).left(9).toInt());
        const QString text = shownText(xml);
        if (text.isEmpty() && !bordered) return {};
        totals_.characters += text.size();
        if (totals_.characters > limits_.maxCharacters)
            return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 characters").arg(limits_.maxCharacters)};
        if (!sheet_.rows[row_].emplace(column_, XlsxSheet::Cell{text, bordered}).second)
            return damaged(QStringLiteral("cell \"%1\" twice").arg(name.left(20)));
        return {};
    }

    QString shownText(QXmlStreamReader& xml) {
        const QString type = xmlAttribute(xml, QLatin1String("t"));
        const int style = xmlAttribute(xml, QLatin1String("s")).left(9).toInt();
        QString value;
        QString own;
        bool formula = false;
        while (xml.readNextStartElement()) {
            if (xml.name() == u"is") {
                own = readXlsxString(xml);
                continue;
            }
            formula = formula || xml.name() == u"f";
            if (xml.name() == u"v")
                value = xml.readElementText(QXmlStreamReader::SkipChildElements);
            else
                xml.skipCurrentElement();
        }
        if (formula && value.isEmpty() && type != u"str")
            note(QStringLiteral("%1 的公式没有保存结果，按空白导入。").arg(cellName(row_, column_)));
        return textOf(type, style, value, own, formula);
    }

    QString textOf(const QString& type, int style, const QString& value, const QString& own, bool formula) {
        if (type == u"inlineStr") return own;
        if (type == u"s") return sharedString(value);
        if (type == u"str") return value;
        if (type == u"b") return value == u"1" ? QStringLiteral("TRUE") : QStringLiteral("FALSE");
        if (type == u"d") return QString(value).replace(u'T', u' ');
        if (type == u"e") {
            note(QStringLiteral("%1 是错误值 %2，请核对。").arg(cellName(row_, column_), value.left(20)));
            return value;
        }
        return value.isEmpty() ? QString() : numberText(value.trimmed(), book_.styles.value(style), formula);
    }

    QString sharedString(const QString& value) {
        bool ok = false;
        const auto index = value.trimmed().left(9).toInt(&ok);
        if (ok && index >= 0 && index < book_.strings.size()) return book_.strings.at(index);
        note(QStringLiteral("%1 的文字在文件里找不到，按空白导入。").arg(cellName(row_, column_)));
        return {};
    }

    QString numberText(const QString& value, const NumberStyle& style, bool formula) {
        std::optional<QString> text;
        if (style.kind == NumberStyle::Kind::Date) text = dateNumber(value, style, book_.since1904);
        if (style.decimals >= 0) {
            const auto shown = shownNumber(value, style);
            if (shown && shown->rounded && !formula)
                note(QStringLiteral("%1 存的是 %2，按表格显示的 %3 导入，请核对。")
                         .arg(cellName(row_, column_), value.left(20), shown->text));
            if (shown) return shown->text;
        }
        if (style.kind == NumberStyle::Kind::Percent) text = percentNumber(value);
        if (!text) text = plainNumber(value);
        if (text) return *text;
        note(QStringLiteral("%1 的数字无法识别，按原样导入。").arg(cellName(row_, column_)));
        return value;
    }

    Result<void> addMerge(const QXmlStreamReader& xml) {
        const QString reference = xmlAttribute(xml, QLatin1String("ref"));
        const auto range = XlsxRange::parse(reference);
        if (!range.isValid()) return damaged(QStringLiteral("merge \"%1\"").arg(reference.left(40)));
        if (sheet_.merges.size() >= maxMerges)
            return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 merges").arg(maxMerges)};
        sheet_.merges.push_back(range);
        return {};
    }

    void note(const QString& text) {
        if (sheet_.notes.size() < maxNotes) sheet_.notes.append({row_, text});
    }

    const XlsxBook& book_;
    const ImportLimits& limits_;
    XlsxSheet::Totals& totals_;
    XlsxSheet sheet_;
    int row_ = 0;
    int column_ = 0;
};

} // namespace

XlsxRange XlsxRange::parse(QStringView text) {
    if (text.size() > 40) return {};
    const auto colon = text.indexOf(u':');
    const Place first = placeOf(colon < 0 ? text : text.first(colon));
    const Place last = colon < 0 ? first : placeOf(text.sliced(colon + 1));
    return {first.row, first.column, last.row, last.column};
}

Result<XlsxSheet> XlsxSheet::read(OfficePackage& package, const XlsxBook& book, const QString& part,
                                  const ImportLimits& limits, Totals& totals) {
    SheetReader reader(book, limits, totals);
    const auto read = package.readXml(part, [&](QXmlStreamReader& xml) { return reader.read(xml); });
    if (!read) return read.error();
    return reader.take();
}

QString cellName(int row, int column) {
    QString letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.prepend(QChar(char16_t(u'A' + (column - 1) % 26)));
    return letters + QString::number(row);
}

} // namespace jixiao
