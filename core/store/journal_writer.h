#pragma once

#include "core/base/text_name.h"
#include "core/domain/role.h"
#include "core/store/audit_chain.h"
#include "core/store/database.h"

namespace jixiao {

/// Kinds of journal groups. Only edits can be undone.
namespace JournalKind {
inline constexpr TextName edit(u"edit");
inline constexpr TextName report(u"report"); ///< stands beside the content, out of reach of its undo
inline constexpr TextName undo(u"undo");
inline constexpr TextName redo(u"redo");
inline constexpr TextName remote(u"remote");
inline constexpr TextName command(u"command");
inline constexpr TextName resolve(u"resolve");
} // namespace JournalKind

/// What happened to a record.
namespace JournalOp {
inline constexpr TextName set(u"set");
inline constexpr TextName create(u"create");
inline constexpr TextName remove(u"remove");
inline constexpr TextName restore(u"restore");
} // namespace JournalOp

/// Whether a group is in force.
enum class GroupState { Done, Undone, Closed };

/// Who, when and why, for the rows of one journal group.
struct JournalHead {
    Actor actor;
    Id scope;
    QString label;
    QString kind;
    qint64 atMs = 0;
    QString reason = {};
    qint64 undoes = 0; ///< the group an undo or redo is about
    GroupState state = GroupState::Done;
};

/// Writes one group of the journal; the group appears with its first row. Every row becomes a link of the audit chain
/// as it is written: the only place where the journal grows. Inside a Transaction, one group at a time.
class JournalWriter {
public:
    JournalWriter(Database& database, JournalHead head) : database_(database), head_(std::move(head)) {}

    void add(const Id& record, const QString& op, const QString& field = {}, const QString& oldValue = {},
             const QString& newValue = {});
    bool isEmpty() const { return group_ == 0; }
    const JournalHead& head() const { return head_; }

private:
    bool begin();
    void addGroup(AuditLink& link) const;

    Database& database_;
    JournalHead head_;
    qint64 group_ = 0;
    qint64 seq_ = 0; ///< the newest row
    AuditHead chain_;
};

} // namespace jixiao
