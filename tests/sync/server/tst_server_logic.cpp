// The contract of the server's logic, run on the model in memory and on the embedded storage alike.
#include "storage_cases.h"

#include <rapidcheck.h>

using namespace jixiao;
using namespace jixiao::server;

namespace {

const QString nameField = Field::name;
const QString target = QStringLiteral("target");

} // namespace

class TestServerLogic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); } // each case makes an encrypted store
    void duplicatesHaveNoSecondEffect_data() { StorageCases::add(); }
    void duplicatesHaveNoSecondEffect();
    void reusedIdsAreRefused_data() { StorageCases::add(); }
    void reusedIdsAreRefused();
    void reorderedBatchesConverge_data() { StorageCases::add(); }
    void reorderedBatchesConverge();
    void mergeTable_data();
    void mergeTable();
    void conflictsTellWhoAndWhen_data() { StorageCases::add(); }
    void conflictsTellWhoAndWhen();
    void deleteAgainstEdit_data() { StorageCases::add(); }
    void deleteAgainstEdit();
    void scopeIsEnforced_data() { StorageCases::add(); }
    void scopeIsEnforced();
    void masterDataAndServerFieldsAreRefused_data() { StorageCases::add(); }
    void masterDataAndServerFieldsAreRefused();
    void oneRefusalDoesNotBlockTheRest_data() { StorageCases::add(); }
    void oneRefusalDoesNotBlockTheRest();
    void feedShowsEveryChangeOnce_data() { StorageCases::add(); }
    void feedShowsEveryChangeOnce();
    void enrolment_data() { StorageCases::add(); }
    void enrolment();
    void storagesAgree();

private:
    StorageCases cases_;
};

void TestServerLogic::duplicatesHaveNoSecondEffect() {
    BUREAU();
    const auto edit = bureau.fields(filler, RecordType::indicator, form.indicator, form.declaration,
                                    {{target, {QStringLiteral("≥96%"), bureau.revision(form.indicator, target)}}});
    const auto first = bureau.pushOne(filler, edit);
    QCOMPARE(first.verdict, Verdict::Applied);
    const auto after = bureau.get(form.indicator);
    for (int i = 0; i < 3; ++i) {
        const auto again = bureau.push(filler, {edit, edit});
        for (const auto& verdict : again) {
            QCOMPARE(verdict.verdict, Verdict::Duplicate);
            QCOMPARE(verdict.revision, first.revision);
        }
    }
    QCOMPARE(bureau.get(form.indicator), after);
    auto submit = bureau.decision(filler, form.declaration, Action::Submit);
    QCOMPARE(bureau.pushOne(filler, submit).verdict, Verdict::Applied);
    QCOMPARE(bureau.pushOne(filler, submit).verdict, Verdict::Duplicate);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("submitted"));
}

void TestServerLogic::reusedIdsAreRefused() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto edit = bureau.fields(filler, RecordType::goal, form.goal, form.declaration,
                                    {{Field::text, {QStringLiteral("甲"), bureau.revision(form.goal, Field::text)}}});
    QCOMPARE(bureau.pushOne(filler, edit).verdict, Verdict::Applied);
    auto changed = edit;
    changed.fields[Field::text].value = QStringLiteral("别的");
    QCOMPARE(bureau.pushOne(filler, changed).verdict, Verdict::Rejected);
    QCOMPARE(bureau.pushOne(other, edit).verdict, Verdict::Rejected);
    QCOMPARE(bureau.get(form.goal).value(Field::text), QStringLiteral("甲"));
}

void TestServerLogic::reorderedBatchesConverge() {
    BUREAU();
    const auto project = bureau.ids.next(), declaration = bureau.ids.next(), row = bureau.ids.next();
    QList<OutboundMutation> all{
        bureau.fields(filler, RecordType::indicator, row, declaration, {{nameField, {QStringLiteral("行"), 0}}}),
        bureau.fields(filler, RecordType::declaration, declaration, project, {{Field::form, {QStringLiteral("f"), 0}}}),
        bureau.fields(filler, RecordType::project, project, {}, {{nameField, {QStringLiteral("项目"), 0}}})};
    QCOMPARE(bureau.push(filler, {all[0], all[1]})[0].verdict, Verdict::Deferred);
    QVERIFY(!*bureau.storage.record(row));
    for (int i = 0; i < 3; ++i)
        bureau.push(filler, all);
    for (const auto& verdict : bureau.push(filler, all))
        QCOMPARE(verdict.verdict, Verdict::Duplicate);
    QCOMPARE(bureau.get(row).value(nameField), QStringLiteral("行"));
}

/// All pairs of what two devices did to one field from the same base.
void TestServerLogic::mergeTable_data() {
    QTest::addColumn<bool>("embedded");
    QTest::addColumn<QString>("theirs"); // field=value, "" nothing
    QTest::addColumn<QString>("mine");
    QTest::addColumn<Verdict>("verdict");
    for (const bool embedded : {false, true}) {
        const auto row = [&](const char* name, const char* theirs, const char* mine, Verdict verdict) {
            QTest::addRow("%s, %s", name, embedded ? "embedded" : "memory")
                << embedded << QString::fromUtf8(theirs) << QString::fromUtf8(mine) << verdict;
        };
        row("nothing / edit", "", "target=2", Verdict::Applied);
        row("edit / same field, other value", "target=1", "target=2", Verdict::Conflict);
        row("edit / same field, same value", "target=2", "target=2", Verdict::Merged);
        row("edit / other field", "name=1", "target=2", Verdict::Merged);
        row("edit / new field", "target=1", "basis=2", Verdict::Merged);
        row("clear / edit", "target=", "target=2", Verdict::Conflict);
        row("edit / clear", "target=1", "target=", Verdict::Conflict);
        row("clear / clear", "target=", "target=", Verdict::Merged);
    }
}

void TestServerLogic::mergeTable() {
    QFETCH(QString, theirs);
    QFETCH(QString, mine);
    QFETCH(Verdict, verdict);
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto base = bureau.get(form.indicator);
    const auto edit = [&](TestDevice& device, const QString& text) {
        const auto field = text.section(QLatin1Char('='), 0, 0);
        return bureau.fields(device, RecordType::indicator, form.indicator, form.declaration,
                             {{field, {text.section(QLatin1Char('='), 1), base.fields.value(field).revision}}});
    };
    if (!theirs.isEmpty()) QVERIFY(bureau.pushOne(other, edit(other, theirs)).verdict != Verdict::Rejected);
    const auto answer = bureau.pushOne(filler, edit(filler, mine));
    QCOMPARE(answer.verdict, verdict);
    const auto field = mine.section(QLatin1Char('='), 0, 0);
    const auto winner = verdict == Verdict::Conflict ? theirs : mine;
    QCOMPARE(bureau.get(form.indicator).value(field), winner.section(QLatin1Char('='), 1));
    QCOMPARE(answer.conflicts.size(), verdict == Verdict::Conflict ? 1 : 0);
    if (!theirs.isEmpty() && theirs.section(QLatin1Char('='), 0, 0) != field)
        QCOMPARE(bureau.get(form.indicator).value(theirs.section(QLatin1Char('='), 0, 0)),
                 theirs.section(QLatin1Char('='), 1));
}

void TestServerLogic::conflictsTellWhoAndWhen() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto base = bureau.revision(form.indicator, target);
    bureau.clock.advance(5'000);
    const auto theirsAt = bureau.clock.nowMs();
    bureau.pushOne(other, bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                                        {{target, {QStringLiteral("≥90%"), base}}}));
    bureau.clock.advance(5'000);
    const auto mine = bureau.fields(
        filler, RecordType::indicator, form.indicator, form.declaration,
        {{target, {QStringLiteral("≥99%"), base}}, {QStringLiteral("basis"), {QStringLiteral("上年"), 0}}});
    for (int i = 0; i < 2; ++i) { // a repeat is told the same
        const auto verdict = bureau.pushOne(filler, mine);
        QCOMPARE(verdict.verdict, Verdict::Conflict);
        QCOMPARE(verdict.conflicts.size(), 1);
        QCOMPARE(verdict.conflicts[0].field, target);
        QCOMPARE(verdict.conflicts[0].serverValue, QStringLiteral("≥90%"));
        QCOMPARE(verdict.conflicts[0].serverRevision, bureau.revision(form.indicator, target));
        QCOMPARE(verdict.conflicts[0].changedBy, QStringLiteral("填报员·乙"));
        QCOMPARE(verdict.conflicts[0].changedAtMs, theirsAt);
        QCOMPARE(bureau.get(form.indicator).value(QStringLiteral("basis")), QStringLiteral("上年")); // the rest merged
    }
    const auto decided = bureau.fields(filler, RecordType::indicator, form.indicator, form.declaration,
                                       {{target, {QStringLiteral("≥99%"), bureau.revision(form.indicator, target)}}});
    QVERIFY(bureau.pushOne(filler, decided).verdict != Verdict::Conflict);
    QCOMPARE(bureau.get(form.indicator).value(target), QStringLiteral("≥99%"));
    QVERIFY(bureau.pushOne(filler, mine).conflicts.isEmpty()); // late repeat: same value, no harm
    QCOMPARE(bureau.get(form.indicator).value(target), QStringLiteral("≥99%"));
}

void TestServerLogic::deleteAgainstEdit() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto base = bureau.get(form.indicator);
    const auto edited =
        bureau.pushOne(other, bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                                            {{target, {QStringLiteral("≥90%"), base.fields.value(target).revision}}}));
    QCOMPARE(edited.verdict, Verdict::Applied);
    const auto stale =
        bureau.pushOne(filler, bureau.removal(filler, RecordType::indicator, form.indicator, base.fields));
    QCOMPARE(stale.verdict, Verdict::Conflict);
    QVERIFY(!bureau.get(form.indicator).deleted);
    const auto informed = bureau.pushOne(
        filler, bureau.removal(filler, RecordType::indicator, form.indicator, bureau.get(form.indicator).fields));
    QCOMPARE(informed.verdict, Verdict::Applied);
    QVERIFY(bureau.get(form.indicator).deleted);

    const auto lateEdit = bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                                        {{target, {QStringLiteral("≥91%"), edited.revision}}});
    const auto late = bureau.pushOne(other, lateEdit);
    QCOMPARE(late.verdict, Verdict::Conflict);
    QCOMPARE(late.conflicts.size(), 1);
    QCOMPARE(late.conflicts[0].changedBy, QStringLiteral("填报员·甲"));
    QVERIFY(bureau.get(form.indicator).deleted);
    const auto back = bureau.fields(other, RecordType::indicator, form.indicator, form.declaration,
                                    {{target, {QStringLiteral("≥91%"), late.conflicts[0].serverRevision}}});
    QVERIFY(bureau.pushOne(other, back).verdict != Verdict::Conflict);
    QVERIFY(!bureau.get(form.indicator).deleted);
    QCOMPARE(bureau.get(form.indicator).value(target), QStringLiteral("≥91%"));
}

void TestServerLogic::scopeIsEnforced() {
    BUREAU();
    auto traffic = bureau.enrol(QStringLiteral("交警填报员·丑"));
    auto jail = bureau.enrol(QStringLiteral("看守所填报员·寅"));
    const auto theirs = bureau.makeForm(traffic);
    const auto tryEdit = [&](TestDevice& device, const Id& record, const Id& parent) {
        auto m = bureau.fields(device, RecordType::goal, record, parent,
                               {{Field::text, {QStringLiteral("改"), bureau.revision(record, Field::text)}}});
        m.unit = {};
        return bureau.pushOne(device, m);
    };
    QCOMPARE(tryEdit(jail, theirs.goal, theirs.declaration).problem, QStringLiteral("NotPermitted"));
    QCOMPARE(tryEdit(traffic, form.goal, form.declaration).problem, QStringLiteral("NotPermitted"));
    QCOMPARE(tryEdit(filler, theirs.goal, theirs.declaration).verdict, Verdict::Applied); // the bureau sees below

    auto smuggled = bureau.fields(jail, RecordType::goal, bureau.ids.next(), theirs.declaration, {});
    QCOMPARE(bureau.pushOne(jail, smuggled).verdict, Verdict::Rejected); // own unit, other unit's form
    smuggled = bureau.fields(jail, RecordType::project, bureau.ids.next(), {}, {});
    smuggled.unit = *Id::fromString(traffic.actor.unitId);
    QCOMPARE(bureau.pushOne(jail, smuggled).problem, QStringLiteral("NotPermitted"));

    const auto sees = [&](const TestDevice& device, const Id& record) {
        const auto page = *bureau.service.changes(*bureau.service.signIn(device.token), 0, 500);
        return std::any_of(page.records.cbegin(), page.records.cend(), [&](const Record& r) { return r.id == record; });
    };
    QVERIFY(sees(traffic, theirs.declaration));
    QVERIFY(!sees(jail, theirs.declaration));
    QVERIFY(!sees(traffic, form.declaration));
    QVERIFY(sees(filler, theirs.declaration));
    QVERIFY(sees(traffic, *Id::fromString(filler.actor.unitId))); // the name of the bureau above
}

void TestServerLogic::masterDataAndServerFieldsAreRefused() {
    BUREAU();
    const auto unit = *Id::fromString(filler.actor.unitId);
    for (const auto& type : {RecordType::unit, RecordType::person, RecordType::formTemplate}) {
        const auto verdict =
            bureau.pushOne(filler, bureau.fields(filler, type, unit, {}, {{nameField, {QStringLiteral("x"), 99}}}));
        QCOMPARE(verdict.problem, QStringLiteral("NotPermitted"));
        QVERIFY(!verdict.reason.isEmpty());
    }
    const auto forged = bureau.pushOne(
        filler, bureau.fields(filler, RecordType::declaration, form.declaration, form.project,
                              {{Field::state,
                                {QStringLiteral("unit_approved"), bureau.revision(form.declaration, Field::state)}}}));
    QCOMPARE(forged.verdict, Verdict::Rejected);
    const auto born =
        bureau.pushOne(filler, bureau.fields(filler, RecordType::declaration, bureau.ids.next(), form.project,
                                             {{Field::state, {QStringLiteral("unit_approved"), 0}}}));
    QCOMPARE(born.verdict, Verdict::Rejected);
    const auto asFields =
        bureau.pushOne(filler, bureau.fields(filler, RecordType::transition, bureau.ids.next(), form.declaration,
                                             {{Field::action, {QStringLiteral("approve"), 0}}}));
    QCOMPARE(asFields.verdict, Verdict::Rejected);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("draft"));
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    const auto noEditor = bureau.pushOne(head, bureau.fields(head, RecordType::goal, form.goal, form.declaration,
                                                             {{Field::text, {QStringLiteral("x"), 99}}}));
    QCOMPARE(noEditor.problem, QStringLiteral("NotPermitted"));
}

void TestServerLogic::oneRefusalDoesNotBlockTheRest() {
    BUREAU();
    const auto good = bureau.ids.next();
    const auto verdicts = bureau.push(
        filler,
        {bureau.fields(filler, RecordType::unit, bureau.ids.next(), {}, {}),
         bureau.fields(filler, RecordType::goal, bureau.ids.next(), bureau.ids.next(), {}),
         bureau.fields(filler, RecordType::goal, good, form.declaration, {{Field::text, {QStringLiteral("好"), 0}}})});
    QCOMPARE(verdicts[0].verdict, Verdict::Rejected);
    QCOMPARE(verdicts[1].verdict, Verdict::Deferred);
    QCOMPARE(verdicts[2].verdict, Verdict::Applied);
    QCOMPARE(bureau.get(good).value(Field::text), QStringLiteral("好"));
}

void TestServerLogic::feedShowsEveryChangeOnce() {
    BUREAU();
    const auto session = *bureau.service.signIn(filler.token);
    QMap<Id, Record> seen;
    qint64 cursor = 0;
    const auto pullPage = [&](int limit) {
        const auto page = *bureau.service.changes(session, cursor, limit);
        for (const auto& record : page.records)
            seen.insert(record.id, record);
        cursor = page.cursor;
        return page.more;
    };
    for (int i = 0; i < 20; ++i) { // edits land between the pages
        pullPage(2);
        bureau.pushOne(filler, bureau.fields(filler, RecordType::goal, i % 2 ? form.goal : bureau.ids.next(),
                                             form.declaration, {{Field::text, {QString::number(i), 1'000'000}}}));
        bureau.pushOne(filler, bureau.fields(filler, RecordType::goal, bureau.ids.next(), form.declaration,
                                             {{Field::text, {QString::number(i), 0}}}));
    }
    while (pullPage(3)) {
    }
    const auto goals = *bureau.storage.recordsOfType(RecordType::goal);
    QVERIFY(goals.size() > 20);
    for (const auto& goal : goals)
        QCOMPARE(seen.value(goal.id), goal);
    QVERIFY(bureau.service.changes(session, cursor, 10)->records.isEmpty());
    QCOMPARE(bureau.service.changes(session, cursor, 10)->cursor, cursor);
    // A cursor from the future belongs to a server that was restored from a backup: start over.
    QVERIFY(!bureau.service.changes(session, cursor + 1'000, 10)->records.isEmpty());
}

void TestServerLogic::enrolment() {
    BUREAU();
    const auto signer = Signer::generate();
    const auto code = *bureau.accounts.invite(bureau.personNamed(QStringLiteral("填报员·乙")));
    protocol::EnrolRequest request{code.toLower(), bureau.ids.next(), QStringLiteral("平板"), signer.suite(),
                                   signer.publicKey()};
    const auto first = bureau.accounts.enrol(request, {QStringLiteral("pem"), {QStringLiteral("pin")}});
    QVERIFY(first.ok());
    QCOMPARE(first->unitName, QStringLiteral("唐山高新区公安分局"));
    QCOMPARE(first->actor.roles, QList<Role>{Role::Filler});
    const auto again = bureau.accounts.enrol(request, {}); // the reply was lost
    QVERIFY(again.ok());
    QCOMPARE(bureau.service.signIn(first->token).error().code, ErrorCode::SignInExpired);
    QVERIFY(bureau.service.signIn(again->token).ok());
    auto thief = request;
    thief.deviceId = bureau.ids.next();
    QCOMPARE(bureau.accounts.enrol(thief, {}).error().code, ErrorCode::EnrolmentUsed);
    auto otherKey = request;
    otherKey.publicKey = Signer::generate().publicKey();
    QCOMPARE(bureau.accounts.enrol(otherKey, {}).error().code, ErrorCode::EnrolmentInvalid);
    auto wrong = request;
    wrong.code = QStringLiteral("0000-0000-0000");
    QCOMPARE(bureau.accounts.enrol(wrong, {}).error().code, ErrorCode::EnrolmentInvalid);
    const auto late = *bureau.accounts.invite(bureau.personNamed(QStringLiteral("填报员·乙")));
    bureau.clock.advance(Accounts::invitationLifeMs + 1);
    auto expired = request;
    expired.code = late;
    QCOMPARE(bureau.accounts.enrol(expired, {}).error().code, ErrorCode::EnrolmentExpired);
    QVERIFY(bureau.accounts.revoke(request.deviceId).ok());
    QCOMPARE(bureau.service.signIn(again->token).error().code, ErrorCode::DeviceRevoked);
}

/// The same random history gives the same verdicts and the same feed on both storages.
void TestServerLogic::storagesAgree() {
    QVERIFY(rc::check("storages agree", [] {
        std::unique_ptr<QTemporaryDir> folder;
        const auto embedded = StorageCases::openEmbedded(folder);
        MemoryStorage memory;
        Bureau a(*embedded), b(memory);
        struct Side {
            Bureau& bureau;
            std::vector<TestDevice> devices;
            Bureau::Form form;
        };
        const auto start = [](Bureau& bureau) {
            Side side{bureau, {}, {}};
            side.devices.push_back(bureau.enrol(QStringLiteral("填报员·甲")));
            side.devices.push_back(bureau.enrol(QStringLiteral("填报员·乙")));
            side.form = bureau.makeForm(side.devices[0]);
            return side;
        };
        auto left = start(a), right = start(b);
        const auto step = [](Side& side, int device, int row, int value, qint64 base, bool remove) {
            auto& d = side.devices[std::size_t(device)];
            const auto id = row ? side.form.goal : side.form.indicator;
            const auto type = row ? RecordType::goal : RecordType::indicator;
            const QMap<QString, FieldValue> f{{Field::text, {QString::number(value), base}}};
            return side.bureau.pushOne(d, remove ? side.bureau.removal(d, type, id, f)
                                                 : side.bureau.fields(d, type, id, side.form.declaration, f));
        };
        for (int i = *rc::gen::inRange(1, 15); i > 0; --i) {
            const int device = *rc::gen::inRange(0, 2), row = *rc::gen::inRange(0, 2), value = *rc::gen::inRange(0, 3);
            const auto base = *rc::gen::inRange<qint64>(0, 45);
            const bool remove = *rc::gen::weightedElement<bool>({{5, false}, {1, true}});
            const auto x = step(left, device, row, value, base, remove),
                       y = step(right, device, row, value, base, remove);
            RC_ASSERT(x.verdict == y.verdict);
            RC_ASSERT(x.revision == y.revision);
            RC_ASSERT(x.conflicts.size() == y.conflicts.size());
            if (!x.conflicts.isEmpty()) RC_ASSERT(x.conflicts[0].changedBy == y.conflicts[0].changedBy);
        }
        const auto all = [](const Record&) { return true; };
        const auto x = *a.storage.changes({0, 500, 1 << 30, all}), y = *b.storage.changes({0, 500, 1 << 30, all});
        RC_ASSERT(x.records.size() == y.records.size());
        for (qsizetype i = 0; i < x.records.size(); ++i)
            RC_ASSERT(x.records[i] == y.records[i]);
    }));
}

QTEST_GUILESS_MAIN(TestServerLogic)
#include "tst_server_logic.moc"
