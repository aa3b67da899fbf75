// The part of FormViewModel that submits, withdraws, approves and returns.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "app/gui/worker.h"
#include "core/workflow/snapshot.h"
#include "sync/protocol/transition.h"

namespace jixiao {

namespace {

/// What a decision is made of, ready for the store thread.
struct Decision {
    Id form;
    Action action = Action::Submit;
    QString reasonCode;
    QString opinion;
    QMap<QString, QString> remarks;
    int explained = 0; ///< warnings with a reason, for a submit
    Actor actor;
    const Signer* signer = nullptr;
    qint64 nowMs = 0;
};

Record newRecord(const QString& type, IdSource& ids, const FormSummary& form, const QMap<QString, QString>& values) {
    Record record;
    record.type = type;
    record.id = ids.next();
    record.unit = form.unit;
    record.parent = form.id;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), FieldValue{it.value(), 0});
    return record;
}

Result<void> queue(Store& store, IdSource& ids, const Decision& decision) {
    const auto summary = store.formSummary(decision.form);
    if (!summary) return summary.error();
    const auto to = Workflow::builtIn().apply(summary->state, decision.action, decision.actor.roles,
                                              decision.reasonCode, decision.opinion);
    if (!to) return to.error();
    const auto records = store.formRecords(decision.form);
    if (!records) return records.error();

    const auto transition = protocol::makeTransition(ids.next(),
                                                     {decision.action, summary->state, *to, decision.reasonCode,
                                                      decision.opinion, decision.form, summary->unit,
                                                      snapshotHash(*records), summary->round, decision.explained},
                                                     decision.actor, decision.nowMs, decision.signer);
    QList<Record> opinions;
    for (auto it = decision.remarks.cbegin(); it != decision.remarks.cend(); ++it) {
        const auto slash = it.key().indexOf(u'/');
        opinions.append(newRecord(RecordType::opinion, ids, *summary,
                                  {{Field::personId, decision.actor.personId},
                                   {Field::personName, decision.actor.name},
                                   {Field::at, QString::number(decision.nowMs)},
                                   {Field::round, QString::number(summary->round)},
                                   {Field::about, it.key().left(slash)},
                                   {Field::field, it.key().mid(slash + 1)},
                                   {Field::text, it.value()},
                                   {Field::transition, transition.id.toString()}}));
    }
    if (auto queued = store.queueCommand(decision.actor, transition, opinions); !queued) return queued;
    return FormOpinions::keepDraft(store, decision.form, {});
}

} // namespace

void FormViewModel::submit() {
    const auto findings = findingsOf(document_, *beside_, services_.catalogue(), *services_.rules().inForce().rules);
    if (!maySubmit(findings)) {
        review();
        int errors = 0;
        for (const auto& finding : findings)
            errors += finding.severity == Severity::Error ? 1 : 0;
        return fail({ErrorCode::ReviewBlocked, {}, {{QStringLiteral("count"), QString::number(errors)}}});
    }
    const auto explained = jixiao::explain(findings, document_, explanationsNow());
    if (const int missing = missingExplanations(explained); missing > 0) {
        review();
        showMissingExplanation();
        Q_EMIT notice(tr("还有 %1 条提醒没有写说明").arg(missing));
        return;
    }
    decide(Action::Submit, {}, {}, givenExplanations(explained));
}

void FormViewModel::withdraw() {
    if (summary_.status != FormStatus::Waiting) return decide(Action::Withdraw, {}, {});
    change([id = id_](Store& store, FormRepository&) { return store.cancelCommand(id); });
}

void FormViewModel::approve(const QString& opinion) { decide(Action::Approve, {}, opinion.trimmed()); }

void FormViewModel::returnForm(const QString& reasonCode, const QString& opinion) {
    decide(Action::Return, reasonCode, opinion.trimmed());
}

void FormViewModel::decide(Action action, const QString& reasonCode, const QString& opinion, int explained) {
    clearError();
    const bool withRemarks = action == Action::Return || action == Action::Approve;
    Decision decision{id_,
                      action,
                      reasonCode,
                      opinion,
                      withRemarks ? opinions_ : QMap<QString, QString>{},
                      explained,
                      services_.actor(),
                      services_.signer(),
                      services_.clock().nowMs()};
    saveNow();
    if (services_.store() == nullptr || id_.isNull() || loading_) return;
    runInStore(
        *services_.store(), this,
        [decision, edits = sent_, &ids = services_.ids()](Store& store) -> Result<void> {
            // Nothing is decided about a form whose last words are not saved.
            for (const auto& edit : edits)
                if (edit.form == decision.form && !*edit.outcome) return *edit.outcome;
            return queue(store, ids, decision);
        },
        [this, action, id = id_, generation = generation_](const Result<void>& queued) {
            if (queued) services_.notifyEdited(id);
            if (generation != generation_) return;
            if (!queued) return fail(queued.error());
            switch (action) {
            case Action::Submit:
                Q_EMIT notice(tr("已提交，等待发送"));
                break;
            case Action::Approve:
                Q_EMIT notice(tr("已批准，等待发送"));
                break;
            case Action::Return:
                Q_EMIT notice(tr("已退回，等待发送"));
                break;
            default:
                Q_EMIT notice(tr("已记录，等待发送"));
                break;
            }
            reload();
        });
}

void FormViewModel::setOpinion(const QString& path, const QString& text) {
    if (!canReturn()) return;
    const auto key = opinionKey(FieldPath::fromString(path));
    if (text.trimmed().isEmpty())
        opinions_.remove(key);
    else
        opinions_.insert(key, text);
    spreadOpinions();
    if (services_.store() == nullptr) return;
    ++savingOpinions_;
    runInStore(
        *services_.store(), this,
        [id = id_, opinions = opinions_](Store& store) { return FormOpinions::keepDraft(store, id, opinions); },
        [this](const Result<void>& kept) {
            --savingOpinions_;
            if (!kept) fail(kept.error());
        });
}

bool FormViewModel::mayNow(Action action) const {
    return !id_.isNull() && !loading_ &&
           Workflow::builtIn().allowed(summary_.state, services_.actor().roles).contains(action);
}

bool FormViewModel::isEditable() const {
    return !id_.isNull() && !loading_ && Workflow::builtIn().isEditable(summary_.state, services_.actor().roles);
}

bool FormViewModel::canSubmit() const { return mayNow(Action::Submit); }
bool FormViewModel::canWithdraw() const { return mayNow(Action::Withdraw); }
bool FormViewModel::canApprove() const { return mayNow(Action::Approve) && summary_.status == FormStatus::Received; }
bool FormViewModel::canReturn() const { return mayNow(Action::Return) && summary_.status == FormStatus::Received; }

QVariantList FormViewModel::returnReasons() const {
    QVariantList reasons;
    for (const auto& reason : Workflow::builtIn().returnReasons())
        reasons.append(QVariantMap{{QStringLiteral("code"), reason.code},
                                   {QStringLiteral("label"), reason.label},
                                   {QStringLiteral("needsText"), reason.needsText}});
    return reasons;
}

} // namespace jixiao
