#include "core/store/database.h"
#include "core/store/store.h"
#include "core/workflow/workflow.h"

#include <QHash>

namespace jixiao {

namespace {

/// What the outbox and the conflicts say about one form.
struct Pending {
    int unsent = 0;
    bool inFlight = false;
    bool conflict = false;
    bool refused = false;
    QString refusal;
    std::optional<OutboxState> command;
    QString commandState; ///< state name the newest command leads to
};

QHash<Id, Pending> readPending(Database& database) {
    QHash<Id, Pending> pending;
    auto rows = database.query("SELECT o.scope, o.kind, o.state, o.reason, coalesce(f.value, '') FROM outbox o"
                               " LEFT JOIN record_field f ON o.kind = ?1 AND f.record = o.record AND f.name = ?2"
                               " WHERE o.scope IS NOT NULL ORDER BY o.seq",
                               int(MutationKind::Command), Field::toState);
    while (rows.next()) {
        Pending& form = pending[rows.id(0)];
        const auto state = OutboxState(rows.integer(2));
        ++form.unsent;
        form.inFlight |= state == OutboxState::InFlight;
        form.conflict |= state == OutboxState::Conflict;
        if (state == OutboxState::Refused) {
            form.refused = true;
            form.refusal = rows.text(3);
        } else if (MutationKind(rows.integer(1)) == MutationKind::Command) {
            form.command = state;
            form.commandState = rows.text(4);
        }
    }
    return pending;
}

FormStatus statusOf(FormState state, const Pending& pending) {
    if (pending.conflict) return FormStatus::Conflict;
    if (pending.refused) return FormStatus::Refused;
    if (pending.command) return pending.inFlight ? FormStatus::Sending : FormStatus::Waiting;
    switch (state) {
    case FormState::Returned:
        return FormStatus::Returned;
    case FormState::Submitted:
    case FormState::SectionChecked:
        return FormStatus::Received;
    case FormState::UnitApproved:
    case FormState::SuperiorApproved:
    case FormState::FinanceApproved:
    case FormState::Frozen:
    case FormState::Published:
        return FormStatus::Approved;
    default:
        return FormStatus::Draft;
    }
}

void takeField(FormSummary& form, const QString& name, const QString& value, QString& state) {
    if (name == Field::form)
        form.form = value;
    else if (name == Field::fiscalYear)
        form.fiscalYear = value.toInt();
    else if (name == Field::state)
        state = value;
    else if (name == Field::round)
        form.round = std::max(1, value.toInt());
    else if (name == QLatin1String("title"))
        form.title = value;
    else if (name == QLatin1String("budgetTotal"))
        form.budgetTotal = value;
    else
        form.moneyUnit = value;
}

/// The newest return's words.
QString returnNote(Database& database, const Id& form) {
    auto row = database.query("SELECT o.value FROM record t JOIN record_field a ON a.record = t.id AND a.name = ?2"
                              " JOIN record_field o ON o.record = t.id AND o.name = ?4"
                              " WHERE t.parent = ?1 AND t.type = ?5 AND t.deleted = 0 AND a.value = ?3"
                              " ORDER BY t.id DESC LIMIT 1",
                              form, Field::action, actionName(Action::Return), Field::opinion, RecordType::transition);
    return row.next() ? row.text(0) : QString();
}

struct Form {
    FormSummary summary;
    QString state;
};

QList<Form> readForms(Database& database, const Id& only) {
    auto rows = database.query(
        "SELECT d.id, d.unit, max(d.changed_ms, coalesce(p.changed_ms, 0)) AS changed, c.errors, c.warnings, c.rules,"
        " coalesce((SELECT value FROM record_field WHERE record = p.id AND name = ?3), ''),"
        " coalesce((SELECT value FROM record_field WHERE record = p.id AND name = ?4), ''), f.name, f.value"
        " FROM record d LEFT JOIN record p ON p.id = d.parent LEFT JOIN review_count c ON c.declaration = d.id"
        " LEFT JOIN record_field f ON f.record = d.id"
        "  AND f.name IN ('form', 'fiscalYear', 'title', 'state', 'round', 'budgetTotal', 'moneyUnit')"
        " WHERE d.type = ?1 AND d.deleted = 0 AND (?2 IS NULL OR d.id = ?2) ORDER BY changed DESC, d.id DESC",
        RecordType::declaration, only, Field::name, Field::code);
    QList<Form> forms;
    while (rows.next()) {
        const Id id = rows.id(0);
        if (forms.isEmpty() || !(forms.last().summary.id == id)) {
            Form form;
            form.summary.id = id;
            form.summary.unit = rows.id(1);
            form.summary.changedMs = rows.integer(2);
            if (!rows.isNull(3)) form.summary.review = {int(rows.integer(3)), int(rows.integer(4)), rows.text(5)};
            form.summary.projectName = rows.text(6);
            form.summary.projectCode = rows.text(7);
            forms.append(form);
        }
        if (!rows.isNull(8)) takeField(forms.last().summary, rows.text(8), rows.text(9), forms.last().state);
    }
    return forms;
}

} // namespace

Result<QList<FormSummary>> Store::summaries(const Id& only) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    const auto pending = readPending(*database_);
    QList<FormSummary> summaries;
    const auto forms = readForms(*database_, only);
    for (const auto& [read, stateText] : forms) {
        FormSummary form = read;
        const Pending waiting = pending.value(form.id);
        form.unsent = waiting.unsent;
        form.state = stateFromName(waiting.command ? waiting.commandState : stateText).value_or(FormState::Draft);
        form.status = statusOf(form.state, waiting);
        if (form.status == FormStatus::Refused)
            form.note = waiting.refusal;
        else if (form.state == FormState::Returned)
            form.note = returnNote(*database_, form.id);
        if (form.title.isEmpty()) form.title = form.projectName;
        summaries.append(form);
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return summaries;
}

Result<QList<FormSummary>> Store::formSummaries() const { return summaries({}); }

Result<FormSummary> Store::formSummary(const Id& declaration) const {
    auto found = declaration.isNull() ? Result<QList<FormSummary>>(QList<FormSummary>{}) : summaries(declaration);
    if (!found) return found.error();
    if (found->isEmpty())
        return Error{
            ErrorCode::RecordNotFound, declaration.toString(), {{QStringLiteral("id"), declaration.toString()}}};
    return found->first();
}

} // namespace jixiao
