#include "core/domain/role.h"

#include <array>
#include <utility>

namespace jixiao {

namespace {

constexpr std::array<std::pair<Role, const char16_t*>, 10> roleNames{{
    {Role::Filler, u"filler"},
    {Role::SectionHead, u"section_head"},
    {Role::BudgetOfficer, u"budget_officer"},
    {Role::DepartmentHead, u"department_head"},
    {Role::FinanceReviewer, u"finance_reviewer"},
    {Role::SecrecyOfficer, u"secrecy_officer"},
    {Role::Publisher, u"publisher"},
    {Role::SystemAdministrator, u"system_administrator"},
    {Role::SecurityAdministrator, u"security_administrator"},
    {Role::AuditAdministrator, u"audit_administrator"},
}};

constexpr std::array<std::pair<FormState, const char16_t*>, 12> stateNames{{
    {FormState::Draft, u"draft"},
    {FormState::Submitted, u"submitted"},
    {FormState::SectionChecked, u"section_checked"},
    {FormState::UnitApproved, u"unit_approved"},
    {FormState::SuperiorApproved, u"superior_approved"},
    {FormState::FinanceApproved, u"finance_approved"},
    {FormState::Frozen, u"frozen"},
    {FormState::Published, u"published"},
    {FormState::Returned, u"returned"},
    {FormState::Withdrawn, u"withdrawn"},
    {FormState::Superseded, u"superseded"},
    {FormState::Void, u"void"},
}};

template <typename Names, typename Value>
QString nameIn(const Names& names, Value value) {
    for (const auto& [known, name] : names)
        if (known == value) return QString::fromUtf16(name);
    return {};
}

} // namespace

QString roleName(Role role) { return nameIn(roleNames, role); }

std::optional<Role> roleFromName(QStringView name) {
    for (const auto& [role, known] : roleNames)
        if (name == QStringView(known)) return role;
    return std::nullopt;
}

const QList<Role>& allRoles() {
    static const auto roles = [] {
        QList<Role> list;
        for (const auto& entry : roleNames)
            list.append(entry.first);
        return list;
    }();
    return roles;
}

QString stateName(FormState state) { return nameIn(stateNames, state); }

std::optional<FormState> stateFromName(QStringView name) {
    for (const auto& [state, known] : stateNames)
        if (name == QStringView(known)) return state;
    return std::nullopt;
}

} // namespace jixiao
