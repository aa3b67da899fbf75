#include "store_session.h"

#include "tests/support/fault_memory.h"

#include <QDir>

namespace jixiao::test {

QString contentOf(Store& store, const Id& form) {
    const FaultMemory::Pause pause;
    QString text;
    QDebug out(&text);
    const auto records = store.formRecords(form);
    if (!records) return QStringLiteral("unreadable: ") + records.error().id();
    for (const auto& record : *records) {
        out << record.type << record.revision;
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
            out << field.key() << field->value << field->revision;
    }
    const auto outbox = store.outbox();
    const auto history = store.history(form, 1000);
    const auto undo = store.undoState(form);
    const auto cursor = store.cursor();
    if (!outbox || !history || !undo || !cursor) return QStringLiteral("unreadable");
    for (const auto& item : *outbox)
        out << item.seq << item.recordType << int(item.kind) << item.attempts << item.reason
            << (item.state == OutboxState::InFlight ? 0 : int(item.state));
    for (const auto& entry : *history)
        out << entry.seq << entry.recordType << entry.op << entry.field << entry.oldValue << entry.newValue;
    out << undo->canUndo << undo->canRedo << undo->undoLabel << *cursor;
    const auto audit = store.verifyAudit();
    if (!audit) return QStringLiteral("unverifiable");
    out << "audit" << audit->ok() << audit->groups << audit->entries;
    if (audit->broken) out << int(audit->broken->kind) << audit->broken->group << audit->broken->seq;
    return text;
}

QString dump(Store& store, const Id& form) {
    const FaultMemory::Pause pause;
    QString text = contentOf(store, form);
    QDebug out(&text);
    // One term that stands in names the session removes and restores, two in values it changes.
    for (const auto& term : {QStringLiteral("指标"), QStringLiteral("95"), QString(2, QChar(0x7ee9))}) {
        const auto hits = store.search(term, 10);
        if (!hits) return QStringLiteral("not searchable: ") + hits.error().id();
        for (const auto& hit : *hits)
            out << hit.formTitle << hit.recordType << hit.field << hit.text << hit.highlights;
    }
    return text;
}

Session::Session() {
    form = f.addForm(3);
    f.syncAll();
    f.close();
    QFile file(f.file());
    if (!file.open(QIODevice::ReadOnly)) qFatal("read");
    fileBytes = file.readAll();
}

void Session::reset() {
    f.close();
    QDir(f.folder()).removeRecursively();
    QDir().mkpath(f.folder());
    QFile file(f.file());
    if (!file.open(QIODevice::WriteOnly) || file.write(fileBytes) != fileBytes.size()) qFatal("write");
}

QList<Session::Step> Session::steps() {
    const auto ok = [](const auto& result) { return result ? Result<void>() : Result<void>(result.error()); };
    const auto& rows = f.indicators;
    const Record submit = f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted"));
    RecordEdit removal;
    removal.record = rows[2];
    removal.remove = true;
    return {
        [=, this](Store& s) {
            return s.apply(f.batch(form, {f.change(rows[0], target, QStringLiteral("1")),
                                          f.change(rows[1], target, QStringLiteral("1"))}));
        },
        [=, this](Store& s) {
            return s.apply(f.batch(form, {f.change(rows[0], target, QString(9000, QChar(0x7ee9)))}));
        },
        [=, this](Store& s) { return s.apply(f.batch(form, {removal})); },
        [=, this](Store& s) { return ok(s.takeOutbound(2, f.clock.nowMs())); },
        [=, this](Store& s) { return s.apply(f.batch(form, {f.change(rows[0], target, QStringLiteral("3"))})); },
        [=](Store& s) { return s.releaseInFlight(QStringLiteral("cut"), 0); },
        [=, this](Store& s) { return s.undo(form, f.filler); },
        [=, this](Store& s) { return s.redo(form, f.filler); },
        [=, this](Store& s) {
            Record remote{
                RecordType::indicator, rows[1], f.unit, form, {{target, {QStringLiteral("r"), 90}}}, 90, false};
            return s.applyRemote({remote}, 90);
        },
        [=, this](Store& s) { return s.queueCommand(f.filler, submit, {}); },
        [=, this](Store& s) { return s.cancelCommand(form); },
        [=](Store& s) { return s.setMeta(QStringLiteral("k"), QStringLiteral("v")); },
    };
}

namespace {

/// SQLCipher 4.6.1 does not survive a failing allocation while it takes the key; the file is not touched by then.
Result<std::unique_ptr<Store>> openStore(StoreFixture& f) {
    const FaultMemory::Pause pause;
    return Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids);
}

} // namespace

Session::Outcome Session::run() {
    Outcome outcome;
    auto opened = openStore(f);
    outcome.opened = opened.ok();
    if (!opened) return outcome;
    outcome.seen.append(dump(**opened, form));
    const auto all = steps();
    for (int i = 0; i < all.size(); ++i) {
        if (!all[i](**opened)) {
            if (outcome.refused++ == 0) outcome.firstRefused = i;
            continue;
        }
        outcome.seen.append(dump(**opened, form));
    }
    return outcome;
}

} // namespace jixiao::test
