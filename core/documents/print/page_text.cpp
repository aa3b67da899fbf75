#include "core/documents/print/page_text.h"

#include <QFontMetricsF>
#include <QTextLayout>
#include <QTextOption>

#include <array>

namespace jixiao {

namespace {

QFont makeFont(TextRole role) {
    QFont font;
    font.setFamilies(fontFamilies(role));
    font.setPixelSize(qRound(pointSize(role) * mmPerPoint * unitsPerMm));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Han and Latin need no shaping; alternate glyphs of a font would have no text in the PDF.
    font.setKerning(false);
    font.setStyleStrategy(QFont::PreferNoShaping);
    if (role == TextRole::Title) font.setWeight(QFont::Medium);
    return font;
}

/// White space and control characters other than a line break are drawn as a space each.
QString printable(QString text) {
    for (QChar& c : text)
        if (c != u'\n' && (c.isSpace() ? c != QChar(0x3000) : c.category() == QChar::Other_Control)) c = u' ';
    return text;
}

void wrapParagraph(const QString& paragraph, TextRole role, double width, QStringList& lines) {
    QTextLayout layout(paragraph, pageFont(role));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width * unitsPerMm);
        lines.append(paragraph.mid(line.textStart(), line.textLength()));
    }
    layout.endLayout();
}

} // namespace

QFont pageFont(TextRole role) {
    static const std::array<QFont, 5> fonts{makeFont(TextRole::Title), makeFont(TextRole::Caption),
                                            makeFont(TextRole::Label), makeFont(TextRole::Body),
                                            makeFont(TextRole::PageNumber)};
    return fonts.at(size_t(role));
}

double lineAscent(TextRole role) {
    // Han glyphs fill an em box that reaches 0.88 em above the baseline; it is centred in the line.
    const double em = pointSize(role) * mmPerPoint;
    return (lineHeight(role) - em) / 2 + 0.88 * em;
}

double textWidth(const QString& text, TextRole role) {
    return QFontMetricsF(pageFont(role)).horizontalAdvance(text) / unitsPerMm;
}

QStringList wrapText(const QString& text, TextRole role, double width) {
    QStringList lines;
    if (text.isEmpty()) return lines;
    for (const QString& paragraph : printable(text).split(u'\n')) {
        if (paragraph.isEmpty())
            lines.append(QString());
        else
            wrapParagraph(paragraph, role, width, lines);
    }
    return lines;
}

} // namespace jixiao
