#include "core/store/row_scan.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>

namespace jixiao {

namespace {

constexpr int usable = PageCipher::usableBytes;
constexpr qint64 maxPayload = 256 * 1024 * 1024;
constexpr int maxColumns = 64;
constexpr unsigned char tableLeaf = 0x0d;
constexpr unsigned char indexLeaf = 0x0a;
constexpr unsigned char indexInner = 0x02;

/// Reads forward in bytes that may be anything.
class Cursor {
public:
    Cursor(const QByteArray& bytes, qsizetype at) : bytes_(bytes), at_(at) {}

    bool ok() const { return ok_; }
    qsizetype at() const { return at_; }
    QByteArray take(qint64 size) {
        if (!ok_ || size < 0 || size > bytes_.size() - at_) {
            ok_ = false;
            return {};
        }
        at_ += size;
        return bytes_.mid(at_ - size, size);
    }
    quint64 varint() {
        quint64 value = 0;
        for (int i = 0; i < 9; ++i) {
            const auto byte = take(1);
            if (!ok_) return 0;
            const auto part = static_cast<unsigned char>(byte[0]);
            if (i == 8) return (value << 8) | part;
            value = (value << 7) | (part & 0x7f);
            if ((part & 0x80) == 0) break;
        }
        return value;
    }

private:
    const QByteArray& bytes_;
    qsizetype at_;
    bool ok_ = true;
};

/// How much of a payload stands in the page itself.
qint64 localBytes(qint64 payload, bool leafOfTable) {
    const qint64 most = leafOfTable ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (payload <= most) return payload;
    constexpr qint64 least = (usable - 12) * 32 / 255 - 23;
    const qint64 fitting = least + (payload - least) % (usable - 4);
    return fitting <= most ? fitting : least;
}

std::optional<QByteArray> readPayload(const PageFile& pages, Cursor& cell, qint64 size, bool leafOfTable) {
    if (size < 0 || size > maxPayload) return std::nullopt;
    const auto local = localBytes(size, leafOfTable);
    QByteArray payload = cell.take(local);
    if (!cell.ok()) return std::nullopt;
    if (local == size) return payload;
    const auto next = cell.take(4);
    if (!cell.ok()) return std::nullopt;
    auto number = qint64(qFromBigEndian<quint32>(next.constData()));
    // Each page adds to the payload, so a chain that bites its tail ends, too.
    while (payload.size() < size) {
        if (number < 1 || number > pages.count()) return std::nullopt;
        const auto page = pages.page(number);
        if (!page) return std::nullopt;
        payload += page->mid(4, std::min<qint64>(usable - 4, size - payload.size()));
        number = qint64(qFromBigEndian<quint32>(page->constData()));
    }
    return payload;
}

std::optional<qint64> integerOf(const QByteArray& bytes) {
    if (bytes.isEmpty()) return std::nullopt;
    qint64 value = (bytes[0] & 0x80) != 0 ? -1 : 0;
    for (const char byte : bytes)
        value = qint64(quint64(value) << 8) | static_cast<unsigned char>(byte);
    return value;
}

std::optional<ScannedValue> readValue(Cursor& body, quint64 type) {
    using Kind = ScannedValue::Kind;
    constexpr std::array<int, 7> integerSizes{0, 1, 2, 3, 4, 6, 8};
    if (type == 0) return ScannedValue{};
    if (type <= 6) {
        const auto value = integerOf(body.take(integerSizes.at(std::size_t(type))));
        if (!value) return std::nullopt;
        return ScannedValue{Kind::Integer, *value};
    }
    if (type == 7) return ScannedValue{Kind::Real, 0, body.take(8)};
    if (type == 8 || type == 9) return ScannedValue{Kind::Integer, qint64(type - 8)};
    if (type < 12 || type > quint64(maxPayload)) return std::nullopt;
    const bool text = type % 2 == 1;
    return ScannedValue{text ? Kind::Text : Kind::Blob, 0, body.take(qint64((type - (text ? 13 : 12)) / 2))};
}

std::optional<QList<ScannedValue>> readRecord(const QByteArray& payload) {
    Cursor head(payload, 0);
    const auto headSize = qsizetype(head.varint());
    if (!head.ok() || headSize < 1 || headSize > payload.size()) return std::nullopt;
    Cursor body(payload, headSize);
    QList<ScannedValue> values;
    while (head.at() < headSize) {
        const auto type = head.varint();
        if (!head.ok() || head.at() > headSize || values.size() >= maxColumns) return std::nullopt;
        auto value = readValue(body, type);
        if (!value || !body.ok()) return std::nullopt;
        values.append(*std::move(value));
    }
    if (body.at() != payload.size()) return std::nullopt;
    return values;
}

std::optional<ScannedRow> readCell(const PageFile& pages, const QByteArray& page, qsizetype at, unsigned char kind) {
    Cursor cell(page, at);
    if (kind == indexInner) cell.take(4);
    const auto size = qint64(cell.varint());
    ScannedRow row;
    row.ofRowidTable = kind == tableLeaf;
    if (row.ofRowidTable) row.rowid = qint64(cell.varint());
    if (!cell.ok()) return std::nullopt;
    const auto payload = readPayload(pages, cell, size, row.ofRowidTable);
    if (!payload) return std::nullopt;
    auto values = readRecord(*payload);
    if (!values) return std::nullopt;
    row.values = *std::move(values);
    return row;
}

} // namespace

ScanResult scanRows(const PageFile& pages, const std::function<void(ScannedRow&&)>& take) {
    ScanResult result;
    result.pages = pages.count();
    for (qint64 number = 1; number <= pages.count(); ++number) {
        const auto page = pages.page(number);
        if (!page) {
            result.unreadable.append(number);
            continue;
        }
        const qsizetype head = number == 1 ? 100 : 0;
        const auto kind = static_cast<unsigned char>(page->at(head));
        if (kind != tableLeaf && kind != indexLeaf && kind != indexInner) continue;
        const auto cells = qFromBigEndian<quint16>(page->constData() + head + 3);
        const qsizetype pointers = head + (kind == indexInner ? 12 : 8);
        for (int i = 0; i < cells && pointers + 2 * i + 2 <= usable; ++i) {
            const auto at = qFromBigEndian<quint16>(page->constData() + pointers + 2 * i);
            auto row = at < usable ? readCell(pages, *page, at, kind) : std::nullopt;
            if (row)
                take(*std::move(row));
            else
                ++result.brokenRows;
        }
    }
    return result;
}

} // namespace jixiao
