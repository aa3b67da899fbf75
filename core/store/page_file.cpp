#include "core/store/page_file.h"

#include <QtEndian>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 maxFileBytes = 4LL * 1024 * 1024 * 1024;
constexpr int logHeadBytes = 32;
constexpr int frameHeadBytes = 24;

} // namespace

Result<PageFile> PageFile::open(const QString& file, const StoreKey& key) {
    auto cipher = PageCipher::forKey(key);
    if (!cipher) return cipher.error();
    PageFile pages(*std::move(cipher));
    pages.file_ = std::make_unique<QFile>(file);
    if (!pages.file_->open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, pages.file_->errorString(), {{QStringLiteral("file"), file}}};
    if (pages.file_->size() > maxFileBytes)
        return Error{ErrorCode::FileTooLarge, file, {{QStringLiteral("file"), file}}};
    pages.count_ = (pages.file_->size() + pageBytes - 1) / pageBytes;
    pages.readLog(file + QStringLiteral("-wal"));
    return pages;
}

void PageFile::readLog(const QString& path) {
    log_ = std::make_unique<QFile>(path);
    if (!log_->open(QIODevice::ReadOnly)) return;
    const auto head = log_->read(logHeadBytes);
    if (head.size() < logHeadBytes || qFromBigEndian<quint32>(head.constData() + 8) != quint32(pageBytes)) return;
    const auto salts = head.mid(16, 8);
    QHash<qint64, qint64> uncommitted;
    for (qint64 at = logHeadBytes; at + frameHeadBytes + pageBytes <= log_->size(); at += frameHeadBytes + pageBytes) {
        log_->seek(at);
        const auto frame = log_->read(frameHeadBytes + pageBytes);
        // Frames of an earlier turn of the log have other salts; the rest was never finished.
        if (frame.size() != frameHeadBytes + pageBytes || frame.mid(8, 8) != salts) break;
        const auto number = qint64(qFromBigEndian<quint32>(frame.constData()));
        uncommitted.insert(number, at + frameHeadBytes);
        const auto pagesAfter = qint64(qFromBigEndian<quint32>(frame.constData() + 4));
        if (pagesAfter == 0) continue;
        for (auto entry = uncommitted.cbegin(); entry != uncommitted.cend(); ++entry)
            inLog_.insert(entry.key(), entry.value());
        uncommitted.clear();
        if (pagesAfter <= maxFileBytes / pageBytes) count_ = std::max(count_, pagesAfter);
    }
}

QByteArray PageFile::fromFile(qint64 number) const {
    if (!file_->seek((number - 1) * pageBytes)) return {};
    return file_->read(pageBytes);
}

std::optional<QByteArray> PageFile::page(qint64 number) const {
    if (const auto place = inLog_.constFind(number); place != inLog_.cend() && log_->seek(*place))
        if (auto newest = cipher_.decrypt(log_->read(pageBytes), number)) return newest;
    return cipher_.decrypt(fromFile(number), number);
}

} // namespace jixiao
