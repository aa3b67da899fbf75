#pragma once

#include "core/store/data_folder.h"
#include "core/vault/key_file.h"
#include "store_session.h"

#include <QByteArrayList>

namespace jixiao::test {

inline SecretBytes secret(const char* text) { return SecretBytes::take(QByteArray(text)); }

inline constexpr auto own = "the words of this person";
inline constexpr auto absent = "不在场的那位民警的口令";

QByteArray bytesOf(const SecretBytes& bytes);

/// The session's store with a vault around its key. What opens the vault is derived once only.
struct RekeyFolder {
    RekeyFolder();
    void reset();
    QString folder() const { return session.f.folder(); }
    StoreKey oldKey() const {
        auto key = StoreFixture::key();
        key.authority = authority.clone();
        return key;
    }
    Result<void> rekey() { return rekeyDataFolder(folder(), oldKey(), session.f.clock); }
    Result<std::unique_ptr<Store>> open(const StoreKey& key) {
        return Store::open(folder(), key, session.f.clock, session.f.ids);
    }
    /// "" when the store opens with just one key of the file, the one its head names, for each person, and everything
    /// is there. Else what is wrong.
    QString complaint();

    Session session;
    SecretBytes authority = SecretBytes::random(authorityBytes);
    KeyFile file;
    QByteArrayList slotSecrets;
    QString expected;
};

} // namespace jixiao::test
