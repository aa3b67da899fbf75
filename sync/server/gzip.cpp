#include "sync/server/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace jixiao::server {

namespace {

constexpr int gzipWindow = 15 + 16;
constexpr int memoryLevel = 8;
constexpr qsizetype step = 64 * 1024;

Bytef* input(const QByteArray& bytes) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData())); // zlib does not write to it
}

} // namespace

QByteArray gzip(const QByteArray& bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, deflateEnd);
    QByteArray result(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = input(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = uInt(result.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return {};
    result.truncate(qsizetype(stream.total_out));
    return result;
}

std::optional<QByteArray> gunzip(const QByteArray& bytes, qsizetype maxBytes) {
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK) return std::nullopt;
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
    stream.next_in = input(bytes);
    stream.avail_in = uInt(bytes.size());
    QByteArray result;
    for (;;) {
        const auto filled = result.size();
        if (filled > maxBytes) return std::nullopt;
        const auto room = std::min(step, maxBytes + 1 - filled);
        result.resize(filled + room);
        stream.next_out = reinterpret_cast<Bytef*>(result.data() + filled);
        stream.avail_out = uInt(room);
        const int status = inflate(&stream, Z_NO_FLUSH);
        result.truncate(filled + room - qsizetype(stream.avail_out));
        if (status == Z_STREAM_END) break;
        if (status != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) return std::nullopt;
    }
    if (result.size() > maxBytes || stream.avail_in > 0) return std::nullopt;
    return result;
}

} // namespace jixiao::server
