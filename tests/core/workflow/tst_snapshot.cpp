#include "core/workflow/snapshot.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"

#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace jixiao;

namespace {

struct Maker {
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids{clock, random};

    Record record(const QString& type, const Id& parent, const QMap<QString, QString>& values) {
        Record record;
        record.type = type;
        record.id = ids.next();
        record.parent = parent;
        record.unit = Id(QUuid(u"{0190a000-0000-7000-8000-000000000001}"_qs));
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            record.fields.insert(it.key(), {it.value(), 0});
        return record;
    }
};

QList<Record> form() {
    Maker maker;
    const auto project = maker.record(RecordType::project, {}, {{Field::name, u"禁毒专项"_qs}});
    const auto declaration =
        maker.record(RecordType::declaration, project.id,
                     {{Field::form, u"hebei.project.2025"_qs}, {Field::state, u"draft"_qs}, {Field::round, u"1"_qs}});
    QList<Record> records{project, declaration,
                          maker.record(RecordType::spendingPlan, declaration.id, {{u"mar"_qs, u"25%"_qs}})};
    for (int i = 0; i < 5; ++i)
        records.append(maker.record(RecordType::indicator, declaration.id,
                                    {{Field::name, u"指标%1"_qs.arg(i)}, {u"target"_qs, u"≥%1%"_qs.arg(i)}}));
    return records;
}

} // namespace

class SnapshotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashIsPinned();
    void orderDoesNotMatter();
    void anyChangeOfContentMatters();
    void whatIsNotContentDoesNotMatter();
    void signatureCoversEveryFieldOfATransition();
};

void SnapshotTest::hashIsPinned() {
    // The format must not drift: stored decisions name these hashes for years.
    Record record;
    record.type = RecordType::goal;
    record.id = Id(QUuid(u"{0190a000-0000-7000-8000-000000000002}"_qs));
    record.fields.insert(u"text"_qs, {u"目标\n\"一\""_qs, 7});
    const QByteArray expected = R"({"records":[{"fields":{"text":"目标\n\"一\""},)"
                                R"("id":"0190a000-0000-7000-8000-000000000002","parent":"","type":"goal","unit":""}],)"
                                R"("what":"jixiao.snapshot/1"})";
    QCOMPARE(canonicalSnapshot({record}), expected);
    const auto digest = QCryptographicHash::hash(expected, QCryptographicHash::Sha256).toHex();
    QCOMPARE(snapshotHash({record}), u"sha256:"_qs + QString::fromLatin1(digest));
}

void SnapshotTest::orderDoesNotMatter() {
    const auto records = form();
    const auto hash = snapshotHash(records);
    QVERIFY(rc::check("records in any order hash alike", [&records, &hash] {
        std::vector<int> order(std::size_t(records.size()));
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);
        QList<Record> shuffled;
        for (const auto i : order)
            shuffled.append(records[i]);
        RC_ASSERT(snapshotHash(shuffled) == hash);
    }));
}

void SnapshotTest::anyChangeOfContentMatters() {
    const auto records = form();
    const auto hash = snapshotHash(records);
    for (qsizetype i = 0; i < records.size(); ++i) {
        auto removed = records;
        removed.removeAt(i);
        QVERIFY(snapshotHash(removed) != hash);
        auto moved = records;
        moved[i].parent = Id(QUuid::createUuid());
        QVERIFY(snapshotHash(moved) != hash);
        auto more = records;
        more[i].fields.insert(u"note"_qs, {u"新"_qs, 0});
        QVERIFY(snapshotHash(more) != hash);
        for (const auto& field : records[i].fields.keys()) {
            if (isServerOwned(field)) continue;
            auto changed = records;
            changed[i].fields[field].value += u' ';
            QVERIFY(snapshotHash(changed) != hash);
        }
    }
}

void SnapshotTest::whatIsNotContentDoesNotMatter() {
    const auto records = form();
    const auto hash = snapshotHash(records);
    auto other = records;
    for (auto& record : other) {
        record.revision += 5;
        for (auto& field : record.fields)
            field.revision += 3;
        record.fields.insert(u"blank"_qs, {});
    }
    other[1].fields[Field::state].value = u"submitted"_qs;
    other[1].fields[Field::round].value = u"2"_qs;
    other[1].fields[Field::snapshotHash].value = hash;
    Maker maker;
    const auto& declaration = records[1].id;
    other.append(maker.record(RecordType::opinion, declaration, {{u"text"_qs, u"目标值偏低"_qs}}));
    other.append(maker.record(RecordType::report, declaration, {{u"actualValue"_qs, u"93%"_qs}}));
    other.append(maker.record(RecordType::transition, declaration, {{u"action"_qs, u"return"_qs}}));
    auto deleted = maker.record(RecordType::indicator, declaration, {{Field::name, u"删除"_qs}});
    deleted.deleted = true;
    other.append(deleted);
    QCOMPARE(snapshotHash(other), hash);
}

void SnapshotTest::signatureCoversEveryFieldOfATransition() {
    Maker maker;
    auto transition = maker.record(RecordType::transition, maker.ids.next(),
                                   {{u"action"_qs, u"approve"_qs}, {Field::snapshotHash, u"sha256:00"_qs}});
    const auto bytes = transitionToSign(transition);
    transition.fields.insert(u"signature"_qs, {u"AAAA"_qs, 0});
    transition.revision = 9;
    QCOMPARE(transitionToSign(transition), bytes);
    for (const auto& field : {u"action"_qs, Field::snapshotHash.toString()}) {
        auto forged = transition;
        forged.fields[field].value += u'x';
        QVERIFY(transitionToSign(forged) != bytes);
    }
    auto forged = transition;
    forged.parent = maker.ids.next();
    QVERIFY(transitionToSign(forged) != bytes);
}

QTEST_GUILESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
