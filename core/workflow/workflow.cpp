#include "core/workflow/workflow.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <utility>

namespace jixiao {

namespace {

constexpr std::array<std::pair<Action, const char*>, 7> actionNames{{{Action::Submit, "submit"},
                                                                     {Action::Withdraw, "withdraw"},
                                                                     {Action::Check, "check"},
                                                                     {Action::Approve, "approve"},
                                                                     {Action::Return, "return"},
                                                                     {Action::Adjust, "adjust"},
                                                                     {Action::Void, "void"}}};

bool meet(const QList<Role>& a, const QList<Role>& b) {
    return std::any_of(a.cbegin(), a.cend(), [&b](Role role) { return b.contains(role); });
}

bool isBlank(const QString& text) { return text.trimmed().isEmpty(); }

} // namespace

QString actionName(Action action) {
    for (const auto& [each, name] : actionNames)
        if (each == action) return QLatin1String(name);
    return {};
}

std::optional<Action> actionFromName(QStringView name) {
    for (const auto& [each, text] : actionNames)
        if (name == QLatin1String(text)) return each;
    return std::nullopt;
}

const Workflow& Workflow::builtIn() {
    static const Workflow workflow = [] {
        QFile file(QStringLiteral(":/assets/workflow/bureau.json"));
        if (!file.open(QIODevice::ReadOnly)) qFatal("the built-in workflow is missing");
        auto read = fromJson(file.readAll());
        if (!read) qFatal("the built-in workflow is broken: %s", qPrintable(read.error().detail));
        return *std::move(read);
    }();
    return workflow;
}

Result<FormState> Workflow::apply(FormState from, Action action, const QList<Role>& roles, const QString& reasonCode,
                                  const QString& opinion) const {
    bool possible = false;
    for (const auto& rule : rules_) {
        if (rule.action != action || !rule.from.contains(from)) continue;
        possible = true;
        if (!meet(rule.roles, roles)) continue;
        if (auto good = checkWords(rule, reasonCode, opinion); !good) return good.error();
        return rule.to;
    }
    const auto detail = QStringLiteral("%1 from %2").arg(actionName(action), stateName(from));
    return Error{possible ? ErrorCode::NotPermitted : ErrorCode::TransitionRefused, detail};
}

Result<void> Workflow::checkWords(const Rule& rule, const QString& reasonCode, const QString& opinion) const {
    if (rule.needs == Needs::Text && isBlank(opinion))
        return Error{ErrorCode::InvalidInput, QStringLiteral("a reason in words is required")};
    if (rule.needs != Needs::Reason) return {};
    const auto reason = std::find_if(reasons_.cbegin(), reasons_.cend(),
                                     [&reasonCode](const ReturnReason& each) { return each.code == reasonCode; });
    if (reason == reasons_.cend())
        return Error{ErrorCode::InvalidInput, QStringLiteral("unknown return reason %1").arg(reasonCode.left(20))};
    if (reason->needsText && isBlank(opinion))
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 requires an opinion").arg(reasonCode)};
    return {};
}

QList<Action> Workflow::allowed(FormState from, const QList<Role>& roles) const {
    QList<Action> actions;
    for (const auto& rule : rules_)
        if (rule.from.contains(from) && meet(rule.roles, roles) && !actions.contains(rule.action))
            actions.append(rule.action);
    return actions;
}

bool Workflow::isEditable(FormState state, const QList<Role>& roles) const {
    return editableStates_.contains(state) && meet(editorRoles_, roles);
}

bool Workflow::mayReport(FormState state, const QList<Role>& roles) const {
    return reportableStates_.contains(state) && meet(reporterRoles_, roles);
}

} // namespace jixiao
