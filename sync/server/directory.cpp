#include "sync/server/directory.h"

namespace jixiao::server {

namespace {
constexpr int maxUnitDepth = 16;
}

bool Scope::shows(const Record& record) const {
    if (record.unit.isNull() || units.contains(record.unit)) return true;
    return record.type == RecordType::unit && superiors.contains(record.id);
}

Result<void> Directory::load() {
    if (!units_.isEmpty()) return {};
    auto units = storage_.recordsOfType(RecordType::unit);
    if (!units) return units.error();
    for (const auto& unit : std::as_const(*units))
        units_.insert(unit.id, unit);
    return {};
}

Result<Actor> Directory::actor(const Id& person, const Id& device) {
    auto found = storage_.record(person);
    if (!found) return found.error();
    const auto& record = *found;
    if (!record || record->deleted || record->type != RecordType::person || record->unit.isNull())
        return Error{ErrorCode::RecordNotFound, QStringLiteral("person")};
    Actor actor{person.toString(), record->value(Field::name), {}, device.toString(), record->unit.toString()};
    const auto names = record->value(DirectoryField::roles).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const auto& name : names)
        if (const auto role = roleFromName(name.trimmed())) actor.roles << *role;
    return actor;
}

Result<Scope> Directory::scope(const Id& unit) {
    if (auto loaded = load(); !loaded) return loaded.error();
    Scope scope;
    QList<Id> open{unit};
    while (!open.isEmpty()) {
        const auto next = open.takeLast();
        if (!units_.contains(next) || scope.units.contains(next)) continue;
        scope.units.insert(next);
        for (auto it = units_.cbegin(); it != units_.cend(); ++it)
            if (it->parent == next) open << it.key();
    }
    auto above = units_.value(unit).parent;
    for (int i = 0; i < maxUnitDepth && units_.contains(above); ++i) {
        scope.superiors.insert(above);
        above = units_.value(above).parent;
    }
    return scope;
}

Result<QString> Directory::unitName(const Id& unit) {
    if (auto loaded = load(); !loaded) return loaded.error();
    return units_.value(unit).value(Field::name);
}

} // namespace jixiao::server
