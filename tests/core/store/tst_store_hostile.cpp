#include "hostile_store.h"

#include <QRandomGenerator>

#include <memory>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QByteArray endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT ";

/// What a store may answer about itself. Anything else would be told to a person as another fault than it is.
bool isAnAnswer(ErrorCode code) {
    switch (code) {
    case ErrorCode::StoreDamaged:
    case ErrorCode::StoreNewer:
    case ErrorCode::StoreFailed:
    case ErrorCode::RecordNotFound:
    case ErrorCode::FormLocked:
    case ErrorCode::InvalidInput:
    case ErrorCode::NothingToUndo:
    case ErrorCode::TransitionRefused:
    case ErrorCode::TemplateInvalid:
        return true;
    default:
        return false;
    }
}

} // namespace

/// Whoever has the key of a store can write anything into it. It is refused, or read without harm: no crash, no work
/// without end, no error that says something else.
class TestStoreHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theStoreItselfIsFine();
    void otherSchemas_data();
    void otherSchemas();
    void otherValues_data();
    void otherValues();
    void seeded_data();
    void seeded();

private:
    /// True when it was opened.
    bool survives();
    std::unique_ptr<HostileStore> store_;
};

void TestStoreHostile::initTestCase() { store_ = std::make_unique<HostileStore>(); }

bool TestStoreHostile::survives() {
    const auto outcome = store_->use();
    if (outcome.stopped) qWarning("%lld steps", qlonglong(outcome.steps));
    [&] { QVERIFY(!outcome.stopped); }();
    for (const auto code : outcome.refusals)
        [&] { QVERIFY2(isAnAnswer(code), qPrintable(QStringLiteral("error %1").arg(int(code)))); }();
    return outcome.opened;
}

void TestStoreHostile::theStoreItselfIsFine() {
    store_->reset();
    const auto fine = store_->use();
    QVERIFY(fine.opened);
    QVERIFY2(fine.answers > 50, qPrintable(QString::number(fine.answers)));
    QVERIFY2(fine.refusals.size() <= 2, "only what has nothing to do may say so");
    QVERIFY(fine.steps > 100'000 && fine.steps < 3'000'000);
    // Schema and pages go through the hands of this test and come back as they were.
    QVERIFY(store_->executeLoosely({}));
    QVERIFY(survives());
    store_->overwrite({});
    QVERIFY(survives());
}

void TestStoreHostile::otherSchemas_data() {
    QTest::addColumn<QByteArrayList>("statements");
    const auto row = [](const char* name, const QByteArrayList& statements) { QTest::newRow(name) << statements; };
    row("no table", {"DROP TABLE review_count"});
    row("no column", {"ALTER TABLE review_count DROP COLUMN rules"});
    row("no index", {"DROP INDEX journal_by_group"});
    row("no trigger", {"DROP TRIGGER search_value_new"});
    row("no search", {"DROP TABLE search_text"});
    row("one table more", {"CREATE TABLE sqlite_more(a)", "CREATE TABLE more(a)"});
    row("statistics that mislead", {"ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1'"});
    row("a column that computes", {"ALTER TABLE meta ADD COLUMN big AS (hex(zeroblob(4000)))"});
    row("a check that takes long", {"ALTER TABLE meta ADD COLUMN c CHECK(length(hex(zeroblob(4000))) > 0)"});
    row("a view for a table", {"ALTER TABLE conflict RENAME TO gone",
                               "CREATE VIEW conflict AS SELECT gone.* FROM gone, (" + endless + "x FROM n)"});
    row("a view without end",
        {"ALTER TABLE outbox_field RENAME TO gone",
         "CREATE VIEW outbox_field(outbox, name, value, base_revision) AS " + endless + "x, x, x, x FROM n"});
    row("a trigger without end",
        {"CREATE TRIGGER t AFTER UPDATE ON outbox BEGIN INSERT OR IGNORE INTO meta " + endless + "x, x FROM n; END"});
    row("a trigger that takes back", {"CREATE TRIGGER t AFTER DELETE ON search_waiting BEGIN"
                                      " INSERT INTO search_waiting VALUES(old.record); END"});
    row("another trigger", {"DROP TRIGGER search_existence",
                            "CREATE TRIGGER search_existence AFTER UPDATE ON record BEGIN DELETE FROM journal; END"});
    row("another virtual table", {"DROP TABLE search_text", "CREATE VIRTUAL TABLE search_text USING fts5(terms)"});
    row("a virtual table's own as a view",
        {"DELETE FROM sqlite_master WHERE name = 'search_text_docsize'",
         "INSERT INTO sqlite_master VALUES('view', 'search_text_docsize', 'search_text_docsize', 0,"
         " 'CREATE VIEW search_text_docsize AS SELECT 1 AS id, 2 AS sz, 3 AS origin')"});
    row("two tables on one page", {"UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name"
                                   " = 'meta') WHERE name = 'conflict'"});
    row("a table on no page", {"UPDATE sqlite_master SET rootpage = 100000 WHERE name = 'record'"});
    row("no schema", {"DELETE FROM sqlite_master"});
    row("not SQL", {"UPDATE sqlite_master SET sql = 'CREATE TABLE ((((' WHERE name = 'record'"});
    row("NULL for SQL", {"UPDATE sqlite_master SET sql = NULL WHERE name = 'record'"});
    row("a type that is none", {"UPDATE sqlite_master SET type = 'thing' WHERE name = 'record'"});
    for (const char* version : {"-1", "0", "1", "2", "3", "2147483647", "-2147483648"})
        QTest::newRow(QByteArray("version ") + version)
            << QByteArrayList{QByteArray("PRAGMA user_version = ") + version};
}

void TestStoreHostile::otherSchemas() {
    QFETCH(QByteArrayList, statements);
    store_->reset();
    store_->execute(statements);
    const bool opened = survives();
    // The one case that only a look at the table's content shows.
    if (qstrcmp(QTest::currentDataTag(), "two tables on one page") != 0)
        QVERIFY2(!opened, "a store with another schema was opened");
}

void TestStoreHostile::otherValues_data() {
    QTest::addColumn<QByteArrayList>("statements");
    const auto row = [](const char* name, const QByteArrayList& statements) { QTest::newRow(name) << statements; };
    row("NULL everywhere", {"UPDATE record_field SET value = NULL, revision = NULL",
                            "UPDATE record SET type = NULL, unit = NULL, revision = NULL, changed_ms = NULL",
                            "UPDATE journal SET old_value = NULL, new_value = NULL, hash = NULL",
                            "UPDATE outbox SET kind = NULL, state = NULL", "UPDATE meta SET value = NULL"});
    row("numbers for texts", {"UPDATE record_field SET value = 1.5e300", "UPDATE meta SET value = -7",
                              "UPDATE journal_group SET person_name = 3, kind = 4"});
    row("texts for numbers", {"UPDATE journal_group SET at_ms = '绩', state = '绩', undoes = '绩'",
                              "UPDATE outbox SET device_seq = 'a', kind = 'b', state = 'c', attempts = 'd'",
                              "UPDATE record SET revision = 'x', deleted = 'y', changed_ms = 'z'"});
    row("bytes for texts", {"UPDATE record_field SET value = x'fffe00ff'", "UPDATE record SET type = x'00'"});
    row("huge texts", {"UPDATE record_field SET value = replace(hex(zeroblob(300000)), '00', '绩效')"
                       " WHERE record IN (SELECT id FROM record LIMIT 10)",
                       "UPDATE meta SET value = hex(zeroblob(500000))"});
    row("negative numbers",
        {"UPDATE outbox SET seq = -seq, kind = -5, state = -5", "UPDATE search_row SET id = -id",
         "UPDATE journal_group SET state = -1, undoes = -1", "UPDATE review_count SET errors = -9"});
    row("the largest numbers",
        {"UPDATE sqlite_sequence SET seq = 9223372036854775807", "UPDATE record SET revision = 9223372036854775807",
         "UPDATE journal SET seq = 9223372036854775807 WHERE seq = (SELECT max(seq) FROM journal)",
         "UPDATE search_row SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM search_row)",
         "UPDATE meta SET value = '9223372036854775807'"});
    row("long chains", {"UPDATE journal_group SET undoes = id", "UPDATE journal_group SET scope = NULL"});
    row("its own parent", {"UPDATE record SET parent = id"});
    row("parents in a circle",
        {"UPDATE record AS r SET parent = (SELECT id FROM record WHERE id > r.id ORDER BY id LIMIT 1)",
         "UPDATE record SET parent = (SELECT min(id) FROM record) WHERE parent IS NULL"});
    row("everybody's parent", {"UPDATE record SET parent = (SELECT id FROM record WHERE type = 'declaration')"});
    row("all are declarations", {"UPDATE record SET type = 'declaration'"});
    row("ids of the wrong size", {"UPDATE record SET id = id || x'00'", "UPDATE outbox SET mutation_id = 5"});
    row("ids that are texts",
        {"UPDATE record SET id = CAST(id AS TEXT)", "UPDATE record_field SET record = 'r' || rowid",
         "UPDATE search_waiting SET record = CAST(record AS TEXT)"});
    row("records that are gone", {"DELETE FROM record WHERE type <> 'declaration'"});
    row("many that wait for the index and are no records",
        {"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 500)"
         " INSERT INTO search_waiting SELECT CAST(printf('no record %06d', x) AS BLOB) FROM n"});
    row("many that wait for the index and stay",
        {"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 500)"
         " INSERT INTO record SELECT printf('a text as id %03d', x), 'indicator', NULL, NULL, 0, 0, 0 FROM n",
         "INSERT OR IGNORE INTO search_waiting SELECT id FROM record"});
    row("no audit head", {"DELETE FROM meta WHERE key = 'audit_head'"});
    row("the chain is said to be missing",
        {"INSERT INTO meta VALUES('audit_pending', '9223372036854775807')",
         "UPDATE meta SET value = '1 0 0 0 4611686018427387903 ' || hex(zeroblob(32)) WHERE key = 'audit_head'"});
    row("an index of nonsense", {"UPDATE search_text_data SET block = zeroblob(200)"});
    row("an index of another kind",
        {"UPDATE search_text_config SET v = 'x'", "UPDATE search_text_data SET id = id + 7"});
    row("an index without rows", {"DELETE FROM search_text_docsize", "DELETE FROM search_row"});
}

void TestStoreHostile::otherValues() {
    QFETCH(QByteArrayList, statements);
    store_->executeLoosely(statements);
    survives();
}

void TestStoreHostile::seeded_data() {
    QTest::addColumn<quint32>("seed");
    constexpr quint32 seeds = 300;
    for (quint32 seed = 1; seed <= seeds; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestStoreHostile::seeded() {
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    std::vector<std::uint8_t> bytes(10 + random.bounded(150U));
    for (auto& byte : bytes)
        byte = std::uint8_t(random.bounded(256U));
    bytes[0] = std::uint8_t(seed); // values, schema and pages in turn
    store_->reset();
    store_->spoil(bytes);
    survives();
}

QTEST_GUILESS_MAIN(TestStoreHostile)
#include "tst_store_hostile.moc"
