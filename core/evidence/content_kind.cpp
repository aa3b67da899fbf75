#include "core/evidence/content_kind.h"

#include "core/documents/office/office_package.h"
#include "core/documents/text_decoder.h"

#include <QIODevice>

#include <algorithm>

namespace jixiao {

namespace {

using Reader = EvidenceKind::Reader;

constexpr qint64 headBytes = 64;

Result<QByteArray> readAt(QIODevice& content, qint64 at, qint64 length) {
    if (!content.seek(at)) return Error{ErrorCode::FileUnreadable, content.errorString()};
    const auto wanted = std::min(length, content.size() - at);
    auto bytes = content.read(wanted);
    if (bytes.size() != wanted) return Error{ErrorCode::FileUnreadable, content.errorString()};
    return bytes;
}

bool beginsAs(const QByteArray& head, const EvidenceKind& kind) {
    return std::any_of(kind.magic.cbegin(), kind.magic.cend(), [&](const EvidenceKind::Magic& magic) {
        return head.mid(magic.at, magic.bytes.size()) == magic.bytes;
    });
}

Result<bool> endsAs(QIODevice& content, const EvidenceKind& kind) {
    if (kind.tail.isEmpty()) return true;
    const auto end = readAt(content, std::max<qint64>(0, content.size() - kind.tailWithin), kind.tailWithin);
    if (!end) return end.error();
    return end->contains(kind.tail);
}

bool isOffice(const EvidenceKind& kind) { return kind.reader == Reader::Document || kind.reader == Reader::Workbook; }

/// What is too large to be looked into is refused for its size later, as what its beginning says it is.
Result<bool> holdsOffice(QIODevice& content, const EvidenceKind& kind) {
    if (content.size() > kind.maxBytes) return true;
    const auto bytes = readAt(content, 0, kind.maxBytes);
    if (!bytes) return bytes.error();
    const auto package = OfficePackage::open(*bytes);
    if (!package) {
        const auto code = package.error().code;
        const bool other = code == ErrorCode::FileBinary || code == ErrorCode::DocumentDamaged;
        if (other || code == ErrorCode::FileTruncated) return false;
        return package.error();
    }
    return (package->kind() == OfficePackage::Kind::Document) == (kind.reader == Reader::Document);
}

bool isPlain(QChar c) {
    return c.category() != QChar::Other_Control || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f';
}

/// Of what is too long, the beginning decides; it is refused for its size later.
Result<bool> holdsText(QIODevice& content, const EvidenceKind& kind) {
    const auto bytes = readAt(content, 0, kind.maxBytes);
    if (!bytes) return bytes.error();
    const auto decoded = decodeCutText(*bytes);
    if (!decoded || (decoded->endsInsideCharacter && content.size() <= kind.maxBytes)) return false;
    return std::all_of(decoded->text.cbegin(), decoded->text.cend(), isPlain);
}

Result<bool> isOf(QIODevice& content, const QByteArray& head, const EvidenceKind& kind) {
    if (kind.reader == Reader::Text) return holdsText(content, kind);
    if (!beginsAs(head, kind)) return false;
    return isOffice(kind) ? holdsOffice(content, kind) : endsAs(content, kind);
}

} // namespace

Result<const EvidenceKind*> kindOf(QIODevice& content, const EvidenceRules& rules) {
    const auto head = readAt(content, 0, headBytes);
    if (!head) return head.error();
    const EvidenceKind* none = nullptr;
    for (const auto& kind : rules.kinds) {
        // What begins like something else is no text, however it goes on.
        const bool taken = kind.reader == Reader::Text &&
                           std::any_of(rules.kinds.cbegin(), rules.kinds.cend(),
                                       [&](const EvidenceKind& other) { return beginsAs(*head, other); });
        if (taken) continue;
        const auto fits = isOf(content, *head, kind);
        if (!fits) return fits.error();
        if (*fits) return &kind;
    }
    return none;
}

} // namespace jixiao
