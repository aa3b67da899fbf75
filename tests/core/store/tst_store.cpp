#include "core/store/schema.h"
#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {
const QString target = QStringLiteral("target");
}

/// Editing, history, undo and the project list.
class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesAndReads();
    void everyEditIsJournalled();
    void oddTextsSurvive();
    void anEditFailsAsAWhole();
    void undoAndRedoAcrossRestarts();
    void undoTakesBackRows();
    void undoLeavesTheWorkOfOthers();
    void aNewEditEndsRedo();
    void undoNeverRemovesTheForm();
    void summariesNameTheForm();
    void childrenStandInOrder();
    void metaIsKept();
    void checkCounts();
    void fastEnough();
};

void TestStore::savesAndReads() {
    StoreFixture f;
    const Id form = f.addForm(2);
    f.reopen();
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥96%")));
    f.reopen();
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥96%"));
    const auto records = f.store->formRecords(form);
    VERIFY_OK(records);
    QCOMPARE(records->size(), 4);
    QCOMPARE(records->at(0).id, form);
    QCOMPARE(records->at(1).id, f.project);
    VERIFY_ERROR(f.store->formRecords(f.ids.next()), ErrorCode::RecordNotFound);
    const auto none = f.store->record(f.ids.next());
    VERIFY_OK(none);
    QVERIFY(!none->has_value());
}

void TestStore::everyEditIsJournalled() {
    StoreFixture f;
    const Id form = f.addForm(1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥96%"), QStringLiteral("修改 指标值")));
    const auto history = f.store->history(form, 100);
    VERIFY_OK(history);
    QCOMPARE(history->size(), 4); // three records made, one field changed
    const JournalEntry& newest = history->first();
    QCOMPARE(newest.field, target);
    QCOMPARE(newest.oldValue, QStringLiteral("≥95%"));
    QCOMPARE(newest.newValue, QStringLiteral("≥96%"));
    QCOMPARE(newest.personName, QStringLiteral("李民警"));
    QCOMPARE(newest.deviceId, QStringLiteral("dev-1"));
    QCOMPARE(newest.label, QStringLiteral("修改 指标值"));
    QCOMPARE(newest.kind, QStringLiteral("edit"));
    QCOMPARE(newest.op, QStringLiteral("set"));
    QCOMPARE(newest.atMs, f.clock.nowMs());
    // Setting what stands there already changes nothing.
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥96%")));
    QCOMPARE(f.store->history(form, 100)->size(), 4);
    QCOMPARE(f.store->history(form, 2)->size(), 2);
}

void TestStore::oddTextsSurvive() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const QString nul = QStringLiteral("前") + QChar(0) + QStringLiteral("后");
    const QString large(1'000'000, QChar(0x7ee9));
    for (const auto& text : {nul, large, QStringLiteral("  \n\t"), QStringLiteral("𠮷野家'\"--"), QString()}) {
        VERIFY_OK(f.set(form, f.indicators[0], target, text));
        f.reopen();
        QCOMPARE(f.value(f.indicators[0], target), text);
    }
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("半") + QChar(0xd800)));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("半?"));
    VERIFY_ERROR(f.set(form, f.indicators[0], target, QString(5 * 1024 * 1024, QLatin1Char('x'))),
                 ErrorCode::InvalidInput);
    VERIFY_ERROR(f.set(form, f.indicators[0], QString(101, QLatin1Char('n')), QStringLiteral("x")),
                 ErrorCode::InvalidInput);
}

void TestStore::anEditFailsAsAWhole() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const auto before = f.store->check();
    VERIFY_ERROR(f.store->apply(f.batch(form, {StoreFixture::change(f.indicators[0], target, QStringLiteral("≥1%")),
                                               StoreFixture::change(f.ids.next(), target, QStringLiteral("≥2%"))})),
                 ErrorCode::RecordNotFound);
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
    const auto after = f.store->check();
    QCOMPARE(after->journalRows, before->journalRows);
    QCOMPARE(after->outboxRows, before->outboxRows);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥3%")));
}

void TestStore::undoAndRedoAcrossRestarts() {
    StoreFixture f;
    const Id form = f.addForm(2);
    for (int i = 1; i <= 3; ++i)
        VERIFY_OK(f.set(form, f.indicators[0], target, QString::number(i), QStringLiteral("第%1步").arg(i)));
    for (int i = 2; i >= 1; --i) {
        f.reopen();
        QCOMPARE(f.store->undoState(form)->undoLabel, QStringLiteral("第%1步").arg(i + 1));
        VERIFY_OK(f.store->undo(form, f.filler));
        QCOMPARE(f.value(f.indicators[0], target), QString::number(i));
    }
    f.reopen();
    VERIFY_OK(f.store->undo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
    VERIFY_ERROR(f.store->undo(form, f.filler), ErrorCode::NothingToUndo);
    for (int i = 1; i <= 3; ++i) {
        f.reopen();
        QCOMPARE(f.store->undoState(form)->redoLabel, QStringLiteral("第%1步").arg(i));
        VERIFY_OK(f.store->redo(form, f.filler));
        QCOMPARE(f.value(f.indicators[0], target), QString::number(i));
    }
    VERIFY_ERROR(f.store->redo(form, f.filler), ErrorCode::NothingToUndo);
    QVERIFY(f.store->undoState(form)->canUndo);
    QCOMPARE(f.store->history(form, 1)->first().kind, QStringLiteral("redo"));
    // What was taken back is sent too.
    f.syncAll();
    VERIFY_OK(f.store->undo(form, f.filler));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.value(target).value, QStringLiteral("2"));
}

void TestStore::undoTakesBackRows() {
    StoreFixture f;
    const Id form = f.addForm(2);
    f.syncAll();
    RecordEdit removal;
    removal.record = f.indicators[0];
    removal.remove = true;
    RecordEdit addition = StoreFixture::change(f.ids.next(), target, QStringLiteral("新"));
    addition.create = true;
    addition.type = RecordType::indicator;
    addition.unit = f.unit;
    addition.parent = form;
    VERIFY_OK(f.store->apply(f.batch(form, {removal, addition})));
    QCOMPARE(f.store->children(form)->size(), 2);
    f.reopen();
    VERIFY_OK(f.store->undo(form, f.filler));
    const auto children = f.store->children(form);
    QCOMPARE(children->size(), 2);
    QCOMPARE(children->at(0).id, f.indicators[0]);
    QCOMPARE(children->at(1).id, f.indicators[1]);
    VERIFY_OK(f.store->redo(form, f.filler));
    QVERIFY((*f.store->record(f.indicators[0]))->deleted);
    QVERIFY(!(*f.store->record(addition.record))->deleted);
    QCOMPARE(f.value(addition.record, target), QStringLiteral("新"));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent[0].kind, MutationKind::Delete);
    QCOMPARE(sent[1].record, addition.record);
    QCOMPARE(sent[1].fields.value(target).value, QStringLiteral("新"));
}

void TestStore::undoLeavesTheWorkOfOthers() {
    StoreFixture f;
    const Id form = f.addForm(2);
    VERIFY_OK(f.store->apply(f.batch(form, {StoreFixture::change(f.indicators[0], target, QStringLiteral("甲")),
                                            StoreFixture::change(f.indicators[1], target, QStringLiteral("乙"))})));
    f.syncAll();
    Record remote = **f.store->record(f.indicators[0]);
    remote.fields[target] = {QStringLiteral("别人的"), 900};
    remote.revision = 900;
    VERIFY_OK(f.store->applyRemote({remote}, 900));
    VERIFY_OK(f.store->undo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("别人的"));
    QCOMPARE(f.value(f.indicators[1], target), QStringLiteral("≥95%"));
}

void TestStore::aNewEditEndsRedo() {
    StoreFixture f;
    const Id form = f.addForm(1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    VERIFY_OK(f.store->undo(form, f.filler));
    QVERIFY(f.store->undoState(form)->canRedo);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    QVERIFY(!f.store->undoState(form)->canRedo);
    VERIFY_ERROR(f.store->redo(form, f.filler), ErrorCode::NothingToUndo);
    VERIFY_OK(f.store->undo(form, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥95%"));
}

void TestStore::undoNeverRemovesTheForm() {
    StoreFixture f;
    const Id form = f.addForm(1);
    QVERIFY(!f.store->undoState(form)->canUndo);
    VERIFY_ERROR(f.store->undo(form, f.filler), ErrorCode::NothingToUndo);
}

void TestStore::summariesNameTheForm() {
    StoreFixture f;
    const Id first = f.addForm(1, QStringLiteral("甲项目"));
    f.clock.advance(1000);
    const Id second = f.addForm(1, QStringLiteral("乙项目"));
    f.clock.advance(1000);
    auto list = f.store->formSummaries();
    VERIFY_OK(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(0).id, second);
    VERIFY_OK(f.set(first, first, QStringLiteral("budgetTotal"), QStringLiteral("30.00")));
    list = f.store->formSummaries();
    QCOMPARE(list->at(0).id, first);
    QCOMPARE(list->at(0).projectName, QStringLiteral("甲项目"));
    QCOMPARE(list->at(0).title, QStringLiteral("甲项目"));
    QCOMPARE(list->at(0).budgetTotal, QStringLiteral("30.00"));
    QCOMPARE(list->at(0).fiscalYear, 2025);
    QCOMPARE(list->at(0).form, QStringLiteral("hebei.project.2025"));
    QCOMPARE(list->at(0).review.errors, -1);
    QCOMPARE(list->at(0).unsent, 3);
    QCOMPARE(list->at(0).status, FormStatus::Draft);
    VERIFY_OK(f.store->setReviewCounts(first, {2, 5, QStringLiteral("2026.3")}));
    f.reopen();
    QCOMPARE(f.summary(first).review, (ReviewCounts{2, 5, QStringLiteral("2026.3")}));
    VERIFY_ERROR(f.store->formSummary(f.ids.next()), ErrorCode::RecordNotFound);
}

void TestStore::childrenStandInOrder() {
    StoreFixture f;
    const Id form = f.addForm(3);
    VERIFY_OK(
        f.set(form, f.indicators[2], Field::ordinal, rowKeyBetween({}, f.value(f.indicators[0], Field::ordinal))));
    const auto children = f.store->children(form, RecordType::indicator);
    QCOMPARE(children->at(0).id, f.indicators[2]);
    QCOMPARE(children->at(1).id, f.indicators[0]);
    QCOMPARE(f.store->children(form, RecordType::goal)->size(), 0);
    QCOMPARE(f.store->recordsOfType(RecordType::indicator)->size(), 3);
}

void TestStore::metaIsKept() {
    StoreFixture f;
    QCOMPARE(*f.store->meta(QStringLiteral("server")), QString());
    VERIFY_OK(f.store->setMeta(QStringLiteral("server"), QStringLiteral("https://127.0.0.1:8443")));
    VERIFY_OK(f.store->setMeta(QStringLiteral("server"), QStringLiteral("https://127.0.0.1:9443")));
    f.reopen();
    QCOMPARE(*f.store->meta(QStringLiteral("server")), QStringLiteral("https://127.0.0.1:9443"));
}

void TestStore::checkCounts() {
    StoreFixture f;
    f.addForm(2);
    const auto check = f.store->check();
    VERIFY_OK(check);
    QVERIFY2(check->intact, qPrintable(check->problems.join(QLatin1Char('\n'))));
    QCOMPARE(check->records, 4);
    QCOMPARE(check->journalRows, 4);
    QCOMPARE(check->outboxRows, 4);
    QCOMPARE(check->schemaVersion, storeMigrations().last().version);
    QVERIFY(check->audit.ok());
    QCOMPARE(check->audit.groups, 1);
    QCOMPARE(check->audit.entries, 4);
}

/// Far above what is measured, so that only a lost index or a query per row can fail here.
void TestStore::fastEnough() {
    StoreFixture f;
    Id form;
    for (int i = 0; i < 200; ++i)
        form = f.addForm(i == 199 ? 60 : 3);
    f.reopen();
    const auto best = [](auto work) {
        qint64 least = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            work();
            least = std::min(least, timer.nsecsElapsed());
        }
        return double(least) / 1e6;
    };
    const double list = best([&] { QCOMPARE(f.store->formSummaries()->size(), 200); });
    const double load = best([&] { QCOMPARE(f.store->formRecords(form)->size(), 62); });
    qInfo("200 summaries: %.2f ms, form of 60 indicators: %.2f ms", list, load);
    QVERIFY2(list < 100, qPrintable(QString::number(list)));
    QVERIFY2(load < 50, qPrintable(QString::number(load)));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
