#include "core/documents/print/zip_writer.h"

#include <QXmlStreamReader>

#include <zip.h>

#include <memory>

namespace jixiao {

namespace {

constexpr zip_uint16_t firstOfJanuary1980 = (1 << 5) | 1; ///< the earliest date a zip can hold
constexpr zip_uint16_t midnight = 0;

struct CloseSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Source = std::unique_ptr<zip_source_t, CloseSource>;
using Archive = std::unique_ptr<zip_t, DiscardArchive>;

Error zipFailed(const QString& what) { return {ErrorCode::Internal, QStringLiteral("zip: ") + what}; }

bool addPart(zip_t* archive, const QString& name, const QByteArray& bytes) {
    Source source(zip_source_buffer(archive, bytes.constData(), zip_uint64_t(bytes.size()), 0));
    if (!source) return false;
    const auto index = zip_file_add(archive, name.toUtf8().constData(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) return false;
    static_cast<void>(source.release()); // owned by the archive now
    return zip_file_set_dostime(archive, zip_uint64_t(index), midnight, firstOfJanuary1980, 0) == 0 &&
           zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_DEFLATE, 0) == 0;
}

Result<QByteArray> contentOf(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return zipFailed(QStringLiteral("read"));
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    const auto got = zip_source_read(source, bytes.data(), stat.size);
    zip_source_close(source);
    if (got != zip_int64_t(stat.size)) return zipFailed(QStringLiteral("read"));
    return bytes;
}

bool isWellFormed(zip_t* archive, zip_uint64_t index) {
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) != 0) return false;
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive, index, 0));
    if (!file) return false;
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    if (zip_fread(file.get(), bytes.data(), stat.size) != zip_int64_t(stat.size)) return false;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd())
        xml.readNext();
    return !xml.hasError();
}

} // namespace

bool isWholeArchive(const QByteArray& bytes) {
    Source source(zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, nullptr));
    if (!source) return false;
    const Archive archive(zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
    if (!archive) return false;
    static_cast<void>(source.release()); // owned by the archive now
    const auto count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i)
        if (!isWellFormed(archive.get(), zip_uint64_t(i))) return false;
    return count > 0;
}

Result<QByteArray> zipOf(const ZipParts& parts) {
    const Source buffer(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!buffer) return zipFailed(QStringLiteral("buffer"));
    zip_source_keep(buffer.get()); // the archive takes one reference, this function keeps the other
    Archive archive(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(buffer.get());
        return zipFailed(QStringLiteral("open"));
    }
    for (const auto& [name, bytes] : parts)
        if (!addPart(archive.get(), name, bytes)) return zipFailed(name);
    if (zip_close(archive.get()) != 0) return zipFailed(QString::fromUtf8(zip_strerror(archive.get())));
    static_cast<void>(archive.release());
    return contentOf(buffer.get());
}

} // namespace jixiao
