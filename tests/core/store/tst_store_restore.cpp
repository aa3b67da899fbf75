#include "core/store/record_table.h"
#include "core/workflow/snapshot.h"
#include "store_session.h"

#include <QRandomGenerator>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString note = QStringLiteral("note");

RestoreRequest request(const StoreFixture& f, const Id& form, qint64 version) {
    return {f.filler, form, version, QStringLiteral("恢复")};
}

qint64 newestVersion(StoreFixture& f, const Id& form) {
    const auto groups = f.store->timeline(form, 1);
    return groups && !groups->isEmpty() ? groups->first().id : 0;
}

QByteArray content(StoreFixture& f, const Id& form) {
    const auto records = f.store->formRecords(form);
    return records ? canonicalSnapshot(*records) : QByteArray();
}

QByteArray content(StoreFixture& f, const Id& form, qint64 version) {
    const auto records = f.store->formVersion(form, version);
    return records ? canonicalSnapshot(*records) : QByteArray();
}

/// A person, the server and the undo command at work on one form.
class Worker {
public:
    Worker(StoreFixture& f, const Id& form, quint32 seed) : f_(f), form_(form), random_(seed) {}

    Result<void> step() {
        f_.clock.advance(1000);
        const Id row = f_.indicators[random_.bounded(int(f_.indicators.size()))];
        switch (random_.bounded(10)) {
        case 0:
            return allowNothing(f_.store->undo(form_, f_.filler));
        case 1:
            return allowNothing(f_.store->redo(form_, f_.filler));
        case 2:
            return addRow();
        case 3:
            return removeRow(row);
        case 4:
            return remoteEdit(row);
        case 5:
            return remoteRow();
        case 6:
            return allowNothing(f_.set(form_, f_.project, Field::name, word()));
        default:
            return allowNothing(f_.set(form_, row, random_.bounded(2) ? target : note, word()));
        }
    }

private:
    QString word() { return random_.bounded(4) == 0 ? QString() : QString::number(random_.bounded(5)); }

    /// Nothing to undo, or the row is gone: no step.
    static Result<void> allowNothing(const Result<void>& done) {
        const auto none = {ErrorCode::NothingToUndo, ErrorCode::RecordNotFound};
        if (!done && std::find(none.begin(), none.end(), done.error().code) == none.end()) return done.error();
        return {};
    }

    Result<void> addRow() {
        RecordEdit edit = StoreFixture::change(f_.ids.next(), target, word());
        edit.create = true;
        edit.type = RecordType::indicator;
        edit.unit = f_.unit;
        edit.parent = form_;
        f_.indicators.append(edit.record);
        return f_.store->apply(f_.batch(form_, {edit}));
    }

    Result<void> removeRow(const Id& row) {
        RecordEdit edit;
        edit.record = row;
        edit.remove = true;
        return allowNothing(f_.store->apply(f_.batch(form_, {edit})));
    }

    Result<void> remoteEdit(const Id& row) {
        const qint64 revision = ++f_.serverRevision + 1000;
        Record remote{RecordType::indicator, row, f_.unit, form_, {{note, {word(), revision}}}, revision, false};
        remote.deleted = random_.bounded(5) == 0;
        return f_.store->applyRemote({remote}, revision);
    }

    Result<void> remoteRow() {
        const qint64 revision = ++f_.serverRevision + 1000;
        f_.indicators.append(f_.ids.next());
        return f_.store->applyRemote({{RecordType::indicator,
                                       f_.indicators.last(),
                                       f_.unit,
                                       form_,
                                       {{target, {word(), revision}}},
                                       revision,
                                       random_.bounded(4) == 0}},
                                     revision);
    }

    StoreFixture& f_;
    Id form_;
    QRandomGenerator random_;
};

} // namespace

/// Earlier versions of a form: what they held, how they differ, how they come back.
class TestStoreRestore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVersionIsThere_data();
    void everyVersionIsThere();
    void differences();
    void aFieldComesBack();
    void aVersionComesBack();
    void whatComesBackIsSearchable();
    void decisionsNameTheirVersion();
    void lockedFormsStay();
    void wrongPlaces();
};

void TestStoreRestore::everyVersionIsThere_data() {
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Whatever happened: each step's version is what stood there then, can be gone back to, and that can be undone.
void TestStoreRestore::everyVersionIsThere() {
    QFETCH(quint32, seed);
    StoreFixture f;
    const Id form = f.addForm(3);
    Worker worker(f, form, seed);
    QMap<qint64, QByteArray> versions{{newestVersion(f, form), content(f, form)}};
    for (int i = 0; i < 60; ++i) {
        VERIFY_OK(worker.step());
        versions.insert(newestVersion(f, form), content(f, form));
        if (i % 20 == 0) f.reopen();
    }
    QVERIFY(versions.size() > 20);
    const auto verify = [&] {
        for (auto version = versions.cbegin(); version != versions.cend(); ++version)
            QVERIFY2(content(f, form, version.key()) == *version, qPrintable(QString::number(version.key())));
    };
    verify();
    QCOMPARE(content(f, form, currentVersion), content(f, form));
    const auto kept = versions;
    for (auto version = kept.cbegin(); version != kept.cend(); ++version) {
        const QByteArray before = content(f, form);
        const auto differences = f.store->compareVersions(form, version.key(), currentVersion);
        VERIFY_OK(differences);
        QCOMPARE(differences->isEmpty(), before == *version);
        const auto changed = f.store->restoreVersion(request(f, form, version.key()));
        VERIFY_OK(changed);
        QCOMPARE(*changed > 0, before != *version);
        QCOMPARE(content(f, form), *version);
        if (*changed == 0) continue;
        VERIFY_OK(f.store->undo(form, f.filler));
        QCOMPARE(content(f, form), before);
        VERIFY_OK(f.store->redo(form, f.filler));
        QCOMPARE(content(f, form), *version);
    }
    verify();
    const auto audit = f.store->verifyAudit();
    VERIFY_OK(audit);
    QVERIFY(audit->ok());
}

void TestStoreRestore::differences() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const qint64 start = newestVersion(f, form);
    RecordEdit removal;
    removal.record = f.indicators[1];
    removal.remove = true;
    RecordEdit addition = StoreFixture::change(f.ids.next(), target, QStringLiteral("新"));
    addition.create = true;
    addition.type = RecordType::indicator;
    addition.parent = form;
    VERIFY_OK(f.store->apply(f.batch(form, {StoreFixture::change(f.indicators[0], target, QStringLiteral("≥96%")),
                                            StoreFixture::change(f.indicators[0], note, {}), removal, addition})));
    const qint64 end = newestVersion(f, form);
    auto found = f.store->compareVersions(form, start, end);
    VERIFY_OK(found);
    QMap<QString, FieldDifference> byOp;
    for (const auto& difference : *found)
        if (!byOp.contains(difference.op)) byOp.insert(difference.op, difference);
    QCOMPARE(found->size(), 5); // a field, a row made with one field, a row removed with three
    const auto set = byOp.value(QStringLiteral("set"));
    QCOMPARE(set.record, f.indicators[0]);
    QCOMPARE(set.recordType, RecordType::indicator);
    QCOMPARE(set.field, target);
    QCOMPARE(set.before, QStringLiteral("≥95%"));
    QCOMPARE(set.after, QStringLiteral("≥96%"));
    QCOMPARE(byOp.value(QStringLiteral("create")).after, QStringLiteral("新"));
    QCOMPARE(byOp.value(QStringLiteral("remove")).record, f.indicators[1]);
    found = f.store->compareVersions(form, end, start);
    QCOMPARE(found->size(), 5);
    QVERIFY(f.store->compareVersions(form, end, currentVersion)->isEmpty());
    QVERIFY(f.store->compareVersions(form, start, start)->isEmpty());
}

void TestStoreRestore::aFieldComesBack() {
    StoreFixture f;
    const Id form = f.addForm(2);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("甲")));
    const qint64 version = newestVersion(f, form);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("乙")));
    VERIFY_OK(f.set(form, f.indicators[0], note, QStringLiteral("丙")));
    f.syncAll();
    auto changed = f.store->restoreField(request(f, form, version), f.indicators[0], target);
    VERIFY_OK(changed);
    QCOMPARE(*changed, 1);
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("甲"));
    QCOMPARE(f.value(f.indicators[0], note), QStringLiteral("丙"));
    const auto newest = f.store->history(form, 1)->first();
    QCOMPARE(newest.kind, QStringLiteral("edit"));
    QCOMPARE(newest.label, QStringLiteral("恢复"));
    QCOMPARE(newest.oldValue, QStringLiteral("乙"));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.value(target).value, QStringLiteral("甲"));
    changed = f.store->restoreField(request(f, form, version), f.indicators[0], target);
    QCOMPARE(*changed, 0);
    f.reopen();
    QCOMPARE(f.store->undoState(form)->undoLabel, QStringLiteral("恢复"));
    VERIFY_OK(f.store->undo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("乙"));
    // What the record was made with, before its first change.
    VERIFY_OK(f.store->restoreField(request(f, form, f.store->timeline(form, -1)->last().id), f.indicators[0], target));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
}

void TestStoreRestore::aVersionComesBack() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const qint64 version = newestVersion(f, form);
    const QByteArray then = content(f, form);
    f.syncAll();
    RecordEdit removal;
    removal.record = f.indicators[0];
    removal.remove = true;
    VERIFY_OK(f.store->apply(f.batch(form, {removal})));
    VERIFY_OK(f.set(form, f.project, Field::name, QStringLiteral("别的")));
    f.syncAll();
    VERIFY_OK(f.store->restoreVersion(request(f, form, version)));
    QCOMPARE(content(f, form), then);
    // The server gets the row back, whole.
    const auto sent = f.take();
    const auto row = std::find_if(sent.cbegin(), sent.cend(),
                                  [&](const OutboundMutation& m) { return m.record == f.indicators[0]; });
    QVERIFY(row != sent.cend());
    QCOMPARE(row->fields.value(deletedField).value, QStringLiteral("0"));
    QCOMPARE(row->fields.value(target).value, QStringLiteral("≥95%"));
}

/// Search follows a value and a row that come back, whether they wait for the index or stand in it already.
void TestStoreRestore::whatComesBackIsSearchable() {
    const QString before = QStringLiteral("破案率"), after = QStringLiteral("结案率");
    for (const bool indexed : {false, true}) {
        StoreFixture f;
        const Id form = f.addForm(2);
        const auto found = [&](const QString& word) {
            if (indexed) f.syncAll();
            const auto hits = f.store->search(word, 10);
            return hits ? hits->size() : qsizetype(-1);
        };
        VERIFY_OK(f.set(form, f.indicators[0], Field::name, before));
        const qint64 version = newestVersion(f, form);
        QCOMPARE(found(before), 1);
        VERIFY_OK(f.set(form, f.indicators[0], Field::name, after));
        QCOMPARE(found(before), 0);
        QCOMPARE(*f.store->restoreField(request(f, form, version), f.indicators[0], Field::name), 1);
        QCOMPARE(found(before), 1);
        QCOMPARE(found(after), 0);
        RecordEdit removal;
        removal.record = f.indicators[0];
        removal.remove = true;
        VERIFY_OK(f.store->apply(f.batch(form, {removal})));
        QCOMPARE(found(before), 0);
        QVERIFY(*f.store->restoreVersion(request(f, form, version)) > 0);
        QCOMPARE(found(before), 1);
        VERIFY_OK(f.store->undo(form, f.filler));
        QCOMPARE(found(before), 0);
        f.reopen();
        QCOMPARE(found(before), 0);
        VERIFY_OK(f.store->redo(form, f.filler));
        QCOMPARE(found(before), 1);
    }
}

void TestStoreRestore::decisionsNameTheirVersion() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const auto submit = [&](const QString& opinion) {
        Record decision = f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted"), opinion);
        decision.fields.insert(Field::snapshotHash, {snapshotHash(*f.store->formRecords(form)), 0});
        f.clock.advance(1000);
        VERIFY_OK(f.store->queueCommand(f.filler, decision, {}));
    };
    submit(QStringLiteral("一"));
    VERIFY_OK(f.store->cancelCommand(form));
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥99%")));
    submit(QStringLiteral("二"));
    f.syncAll();
    Record back{RecordType::declaration, form, f.unit, f.project, {}, 900, false};
    back.fields.insert(Field::state, {QStringLiteral("returned"), 900});
    VERIFY_OK(f.store->applyRemote({back}, 900));
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥50%")));
    f.reopen();
    const auto decisions = f.store->decisionVersions(form);
    VERIFY_OK(decisions);
    QCOMPARE(decisions->size(), 2);
    QVERIFY(!decisions->at(0).cancelled);
    QVERIFY(decisions->at(1).cancelled);
    for (const auto& decision : *decisions) {
        QCOMPARE(decision.action, QStringLiteral("submit"));
        QCOMPARE(decision.personName, QStringLiteral("李民警"));
        QCOMPARE(snapshotHash(*f.store->formVersion(form, decision.group)), decision.snapshotHash);
    }
    QVERIFY(decisions->at(0).snapshotHash != decisions->at(1).snapshotHash);
    const auto since = f.store->compareVersions(form, decisions->at(0).group, currentVersion);
    QCOMPARE(since->size(), 1);
    QCOMPARE(since->first().before, QStringLiteral("≥99%"));
    QCOMPARE(since->first().after, QStringLiteral("≥50%"));
}

/// A form that was handed in keeps its undo stack and its history, and neither changes it.
void TestStoreRestore::lockedFormsStay() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const qint64 version = newestVersion(f, form);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    VERIFY_OK(f.store->undo(form, f.filler));
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    for (int restarts = 0; restarts < 2; ++restarts) {
        VERIFY_ERROR(f.store->undo(form, f.filler), ErrorCode::FormLocked);
        VERIFY_ERROR(f.store->redo(form, f.filler), ErrorCode::FormLocked);
        VERIFY_ERROR(f.store->restoreVersion(request(f, form, version)), ErrorCode::FormLocked);
        VERIFY_ERROR(f.store->restoreField(request(f, form, version), f.indicators[0], target), ErrorCode::FormLocked);
        QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("1"));
        f.reopen();
    }
    VERIFY_OK(f.store->cancelCommand(form));
    f.reopen();
    VERIFY_OK(f.store->redo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("2"));
    f.reopen();
    VERIFY_OK(f.store->undo(form, f.filler));
    VERIFY_OK(f.store->undo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
}

void TestStoreRestore::wrongPlaces() {
    StoreFixture f;
    const Id other = f.addForm(1);
    const qint64 otherVersion = newestVersion(f, other);
    const Id otherRow = f.indicators[0];
    const Id form = f.addForm(1);
    const qint64 start = newestVersion(f, form);
    const auto entries = f.store->check()->journalRows;
    VERIFY_ERROR(f.store->formVersion(form, otherVersion), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->formVersion(form, 0), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->formVersion(form, 12345), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->formVersion(f.ids.next(), currentVersion), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->compareVersions(form, start, otherVersion), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->restoreVersion(request(f, form, otherVersion)), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->restoreField(request(f, form, start), otherRow, target), ErrorCode::RecordNotFound);
    VERIFY_ERROR(f.store->restoreField(request(f, form, start), form, Field::state), ErrorCode::InvalidInput);
    QCOMPARE(f.store->check()->journalRows, entries);
    RecordEdit removal;
    removal.record = f.indicators[0];
    removal.remove = true;
    VERIFY_OK(f.store->apply(f.batch(form, {removal})));
    VERIFY_ERROR(f.store->restoreField(request(f, form, start), f.indicators[0], target), ErrorCode::RecordNotFound);
}

QTEST_GUILESS_MAIN(TestStoreRestore)
#include "tst_store_restore.moc"
