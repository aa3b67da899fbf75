// Reasons for warnings: who may write them, where and when, on both storages.
#include "core/forms/explanation.h"
#include "storage_cases.h"

using namespace jixiao;
using namespace jixiao::server;

namespace {

QMap<QString, FieldValue> reason(const TestDevice& device, const Id& row, const QString& text) {
    Explanation explanation;
    explanation.rule = QStringLiteral("P31");
    explanation.table = QStringLiteral("indicators");
    explanation.row = row;
    explanation.field = QStringLiteral("target");
    explanation.message = QStringLiteral("指标值偏低");
    explanation.text = text;
    explanation.personId = device.actor.personId;
    explanation.personName = device.actor.name;
    explanation.deviceId = device.actor.deviceId;
    QMap<QString, FieldValue> fields;
    const auto values = explanation.values();
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        fields.insert(it.key(), {it.value(), 0});
    return fields;
}

} // namespace

class TestServerExplanations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editorsWriteThem_data() { StorageCases::add(); }
    void editorsWriteThem();
    void onlyInOnesOwnName_data() { StorageCases::add(); }
    void onlyInOnesOwnName();
    void onlyWhileTheFormCanBeEdited_data() { StorageCases::add(); }
    void onlyWhileTheFormCanBeEdited();
    void onlyShortOnesBelowAForm_data() { StorageCases::add(); }
    void onlyShortOnesBelowAForm();
    void aDecisionCoversThem_data() { StorageCases::add(); }
    void aDecisionCoversThem();

private:
    StorageCases cases_;
};

void TestServerExplanations::editorsWriteThem() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto mine = bureau.ids.next();
    const auto theirs = bureau.ids.next();
    // Both explain the same warning at the same time.
    const auto first = bureau.pushOne(filler, bureau.fields(filler, RecordType::explanation, mine, form.declaration,
                                                            reason(filler, form.indicator, QStringLiteral("甲"))));
    const auto second = bureau.pushOne(other, bureau.fields(other, RecordType::explanation, theirs, form.declaration,
                                                            reason(other, form.indicator, QStringLiteral("乙"))));
    QCOMPARE(first.verdict, Verdict::Applied);
    QCOMPARE(second.verdict, Verdict::Applied);
    QCOMPARE(bureau.get(mine).value(Field::text), QStringLiteral("甲"));
    QCOMPARE(bureau.get(theirs).value(Field::text), QStringLiteral("乙"));
    const auto changed = bureau.pushOne(
        filler, bureau.fields(filler, RecordType::explanation, mine, form.declaration,
                              {{Field::text, {QStringLiteral("甲改"), bureau.revision(mine, Field::text)}}}));
    QCOMPARE(changed.verdict, Verdict::Applied);
    QCOMPARE(
        bureau.pushOne(filler, bureau.removal(filler, RecordType::explanation, mine, bureau.get(mine).fields)).problem,
        QString());
    QVERIFY(bureau.get(mine).deleted);
}

void TestServerExplanations::onlyInOnesOwnName() {
    BUREAU();
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    const auto id = bureau.ids.next();
    const auto problem = [&](TestDevice& device, const Id& record, const QMap<QString, FieldValue>& fields) {
        return bureau.pushOne(device, bureau.fields(device, RecordType::explanation, record, form.declaration, fields))
            .problem;
    };
    const auto refused = QStringLiteral("NotPermitted");
    QCOMPARE(problem(filler, id, reason(other, form.indicator, QStringLiteral("冒名"))), refused);
    auto nameless = reason(filler, form.indicator, QStringLiteral("无名"));
    nameless.remove(Field::personId);
    QCOMPARE(problem(filler, id, nameless), refused);
    QVERIFY(!*bureau.storage.record(id));

    QCOMPARE(problem(filler, id, reason(filler, form.indicator, QStringLiteral("甲"))), QString());
    const auto base = bureau.revision(id, Field::text);
    QCOMPARE(problem(other, id, {{Field::text, {QStringLiteral("改他人的"), base}}}), refused);
    QCOMPARE(problem(other, id,
                     {{Field::text, {QStringLiteral("改他人的"), base}},
                      {Field::personId, {other.actor.personId, bureau.revision(id, Field::personId)}}}),
             refused);
    QCOMPARE(problem(filler, id, {{Field::personId, {other.actor.personId, bureau.revision(id, Field::personId)}}}),
             refused);
    QCOMPARE(bureau.get(id).value(Field::text), QStringLiteral("甲"));
}

void TestServerExplanations::onlyWhileTheFormCanBeEdited() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    const auto id = bureau.ids.next();
    const auto problem = [&](TestDevice& device, const Id& record, const QString& text) {
        auto fields = reason(device, form.indicator, text);
        if (auto known = *bureau.storage.record(record))
            fields = {{Field::text, {text, known->fields.value(Field::text).revision}}};
        return bureau.pushOne(device, bureau.fields(device, RecordType::explanation, record, form.declaration, fields))
            .problem;
    };
    // Who decides about forms does not fill them in.
    QCOMPARE(problem(head, id, QStringLiteral("代写")), QStringLiteral("NotPermitted"));
    QCOMPARE(problem(filler, id, QStringLiteral("先写")), QString());
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).problem, QString());
    QCOMPARE(problem(filler, id, QStringLiteral("补写")), QStringLiteral("FormLocked"));
    QCOMPARE(problem(filler, bureau.ids.next(), QStringLiteral("另写")), QStringLiteral("FormLocked"));
    QCOMPARE(bureau.pushOne(filler, bureau.removal(filler, RecordType::explanation, id, bureau.get(id).fields)).problem,
             QStringLiteral("FormLocked"));
    QCOMPARE(bureau.get(id).value(Field::text), QStringLiteral("先写"));
    QCOMPARE(bureau
                 .pushOne(head, bureau.decision(head, form.declaration, Action::Return, QStringLiteral("R07"),
                                                QStringLiteral("依据写清楚")))
                 .problem,
             QString());
    QCOMPARE(problem(filler, id, QStringLiteral("补写")), QString());
}

void TestServerExplanations::onlyShortOnesBelowAForm() {
    BUREAU();
    const auto push = [&](const Id& parent, const QMap<QString, FieldValue>& fields) {
        return bureau.pushOne(filler,
                              bureau.fields(filler, RecordType::explanation, bureau.ids.next(), parent, fields));
    };
    auto fields = reason(filler, form.indicator, QString(maxExplanationLength, u'因'));
    QCOMPARE(push(form.declaration, fields).problem, QString());
    fields[Field::text].value += u'因';
    const auto tooLong = push(form.declaration, fields);
    QCOMPARE(tooLong.problem, QStringLiteral("InvalidInput"));
    QVERIFY(tooLong.reason.contains(QString::number(maxExplanationLength)));
    fields = reason(filler, form.indicator, QStringLiteral("短"));
    fields[Field::message].value = QString(maxExplainedMessageLength + 1, u'话');
    QCOMPARE(push(form.declaration, fields).problem, QStringLiteral("InvalidInput"));
    fields = reason(filler, form.indicator, QStringLiteral("短"));
    fields[QStringLiteral("more")].value = QString(5000, u'多');
    QCOMPARE(push(form.declaration, fields).problem, QStringLiteral("InvalidInput"));

    fields = reason(filler, form.indicator, QStringLiteral("短"));
    QCOMPARE(push(form.project, fields).problem, QStringLiteral("InvalidInput"));
    QCOMPARE(push(form.goal, fields).problem, QStringLiteral("InvalidInput"));
    QCOMPARE(push({}, fields).problem, QStringLiteral("InvalidInput"));
}

void TestServerExplanations::aDecisionCoversThem() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    const auto id = bureau.ids.next();
    const auto write = [&](const QString& text) {
        auto fields = reason(filler, form.indicator, text);
        if (auto known = *bureau.storage.record(id))
            fields = {{Field::text, {text, known->fields.value(Field::text).revision}}};
        return bureau.pushOne(filler, bureau.fields(filler, RecordType::explanation, id, form.declaration, fields))
            .problem;
    };
    QCOMPARE(write(QStringLiteral("看到的理由")), QString());
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).problem, QString());
    const auto seen = bureau.decision(head, form.declaration, Action::Approve);
    // Taken back, another reason written, submitted again in the same round: nobody has approved that.
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Withdraw)).problem, QString());
    QCOMPARE(write(QStringLiteral("换掉的理由")), QString());
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).problem, QString());
    QCOMPARE(bureau.pushOne(head, seen).problem, QStringLiteral("SnapshotMismatch"));
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("submitted"));
    QCOMPARE(bureau.pushOne(head, bureau.decision(head, form.declaration, Action::Approve)).problem, QString());
}

QTEST_GUILESS_MAIN(TestServerExplanations)
#include "tst_server_explanations.moc"
