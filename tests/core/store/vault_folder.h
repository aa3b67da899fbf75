#pragma once

#include "core/store/backup.h"
#include "core/store/data_folder.h"
#include "store_session.h"
#include "tests/support/folder_files.h"

namespace jixiao::test {

/// A data folder with a key file, a store and one form; a folder for backups beside it.
class VaultFolder {
public:
    /// `nth`: folders of different numbers have different identities.
    explicit VaultFolder(int nth = 0);

    static SecretBytes passphrase(const char* text = "correct horse");
    QString folder() const { return dir.path() + QStringLiteral("/data"); }
    QString file() const { return Store::fileName(folder()); }
    QString target() const { return dir.path() + QStringLiteral("/backups"); }
    void open();
    void close() { f.store.reset(); }
    BackupInfo backUp(const BackupPolicy& policy = {});
    /// What the store in `where` holds, opened with the key of this one; else the error.
    QString contents(const QString& where);
    QString contents() { return contents(folder()); }
    Result<void> set(int row, const QString& value);

    StoreFixture f;
    QTemporaryDir dir;
    StoreKey key;
    Id form;
};

} // namespace jixiao::test
