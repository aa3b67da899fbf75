// The part of Store that stands still to be copied.
#include "core/store/backup.h"
#include "core/store/database.h"
#include "core/store/store.h"

#include <QFileInfo>

namespace jixiao {

Result<StoreSnapshot> Store::beginSnapshot() {
    if (auto held = database_->holdFile(); !held) return held.error();
    const auto& file = database_->options().file;
    return StoreSnapshot{file, QFileInfo(file).size(), database_->schemaVersion(), database_->key().clone()};
}

void Store::endSnapshot() { database_->releaseFile(); }

} // namespace jixiao
