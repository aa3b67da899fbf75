#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <algorithm>
#include <cstdint>
#include <span>

namespace jixiao::test {

/// Hands out a byte string number by number; zeros at its end.
class ByteSource {
public:
    explicit ByteSource(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    bool empty() const { return bytes_.empty(); }
    unsigned next() {
        if (bytes_.empty()) return 0;
        const unsigned byte = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return byte;
    }
    unsigned upTo(std::size_t count) { return unsigned((next() << 8U | next()) % std::max<std::size_t>(count, 1)); }
    QByteArray some(unsigned count) {
        QByteArray taken;
        for (unsigned i = 0; i < count && !empty(); ++i)
            taken.append(char(next()));
        return taken;
    }

private:
    std::span<const std::uint8_t> bytes_;
};

/// An SQL string.
inline QByteArray quoted(const QByteArray& text) { return "'" + QByteArray(text).replace('\'', "''") + "'"; }

/// A table: its name, then its columns, those of the key with "+" before them.
using TableColumns = QByteArrayList;

/// One value of one row, or of all, becomes another; or a row goes.
QByteArray anyChange(ByteSource& source, const TableColumns& table);
/// Something of the schema is not there, or not what it was.
QByteArray anySchemaChange(ByteSource& source, const TableColumns& table);

} // namespace jixiao::test
