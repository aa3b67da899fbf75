#include "core/store/schema_audit.h"
#include "store_audited.h"

using namespace jixiao;
using namespace jixiao::test;

using Kind = AuditBreak::Kind;

namespace {

/// Changes of a column that leave it something else than it was.
const QStringList alterations{QStringLiteral("%1 + 1000000"),
                              QStringLiteral("%1 || 'x'"),
                              QStringLiteral("CAST(%1 AS BLOB)"),
                              QStringLiteral("CAST(%1 AS TEXT)"),
                              QStringLiteral("randomblob(16)"),
                              QStringLiteral("NULL"),
                              QStringLiteral("''"),
                              QStringLiteral("substr(%1, 2)"),
                              QStringLiteral("(%1 + 1) % 3"),
                              QStringLiteral("%1 || x'00'"),
                              QStringLiteral("%1 || x'c3'"),
                              QStringLiteral("CAST(%1 AS REAL) + 0.5"),
                              QStringLiteral("%1 + 7000000")};

/// The same value in the same storage class is no alteration.
bool alters(Database& database, const QString& table, const QString& key, qint64 row, const QString& column,
            const QString& value) {
    const QString sql = QStringLiteral("SELECT %1 IS %2 AND typeof(%1) = typeof(%2) FROM %3 WHERE %4 = %5");
    return database.number(sql.arg(column, value, table, key).arg(row).toUtf8().constData()) == 0;
}

} // namespace

/// The journal vouches for itself: whatever is altered, added, taken out or cut off is found and named.
class TestStoreAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyColumnOfEveryEntry_data();
    void everyColumnOfEveryEntry();
    void entriesTakenOut();
    void entriesCutOff();
    void entriesAdded();
    void entriesExchanged();
    void theHead();
    void editingGoesOnAfterTampering();
    void earlierStoresAreChained();
    void onlyEarlierEntriesAreChained();
    void checkNamesTheBreak();
    void differentContentsHaveDifferentLinks();

private:
    void makeStore();
    StoreFixture& f() { return store_->f(); }
    DatabasePtr raw() { return store_->raw(); }

    std::unique_ptr<AuditedStore> store_;
};

void TestStoreAudit::makeStore() {
    store_ = std::make_unique<AuditedStore>();
    store_->fill();
}

void TestStoreAudit::initTestCase() {
    makeStore();
    const auto report = f().store->verifyAudit();
    VERIFY_OK(report);
    QVERIFY2(report->ok(), qPrintable(describe(*report)));
    auto database = raw();
    QCOMPARE(report->entries, *database->number("SELECT count(*) FROM journal"));
    QCOMPARE(report->groups, *database->number("SELECT count(*) FROM journal_group"));
    QCOMPARE(*database->number("SELECT count(DISTINCT kind) FROM journal_group"), 6);
    QCOMPARE(*database->number("SELECT count(DISTINCT state) FROM journal_group"), 3);
    QCOMPARE(*database->number("SELECT count(DISTINCT op) FROM journal"), 3);
}

void TestStoreAudit::everyColumnOfEveryEntry_data() {
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    auto database = raw();
    for (const char* table : {"journal", "journal_group"}) {
        auto columns = database->query("SELECT name FROM pragma_table_info(?1)", QString::fromLatin1(table));
        while (columns.next())
            QTest::addRow("%s.%s", table, qPrintable(columns.text(0))) << QString::fromLatin1(table) << columns.text(0);
    }
}

void TestStoreAudit::everyColumnOfEveryEntry() {
    QFETCH(QString, table);
    QFETCH(QString, column);
    auto database = raw();
    const bool groups = table == QLatin1String("journal_group");
    const QString key = groups ? QStringLiteral("id") : QStringLiteral("seq");
    const auto rows =
        groups ? numbers(*database, "SELECT id FROM journal_group") : numbers(*database, "SELECT seq FROM journal");
    QVERIFY(rows.size() > 12);
    for (const qint64 row : rows) {
        const qint64 seq = groups ? *database->number("SELECT min(seq) FROM journal WHERE group_id = ?1", row) : row;
        int applied = 0;
        for (const auto& alteration : alterations) {
            const QString value = alteration.contains(QLatin1String("%1"))
                                      ? QString(alteration).replace(QLatin1String("%1"), column)
                                      : alteration;
            // Moved to a place before the first entry, it is another entry.
            if (column == key && !value.endsWith(QLatin1String("000000"))) continue;
            if (!alters(*database, table, key, row, column, value)) continue;
            const auto report =
                after(*database,
                      QStringLiteral("UPDATE %1 SET %2 = %3 WHERE %4 = %5").arg(table, column, value, key).arg(row));
            if (!report) continue; // the schema does not take it
            ++applied;
            const QString place =
                QStringLiteral("%1 %2, %3 = %4: %5").arg(table).arg(row).arg(column, value, describe(*report));
            // A change the column's affinity turns back is none.
            if (report->ok()) {
                QVERIFY2(value.startsWith(QLatin1String("CAST")), qPrintable(place));
                --applied;
                continue;
            }
            if (column == QLatin1String("state"))
                QVERIFY2(report->broken->kind == Kind::State && report->broken->group == row, qPrintable(place));
            else
                QVERIFY2(report->broken->seq == seq, qPrintable(place));
            if (groups) QVERIFY2(report->broken->group == row, qPrintable(place));
        }
        QVERIFY2(applied >= 2, qPrintable(QStringLiteral("%1 %2 %3").arg(table, column).arg(row)));
    }
}

void TestStoreAudit::entriesTakenOut() {
    auto database = raw();
    const auto entries = numbers(*database, "SELECT seq FROM journal");
    for (const qint64 seq : entries) {
        const auto report = after(*database, QStringLiteral("DELETE FROM journal WHERE seq = %1").arg(seq));
        QVERIFY2(!report->ok() && report->broken->seq == seq, qPrintable(describe(*report)));
        QCOMPARE(report->broken->kind, seq == entries.last() ? Kind::CutOff : Kind::Missing);
    }
    const auto groups = numbers(*database, "SELECT id FROM journal_group");
    for (const qint64 group : groups) {
        const qint64 first = *database->number("SELECT min(seq) FROM journal WHERE group_id = ?1", group);
        auto report = after(*database, QStringLiteral("DELETE FROM journal_group WHERE id = %1").arg(group));
        QVERIFY2(!report->ok() && report->broken->seq == first, qPrintable(describe(*report)));
        report = after(*database, [&](Database& d) {
            return d.run("DELETE FROM journal WHERE group_id = ?1", group) &&
                   d.run("DELETE FROM journal_group WHERE id = ?1", group);
        });
        QVERIFY2(!report->ok() && report->broken->seq == first, qPrintable(describe(*report)));
    }
}

void TestStoreAudit::entriesCutOff() {
    auto database = raw();
    const auto entries = numbers(*database, "SELECT seq FROM journal");
    for (const qint64 seq : entries) {
        const auto report = after(*database, [&](Database& d) {
            return d.run("DELETE FROM journal WHERE seq >= ?1", seq) &&
                   d.run("DELETE FROM journal_group WHERE id NOT IN (SELECT group_id FROM journal)") &&
                   d.run("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'journal'", seq - 1);
        });
        QVERIFY2(!report->ok(), qPrintable(QString::number(seq)));
        QCOMPARE(report->broken->kind, Kind::CutOff);
        QCOMPARE(report->broken->seq, seq);
        QCOMPARE(report->entries, seq - 1);
    }
}

void TestStoreAudit::entriesAdded() {
    auto database = raw();
    const qint64 last = *database->number("SELECT max(seq) FROM journal");
    const auto copyOf = [](qint64 seq, const char* hash) {
        return QStringLiteral("INSERT INTO journal(group_id, record, op, field, old_value, new_value, hash)"
                              " SELECT group_id, record, op, field, old_value, new_value, %1 FROM journal"
                              " WHERE seq = %2")
            .arg(QLatin1String(hash))
            .arg(seq);
    };
    for (const char* hash : {"hash", "NULL", "randomblob(32)"}) {
        const auto report = after(*database, copyOf(last, hash));
        QVERIFY2(!report->ok() && report->broken->seq == last + 1, qPrintable(describe(*report)));
        QCOMPARE(report->broken->kind, Kind::Added);
    }
    // One that links, but stands behind the head.
    const auto linked = after(*database, [&](Database& d) {
        if (!d.run(copyOf(last, "NULL").toUtf8().constData())) return false;
        auto row = d.query(auditRows, last + 1, 1);
        return row.next() &&
               d.run("UPDATE journal SET hash = ?2 WHERE seq = ?1", last + 1, nextHead(*readAuditHead(d), row).hash);
    });
    QVERIFY(linked);
    QCOMPARE(linked->broken->kind, Kind::Added);
    for (const char* seq : {"0", "-1", "-9223372036854775808"}) {
        const auto report =
            after(*database, QStringLiteral("INSERT INTO journal SELECT %1, group_id, record, op, field,"
                                            " old_value, new_value, hash FROM journal WHERE seq = 1")
                                 .arg(QLatin1String(seq)));
        QVERIFY2(report && !report->ok() && report->broken->kind == Kind::Added, seq);
        QCOMPARE(report->broken->seq, QByteArray(seq).toLongLong());
    }
    const auto empty = after(*database, QStringLiteral("INSERT INTO journal_group(scope, at_ms, person_id, person_name,"
                                                       " device_id, label, kind, reason, state) SELECT scope, at_ms,"
                                                       " person_id, person_name, device_id, label, kind, reason, state"
                                                       " FROM journal_group WHERE id = 1"));
    QCOMPARE(empty->broken->kind, Kind::EmptyGroup);
    QCOMPARE(empty->broken->group, *database->number("SELECT max(id) FROM journal_group") + 1);
}

void TestStoreAudit::entriesExchanged() {
    auto database = raw();
    const auto entries = numbers(*database, "SELECT seq FROM journal");
    for (qsizetype i = 0; i + 1 < entries.size(); ++i) {
        const auto report = after(*database, [&](Database& d) {
            return d.run("UPDATE journal SET seq = -1 WHERE seq = ?1", entries[i]) &&
                   d.run("UPDATE journal SET seq = ?1 WHERE seq = ?2", entries[i], entries[i + 1]) &&
                   d.run("UPDATE journal SET seq = ?1 WHERE seq = -1", entries[i + 1]);
        });
        QVERIFY2(!report->ok() && report->broken->seq == entries[i], qPrintable(describe(*report)));
    }
}

void TestStoreAudit::theHead() {
    auto database = raw();
    const AuditHead head = *readAuditHead(*database);
    const auto with = [&](auto change) {
        AuditHead other = head;
        change(other);
        return after(*database, [&](Database& d) {
            writeAuditHead(d, other);
            return true;
        });
    };
    QVERIFY(with([](AuditHead&) {})->ok());
    QCOMPARE(with([](AuditHead& h) { ++h.groups; })->broken->kind, Kind::HeadAltered);
    QCOMPARE(with([](AuditHead& h) { ++h.entries; })->broken->kind, Kind::HeadAltered);
    QCOMPARE(with([](AuditHead& h) { ++h.group; })->broken->kind, Kind::HeadAltered);
    QCOMPARE(with([](AuditHead& h) { ++h.seq; })->broken->kind, Kind::CutOff);
    QCOMPARE(with([](AuditHead& h) { --h.seq; })->broken->kind, Kind::Added);
    QCOMPARE(with([](AuditHead& h) { h.hash[7] = char(h.hash[7] ^ 1); })->broken->kind, Kind::HeadAltered);
    for (const char* value : {"", "1", "1 1 1 1 1 00", "2 1 1 1 1 00", "1 x 1 1 1 00"}) {
        const QString sql = QStringLiteral("UPDATE meta SET value = '%1' WHERE key = 'audit_head'");
        QCOMPARE(after(*database, sql.arg(QLatin1String(value)))->broken->kind, Kind::HeadMissing);
    }
    QCOMPARE(after(*database, QStringLiteral("DELETE FROM meta WHERE key = 'audit_head'"))->broken->kind,
             Kind::HeadMissing);
}

/// Nobody stops working because of it, and nothing that follows covers it up.
void TestStoreAudit::editingGoesOnAfterTampering() {
    const QStringList tamperings{
        QStringLiteral("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)"),
        QStringLiteral("DELETE FROM journal WHERE seq = 7"),
        QStringLiteral("UPDATE journal SET new_value = 'x' WHERE seq = 8"),
        QStringLiteral("UPDATE journal_group SET person_name = 'x' WHERE id = 3"),
        QStringLiteral("INSERT INTO journal(group_id, record, op, field, old_value, new_value) SELECT group_id, record,"
                       " op, field, old_value, new_value FROM journal WHERE seq = 5"),
        QStringLiteral("INSERT INTO journal SELECT 9223372036854775807, group_id, record, op, field, old_value,"
                       " new_value, hash FROM journal WHERE seq = 5"),
        QStringLiteral(
            "UPDATE meta SET value = '1 9223372036854775807' || substr(value, 2 + instr(substr(value, 3), ' '))"
            " WHERE key = 'audit_head'"),
        QStringLiteral("DELETE FROM meta WHERE key = 'audit_head'"),
        QStringLiteral("UPDATE meta SET value = '' WHERE key = 'audit_head'"),
        QStringLiteral("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'journal'"),
    };
    for (const auto& sql : tamperings) {
        makeStore();
        QVERIFY(raw()->run(sql.toUtf8().constData()));
        f().reopen();
        for (const char* value : {"1", "2"})
            VERIFY_OK(f().set(store_->form(), f().indicators[1], target, QLatin1String(value)));
        VERIFY_OK(f().store->undo(store_->form(), f().filler));
        QCOMPARE(f().value(f().indicators[1], target), QStringLiteral("1"));
        const auto report = f().store->verifyAudit();
        VERIFY_OK(report);
        // The counter of rows alone is no part of the journal.
        QCOMPARE(report->ok(), sql.contains(QLatin1String("sqlite_sequence")));
    }
    makeStore();
}

void TestStoreAudit::earlierStoresAreChained() {
    QTemporaryDir dir;
    const QString kept = QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/store/v1.db");
    const QString file = dir.path() + QStringLiteral("/store.db");
    std::optional<AuditHead> whole;
    qint64 entries = 1;
    // Stopped after every batch there is, and gone on with.
    for (int batches = -1; batches <= entries; ++batches) {
        for (const char* ending : {"", "-wal", "-shm"})
            QFile::remove(file + QLatin1String(ending));
        QVERIFY(QFile::copy(kept, file));
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        VERIFY_OK(chainEarlierEntries(*openRaw(file), batches < 0 ? 5000 : 1, batches));
        auto database = openRaw(file);
        const auto head = readAuditHead(*database);
        QVERIFY(head);
        if (batches >= 0) QCOMPARE(head->entries, qint64(batches));
        VERIFY_OK(chainEarlierEntries(*database, 3));
        if (!whole) whole = readAuditHead(*database);
        QCOMPARE(readAuditHead(*database)->toString(), whole->toString());
        Transaction transaction(*database, Transaction::Kind::Read);
        const auto report = AuditWalk(*database).run();
        QVERIFY2(report.ok(), qPrintable(describe(report)));
        entries = report.entries;
        QCOMPARE(entries, *database->number("SELECT count(*) FROM journal"));
        QVERIFY(entries > 10);
    }
}

void TestStoreAudit::onlyEarlierEntriesAreChained() {
    makeStore();
    const qint64 last = *raw()->number("SELECT max(seq) FROM journal");
    QVERIFY(raw()->run("INSERT INTO journal(group_id, record, op, field, old_value, new_value) SELECT group_id, record,"
                       " op, field, old_value, new_value FROM journal WHERE seq = ?1",
                       last));
    f().reopen();
    const auto report = f().store->verifyAudit();
    VERIFY_OK(report);
    QCOMPARE(report->broken->kind, Kind::Added);
    QCOMPARE(report->broken->seq, last + 1);
    makeStore();
}

void TestStoreAudit::checkNamesTheBreak() {
    makeStore();
    VERIFY_OK(f().set(store_->form(), f().indicators[1], target, QStringLiteral("≥97%")));
    const auto newest = f().store->history(store_->form(), 1)->first();
    QVERIFY(raw()->run("UPDATE journal SET new_value = '≥98%' WHERE seq = ?1", newest.seq));
    f().reopen();
    const auto check = f().store->check();
    VERIFY_OK(check);
    QVERIFY(!check->intact);
    QVERIFY(check->problems.isEmpty());
    const auto& broken = check->audit.broken;
    QVERIFY(broken);
    QCOMPARE(broken->kind, Kind::Altered);
    QCOMPARE(broken->group, newest.group);
    QCOMPARE(broken->seq, newest.seq);
    QCOMPARE(broken->atMs, newest.atMs);
    QCOMPARE(broken->personName, newest.personName);
    QCOMPARE(broken->record, newest.record);
    QCOMPARE(broken->field, target);
    makeStore();
}

void TestStoreAudit::differentContentsHaveDifferentLinks() {
    const QByteArray start(32, '\0');
    const auto texts = [&](const QStringList& values) {
        AuditLink link(start);
        for (const auto& value : values)
            link.add(value);
        return link.hash();
    };
    const auto s = [](const char* text) { return QString::fromUtf8(text); };
    QCOMPARE(texts({s("ab"), s("c")}), texts({s("ab"), s("c")}));
    QVERIFY(texts({s("ab"), s("c")}) != texts({s("a"), s("bc")}));
    QVERIFY(texts({s("abc"), s("")}) != texts({s(""), s("abc")}));
    QVERIFY(texts({s("abc")}) != texts({s("abc"), s("")}));
    AuditLink number(start);
    number.add(qint64(1));
    AuditLink nothing(start);
    nothing.add(nullptr);
    AuditLink id(start);
    id.add(Id());
    QVERIFY(number.hash() != texts({s("1")}));
    QVERIFY(nothing.hash() != texts({s("")}));
    QCOMPARE(id.hash(), nothing.hash());
    AuditLink other(QByteArray(32, '\1'));
    QVERIFY(other.hash() != AuditLink(start).hash());
}

QTEST_GUILESS_MAIN(TestStoreAudit)
#include "tst_store_audit.moc"
