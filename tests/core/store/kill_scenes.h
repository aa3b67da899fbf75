#pragma once

#include "core/store/backup.h"
#include "core/store/form_repository.h"
#include "rekey_folder.h"

#include <functional>
#include <memory>

namespace jixiao::test {

/// Work during which a process is killed, again and again. begin() and complaint() run in the test, work() in a process
/// of its own.
class KillScene {
public:
    using Acknowledge = std::function<void()>;

    virtual ~KillScene() = default;
    /// The folder as it was before the work.
    virtual void begin() { folder.reset(); }
    /// The same work every time; says so whenever something has been promised. False when something was refused.
    virtual bool work(const Acknowledge& acknowledge) = 0;
    /// What is wrong after so many promises; "" when nothing is.
    virtual QString complaint(int promises) = 0;

protected:
    Result<std::unique_ptr<Store>> open() { return folder.open(StoreFixture::key()); }
    StoreFixture& fixture() { return folder.session.f; }
    /// "" when everything in the store is whole.
    static QString damageIn(Store& store);

    RekeyFolder folder;
};

/// What a scene is called, and what it is.
struct NamedScene {
    const char* name;
    int kills;
    std::unique_ptr<KillScene> (*make)();
};

/// Save, sync, change of the data key, migration, backup, import.
const QList<NamedScene>& killScenes();

} // namespace jixiao::test
