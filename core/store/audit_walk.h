#pragma once

#include "core/store/audit.h"
#include "core/store/audit_chain.h"

#include <QHash>

#include <set>

namespace jixiao {

/// Which groups can be undone and redone, as it follows from the journal alone.
class UndoReplay {
public:
    /// The first entry of a group.
    void begin(qint64 group, const QString& kind, const Id& scope, qint64 undoes);
    /// Every entry of it.
    void entry(const QString& op, const Id& record);
    /// The state (GroupState as a number) the group must have now.
    int stateOf(qint64 group, const QString& kind, const Id& scope) const;

private:
    struct Stacks {
        std::set<qint64> done;
        std::set<qint64> undone;
    };
    QHash<Id, Stacks> scopes_;
    qint64 group_ = 0;
    QString kind_;
    Id scope_;
};

/// Follows the chain from its beginning and stops at the first link that does not hold. Inside a Transaction.
class AuditWalk {
public:
    explicit AuditWalk(Database& database) : database_(database) {}
    AuditReport run();

private:
    bool walkEntries();
    bool checkEnd();
    bool checkGroups();
    bool takeEntry(const Statement& row);
    AuditBreak breakAt(const Statement& row) const;
    bool stop(const AuditBreak& found);

    Database& database_;
    AuditHead end_; ///< as `meta` says
    AuditHead at_;  ///< as far as verified
    UndoReplay replay_;
    AuditReport report_;
};

} // namespace jixiao
