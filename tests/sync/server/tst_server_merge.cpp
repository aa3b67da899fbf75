// Old copies, devices enrolled anew, and removals, on both storages.
#include "storage_cases.h"

using namespace jixiao;
using namespace jixiao::server;

namespace {
const QString target = QStringLiteral("target");
const QString deleted = QStringLiteral("deleted");
} // namespace

class TestServerMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneNumberForTwoMutationsIsACopy_data() { StorageCases::add(); }
    void oneNumberForTwoMutationsIsACopy();
    void enrolledAnew_data() { StorageCases::add(); }
    void enrolledAnew();
    void removalsTakeNothingUnseen_data() { StorageCases::add(); }
    void removalsTakeNothingUnseen();
    void editsOfWhatIsGone_data() { StorageCases::add(); }
    void editsOfWhatIsGone();

private:
    StorageCases cases_;
};

void TestServerMerge::oneNumberForTwoMutationsIsACopy() {
    BUREAU();
    const auto edit = [&](const QString& text) {
        return bureau.fields(filler, RecordType::goal, form.goal, form.declaration,
                             {{Field::text, {text, bureau.revision(form.goal, Field::text)}}});
    };
    const auto first = edit(QStringLiteral("1"));
    QCOMPARE(bureau.pushOne(filler, first).verdict, Verdict::Applied);
    auto copy = edit(QStringLiteral("2"));
    copy.deviceSeq = first.deviceSeq;
    const auto session = *bureau.service.signIn(filler.token);
    const auto stopped = bureau.service.push(session, {{copy}});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::DeviceCopied);
    QVERIFY(!stopped.error().userMessage().what.isEmpty());
    QCOMPARE(bureau.get(form.goal).value(Field::text), QStringLiteral("1"));
    QCOMPARE(bureau.pushOne(filler, first).verdict, Verdict::Duplicate); // a repeat is none
    // Another device may use the same numbers.
    auto other = bureau.enrol(QStringLiteral("填报员·甲"));
    auto third = bureau.fields(other, RecordType::goal, form.goal, form.declaration,
                               {{Field::text, {QStringLiteral("3"), bureau.revision(form.goal, Field::text)}}});
    third.deviceSeq = first.deviceSeq;
    QVERIFY(bureau.pushOne(other, third).verdict != Verdict::Rejected);
}

/// The same mutations under the person's new device: nothing has its effect twice.
void TestServerMerge::enrolledAnew() {
    BUREAU();
    const auto edit = bureau.fields(filler, RecordType::goal, form.goal, form.declaration,
                                    {{Field::text, {QStringLiteral("1"), bureau.revision(form.goal, Field::text)}}});
    QCOMPARE(bureau.pushOne(filler, edit).verdict, Verdict::Applied);
    const auto submit = bureau.decision(filler, form.declaration, Action::Submit);
    const auto submitted = bureau.pushOne(filler, submit);
    QCOMPARE(submitted.verdict, Verdict::Applied);
    auto anew = bureau.enrol(QStringLiteral("填报员·甲"));
    const auto stood = bureau.get(form.goal);
    QCOMPARE(bureau.pushOne(anew, edit).verdict, Verdict::Duplicate);
    QCOMPARE(bureau.get(form.goal), stood);
    auto again = submit;
    again.mutationId = bureau.ids.next(); // from an old copy
    again.deviceSeq = ++anew.seq;
    const auto repeated = bureau.pushOne(anew, again);
    QCOMPARE(repeated.verdict, Verdict::Duplicate);
    QCOMPARE(repeated.revision, submitted.revision);
    again.mutationId = bureau.ids.next();
    again.fields[Field::opinion].value = QStringLiteral("别的");
    QCOMPARE(bureau.pushOne(anew, again).verdict, Verdict::Rejected);
}

void TestServerMerge::removalsTakeNothingUnseen() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto known = bureau.get(form.indicator);
    // A field that was not there when the row was removed.
    bureau.pushOne(other, bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                                        {{QStringLiteral("basis"), {QStringLiteral("上年"), 0}}}));
    const auto unseen =
        bureau.pushOne(filler, bureau.removal(filler, RecordType::indicator, form.indicator, known.fields));
    QCOMPARE(unseen.verdict, Verdict::Conflict);
    QCOMPARE(unseen.conflicts.first().field, QStringLiteral("basis"));
    QVERIFY(!bureau.get(form.indicator).deleted);
    // The same value from elsewhere is no news.
    auto fields = known.fields;
    fields.insert(QStringLiteral("basis"), {QStringLiteral("上年"), 0});
    QCOMPARE(bureau.pushOne(filler, bureau.removal(filler, RecordType::indicator, form.indicator, fields)).verdict,
             Verdict::Applied);
    QVERIFY(bureau.get(form.indicator).deleted);
}

void TestServerMerge::editsOfWhatIsGone() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto known = bureau.get(form.indicator);
    bureau.pushOne(filler, bureau.removal(filler, RecordType::indicator, form.indicator, known.fields));
    auto edit = bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                              {{target, {QStringLiteral("≥90%"), known.fields.value(target).revision}}});
    const auto gone = bureau.pushOne(other, edit);
    QCOMPARE(gone.verdict, Verdict::Conflict);
    QCOMPARE(gone.conflicts.size(), 1);
    QCOMPARE(gone.conflicts[0].field, deleted);
    QCOMPARE(gone.conflicts[0].serverValue, QStringLiteral("1"));
    QCOMPARE(gone.conflicts[0].changedBy, QStringLiteral("填报员·甲"));
    // Knowing that, it comes back whole, without a field called so.
    edit = bureau.fields(other, RecordType::indicator, form.indicator, form.declaration, known.fields);
    edit.fields[target].value = QStringLiteral("≥90%");
    edit.fields.insert(deleted, {QStringLiteral("0"), gone.conflicts[0].serverRevision});
    QVERIFY(bureau.pushOne(other, edit).verdict != Verdict::Conflict);
    const auto back = bureau.get(form.indicator);
    QVERIFY(!back.deleted);
    QCOMPARE(back.value(target), QStringLiteral("≥90%"));
    QVERIFY(!back.fields.contains(deleted));
}

QTEST_GUILESS_MAIN(TestServerMerge)
#include "tst_server_merge.moc"
