#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace jixiao {

/// DOMAIN §3.1. The wire name is the enumerator in snake case, e.g. "department_head".
enum class Role {
    Filler,
    SectionHead,
    BudgetOfficer,
    DepartmentHead,
    FinanceReviewer,
    SecrecyOfficer,
    Publisher,
    SystemAdministrator,
    SecurityAdministrator,
    AuditAdministrator,
};

QString roleName(Role role);
std::optional<Role> roleFromName(QStringView name);
const QList<Role>& allRoles();

/// DOMAIN §3.3. The wire name is the enumerator in snake case.
enum class FormState {
    Draft,
    Submitted,
    SectionChecked,
    UnitApproved,
    SuperiorApproved,
    FinanceApproved,
    Frozen,
    Published,
    Returned,
    Withdrawn,
    Superseded,
    Void,
};

QString stateName(FormState state);
std::optional<FormState> stateFromName(QStringView name);

/// Who is acting; stamped on every journal row and transition.
struct Actor {
    QString personId;
    QString name;
    QList<Role> roles;
    QString deviceId;
    QString unitId;
};

/// What a person is shown about a form: one word, one colour, one icon each (promise 2).
enum class FormStatus { Draft, Waiting, Sending, Received, Returned, Approved, Conflict, Refused };

} // namespace jixiao
