#include "core/documents/office/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <limits>

namespace jixiao {

namespace {

constexpr qsizetype longestName = 512;
constexpr qsizetype step = 256 * 1024;

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// A plain path inside the archive: no root, no drive, no way up, nothing a file system could read differently.
bool isSafeName(const QString& name) {
    if (name.isEmpty() || name.size() > longestName || name.startsWith(u'/') || name.contains(u'\\')) return false;
    if (name.size() > 1 && name.at(1) == u':') return false;
    if (std::any_of(name.cbegin(), name.cend(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; }))
        return false;
    const auto parts = QStringView(name).split(u'/');
    return std::none_of(parts.cbegin(), parts.cend(), [](QStringView part) { return part == u".." || part == u"."; });
}

Error unsafe(const QString& detail) { return {ErrorCode::DocumentUnsafe, detail}; }
Error damaged(const QString& detail) { return {ErrorCode::DocumentDamaged, detail}; }

Error openingError(const zip_error_t& error) {
    const int code = zip_error_code_zip(&error);
    const QString detail = QStringLiteral("zip error %1").arg(code);
    return {code == ZIP_ER_NOZIP ? ErrorCode::FileTruncated : ErrorCode::DocumentDamaged, detail};
}

} // namespace

void ZipArchive::Closer::operator()(zip* archive) const { zip_discard(archive); }

Result<ZipArchive> ZipArchive::open(const QByteArray& bytes, const ArchiveLimits& limits) {
    ZipArchive archive(bytes, limits);
    if (const auto opened = archive.openZip(); !opened) return opened.error();
    if (const auto read = archive.readDirectory(); !read) return read.error();
    return archive;
}

Result<void> ZipArchive::openZip() {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes_.constData(), zip_uint64_t(bytes_.size()), 0, &error);
    if (source) zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    const auto failure = openingError(error);
    zip_error_fini(&error);
    if (zip_) return {};
    if (source) zip_source_free(source); // an archive that opened owns it
    return failure;
}

Result<void> ZipArchive::readDirectory() {
    const auto count = zip_get_num_entries(zip_.get(), ZIP_FL_UNCHANGED);
    if (count > limits_.maxEntries) return unsafe(QStringLiteral("%1 entries").arg(count));
    for (zip_int64_t index = 0; index < count; ++index)
        if (const auto added = addEntry(quint64(index)); !added) return added;
    return {};
}

Result<void> ZipArchive::addEntry(quint64 index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip_.get(), index, ZIP_FL_UNCHANGED | ZIP_FL_ENC_RAW, &stat) != 0 || !stat.name)
        return damaged(QStringLiteral("entry %1 has no description").arg(index));
    constexpr auto described = zip_uint64_t(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD);
    if ((stat.valid & described) != described)
        return damaged(QStringLiteral("entry %1 is not described in full").arg(index));
    const QString name = QString::fromUtf8(stat.name);
    if (!isSafeName(name)) return unsafe(QStringLiteral("entry name \"%1\"").arg(name.left(80)));
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return Error{ErrorCode::DocumentProtected, name};
    const QString key = name.toLower();
    if (entries_.contains(key)) return unsafe(QStringLiteral("entry \"%1\" twice").arg(name));
    constexpr auto huge = zip_uint64_t(std::numeric_limits<qint64>::max());
    if (stat.size > huge || stat.comp_size > zip_uint64_t(bytes_.size()))
        return unsafe(QStringLiteral("entry \"%1\" has impossible sizes").arg(name));
    const Entry entry{name, index, qint64(stat.comp_size)};
    if (const qint64 size = qint64(stat.size);
        size > limits_.ratioFreeBytes && size / std::max<qint64>(1, entry.packedBytes) > limits_.maxRatio)
        return unsafe(QStringLiteral("entry \"%1\" inflates %2 bytes to %3").arg(name).arg(stat.comp_size).arg(size));
    if (!name.endsWith(u'/')) entries_.insert(key, entry);
    return {};
}

QStringList ZipArchive::names() const {
    QStringList names;
    for (const auto& entry : entries_)
        names.append(entry.name);
    names.sort();
    return names;
}

Result<void> ZipArchive::checkSize(const Entry& entry, qint64 bytes) const {
    if (bytes > limits_.ratioFreeBytes && bytes / std::max<qint64>(1, entry.packedBytes) > limits_.maxRatio)
        return unsafe(QStringLiteral("entry \"%1\" inflates out of proportion").arg(entry.name));
    if (bytes > limits_.maxEntryBytes || inflated_ + bytes > limits_.maxTotalBytes)
        return Error{ErrorCode::FileTooLarge,
                     QStringLiteral("entry \"%1\" inflates to %2 bytes or more").arg(entry.name).arg(bytes)};
    return {};
}

Result<QByteArray> ZipArchive::read(const QString& name) {
    const auto found = entries_.constFind(name.toLower());
    if (found == entries_.cend()) return damaged(QStringLiteral("part \"%1\" is missing").arg(name.left(80)));
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(zip_.get(), found->index, ZIP_FL_UNCHANGED));
    if (!file) return damaged(QStringLiteral("part \"%1\" cannot be opened").arg(found->name));
    QByteArray bytes;
    while (true) {
        const auto before = bytes.size();
        bytes.resize(before + step);
        const auto got = zip_fread(file.get(), bytes.data() + before, zip_uint64_t(step));
        if (got < 0) return damaged(QStringLiteral("part \"%1\" cannot be inflated").arg(found->name));
        bytes.truncate(before + qsizetype(got));
        if (const auto checked = checkSize(*found, bytes.size()); !checked) return checked.error();
        if (got == 0) break;
    }
    inflated_ += bytes.size();
    return bytes;
}

} // namespace jixiao
