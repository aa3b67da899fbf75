#include "core/forms/explanation.h"
#include "core/workflow/snapshot.h"
#include "world.h"

#include <algorithm>

namespace jixiao::model {

namespace {
constexpr int maxRounds = 40;
const QString deletedName = QStringLiteral("deleted");

QString auditProblem(const Result<AuditReport>& audit) {
    if (!audit) return QStringLiteral("the audit chain cannot be read: ") + audit.error().id();
    const auto& found = *audit->broken;
    return QStringLiteral("the audit chain is broken: kind %1, group %2, entry %3, record %4, field %5")
        .arg(int(found.kind))
        .arg(found.group)
        .arg(found.seq)
        .arg(found.record.toString(), found.field);
}

} // namespace

QString World::settle() {
    for (const auto& device : devices_) {
        device->faults = 0;
        device->crashes = 0;
        device->offline = false;
        device->meanwhile = nullptr;
    }
    while (server_.lateRequests() > 0)
        server_.deliverLate(chance_.below(server_.lateRequests()));
    if (options_.talk) std::printf("  peace\n");
    // A device is at rest when it has nothing to do and has pulled what there is.
    QHash<int, qsizetype> seen;
    const auto isAtRest = [&](const auto& device) {
        return seen.value(device->index(), -1) == server_.storage().changes().size();
    };
    for (int round = 0; round < maxRounds; ++round) {
        for (const auto& device : devices_) {
            if (isAtRest(device)) continue;
            bool busy = false;
            if (auto wrong = settleDevice(*device, busy); !wrong.isEmpty()) return wrong;
            if (!busy) seen.insert(device->index(), server_.storage().changes().size());
        }
        if (std::all_of(devices_.cbegin(), devices_.cend(), isAtRest)) return {};
    }
    QStringList rows;
    for (const auto& device : devices_)
        for (const auto& row : device->call([](Store& store) { return store.outbox(); }).valueOr({}))
            rows << QStringLiteral("device %1 %2 %3 state %4 %5 %6")
                        .arg(device->index())
                        .arg(row.recordType, row.record.toString())
                        .arg(int(row.state))
                        .arg(row.problem, row.reason);
    return QStringLiteral("never quiet: ") + rows.join(QStringLiteral("; "));
}

QString World::settleDevice(SimDevice& device, bool& busy) {
    device.clock().advance(SyncEngine::longestServerDelayMs);
    auto report = device.sync();
    enrolAnew(device, report);
    if (!report && report.error().code == ErrorCode::DeviceCopied) report = device.sync();
    if (!report)
        return QStringLiteral("device %1 cannot sync in peace: %2 %3")
            .arg(device.index())
            .arg(report.error().id(), report.error().detail);
    const auto open = device.call([](Store& store) { return store.conflicts(); }).valueOr({});
    if (auto wrong = checkConflicts(device, open); !wrong.isEmpty()) return wrong;
    for (const auto& conflict : open)
        resolve(device, conflict, chance_.percent(50));
    const auto rows = device.call([](Store& store) { return store.outbox(); }).valueOr({});
    busy |= !rows.isEmpty() || !open.isEmpty();
    settleRefusals(device, rows);
    return {};
}

/// Decisions that were refused are dropped; content that was refused goes out again once its form is open.
void World::settleRefusals(SimDevice& device, const QList<OutboxItem>& rows) {
    bool content = false;
    for (const auto& row : rows) {
        if (row.state != OutboxState::Refused) continue;
        say(device, QStringLiteral("was refused %1 %2: %3 %4")
                        .arg(row.recordType, row.record.toString(), row.problem, row.reason));
        if (row.kind == MutationKind::Command) {
            (void)device.call([&](Store& store) { return store.dismissRefusal(row.mutationId); });
            continue;
        }
        content = true;
        server_.reopen(row.scope);
    }
    if (content) (void)device.call([](Store& store) { return store.retryNow(); });
}

/// A conflict shows what is really here and there.
QString World::checkConflicts(SimDevice& device, const QList<Conflict>& open) {
    for (const auto& conflict : open) {
        const auto there = server_.record(conflict.record).value_or(Record{});
        const auto theirs =
            conflict.field == deletedName ? QString::number(int(there.deleted)) : there.value(conflict.field);
        if (conflict.field != deletedName && there.deleted) continue;
        if (conflict.theirs != theirs)
            return QStringLiteral("device %1 shows %2.%3 = %4 as theirs, the server holds %5")
                .arg(device.index())
                .arg(conflict.record.toString(), conflict.field, conflict.theirs, theirs);
    }
    return {};
}

QString World::check() {
    if (auto wrong = ledger_.verify(server_.storage().changes()); !wrong.isEmpty()) return wrong;
    const auto& effects = server_.storage().effects();
    for (auto it = effects.cbegin(); it != effects.cend(); ++it)
        if (*it != 1) return QStringLiteral("mutation %1 took effect %2 times").arg(it.key().toString()).arg(*it);
    for (const auto& device : devices_)
        if (auto wrong = checkReplica(*device); !wrong.isEmpty())
            return QStringLiteral("device %1: ").arg(device->index()) + wrong;
    const auto& executed = server_.storage().decided();
    for (auto it = executed.cbegin(); it != executed.cend(); ++it)
        if (decided_.contains(it.key()) && decided_.value(it.key()) != *it)
            return QStringLiteral("decision %1 was executed on other content than its maker saw")
                .arg(it.key().toString());
    return {};
}

QString World::checkReplica(SimDevice& device) {
    QSet<Id> known;
    for (const auto& change : server_.storage().changes())
        known.insert(change.record);
    const auto mine = device.call([](Store& store) {
        QHash<Id, Record> all;
        for (const auto& type : {RecordType::project, RecordType::declaration, RecordType::goal, RecordType::indicator,
                                 RecordType::report, RecordType::explanation, RecordType::transition})
            for (const auto& record : store.recordsOfType(type).valueOr({}))
                all.insert(record.id, record);
        return all;
    });
    for (const auto& id : std::as_const(known)) {
        const auto theirs = server_.record(id);
        if (!theirs) continue;
        if (auto wrong = checkRecord(*theirs, mine.value(id)); !wrong.isEmpty()) return wrong;
    }
    for (const auto& record : mine)
        if (!known.contains(record.id))
            return QStringLiteral("%1 %2 is nowhere else").arg(record.type, record.id.toString());
    const auto rows = device.call([](Store& store) { return store.outbox(); }).valueOr({});
    if (!rows.isEmpty()) return QStringLiteral("the outbox is not empty");
    const auto audit = device.call([](Store& store) { return store.verifyAudit(); });
    if (!audit || !audit->ok()) return auditProblem(audit);
    return checkDecisions(device);
}

/// `mine` is a null record when nothing of it stands here.
QString World::checkRecord(const Record& theirs, const Record& mine) const {
    const auto name = theirs.type + QLatin1Char(' ') + theirs.id.toString();
    if (mine.id.isNull() != theirs.deleted)
        return QStringLiteral("%1 is %2")
            .arg(name, theirs.deleted ? QStringLiteral("alive here, gone there")
                                      : QStringLiteral("missing or gone here, alive there"));
    if (theirs.deleted) return {};
    if (mine.type != theirs.type || mine.unit != theirs.unit || mine.parent != theirs.parent)
        return QStringLiteral("%1 stands elsewhere").arg(name);
    const auto fields = QMap<QString, FieldValue>(theirs.fields);
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        if (mine.value(it.key()) != it->value)
            return QStringLiteral("%1.%2 is %3 here, %4 there").arg(name, it.key(), mine.value(it.key()), it->value);
    for (auto it = mine.fields.cbegin(); it != mine.fields.cend(); ++it)
        if (!theirs.fields.contains(it.key()) && !it->value.isEmpty())
            return QStringLiteral("%1.%2 is %3 here only").arg(name, it.key(), it->value);
    return {};
}

/// What stands as approved is what was approved, here as well as there.
QString World::checkDecisions(SimDevice& device) {
    const auto forms = device.call([](Store& store) { return store.recordsOfType(RecordType::declaration); });
    for (const auto& form : forms.valueOr({})) {
        const auto state = stateFromName(form.value(Field::state)).value_or(FormState::Draft);
        if (state != FormState::UnitApproved && state != FormState::SectionChecked && state != FormState::Submitted)
            continue;
        const auto content = device.call([&](Store& store) { return store.formRecords(form.id); }).valueOr({});
        if (snapshotHash(content) != form.value(Field::snapshotHash))
            return QStringLiteral("form %1 is %2, but not the content that was decided on")
                .arg(form.id.toString(), form.value(Field::state));
    }
    return {};
}

} // namespace jixiao::model
