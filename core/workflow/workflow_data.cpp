#include "core/base/json.h"
#include "core/workflow/workflow.h"

#include <QJsonArray>

namespace jixiao {

/// Reads a workflow's data strictly; the first fault is kept with its place.
struct WorkflowReader {
    using Rule = Workflow::Rule;

    QString fault;

    void fail(const QString& where) {
        if (fault.isEmpty()) fault = where;
    }

    template <typename T>
    QList<T> names(const QJsonValue& value, std::optional<T> (*parse)(QStringView), const QString& where) {
        QList<T> result;
        for (const auto& entry : value.toArray()) {
            const auto parsed = parse(entry.toString());
            if (parsed)
                result.append(*parsed);
            else
                fail(where);
        }
        if (result.isEmpty()) fail(where);
        return result;
    }

    Rule rule(const QJsonObject& json, const QString& where) {
        Rule rule;
        const auto action = actionFromName(json[QStringLiteral("action")].toString());
        const auto to = stateFromName(json[QStringLiteral("to")].toString());
        if (!action) fail(where + QStringLiteral(".action"));
        if (!to) fail(where + QStringLiteral(".to"));
        rule.action = action.value_or(Action::Submit);
        rule.to = to.value_or(FormState::Draft);
        rule.from = names<FormState>(json[QStringLiteral("from")], stateFromName, where + QStringLiteral(".from"));
        rule.roles = names<Role>(json[QStringLiteral("roles")], roleFromName, where + QStringLiteral(".roles"));
        const auto needs = json[QStringLiteral("needs")].toString();
        if (needs == QLatin1String("reason"))
            rule.needs = Workflow::Needs::Reason;
        else if (needs == QLatin1String("text"))
            rule.needs = Workflow::Needs::Text;
        else if (!needs.isEmpty())
            fail(where + QStringLiteral(".needs"));
        return rule;
    }

    QList<ReturnReason> reasons(const QJsonArray& list) {
        QList<ReturnReason> result;
        QStringList seen;
        for (const auto& entry : list) {
            const auto json = entry.toObject();
            const ReturnReason reason{json[QStringLiteral("code")].toString(), json[QStringLiteral("label")].toString(),
                                      json[QStringLiteral("needsText")].toBool()};
            if (reason.code.isEmpty() || reason.label.isEmpty() || seen.contains(reason.code))
                fail(QStringLiteral("returnReasons[%1]").arg(result.size()));
            seen.append(reason.code);
            result.append(reason);
        }
        return result;
    }

    void who(const QJsonObject& root, const QString& what, QList<FormState>& states, QList<Role>& roles) {
        const auto json = root[what].toObject();
        states = names<FormState>(json[QStringLiteral("states")], stateFromName, what + QStringLiteral(".states"));
        roles = names<Role>(json[QStringLiteral("roles")], roleFromName, what + QStringLiteral(".roles"));
    }

    void read(const QJsonObject& root, Workflow& workflow) {
        if (root[QStringLiteral("format")].toString() != QLatin1String("jixiao.workflow/1"))
            fail(QStringLiteral("format"));
        for (const auto& entry : root[QStringLiteral("transitions")].toArray()) {
            const auto where = QStringLiteral("transitions[%1]").arg(workflow.rules_.size());
            workflow.rules_.append(rule(entry.toObject(), where));
        }
        if (workflow.rules_.isEmpty()) fail(QStringLiteral("transitions"));
        who(root, QStringLiteral("editing"), workflow.editableStates_, workflow.editorRoles_);
        who(root, QStringLiteral("reporting"), workflow.reportableStates_, workflow.reporterRoles_);
        workflow.reasons_ = reasons(root[QStringLiteral("returnReasons")].toArray());
    }
};

Result<Workflow> Workflow::fromJson(const QByteArray& json) {
    const auto root = parseJsonObject(json, {256 * 1024, 8});
    if (!root) return root.error();
    Workflow workflow;
    WorkflowReader reader;
    reader.read(*root, workflow);
    if (!reader.fault.isEmpty()) return Error{ErrorCode::TemplateInvalid, reader.fault};
    return workflow;
}

} // namespace jixiao
