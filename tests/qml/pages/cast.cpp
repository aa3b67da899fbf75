#include "cast.h"

#include "core/forms/explanation.h"
#include "core/review/review.h"
#include "core/store/form_repository.h"
#include "core/workflow/workflow.h"

#include <QTest>

namespace jixiao::pages {

namespace {

constexpr qint64 revision = 1000;

Record sent(const QString& type, IdSource& ids, const Record& declaration, const QMap<QString, QString>& values) {
    Record record{type, ids.next(), declaration.unit, declaration.id, {}, revision, false};
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), {it.value(), revision});
    return record;
}

Record inState(Record declaration, FormState state, int round) {
    declaration.fields = {{Field::state, {stateName(state), revision}},
                          {Field::round, {QString::number(round), revision}}};
    declaration.revision = revision;
    return declaration;
}

QList<Record> sentBack(Store& store, IdSource& ids, const Record& declaration, qint64 nowMs) {
    const QMap<QString, QString> who{{Field::personName, QStringLiteral("王建国")},
                                     {Field::at, QString::number(nowMs)},
                                     {Field::round, QStringLiteral("2")}};
    auto decision = who;
    decision.insert(
        {{Field::action, actionName(Action::Return)},
         {Field::toState, stateName(FormState::Returned)},
         {Field::reasonCode, QStringLiteral("R04")},
         {Field::opinion, QStringLiteral("指标不可量化：时效指标请写明完成日期，指标值改为可核对的数字。")}});
    const auto transition = sent(RecordType::transition, ids, declaration, decision);
    QList<Record> records{inState(declaration, FormState::Returned, 2), transition};
    const auto rows = store.children(declaration.id, RecordType::indicator);
    if (rows && !rows->isEmpty()) {
        auto remark = who;
        remark.insert({{Field::about, rows->first().id.toString()},
                       {Field::field, QStringLiteral("target")},
                       {Field::text, QStringLiteral("“符合上级要求”无法考核，请写成完成率或完成日期。")},
                       {Field::transition, transition.id.toString()}});
        records += sent(RecordType::opinion, ids, declaration, remark);
    }
    return records;
}

/// Submitted with a reason for most of its warnings.
QList<Record> sentExplained(Store& store, Services& services, const Record& declaration, int round) {
    const auto document = FormRepository(store, services.catalogue(), services.ids()).load(declaration.id);
    if (!document) return {};
    FormFacts facts;
    facts.copy = FormFacts::Copy::Working;
    const QStringList reasons{
        QStringLiteral("按市局下达的任务分解，县局不另定数值。"), QString(),
        QStringLiteral("以往年维修台账和现场核查记录为准，核查办法写在实施方案第三章，年底由后勤科"
                       "会同财务、纪检现场验收。")};
    QList<Record> records;
    int given = 0;
    for (const auto& finding : Reviewer(RuleSet::builtIn(), services.catalogue()).reviewOne(*document, {}, facts)) {
        auto reason = explanationAt(*document, finding.path, finding.rule, finding.message);
        if (finding.severity != Severity::Warning || !reason) continue;
        reason->text = reasons.at(given++ % reasons.size());
        reason->personName = QStringLiteral("李敏");
        reason->atMs = services.clock().nowMs() - 3'600'000;
        records += sent(RecordType::explanation, services.ids(), declaration, reason->values());
    }
    records += sent(RecordType::transition, services.ids(), declaration,
                    {{Field::action, actionName(Action::Submit)},
                     {Field::toState, stateName(FormState::Submitted)},
                     {Field::explained, QString::number(records.size())}});
    records += inState(declaration, FormState::Submitted, round);
    return records;
}

/// A value the server changed too, and a change it refused: what the sync page is for.
void refuseSome(Store& store, qint64 nowMs) {
    const auto outbound = store.takeOutbound(500, nowMs);
    if (!outbound) return;
    QList<MutationVerdict> verdicts;
    bool refused = false;
    bool conflict = false;
    for (const auto& mutation : *outbound) {
        MutationVerdict verdict{mutation.mutationId, Verdict::Applied, revision, {}, {}, {}};
        if (!conflict && mutation.fields.contains(QStringLiteral("budgetTotal"))) {
            conflict = true;
            verdict.verdict = Verdict::Conflict;
            verdict.conflicts = {{QStringLiteral("budgetTotal"), QStringLiteral("20.00"), revision,
                                  QStringLiteral("赵芳"), nowMs - 3'600'000}};
        } else if (!refused && mutation.recordType == RecordType::indicator && verdicts.size() > 8) {
            verdict.verdict = Verdict::Rejected;
            verdict.problem = Error{ErrorCode::FormLocked}.id();
            verdict.reason = QStringLiteral("这张表已提交，不能再修改");
            refused = true;
        } else if (verdicts.size() >= 12) {
            break;
        }
        verdicts += verdict;
    }
    if (!store.applyVerdicts(verdicts, nowMs) || !store.releaseInFlight(QStringLiteral("没有网络"), nowMs + 60'000))
        qWarning("could not prepare the outbox");
}

} // namespace

Cast Cast::play(Stage& stage) {
    const auto now = stage.services().clock().nowMs();
    auto& ids = stage.services().ids();
    Cast cast;
    const bool done = stage.services().store()->call([&](Store& store) {
        const auto forms = store.formSummaries();
        if (!forms || forms->size() < 8) return false;
        const auto record = [&](int index) { return **store.record(forms->at(index).id); };
        QList<Record> changes = sentBack(store, ids, record(1), now);
        changes += sentExplained(store, stage.services(), record(2), 1);
        changes += inState(record(3), FormState::Submitted, 2);
        changes += inState(record(4), FormState::UnitApproved, 1);
        changes += inState(record(5), FormState::UnitApproved, 1);
        cast = {forms->at(0).id, forms->at(1).id, forms->at(2).id};
        if (!store.applyRemote(changes, revision)) return false;
        refuseSome(store, now);
        return true;
    });
    if (!done) qWarning("could not set the scene");
    Q_EMIT stage.services().formsChanged({});
    if (!QTest::qWaitFor([&] { return !stage.app().projects()->isLoading(); })) qWarning("the list stayed busy");
    return cast;
}

void actAs(Stage& stage, const QString& name, const QList<Role>& roles) {
    auto actor = stage.services().actor();
    actor.name = name;
    actor.roles = roles;
    stage.services().adoptIdentity(actor, stage.services().unitName(), {}, {});
}

void connectNowhere(Stage& stage) {
    const ServerIdentity server{QStringLiteral("https://127.0.0.1:1"), {}, {}};
    stage.services().adoptIdentity(stage.services().actor(), stage.services().unitName(), server,
                                   QStringLiteral("token"));
}

void report(OutcomeViewModel& outcome) {
    for (int row = 0; row < outcome.rows()->count(); ++row) {
        const auto kind = outcome.rows()->rows().at(row).kind;
        if (row % 4 == 3) continue;
        outcome.type(row, kind == QLatin1String("number")  ? QStringLiteral("9%1").arg(row)
                          : kind == QLatin1String("words") ? QStringLiteral("部分达成")
                                                           : QStringLiteral("2025-10-31"));
    }
    outcome.set(0, QStringLiteral("reason"), QStringLiteral("两处设备更换，影响了三个月。"));
    outcome.setFunds(QStringLiteral("executed"), QStringLiteral("4.50"));
    outcome.flush();
}

FormDocument explainable() {
    const auto read =
        Importer(FormCatalogue::builtIn()).importFile(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/core/review/good.json"));
    if (!read || read->documents.isEmpty()) return {};
    auto document = read->documents.first();
    auto& rows = document.tables[QStringLiteral("indicators")];
    for (int row = 0; row < 3 && row < rows.size(); ++row)
        rows[row].cells[QStringLiteral("description")] = rows.at(row).cell(QStringLiteral("name"));
    return document;
}

} // namespace jixiao::pages
