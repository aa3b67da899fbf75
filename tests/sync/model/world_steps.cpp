#include "core/forms/explanation.h"
#include "core/workflow/snapshot.h"
#include "sync/protocol/transition.h"
#include "world.h"

#include <cstdio>

namespace jixiao::model {

namespace {

const QString actualValue = QStringLiteral("actualValue");
const QString target = QStringLiteral("target");
constexpr qint64 yearMs = 31'536'000'000;

QStringList fieldsOf(const QString& type) {
    if (type == RecordType::project) return {Field::name, Field::code};
    if (type == RecordType::declaration) return {QStringLiteral("title"), QStringLiteral("leader")};
    if (type == RecordType::indicator) return {Field::name, target};
    if (type == RecordType::goal) return {Field::text};
    return {};
}

} // namespace

World::World(quint64 seed, const QString& folder, const Options& options)
    : chance_(seed),
      options_(options),
      server_(seed, options.embedded ? folder + QStringLiteral("/server") : QString(), options.sabotage),
      people_{QStringLiteral("填报员·甲")} {
    const auto decider = chance_.percent(50) ? QStringLiteral("警务保障员·丁") : QStringLiteral("分管局领导·戊");
    const int cast = chance_.below(3); // two people, somebody's two devices, or both
    if (cast != 0) people_ << people_.first();
    if (cast != 1) people_ << decider;
    for (int i = 0; i < people_.size(); ++i) {
        devices_.push_back(std::make_unique<SimDevice>(i, folder + QStringLiteral("/%1").arg(i), seed, server_, chance_,
                                                       options.sabotage));
        auto& device = *devices_.back();
        device.mark = [this] { return ledger_.mark(); };
        device.enrol(people_[i]);
        ledger_.owns(i, device.actor().deviceId);
        if (chance_.percent(30)) device.clock().setWall(device.clock().nowMs() + (chance_.below(7) - 3) * yearMs);
    }
    backups_.resize(devices_.size());
}

void World::say(const SimDevice& device, const QString& what) const {
    if (options_.talk) std::printf("  device %d: %s\n", device.index(), qPrintable(what));
}

QString World::run() {
    newForm(*devices_[0]);
    if (chance_.percent(80))
        for (const auto& device : devices_)
            sync(*device);
    const bool fragile = chance_.percent(50);
    for (const auto& device : devices_) {
        device->faults = chance_.below(50);
        device->crashes = fragile ? chance_.below(20) : 0;
        // A cursor ahead of its records does harm only when the device dies between the two.
        if (options_.sabotage == Sabotage::CursorBeforeRecords) device->crashes += 20;
        device->meanwhile = [this, &busy = *device] {
            if (chance_.percent(15)) act(busy);
        };
    }
    for (int steps = 5 + chance_.below(11); steps > 0; --steps)
        step();
    if (auto wrong = settle(); !wrong.isEmpty()) return wrong;
    return check();
}

void World::step() {
    auto& device = anyone();
    const int choice = chance_.below(100);
    if (choice < 50)
        act(device);
    else if (choice < 82)
        sync(device);
    else
        mishap(device);
}

void World::act(SimDevice& device) {
    const int choice = chance_.below(100);
    if (choice < 45) return editField(device);
    if (choice < 55) return addRow(device);
    if (choice < 67) return removeRow(device);
    if (choice < 87) return decide(device);
    if (choice < 92) return report(device);
    if (choice < 96) return explain(device);
    if (choice < 98) return newForm(device);
    resolveOne(device);
}

void World::mishap(SimDevice& device) {
    auto& backup = backups_[std::size_t(device.index())];
    switch (chance_.below(8)) {
    case 0:
        say(device, QStringLiteral("restarts"));
        return device.restart();
    case 1:
        say(device, QStringLiteral("is copied"));
        backup = device.image();
        return;
    case 2:
        if (!backup) return;
        say(device, QStringLiteral("goes back to its old copy"));
        device.goBackTo(*backup);
        ledger_.lost(device.index(), backup->mark);
        return;
    case 3:
        if (server_.lateRequests() > 0) server_.deliverLate(chance_.below(server_.lateRequests()));
        return;
    case 4:
        device.offline = !device.offline;
        return say(device, device.offline ? QStringLiteral("is cut off") : QStringLiteral("is back"));
    case 5:
        device.clock().setWall(device.clock().nowMs() + (chance_.below(5) - 2) * yearMs);
        return;
    case 6:
        say(device, QStringLiteral("the server restarts"));
        return server_.restart();
    default:
        (void)device.call([](Store& store) { return store.retryNow(); });
    }
}

void World::sync(SimDevice& device) {
    if (chance_.percent(50)) // the delay after a failure is over
        device.clock().advance(SyncEngine::longestServerDelayMs);
    const auto report = device.sync();
    enrolAnew(device, report);
    say(device, QStringLiteral("syncs: ") + (report ? QStringLiteral("ok") : report.error().id()) +
                    (device.crashed() ? QStringLiteral(", and dies") : QString()));
}

/// The server has stopped an old copy; its person gets a new code.
void World::enrolAnew(SimDevice& device, const Result<SyncReport>& report) {
    if (report || report.error().code != ErrorCode::DeviceCopied) return;
    device.enrol(people_[device.index()]);
    ledger_.owns(device.index(), device.actor().deviceId);
}

Id World::anyForm(SimDevice& device) {
    const auto forms =
        device.call([](Store& store) { return store.recordsOfType(RecordType::declaration); }).valueOr({});
    return forms.isEmpty() ? Id() : chance_.pick(forms).id;
}

bool World::save(SimDevice& device, const Id& form, const QList<RecordEdit>& edits) {
    const auto before = device.call([&](Store& store) {
        QMap<Id, Record> records;
        for (const auto& edit : edits)
            if (const auto found = store.record(edit.record); found && *found) records.insert(edit.record, **found);
        return records;
    });
    const auto saved = device.call([&](Store& store) {
        return store.apply({device.actor(), form, QStringLiteral("修改"), edits, {}});
    });
    if (!saved) return false;
    for (const auto& edit : edits) {
        const auto old = before.value(edit.record);
        for (auto it = edit.values.cbegin(); it != edit.values.cend(); ++it) {
            if (!it->startsWith(QLatin1Char('v'))) continue;
            ledger_.typed(device.index(), edit.record, it.key(), *it, old.value(it.key()));
            say(device, QStringLiteral("%1 %2.%3: %4 -> %5")
                            .arg(edit.create ? QStringLiteral("makes") : QString(), edit.record.toString(), it.key(),
                                 old.value(it.key()), *it));
        }
        if (!edit.remove) continue;
        QStringList shown;
        for (const auto& field : old.fields)
            shown << field.value;
        ledger_.removed(device.index(), edit.record, shown);
        say(device, QStringLiteral("removes ") + edit.record.toString());
    }
    return true;
}

RecordEdit World::creation(SimDevice& device, const QString& type, const Id& parent, const QStringList& fields) {
    RecordEdit edit;
    edit.record = device.ids().next();
    edit.create = true;
    edit.type = type;
    edit.unit = *Id::fromString(device.actor().unitId);
    edit.parent = parent;
    for (const auto& field : fields)
        edit.values.insert(field, ledger_.newValue());
    return edit;
}

void World::newForm(SimDevice& device) {
    if (!Workflow::builtIn().isEditable(FormState::Draft, device.actor().roles)) return;
    auto project = creation(device, RecordType::project, {}, {Field::name});
    auto form = creation(device, RecordType::declaration, project.record, {QStringLiteral("title")});
    form.values.insert(Field::form, QStringLiteral("hebei.project.2020"));
    save(device, form.record,
         {project, form, creation(device, RecordType::goal, form.record, {Field::text}),
          creation(device, RecordType::indicator, form.record, {Field::name, target})});
}

void World::editField(SimDevice& device) {
    const auto form = anyForm(device);
    if (form.isNull()) return;
    auto records = device.call([&](Store& store) { return store.formRecords(form); }).valueOr({});
    records.removeIf([](const Record& record) { return fieldsOf(record.type).isEmpty(); });
    if (records.isEmpty()) return;
    QList<RecordEdit> edits;
    for (int more = 1 + chance_.below(2); more > 0; --more) {
        const auto record = chance_.pick(records);
        RecordEdit edit;
        edit.record = record.id;
        edit.values.insert(chance_.pick(fieldsOf(record.type)), ledger_.newValue());
        edits << edit;
    }
    if (edits.size() == 2 && edits[0].record == edits[1].record) edits.removeLast();
    save(device, form, edits);
}

void World::addRow(SimDevice& device) {
    const auto form = anyForm(device);
    if (!form.isNull()) save(device, form, {creation(device, RecordType::indicator, form, {Field::name, target})});
}

void World::removeRow(SimDevice& device) {
    const auto form = anyForm(device);
    const auto rows =
        device.call([&](Store& store) { return store.children(form, RecordType::indicator); }).valueOr({});
    if (form.isNull() || rows.isEmpty()) return;
    RecordEdit edit;
    edit.record = chance_.pick(rows).id;
    edit.remove = true;
    save(device, form, {edit});
}

void World::report(SimDevice& device) {
    const auto form = anyForm(device);
    if (form.isNull()) return;
    const auto known = device.call([&](Store& store) { return store.children(form, RecordType::report); }).valueOr({});
    auto edit = creation(device, RecordType::report, form, {actualValue});
    edit.values.insert(Field::personId, device.actor().personId);
    edit.values.insert(Field::at, QString::number(device.clock().nowMs()));
    if (!known.isEmpty() && chance_.percent(60)) {
        edit.create = false;
        edit.record = chance_.pick(known).id;
    }
    save(device, form, {edit});
}

void World::explain(SimDevice& device) {
    const auto form = anyForm(device);
    if (form.isNull()) return;
    auto edit = creation(device, RecordType::explanation, form, {Field::text});
    edit.values.insert(Field::rule, QStringLiteral("rule.of.the.model"));
    edit.values.insert(Field::personId, device.actor().personId);
    save(device, form, {edit});
}

void World::decide(SimDevice& device) {
    const auto form = anyForm(device);
    if (form.isNull()) return;
    const auto summary = device.call([&](Store& store) { return store.formSummary(form); });
    const auto records = device.call([&](Store& store) { return store.formRecords(form); });
    if (!summary || !records) return;
    if (chance_.percent(15)) {
        const auto cancelled = device.call([&](Store& store) { return store.cancelCommand(form); });
        if (cancelled) return say(device, QStringLiteral("takes a decision back"));
    }
    auto actions = Workflow::builtIn().allowed(summary->state, device.actor().roles);
    actions.removeAll(Action::Void);
    if (actions.isEmpty()) return;
    const auto action = chance_.pick(actions);
    const auto reason = action == Action::Return ? QStringLiteral("R01") : QString();
    const auto words = action == Action::Adjust ? QStringLiteral("调整") : QString();
    const auto to = Workflow::builtIn().apply(summary->state, action, device.actor().roles, reason, words);
    if (!to) return;
    const auto hash = snapshotHash(*records);
    const auto decision = protocol::makeTransition(
        device.ids().next(), {action, summary->state, *to, reason, words, form, summary->unit, hash, summary->round},
        device.actor(), device.clock().nowMs(), &device.signer());
    const auto queued = device.call([&](Store& store) { return store.queueCommand(device.actor(), decision, {}); });
    if (!queued) return;
    decided_.insert(decision.id, hash);
    say(device, QStringLiteral("decides %1 on %2").arg(actionName(action), form.toString()));
}

void World::resolveOne(SimDevice& device) {
    const auto open = device.call([](Store& store) { return store.conflicts(); }).valueOr({});
    if (!open.isEmpty()) resolve(device, chance_.pick(open), chance_.percent(50));
}

void World::resolve(SimDevice& device, const Conflict& conflict, bool keepMine) {
    const auto resolved =
        device.call([&](Store& store) { return store.resolveConflict(conflict, keepMine, device.actor()); });
    say(device, QStringLiteral("resolves %1.%2: mine %3, theirs %4, keeps %5: %6")
                    .arg(conflict.record.toString(), conflict.field, conflict.mine, conflict.theirs,
                         keepMine ? QStringLiteral("mine") : QStringLiteral("theirs"),
                         resolved ? QStringLiteral("ok") : resolved.error().id()));
    if (!resolved) return;
    const bool existence = conflict.field == QLatin1String("deleted");
    if (!keepMine) return ledger_.gaveUp(device.index(), conflict.record, existence ? QString() : conflict.field);
    if (!existence) return ledger_.saw(conflict.mine, conflict.theirs);
    QStringList shown;
    const auto there = server_.record(conflict.record).value_or(Record{});
    for (const auto& field : there.fields)
        if (field.revision <= conflict.theirsRevision) shown << field.value;
    if (conflict.mine == QLatin1String("1")) return ledger_.removed(device.index(), conflict.record, shown);
    const auto found = device.call([&](Store& store) { return store.record(conflict.record); }).valueOr({});
    const auto mine = found.value_or(Record{});
    for (const auto& field : mine.fields)
        for (const auto& value : std::as_const(shown))
            ledger_.saw(field.value, value);
}

} // namespace jixiao::model
