#pragma once

#include "bureau_fixture.h"
#include "memory_storage.h"
#include "sync/server/embedded_storage.h"

#include <QTemporaryDir>

#include <memory>

namespace jixiao::server {

/// Runs a test on the model in memory and on the embedded storage.
class StorageCases {
public:
    static void add() {
        QTest::addColumn<bool>("embedded");
        QTest::newRow("memory") << false;
        QTest::newRow("embedded") << true;
    }
    std::unique_ptr<ServerStorage> make() {
        QFETCH(bool, embedded);
        return embedded ? openEmbedded(folder_) : std::make_unique<MemoryStorage>();
    }
    static std::unique_ptr<ServerStorage> openEmbedded(std::unique_ptr<QTemporaryDir>& folder) {
        folder = std::make_unique<QTemporaryDir>();
        const StoreKey key{SecretBytes::take(QByteArray(32, 'k')), SecretBytes::take(QByteArray(16, 's')), {}};
        auto storage = EmbeddedStorage::open(folder->path(), key, true);
        if (!storage) qFatal("storage: %s", qPrintable(storage.error().detail));
        return std::move(*storage);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

} // namespace jixiao::server

#define BUREAU()                                                                                                       \
    const auto storage = cases_.make();                                                                                \
    Bureau bureau(*storage);                                                                                           \
    auto filler = bureau.enrol(QStringLiteral("填报员·甲"));                                                           \
    [[maybe_unused]] const auto form = bureau.makeForm(filler)
