#include "core/documents/text_decoder.h"

#include "core/documents/importer.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

namespace jixiao {

namespace {

using Bytes = QByteArrayView;

uchar at(Bytes bytes, qsizetype index) { return uchar(bytes[index]); }
bool isTail(uchar byte) { return (byte & 0xC0) == 0x80; }

/// Bytes of a UTF-8 character that the end of the input cuts off.
qsizetype utf8Remainder(Bytes bytes) {
    const auto longest = std::min<qsizetype>(3, bytes.size());
    for (qsizetype back = 1; back <= longest; ++back) {
        const uchar byte = at(bytes, bytes.size() - back);
        if (isTail(byte)) continue;
        const qsizetype length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

std::optional<DecodedText> strictly(QStringDecoder decoder, Bytes bytes, qsizetype remainder) {
    if (!decoder.isValid()) return std::nullopt;
    DecodedText decoded{decoder(bytes.chopped(remainder)), remainder > 0};
    if (decoder.hasError()) return std::nullopt;
    return decoded;
}

std::optional<DecodedText> utf8(Bytes bytes) {
    return strictly(QStringDecoder(QStringConverter::Utf8), bytes, utf8Remainder(bytes));
}

std::optional<DecodedText> utf16(Bytes bytes, QStringConverter::Encoding encoding) {
    qsizetype remainder = bytes.size() % 2;
    const auto whole = bytes.size() - remainder;
    if (whole >= 2) { // a high surrogate whose partner is cut off
        const uchar high = at(bytes, whole - (encoding == QStringConverter::Utf16LE ? 1 : 2));
        if ((high & 0xFC) == 0xD8) remainder += 2;
    }
    return strictly(QStringDecoder(encoding), bytes, remainder);
}

bool isUtf8Triple(Bytes bytes, qsizetype index) {
    return index + 2 < bytes.size() && at(bytes, index) >= 0xE2 && at(bytes, index) <= 0xEF &&
           isTail(at(bytes, index + 1)) && isTail(at(bytes, index + 2));
}

/// Four UTF-8 characters of three bytes in a row do not occur by chance in another encoding.
bool holdsUtf8Run(Bytes bytes) {
    for (qsizetype i = 0; i < bytes.size();) {
        int run = 0;
        qsizetype next = i;
        while (run < 4 && isUtf8Triple(bytes, next)) {
            ++run;
            next += 3;
        }
        if (run == 4) return true;
        ++i;
    }
    return false;
}

/// A lead byte of GB18030 left alone at the end. Four-byte characters are too rare at a cut to be worth a state.
qsizetype gbRemainder(Bytes bytes) {
    qsizetype i = 0;
    while (i < bytes.size()) {
        if (at(bytes, i) < 0x81) {
            ++i;
            continue;
        }
        if (i + 1 >= bytes.size()) return 1;
        i += at(bytes, i + 1) >= 0x30 && at(bytes, i + 1) <= 0x39 ? 4 : 2;
    }
    return i > bytes.size() ? 4 - (i - bytes.size()) : 0;
}

std::optional<DecodedText> gb18030(Bytes bytes) {
    if (holdsUtf8Run(bytes)) return std::nullopt;
    auto decoded = strictly(QStringDecoder("GB18030"), bytes, gbRemainder(bytes));
    if (decoded && decoded->text.contains(QChar::ReplacementCharacter)) return std::nullopt;
    return decoded;
}

bool isCommon(char16_t c) {
    return (c >= 0x20 && c < 0x7F) || c == u'\t' || c == u'\n' || c == u'\r' || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x2010 && c <= 0x22FF) || c == 0xA0;
}

double commonShare(const QString& text) {
    if (text.isEmpty()) return 0;
    const auto good = std::count_if(text.cbegin(), text.cend(), [](QChar c) { return isCommon(c.unicode()); });
    return double(good) / double(text.size());
}

std::optional<DecodedText> utf16WithoutMark(Bytes bytes) {
    auto little = utf16(bytes, QStringConverter::Utf16LE);
    auto big = utf16(bytes, QStringConverter::Utf16BE);
    const double littleShare = little ? commonShare(little->text) : 0;
    const double bigShare = big ? commonShare(big->text) : 0;
    if (std::max(littleShare, bigShare) < 0.95) return std::nullopt;
    return littleShare >= bigShare ? little : big;
}

bool startsWithBinaryMark(Bytes bytes) {
    static constexpr std::array<QByteArrayView, 8> marks{"PK\x03\x04",
                                                         "%PDF-",
                                                         "\xD0\xCF\x11\xE0",
                                                         "\x89PNG",
                                                         "\xFF\xD8\xFF",
                                                         "\x1F\x8B\b",
                                                         "\x7F"
                                                         "ELF",
                                                         "{\\rtf"};
    return std::any_of(marks.begin(), marks.end(), [&](QByteArrayView mark) { return bytes.startsWith(mark); });
}

/// Control characters other than white space: a text has none, save the odd form feed or cell mark (BEL).
bool looksBinary(const QString& text) {
    const auto controls = std::count_if(text.cbegin(), text.cend(), [](QChar c) {
        return c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r' && c != u'\f' && c != u'\v' && c != u'\a';
    });
    return controls > text.size() / 100;
}

Result<DecodedText> checked(std::optional<DecodedText> decoded) {
    if (!decoded) return Error{ErrorCode::FileEncoding, QStringLiteral("no known encoding fits")};
    if (looksBinary(decoded->text)) return Error{ErrorCode::FileBinary, QStringLiteral("control characters")};
    return *std::move(decoded);
}

} // namespace

Result<DecodedText> decodeCutText(const QByteArray& input) {
    const Bytes bytes(input);
    if (startsWithBinaryMark(bytes)) return Error{ErrorCode::FileBinary, QStringLiteral("known binary format")};
    if (bytes.startsWith("\xEF\xBB\xBF")) return checked(utf8(bytes.sliced(3)));
    if (bytes.startsWith("\xFF\xFE")) return checked(utf16(bytes.sliced(2), QStringConverter::Utf16LE));
    if (bytes.startsWith("\xFE\xFF")) return checked(utf16(bytes.sliced(2), QStringConverter::Utf16BE));
    if (bytes.contains('\0')) {
        if (auto decoded = utf16WithoutMark(bytes)) return *std::move(decoded);
        return Error{ErrorCode::FileBinary, QStringLiteral("zero bytes")};
    }
    if (auto decoded = utf8(bytes)) return checked(std::move(decoded));
    if (auto decoded = gb18030(bytes)) return checked(std::move(decoded));
    return checked(utf16WithoutMark(bytes));
}

Result<QString> decodeText(const QByteArray& bytes) {
    auto decoded = decodeCutText(bytes);
    if (!decoded) return decoded.error();
    return decoded->text;
}

} // namespace jixiao
