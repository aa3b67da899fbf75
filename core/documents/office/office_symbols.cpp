#include "core/documents/office/office_symbols.h"

#include <QHash>

namespace jixiao {

namespace {

using Codes = QHash<uint, char16_t>;

const Codes& symbolCodes() {
    static const Codes codes{
        {0xA3, u'≤'}, {0xA5, u'∞'}, {0xB0, u'°'}, {0xB1, u'±'}, {0xB2, u'″'}, {0xB3, u'≥'}, {0xB4, u'×'}, {0xB7, u'•'},
        {0xB8, u'÷'}, {0xB9, u'≠'}, {0xBA, u'≡'}, {0xBB, u'≈'}, {0xBC, u'…'}, {0xA2, u'′'}, {0xD7, u'·'}, {0xAB, u'↔'},
        {0xAC, u'←'}, {0xAD, u'↑'}, {0xAE, u'→'}, {0xAF, u'↓'}, {0xD6, u'√'}, {0xE5, u'∑'}, {0x2D, u'−'}, {0x40, u'≅'},
    };
    return codes;
}

const Codes& wingdingsCodes() {
    static const Codes codes{
        {0x6C, u'●'}, {0x6D, u'❍'}, {0x6E, u'■'}, {0x6F, u'□'}, {0x70, u'□'}, {0x71, u'□'}, {0x72, u'□'},
        {0x74, u'◆'}, {0x75, u'◆'}, {0x76, u'❖'}, {0x77, u'◆'}, {0x9E, u'·'}, {0x9F, u'•'}, {0xA1, u'○'},
        {0xA4, u'◉'}, {0xA7, u'■'}, {0xA8, u'□'}, {0xAB, u'★'}, {0xD8, u'➢'}, {0xDF, u'←'}, {0xE0, u'→'},
        {0xE1, u'↑'}, {0xE2, u'↓'}, {0xFB, u'✗'}, {0xFC, u'✓'}, {0xFD, u'☒'}, {0xFE, u'☑'},
    };
    return codes;
}

const Codes& wingdings2Codes() {
    static const Codes codes{
        {0x4F, u'✗'}, {0x50, u'✓'}, {0x51, u'☒'}, {0x52, u'☑'}, {0x53, u'☒'},
        {0x54, u'☒'}, {0x97, u'●'}, {0x98, u'●'}, {0xA2, u'■'}, {0xA3, u'□'},
    };
    return codes;
}

char16_t greek(uint code) {
    static const QString capitals = QStringLiteral("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ");
    static const QString smalls = QStringLiteral("αβχδεφγηιϕκλμνοπθρστυϖωξψζ");
    if (code >= 'A' && code <= 'Z') return capitals.at(code - 'A').unicode();
    if (code >= 'a' && code <= 'z') return smalls.at(code - 'a').unicode();
    return 0;
}

/// Digits and punctuation that Symbol shares with plain text.
bool isPlain(uint code) { return code >= 0x20 && code < 0x40; }

} // namespace

QString symbolText(const QString& font, uint code) {
    const uint low = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code;
    char16_t found = 0;
    if (font.compare(u"Symbol", Qt::CaseInsensitive) == 0) {
        found = symbolCodes().value(low, greek(low));
        if (!found && isPlain(low)) found = char16_t(low);
    } else if (font.compare(u"Wingdings", Qt::CaseInsensitive) == 0) {
        found = wingdingsCodes().value(low);
    } else if (font.compare(u"Wingdings 2", Qt::CaseInsensitive) == 0) {
        found = wingdings2Codes().value(low);
    } else if (low == code && code >= 0x20 && code <= 0xFFFF) {
        found = char16_t(code); // an ordinary font
    }
    return found ? QString(QChar(found)) : QString();
}

} // namespace jixiao
