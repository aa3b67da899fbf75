#include "core/store/search_text.h"
#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString target = QStringLiteral("target");

QStringList recordsOf(const Result<QList<SearchHit>>& hits) {
    QStringList list;
    for (const auto& hit : *hits)
        list.append(hit.record.toString());
    return list;
}

} // namespace

/// What a hit shows, and in which order hits come.
class TestStoreHits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void highlights_data();
    void highlights();
    void longTextsAreCutAroundTheMatch();
    void bestAndNewestFirst();
    void oneHitPerForm();
    void formsThatAreGone();
    void whatComesBackIsFound();
};

void TestStoreHits::highlights_data() {
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("shown"); // highlighted parts in brackets; empty when nothing is found
    QTest::newRow("one character") << "群众满意率"
                                   << "率"
                                   << "群众满意[率]";
    QTest::newRow("two") << "公安机关公安局"
                         << "公安"
                         << "[公安]机关[公安]局";
    QTest::newRow("three") << "县公安局经费"
                           << "公安局"
                           << "县[公安局]经费";
    QTest::newRow("width and case") << "ＤＮＡ检测率≥９５％"
                                    << "dna 95%"
                                    << "[ＤＮＡ]检测率≥[９５％]";
    QTest::newRow("white space in the text") << "反 诈\n宣传"
                                             << "反诈宣传"
                                             << "[反 诈\n宣传]";
    QTest::newRow("overlapping") << "公安安全"
                                 << "公安 安安 安全"
                                 << "[公安安全]";
    QTest::newRow("composed") << "面积30㎡以上"
                              << "0m2"
                              << "面积3[0㎡]以上";
    QTest::newRow("outside the basic plane") << "甲\U00020000乙"
                                             << "\U00020000"
                                             << "甲[\U00020000]乙";
    QTest::newRow("code") << "31200127P009"
                          << "7p0"
                          << "3120012[7P0]09";
    QTest::newRow("pairs are there, the word is not") << "公安局安公"
                                                      << "安局公安"
                                                      << "";
    QTest::newRow("one word missing") << "公安局"
                                      << "公安 财政"
                                      << "";
}

void TestStoreHits::highlights() {
    QFETCH(QString, value);
    QFETCH(QString, query);
    QFETCH(QString, shown);
    for (const bool indexed : {false, true}) {
        StoreFixture f;
        const Id form = f.addForm(1);
        VERIFY_OK(f.set(form, f.indicators[0], target, value));
        if (indexed) f.take();
        const auto hits = f.store->search(query, 10);
        VERIFY_OK(hits);
        QCOMPARE(hits->size(), shown.isEmpty() ? 0 : 1);
        if (shown.isEmpty()) continue;
        const auto& hit = hits->first();
        QCOMPARE(hit.form, form);
        QCOMPARE(hit.formTitle, QStringLiteral("禁毒专项"));
        QCOMPARE(hit.record, f.indicators[0]);
        QCOMPARE(hit.field, target);
        QString marked = hit.text;
        for (auto place = hit.highlights.crbegin(); place != hit.highlights.crend(); ++place)
            marked.insert(place->first + place->second, u']').insert(place->first, u'[');
        QCOMPARE(marked, shown);
    }
}

void TestStoreHits::longTextsAreCutAroundTheMatch() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const QString face = QStringLiteral("\U00020000");
    const QString value = face.repeated(1000) + QStringLiteral("满意度") + face.repeated(1000);
    VERIFY_OK(f.set(form, f.indicators[0], target, value));
    const auto hit = f.store->search(QStringLiteral("满意"), 10)->first();
    QVERIFY(hit.text.size() <= 302);
    QCOMPARE(hit.text, value.mid(hit.textBegin, hit.text.size()));
    QVERIFY(!hit.text.front().isLowSurrogate() && !hit.text.back().isHighSurrogate());
    QCOMPARE(hit.highlights.size(), 1);
    QCOMPARE(hit.text.mid(hit.highlights[0].first, hit.highlights[0].second), QStringLiteral("满意"));

    // Characters beyond the limit are not searched; the ones before it are.
    VERIFY_OK(f.set(form, f.indicators[0], target,
                    QString(searchableLength - 1, u'中') + QStringLiteral("界外") + QStringLiteral("远")));
    QCOMPARE(f.store->search(QStringLiteral("中界"), 10)->size(), 1);
    QCOMPARE(f.store->search(QStringLiteral("外"), 10)->size(), 0);
}

void TestStoreHits::bestAndNewestFirst() {
    StoreFixture f;
    const Id first = f.addForm(2, QStringLiteral("指标库建设"));
    QStringList expected{f.project.toString(), f.indicators[1].toString(), f.indicators[0].toString()};
    QCOMPARE(recordsOf(f.store->search(QStringLiteral("指标"), 10)), expected);
    f.take();
    QCOMPARE(recordsOf(f.store->search(QStringLiteral("指标"), 10)), expected);
    f.addForm(2);
    expected.insert(1, f.indicators[1].toString());
    expected.insert(2, f.indicators[0].toString());
    QCOMPARE(recordsOf(f.store->search(QStringLiteral("指标"), 10)), expected);
    const auto submit = f.decision(first, QStringLiteral("submit"), QStringLiteral("submitted"));
    const auto opinion = f.opinionOn(first, {}, QStringLiteral("指标过多"), submit.id);
    VERIFY_OK(f.store->queueCommand(f.filler, submit, {opinion}));
    expected.append(opinion.id.toString());
    for (int limit = 0; limit < 8; ++limit)
        QCOMPARE(recordsOf(f.store->search(QStringLiteral("指标"), limit)), expected.mid(0, limit));
}

void TestStoreHits::oneHitPerForm() {
    StoreFixture f;
    const Id first = f.addForm(5);
    const Id second = f.addForm(5);
    const auto hits = f.store->search(QStringLiteral("指标"), 10, HitPer::Form);
    VERIFY_OK(hits);
    QCOMPARE(hits->size(), 2);
    QCOMPARE(hits->at(0).form, second);
    QCOMPARE(hits->at(1).form, first);
}

void TestStoreHits::formsThatAreGone() {
    StoreFixture f;
    const Id form = f.addForm(1);
    RecordEdit again;
    again.record = f.ids.next();
    again.create = true;
    again.type = RecordType::declaration;
    again.unit = f.unit;
    again.parent = f.project;
    VERIFY_OK(f.store->apply(f.batch(again.record, {again})));
    QCOMPARE(f.store->search(QStringLiteral("禁毒"), 10)->size(), 2); // the project stands for both of its forms
    RecordEdit removal;
    removal.record = form;
    removal.remove = true;
    VERIFY_OK(f.store->apply(f.batch(again.record, {removal})));
    QCOMPARE(f.store->search(QStringLiteral("禁毒"), 10)->size(), 1);
    QCOMPARE(f.store->search(QStringLiteral("指标"), 10)->size(), 0);
}

void TestStoreHits::whatComesBackIsFound() {
    StoreFixture f;
    f.addForm(1);
    f.syncAll();
    auto row = **f.store->record(f.indicators[0]);
    const auto pull = [&](const QString& name, bool deleted) {
        row.revision += 100;
        row.fields[Field::name] = {name, row.revision};
        row.deleted = deleted;
        const auto done = f.store->applyRemote({row}, row.revision);
        f.take(); // into the index
        return done;
    };
    const QString name = QStringLiteral("破案率");
    VERIFY_OK(pull(name, true));
    QCOMPARE(f.store->search(name, 10)->size(), 0);
    VERIFY_OK(pull(name, false));
    QCOMPARE(f.store->search(name, 10)->size(), 1);
    VERIFY_OK(pull(QStringLiteral("结案率"), false));
    QCOMPARE(f.store->search(name, 10)->size(), 0);
    QCOMPARE(f.store->search(QStringLiteral("结案"), 10)->size(), 1);
}

QTEST_GUILESS_MAIN(TestStoreHits)
#include "tst_store_hits.moc"
