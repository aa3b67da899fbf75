#include "core/store/schema.h"

#include "core/store/schema_attachment.h"
#include "core/store/schema_audit.h"
#include "core/store/schema_search.h"

namespace jixiao {

namespace {

const char* const version1 = R"sql(
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE record(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  type TEXT NOT NULL,
  unit BLOB,
  parent BLOB,
  revision INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  changed_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX record_by_type ON record(type, deleted);
CREATE INDEX record_by_parent ON record(parent) WHERE parent IS NOT NULL;

-- remote_*: what the server holds while an unsent local edit hides it
CREATE TABLE record_field(
  record BLOB NOT NULL REFERENCES record(id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  remote_value TEXT,
  remote_revision INTEGER,
  PRIMARY KEY(record, name)
) WITHOUT ROWID;

-- state: 0 done, 1 undone, 2 can neither be undone nor redone any more
CREATE TABLE journal_group(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope BLOB,
  at_ms INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  device_id TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  state INTEGER NOT NULL,
  undoes INTEGER REFERENCES journal_group(id)
);
CREATE INDEX journal_group_by_scope ON journal_group(scope, id);
CREATE INDEX journal_group_undoable ON journal_group(scope, state, id) WHERE kind = 'edit';

CREATE TABLE journal(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL REFERENCES journal_group(id),
  record BLOB NOT NULL REFERENCES record(id),
  op TEXT NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL
);
CREATE INDEX journal_by_group ON journal(group_id, seq);

CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  mutation_id BLOB NOT NULL UNIQUE,
  device_seq INTEGER NOT NULL DEFAULT 0,
  kind INTEGER NOT NULL,
  record BLOB NOT NULL REFERENCES record(id),
  scope BLOB,
  state INTEGER NOT NULL DEFAULT 0,
  frozen INTEGER NOT NULL DEFAULT 0,
  deferred INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_ms INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  created_ms INTEGER NOT NULL
);
CREATE INDEX outbox_by_record ON outbox(record);
CREATE INDEX outbox_by_scope ON outbox(scope);

-- value and base_revision are NULL until the row is frozen
CREATE TABLE outbox_field(
  outbox INTEGER NOT NULL REFERENCES outbox(seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT,
  base_revision INTEGER,
  PRIMARY KEY(outbox, name)
) WITHOUT ROWID;

CREATE TABLE conflict(
  record BLOB NOT NULL REFERENCES record(id),
  field TEXT NOT NULL,
  scope BLOB,
  theirs TEXT NOT NULL,
  theirs_revision INTEGER NOT NULL,
  theirs_by TEXT NOT NULL,
  theirs_at_ms INTEGER NOT NULL,
  PRIMARY KEY(record, field)
) WITHOUT ROWID;
CREATE INDEX conflict_by_scope ON conflict(scope);

CREATE TABLE review_count(
  declaration BLOB PRIMARY KEY REFERENCES record(id),
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

/// Counts that are known say by which rules; those from before do not.
const char* const countsByRules = "ALTER TABLE review_count ADD COLUMN rules TEXT NOT NULL DEFAULT ''";

} // namespace

const QList<Migration>& storeMigrations() {
    static const QList<Migration> migrations{
        {1, version1}, {2, searchSchema}, {3, auditSchema}, {4, countsByRules}, {5, attachmentSchema}};
    return migrations;
}

} // namespace jixiao
