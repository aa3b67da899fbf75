#include "core/base/json.h"
#include "core/domain/evidence.h"
#include "core/forms/explanation.h"
#include "core/workflow/snapshot.h"
#include "sync/server/push_run.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>

namespace jixiao::server {

namespace {

constexpr int maxDepth = 8;
constexpr int maxShortField = 200; ///< of an explanation: everything but its words and the message it answers

bool isMasterData(const QString& type) {
    return type == RecordType::unit || type == RecordType::person || type == RecordType::formTemplate;
}

} // namespace

QString serverReason(const QString& key) {
    static const QJsonObject sentences = [] {
        QFile file(QStringLiteral(":/assets/messages/server_reasons.json"));
        auto read = file.open(QIODevice::ReadOnly) ? parseJsonObject(file.readAll())
                                                   : Result<QJsonObject>(Error{ErrorCode::FileNotFound});
        if (!read) qFatal("the server's sentences are missing");
        return *read;
    }();
    return sentences.value(key).toString();
}

FormState stateOf(const Record& declaration) {
    return stateFromName(declaration.value(Field::state)).value_or(FormState::Draft);
}

int roundOf(const Record& declaration) { return std::max(1, declaration.value(Field::round).toInt()); }

PushRun::Refusal PushRun::refusesType(const OutboundMutation& m) {
    if (isMasterData(m.recordType))
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("masterData")))};
    const bool isDecision = m.recordType == RecordType::transition;
    if (isDecision != (m.kind == MutationKind::Command))
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("decisionsOnly")))};
    return {std::nullopt};
}

/// Where a new record may stand: in a unit of the person, below a record of the same unit that is already here. A form
/// stands below its project, or by itself when it is one of the whole unit.
PushRun::Refusal PushRun::refusesPlace(const OutboundMutation& m) {
    if (!session_.scope.covers(m.unit))
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherUnit")))};
    const bool isProject = m.recordType == RecordType::project;
    const bool isForm = m.recordType == RecordType::declaration;
    const bool mayStandAlone = isProject || isForm;
    if (m.parent.isNull() ? !mayStandAlone : isProject)
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("wrongPlace")))};
    if (m.parent.isNull()) return {std::nullopt};
    auto parent = parentOf(m.parent);
    if (!parent) return parent.error();
    if (!*parent) return {deferred(m, serverReason(QStringLiteral("parentMissing")))};
    const bool belowProject = (*parent)->type == RecordType::project;
    const bool misplaced = m.recordType == RecordType::explanation && (*parent)->type != RecordType::declaration;
    if ((*parent)->unit != m.unit || belowProject != isForm || isMasterData((*parent)->type) || misplaced)
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("wrongPlace")))};
    return {std::nullopt};
}

/// A record keeps its type and place; people of other units do not touch it.
PushRun::Refusal PushRun::refusesIdentity(const OutboundMutation& m, const Record& record) {
    if (!session_.scope.covers(record.unit))
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherUnit")))};
    const bool moved = (!m.unit.isNull() && m.unit != record.unit) || (!m.parent.isNull() && m.parent != record.parent);
    if (moved || m.recordType != record.type)
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("wrongPlace")))};
    return {std::nullopt};
}

PushRun::Refusal PushRun::refusesServerOwned(const OutboundMutation& m, const Record* record) {
    if (m.recordType != RecordType::declaration) return {std::nullopt};
    Record fresh;
    fresh.fields = {{Field::state, {stateName(FormState::Draft), 0}}, {Field::round, {QStringLiteral("1"), 0}}};
    const auto& current = record ? *record : fresh;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it)
        if (isServerOwned(it.key()) && !it->value.isEmpty() && it->value != current.value(it.key()))
            return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("serverOwned")))};
    return {std::nullopt};
}

PushRun::Refusal PushRun::refusesEdit(const OutboundMutation& m, const Record& record) {
    if (record.type == RecordType::opinion) {
        const auto author = record.revision == 0 ? session_.actor.personId : record.value(Field::personId);
        const auto claimed = m.fields.value(Field::personId, {session_.actor.personId, 0}).value;
        if (author != session_.actor.personId || claimed != session_.actor.personId)
            return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherAuthor")))};
        return {std::nullopt};
    }
    if (record.type == RecordType::explanation && m.kind == MutationKind::Fields)
        if (auto refusal = refusesExplanation(m, record); !refusal || *refusal) return refusal;
    const auto& roles = session_.actor.roles;
    if (record.type == RecordType::report || record.type == RecordType::evidence) return refusesReport(m, record);
    if (!workflow_.isEditable(FormState::Draft, roles)) return {refused(m, ErrorCode::NotPermitted)};
    auto forms = formsOf(record);
    if (!forms) return forms.error();
    for (const auto& form : std::as_const(*forms))
        if (!workflow_.isEditable(stateOf(form), roles)) return {refused(m, ErrorCode::FormLocked)};
    return {std::nullopt};
}

/// What became of a form, and the evidence for it, is told by those who may report, in their own name, whatever may be
/// done to its content. Who takes it away need not be who told it.
PushRun::Refusal PushRun::refusesReport(const OutboundMutation& m, const Record& record) {
    const auto claimed = m.fields.value(Field::personId, {session_.actor.personId, 0}).value;
    if (m.kind == MutationKind::Fields && claimed != session_.actor.personId)
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherAuthor")))};
    auto form = parentOf(record.parent);
    if (!form) return form.error();
    if (!*form || (*form)->type != RecordType::declaration)
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("wrongPlace")))};
    const auto& roles = session_.actor.roles;
    if (!workflow_.mayReport(FormState::UnitApproved, roles)) return {refused(m, ErrorCode::NotPermitted)};
    if (!workflow_.mayReport(stateOf(**form), roles)) return {refused(m, ErrorCode::FormLocked)};
    return {std::nullopt};
}

/// A reason stands in the name of who wrote it, and is short. Beyond that it is content: whoever may edit the form may
/// write one and may take one away, while the form can be edited.
PushRun::Refusal PushRun::refusesExplanation(const OutboundMutation& m, const Record& record) {
    const auto author = record.revision == 0 ? m.fields.value(Field::personId).value : record.value(Field::personId);
    const auto claimed = m.fields.value(Field::personId, {author, 0}).value;
    if (author != session_.actor.personId || claimed != session_.actor.personId)
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherAuthor")))};
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it) {
        const int most = it.key() == Field::text      ? maxExplanationLength
                         : it.key() == Field::message ? maxExplainedMessageLength
                                                      : maxShortField;
        if (it->value.size() > most)
            return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("explanationTooLong")))};
    }
    return {std::nullopt};
}

PushRun::Refusal PushRun::refusesDelete(const OutboundMutation& m, const Record& record) {
    if (record.type != RecordType::project && record.type != RecordType::declaration) return {std::nullopt};
    auto children = storage_.children(record.id);
    if (!children) return children.error();
    const auto holds = [&](const QString& type) {
        return std::any_of(children->cbegin(), children->cend(), [&](const Record& c) { return c.type == type; });
    };
    if (holds(RecordType::declaration))
        return {refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("projectInUse")))};
    if (holds(RecordType::transition))
        return {refused(m, ErrorCode::FormLocked, serverReason(QStringLiteral("onceSubmitted")))};
    return {std::nullopt};
}

/// The declarations whose content this record is part of: its own, or for a project all of them.
Result<QList<Record>> PushRun::formsOf(const Record& record) {
    if (record.type == RecordType::project) {
        auto children = storage_.children(record.id);
        if (!children) return children.error();
        QList<Record> forms;
        std::copy_if(children->cbegin(), children->cend(), std::back_inserter(forms),
                     [](const Record& child) { return child.type == RecordType::declaration; });
        return forms;
    }
    auto current = record;
    for (int depth = 0; depth < maxDepth; ++depth) {
        if (current.type == RecordType::declaration) return QList<Record>{current};
        auto parent = parentOf(current.parent);
        if (!parent) return parent.error();
        if (!*parent) break;
        current = **parent;
    }
    return QList<Record>{};
}

} // namespace jixiao::server
