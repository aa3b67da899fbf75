#pragma once

#include "core/base/result.h"
#include "core/vault/page_cipher.h"

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace jixiao {

/// The pages of an encrypted store file and its log, read one by one without SQLite: damage in one page says nothing
/// about the next. Only reads; nothing decrypted ever reaches a disk.
class PageFile {
public:
    static constexpr int pageBytes = PageCipher::pageBytes;

    /// Errors: FileUnreadable, FileTooLarge (above 4 GiB), those of PageCipher::forKey().
    static Result<PageFile> open(const QString& file, const StoreKey& key);

    /// How many pages there are or should be; numbers begin at 1.
    qint64 count() const { return count_; }
    /// The page as committed last; nullopt when not one byte-exact copy of it is there.
    std::optional<QByteArray> page(qint64 number) const;
    /// Whether the file itself (without its log) holds this page unharmed.
    bool isSound(qint64 number) const { return cipher_.decrypt(fromFile(number), number).has_value(); }

private:
    explicit PageFile(PageCipher&& cipher) : cipher_(std::move(cipher)) {}
    void readLog(const QString& path);
    QByteArray fromFile(qint64 number) const;

    PageCipher cipher_;
    std::unique_ptr<QFile> file_;
    std::unique_ptr<QFile> log_;
    QHash<qint64, qint64> inLog_; ///< page → place of its newest committed copy
    qint64 count_ = 0;
};

} // namespace jixiao
