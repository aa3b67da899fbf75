#pragma once

#include "core/base/result.h"
#include "core/base/text_name.h"
#include "core/domain/record.h"
#include "core/domain/role.h"
#include "sync/server/storage.h"

#include <QHash>
#include <QSet>

namespace jixiao::server {

/// Field names of unit and person records.
namespace DirectoryField {
inline constexpr TextName roles(u"roles"); ///< person: role names separated by commas
} // namespace DirectoryField

/// The units a person may work in and see: the own unit and everything below it. The names of the superior units are
/// visible too, and what belongs to no unit (form templates). Units do not move and people do not change units, so a
/// scope only ever gains units that are new, and a cursor stays valid.
struct Scope {
    QSet<Id> units;
    QSet<Id> superiors;

    bool covers(const Id& unit) const { return units.contains(unit); }
    bool shows(const Record& record) const;
};

/// Units and people, read from their records. Units are cached; forget() after changing one.
class Directory {
public:
    explicit Directory(ServerStorage& storage) : storage_(storage) {}

    /// Error: RecordNotFound for an unknown or removed person or one without a unit.
    Result<Actor> actor(const Id& person, const Id& device);
    Result<Scope> scope(const Id& unit);
    Result<QString> unitName(const Id& unit);
    void forget() { units_.clear(); }

private:
    Result<void> load();

    ServerStorage& storage_;
    QHash<Id, Record> units_;
};

} // namespace jixiao::server
