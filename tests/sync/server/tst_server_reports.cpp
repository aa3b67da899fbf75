// What became of a form is told by those who may, whatever may be done to its content; on both storages.
#include "core/domain/evidence.h"
#include "storage_cases.h"

using namespace jixiao;
using namespace jixiao::server;

namespace {

const QString actual = QStringLiteral("actualValue");
const QString reason = QStringLiteral("deviationReason");

/// A report on the form's indicator, as a device sends it.
OutboundMutation report(Bureau& bureau, TestDevice& device, const Bureau::Form& form, const Id& id,
                        QMap<QString, FieldValue> values) {
    values.insert(Field::about, {form.indicator.toString(), 0});
    values.insert(Field::personId, {device.actor.personId, 0});
    values.insert(Field::at, {QString::number(bureau.clock.nowMs()), 0});
    return bureau.fields(device, RecordType::report, id, form.declaration, values);
}

FieldValue text(const char* value) { return {QString::fromUtf8(value), 0}; }

} // namespace

class TestServerReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anApprovedFormIsReportedOn_data() { StorageCases::add(); }
    void anApprovedFormIsReportedOn();
    void whoMayNotReport_data() { StorageCases::add(); }
    void whoMayNotReport();
    void reportsStandBelowForms_data() { StorageCases::add(); }
    void reportsStandBelowForms();
    void twoPeopleMeetInOneReport_data() { StorageCases::add(); }
    void twoPeopleMeetInOneReport();
    void evidenceFollowsReports_data() { StorageCases::add(); }
    void evidenceFollowsReports();
    void reportsAreNoPartOfWhatIsApproved_data() { StorageCases::add(); }
    void reportsAreNoPartOfWhatIsApproved();

private:
    static void approve(Bureau& bureau, TestDevice& filler, TestDevice& head, const Id& declaration) {
        QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, declaration, Action::Submit)).verdict,
                 Verdict::Applied);
        QCOMPARE(bureau.pushOne(head, bureau.decision(head, declaration, Action::Approve)).verdict, Verdict::Applied);
    }
    StorageCases cases_;
};

void TestServerReports::anApprovedFormIsReportedOn() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    approve(bureau, filler, head, form.declaration);
    const auto locked =
        bureau.fields(filler, RecordType::indicator, form.indicator, form.declaration,
                      {{QStringLiteral("target"),
                        {QStringLiteral("≥90%"), bureau.revision(form.indicator, QStringLiteral("target"))}}});
    QCOMPARE(bureau.pushOne(filler, locked).problem, QStringLiteral("FormLocked"));
    // A row of a self-evaluation form is content like any other: its type opens nothing.
    const auto row =
        bureau.fields(filler, RecordType::outcome, bureau.ids.next(), form.declaration, {{actual, text("93%")}});
    QCOMPARE(bureau.pushOne(filler, row).problem, QStringLiteral("FormLocked"));

    const auto id = bureau.ids.next();
    QCOMPARE(bureau.pushOne(filler, report(bureau, filler, form, id, {{actual, text("93%")}})).verdict,
             Verdict::Applied);
    QCOMPARE(bureau.get(id).value(actual), QStringLiteral("93%"));
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("unit_approved"));
}

void TestServerReports::whoMayNotReport() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    const auto id = bureau.ids.next();
    QCOMPARE(bureau.pushOne(head, report(bureau, head, form, id, {{actual, text("93%")}})).problem,
             QStringLiteral("NotPermitted"));
    auto inAnotherName = report(bureau, filler, form, id, {{actual, text("93%")}});
    inAnotherName.fields[Field::personId].value = head.actor.personId;
    QCOMPARE(bureau.pushOne(filler, inAnotherName).problem, QStringLiteral("NotPermitted"));
    QVERIFY(!*bureau.storage.record(id));

    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Void)).verdict, Verdict::Applied);
    QCOMPARE(bureau.pushOne(filler, report(bureau, filler, form, id, {{actual, text("93%")}})).problem,
             QStringLiteral("FormLocked"));
}

void TestServerReports::reportsStandBelowForms() {
    BUREAU();
    auto below = report(bureau, filler, form, bureau.ids.next(), {{actual, text("93%")}});
    below.parent = form.indicator;
    QCOMPARE(bureau.pushOne(filler, below).problem, QStringLiteral("InvalidInput"));
    below = report(bureau, filler, form, bureau.ids.next(), {{actual, text("93%")}});
    below.parent = bureau.ids.next();
    QCOMPARE(bureau.pushOne(filler, below).verdict, Verdict::Deferred);
}

void TestServerReports::twoPeopleMeetInOneReport() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto id = bureau.ids.next();
    QCOMPARE(bureau.pushOne(filler, report(bureau, filler, form, id, {{actual, text("93%")}})).verdict,
             Verdict::Applied);
    bureau.clock.advance(1000);
    // The other device made the same record without knowing: other fields join, who and when follow the newest.
    const auto joined = bureau.pushOne(other, report(bureau, other, form, id, {{reason, text("两处断电")}}));
    QCOMPARE(joined.verdict, Verdict::Merged);
    QCOMPARE(bureau.get(id).value(actual), QStringLiteral("93%"));
    QCOMPARE(bureau.get(id).value(reason), QStringLiteral("两处断电"));
    QCOMPARE(bureau.get(id).value(Field::personId), other.actor.personId);
    // The same field does not: only it is in conflict.
    const auto against = bureau.pushOne(other, report(bureau, other, form, id, {{actual, text("94%")}}));
    QCOMPARE(against.verdict, Verdict::Conflict);
    QCOMPARE(against.conflicts.size(), 1);
    QCOMPARE(against.conflicts.first().field, actual);
    QCOMPARE(bureau.get(id).value(actual), QStringLiteral("93%"));
}

void TestServerReports::evidenceFollowsReports() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    approve(bureau, filler, head, form.declaration);
    const auto id = bureau.ids.next();
    const auto evidence = [&](TestDevice& device, const TestDevice& author) {
        Evidence one;
        one.about = form.indicator;
        one.hash = QByteArray(32, 'h');
        one.personId = author.actor.personId;
        one.deviceId = author.actor.deviceId;
        one.atMs = bureau.clock.nowMs();
        QMap<QString, FieldValue> fields;
        const auto known = bureau.storage.record(id)->value_or(Record{});
        const auto values = one.values();
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            fields.insert(it.key(), {it.value(), known.fields.value(it.key()).revision});
        return bureau.fields(device, RecordType::evidence, id, form.declaration, fields);
    };
    QCOMPARE(bureau.pushOne(filler, evidence(filler, other)).problem, QStringLiteral("NotPermitted"));
    QCOMPARE(bureau.pushOne(head, evidence(head, head)).problem, QStringLiteral("NotPermitted"));
    QCOMPARE(bureau.pushOne(filler, evidence(filler, filler)).verdict, Verdict::Applied);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("unit_approved"));
    // A colleague takes it away, naming everything as it stood.
    const auto removal = [&](TestDevice& device) {
        auto mutation = evidence(device, filler);
        mutation.kind = MutationKind::Delete;
        return mutation;
    };
    QCOMPARE(bureau.pushOne(head, removal(head)).problem, QStringLiteral("NotPermitted"));
    QCOMPARE(bureau.pushOne(other, removal(other)).verdict, Verdict::Applied);
    QVERIFY(bureau.get(id).deleted);
}

void TestServerReports::reportsAreNoPartOfWhatIsApproved() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).verdict,
             Verdict::Applied);
    const auto seen = bureau.decision(head, form.declaration, Action::Approve);
    QCOMPARE(bureau.pushOne(filler, report(bureau, filler, form, bureau.ids.next(), {{actual, text("93%")}})).verdict,
             Verdict::Applied);
    QCOMPARE(bureau.pushOne(head, seen).verdict, Verdict::Applied);
}

QTEST_GUILESS_MAIN(TestServerReports)
#include "tst_server_reports.moc"
