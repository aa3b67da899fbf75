#include "core/base/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int gzipWindowBits = MAX_WBITS + 16;
constexpr qsizetype step = 64 * 1024;

Bytef* raw(const QByteArray& bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData())); }

} // namespace

QByteArray gzip(const QByteArray& bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib cannot start");
    QByteArray result(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = raw(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = uInt(result.size());
    deflate(&stream, Z_FINISH);
    result.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return result;
}

Result<QByteArray> gunzip(const QByteArray& bytes, qsizetype limit) {
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindowBits) != Z_OK) qFatal("zlib cannot start");
    stream.next_in = raw(bytes);
    stream.avail_in = uInt(bytes.size());
    QByteArray result;
    int state = Z_OK;
    while (state == Z_OK && result.size() <= limit) {
        const auto before = result.size();
        const auto room = std::min(step, limit + 1 - before);
        result.resize(before + room);
        stream.next_out = reinterpret_cast<Bytef*>(result.data() + before);
        stream.avail_out = uInt(room);
        state = inflate(&stream, Z_NO_FLUSH);
        result.resize(before + room - qsizetype(stream.avail_out));
        if (state == Z_OK && stream.avail_out != 0) state = Z_BUF_ERROR; // input is over, the stream is not
    }
    const bool complete = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (result.size() > limit) return Error{ErrorCode::RequestTooLarge, QStringLiteral("inflates beyond its limit")};
    if (!complete) return Error{ErrorCode::InvalidInput, QStringLiteral("not a complete gzip stream")};
    return result;
}

} // namespace jixiao
