#pragma once

#include "core/base/result.h"
#include "core/domain/role.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace jixiao {

/// What a person can do to a form. Wire name: the enumerator in lower case ("submit").
enum class Action { Submit, Withdraw, Check, Approve, Return, Adjust, Void };

QString actionName(Action action);
std::optional<Action> actionFromName(QStringView name);

/// A reason for returning a form (R01–R99), from the workflow data.
struct ReturnReason {
    QString code;
    QString label;
    bool needsText = false;
};

/// The chain of states of a kind of unit, as data (assets/workflow/*.json); a pure state machine used alike on the
/// device and on the server (DOMAIN §3.3).
class Workflow {
public:
    static const Workflow& builtIn();
    /// Errors: JsonMalformed, TemplateInvalid.
    static Result<Workflow> fromJson(const QByteArray& json);

    /// The state after the action. Errors: TransitionRefused (the state does not allow it), NotPermitted (the role does
    /// not), InvalidInput (a return without a known reason code, or R99 without text; an adjustment without text).
    Result<FormState> apply(FormState from, Action action, const QList<Role>& roles, const QString& reasonCode = {},
                            const QString& opinion = {}) const;
    /// What these roles may do now; used to show buttons.
    QList<Action> allowed(FormState from, const QList<Role>& roles) const;
    /// Whether these roles may change the form's content in this state.
    bool isEditable(FormState state, const QList<Role>& roles) const;
    /// Whether these roles may report what became of a form in this state.
    bool mayReport(FormState state, const QList<Role>& roles) const;
    const QList<ReturnReason>& returnReasons() const { return reasons_; }

private:
    enum class Needs { Nothing, Reason, Text };
    struct Rule {
        Action action = Action::Submit;
        QList<FormState> from;
        FormState to = FormState::Draft;
        QList<Role> roles;
        Needs needs = Needs::Nothing;
    };
    friend struct WorkflowReader;
    Result<void> checkWords(const Rule& rule, const QString& reasonCode, const QString& opinion) const;

    QList<Rule> rules_;
    QList<FormState> editableStates_;
    QList<Role> editorRoles_;
    QList<FormState> reportableStates_;
    QList<Role> reporterRoles_;
    QList<ReturnReason> reasons_;
};

} // namespace jixiao
