#include "core/store/database.h"
#include "core/store/schema.h"
#include "naive_search.h"
#include "store_fixture.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/properties.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString target = QStringLiteral("target");

/// What makes folding, cutting and quoting hard, glued together at random.
const QStringList& pieces() {
    static const QStringList all{
        QStringLiteral("公"),         QStringLiteral("安"),     QStringLiteral("禁毒"),  QStringLiteral("毒"),
        QStringLiteral("满意度"),     QStringLiteral("率"),     QStringLiteral("率"),    QStringLiteral(" "),
        QStringLiteral("　"),         QStringLiteral("\n"),     QStringLiteral("Ａ"),    QStringLiteral("a"),
        QStringLiteral("B"),          QStringLiteral("９5"),    QStringLiteral("95"),    QStringLiteral("％"),
        QStringLiteral("%"),          QStringLiteral("㎡"),     QStringLiteral("m2"),    QStringLiteral("é"),
        QStringLiteral("e\u0301"),    QStringLiteral("\""),     QStringLiteral("'"),     QStringLiteral("*"),
        QStringLiteral(" AND "),      QStringLiteral(" OR "),   QStringLiteral("NEAR("), QStringLiteral(")"),
        QStringLiteral("^"),          QStringLiteral("terms:"), QStringLiteral("-"),     QStringLiteral("\u200b"),
        QStringLiteral("\U00020000"), QString(QChar(0xd840)),   QString(QChar(0)),
    };
    return all;
}

/// Each highlighted part holds a word, and what is not highlighted holds none.
void checkHighlights(const SearchHit& hit, const QString& value, const QStringList& words) {
    RC_ASSERT(hit.text == value.mid(hit.textBegin, hit.text.size()));
    RC_ASSERT(!hit.highlights.isEmpty());
    QString rest;
    int last = 0;
    for (const auto& [begin, length] : hit.highlights) {
        RC_ASSERT(begin >= last && length > 0 && begin + length <= hit.text.size());
        const QString part = foldForSearch(hit.text.mid(begin, length));
        RC_ASSERT(std::any_of(words.cbegin(), words.cend(), [&](const QString& word) { return part.contains(word); }));
        rest += hit.text.mid(last, begin - last) + QChar(0x2603);
        last = begin + length;
    }
    rest = foldForSearch(rest + hit.text.mid(last));
    RC_ASSERT(std::none_of(words.cbegin(), words.cend(), [&](const QString& word) { return rest.contains(word); }));
}

/// A store with two forms, and everything that can happen to them.
struct Life : StoreFixture {
    QList<Id> forms;
    QList<Id> records; ///< rows and projects
    qint64 revision = 1000;

    Life() {
        for (const auto& name : {QStringLiteral("禁毒专项"), QStringLiteral("满意度")}) {
            forms.append(addForm(4, name));
            records += indicators;
            records.append(project);
        }
    }

    template <typename T>
    static const T& any(const QList<T>& list) {
        return list.at(*rc::gen::inRange<int>(0, int(list.size())));
    }
    static QString text() { return *gluedFrom(pieces()); }
    QString field() const { return any(QStringList{Field::name, target, QStringLiteral("basis"), Field::ordinal}); }

    void addRow() {
        RecordEdit edit = change(ids.next(), Field::name, text());
        edit.values.insert(QStringLiteral("description"), text());
        edit.create = true;
        edit.type = RecordType::indicator;
        edit.unit = unit;
        edit.parent = any(forms);
        if (store->apply(batch(edit.parent, {edit}))) records.append(edit.record);
    }
    void remove() {
        RecordEdit edit;
        edit.record = any(records);
        edit.remove = true;
        (void)store->apply(batch(any(forms), {edit}));
    }
    void pull() {
        auto record = *store->record(any(records));
        record->fields = {{field(), {text(), ++revision}}};
        record->revision = revision;
        record->deleted = *rc::gen::inRange(0, 4) == 0;
        VERIFY_OK(store->applyRemote({*record}, revision));
    }
    void decide() {
        const Id form = any(forms);
        const auto submit = decision(form, QStringLiteral("submit"), QStringLiteral("submitted"), text());
        (void)store->queueCommand(filler, submit, {opinionOn(form, any(records), text(), submit.id)});
    }
    /// Sends; the server finds the others were faster, and a person takes their value.
    void disagree() {
        const auto sent = take(1);
        QList<MutationVerdict> verdicts;
        for (const auto& mutation : sent) {
            auto verdict = this->verdict(mutation, Verdict::Conflict, ++revision);
            for (auto value = mutation.fields.cbegin(); value != mutation.fields.cend(); ++value)
                verdict.conflicts.append({value.key(), text(), revision, QStringLiteral("王局长"), 0});
            verdicts.append(verdict);
        }
        answer(verdicts);
        const auto conflicts = store->conflicts();
        for (const auto& conflict : *conflicts)
            VERIFY_OK(store->resolveConflict(conflict, *rc::gen::inRange(0, 2) == 0, filler));
    }
    /// Gives the form, or one field of it, what stood there after an earlier step.
    void restore(bool whole) {
        const Id form = any(forms);
        const auto steps = store->timeline(form, -1);
        VERIFY_OK(steps);
        const RestoreRequest request{filler, form, any(*steps).id, QStringLiteral("恢复")};
        (void)(whole ? store->restoreVersion(request) : store->restoreField(request, any(records), field()));
    }
    void step() {
        switch (*rc::gen::inRange(0, 14)) {
        case 0:
            return addRow();
        case 1:
            return remove();
        case 2:
            return (void)store->undo(any(forms), filler);
        case 3:
            return (void)store->redo(any(forms), filler);
        case 4:
            return pull();
        case 5:
            return syncAll();
        case 6:
            return decide();
        case 7:
            return (void)store->cancelCommand(any(forms));
        case 8:
            return disagree();
        case 9:
        case 10:
            return restore(*rc::gen::inRange(0, 3) == 0);
        default:
            (void)set(any(forms), any(records), field(), text());
        }
    }
};

} // namespace

/// Search finds what a reader of all records would find, whatever happened to them.
class TestStoreSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        fixPropertySeed();
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void agreesWithReadingEverything();
    void foldingAPartIsPartOfTheFold();
    void hostileQueries_data();
    void hostileQueries();
    void manyAtOnce();
    void idleMomentsAreUsed();
    void anInterruptedIndexIsFinished();
};

void TestStoreSearch::agreesWithReadingEverything() {
    Life life;
    int hitsSeen = 0;
    QVERIFY(rc::check([&] {
        life.step();
        const auto record = *life.store->record(Life::any(life.records));
        const QString value = record->value(life.field());
        const int length = *rc::gen::inRange(1, 5);
        const QString part = value.mid(*rc::gen::inRange(0, int(value.size()) + 1), length);
        const QString query = *rc::gen::inRange(0, 3) == 0 ? Life::text() : part;
        const auto hits = life.store->search(query, 1000);
        RC_ASSERT(hits.ok());
        RC_ASSERT(foundBy(*hits) == Naive(*life.store).find(query));
        RC_ASSERT(foundBy(*hits).size() == std::size_t(hits->size()));
        for (const auto& hit : *hits)
            checkHighlights(hit, (*life.store->record(hit.record))->value(hit.field), searchWords(query));
        hitsSeen += int(hits->size());
    }));
    QVERIFY(hitsSeen > 1000);
    const auto check = life.store->check();
    QVERIFY2(check->intact, qPrintable(check->problems.join(u' ')));
    qInfo("%d hits, %d records", hitsSeen, int(life.records.size()));
}

void TestStoreSearch::foldingAPartIsPartOfTheFold() {
    QVERIFY(rc::check([] {
        const QString left = *gluedFrom(pieces()), right = *anyUtf16();
        RC_PRE(left.isEmpty() || !left.back().isHighSurrogate());
        RC_ASSERT(foldForSearch(left + right) == foldForSearch(left) + foldForSearch(right));
        const auto places = foldWithPlaces(right);
        RC_ASSERT(places.text == foldForSearch(right));
        for (int i = 0; i < places.text.size(); ++i)
            RC_ASSERT(foldForSearch(right.mid(places.begins[i], places.ends[i] - places.begins[i]))
                          .contains(places.text.at(i)));
    }));
}

void TestStoreSearch::hostileQueries_data() {
    QTest::addColumn<QString>("query");
    const QStringList queries{QStringLiteral("\""),
                              QStringLiteral("\"指标"),
                              QStringLiteral("指标*"),
                              QStringLiteral("terms:指标"),
                              QStringLiteral("指标 NOT 95"),
                              QStringLiteral("NEAR(指标 95, 2)"),
                              QStringLiteral("{terms}: 指标"),
                              QStringLiteral("'; DROP TABLE record; --"),
                              QStringLiteral("指标 + 95"),
                              QStringLiteral("^指标"),
                              QStringLiteral("("),
                              QString(QChar(0xdc00)),
                              QString(QChar(0)),
                              QStringLiteral("指标") + QChar(0),
                              QStringLiteral("\u200b\u0301 \u3000"),
                              QString(),
                              QString(10'000, u'指'),
                              QStringLiteral("标 ").repeated(3'000),
                              QString(9'000, u'(')};
    for (const auto& query : queries)
        QTest::addRow("%s", qPrintable(query.left(20).toHtmlEscaped())) << query;
}

void TestStoreSearch::hostileQueries() {
    QFETCH(QString, query);
    StoreFixture f;
    const Id form = f.addForm(2);
    VERIFY_OK(f.set(form, f.indicators[0], target, query));
    for (int round = 0; round < 2; ++round) {
        const auto hits = f.store->search(query, 100);
        VERIFY_OK(hits);
        QCOMPARE(foundBy(*hits), Naive(*f.store).find(query));
        QCOMPARE(hits->isEmpty(), searchWords(query).isEmpty());
        f.take();
    }
    VERIFY_ERROR(f.store->search(QString(1 << 20, u'指'), 10), ErrorCode::InvalidInput);
}

void TestStoreSearch::manyAtOnce() {
    StoreFixture f;
    f.addForm(1000);
    const auto hits = f.store->search(QStringLiteral("指标77"), 2000);
    VERIFY_OK(hits);
    QCOMPARE(foundBy(*hits), Naive(*f.store).find(QStringLiteral("指标77")));
    QCOMPARE(hits->size(), 11);
    QCOMPARE(f.store->search(QStringLiteral("指标"), 5000)->size(), 1000);
}

void TestStoreSearch::idleMomentsAreUsed() {
    for (const int rows : {5, 40}) {
        StoreFixture f;
        f.addForm(rows);
        VERIFY_OK(f.store->tidy());
        QCOMPARE(f.store->search(QStringLiteral("指标"), 100)->size(), rows);
        f.close();
        const auto database = Database::open({f.file(), storeMigrations()}, StoreFixture::key());
        VERIFY_OK(database);
        // A few are not worth a write of their own.
        const auto waiting = (*database)->number("SELECT count(*) FROM search_waiting");
        QCOMPARE(waiting.value_or(-1), rows == 5 ? 6 : 0);
    }
}

void TestStoreSearch::anInterruptedIndexIsFinished() {
    StoreFixture f;
    f.addForm(3000);
    const QString query = QStringLiteral("指标2");
    const auto expected = Naive(*f.store).find(query);
    QCOMPARE(expected.size(), std::size_t(1111));
    f.close();
    int interrupted = 0;
    for (int operation = 20; operation < 400; operation += 20) {
        {
            // Another idea of what is searchable: everything is indexed anew at the next opening.
            auto database = Database::open({f.file(), storeMigrations()}, StoreFixture::key());
            VERIFY_OK(database);
            QVERIFY((*database)->run("DELETE FROM search_field"));
        }
        FaultVfs::arm(operation, SQLITE_IOERR, true);
        interrupted += Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids) ? 0 : 1;
        FaultVfs::disarm();
        f.reopen();
        // At most 1,000 hits; a narrower query for all of them.
        QCOMPARE(f.store->search(query, 2000)->size(), 1000);
        QCOMPARE(foundBy(*f.store->search(QStringLiteral("指标29"), 1000)),
                 Naive(*f.store).find(QStringLiteral("指标29")));
        const auto check = f.store->check();
        QVERIFY2(check->intact, qPrintable(check->problems.join(u' ')));
        f.close();
    }
    QVERIFY(interrupted > 3);
}

QTEST_GUILESS_MAIN(TestStoreSearch)
#include "tst_store_search.moc"
