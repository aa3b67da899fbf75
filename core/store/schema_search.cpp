#include "core/store/schema_search.h"

namespace jixiao {

// What is searchable stands in search_field, filled by the program. A record whose searchable text has changed waits in
// search_waiting, put there by the change itself, until it is cut into terms; until then it is read as it stands.
const char* const searchSchema = R"sql(
CREATE TABLE search_field(
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY(name, type)
) WITHOUT ROWID;

CREATE TABLE search_waiting(
  record BLOB PRIMARY KEY REFERENCES record(id)
) WITHOUT ROWID;

-- id: the rank of the record's type in the high bits, then a number that counts up
CREATE TABLE search_row(
  id INTEGER PRIMARY KEY,
  record BLOB NOT NULL UNIQUE REFERENCES record(id)
);

CREATE VIRTUAL TABLE search_text USING fts5(
  terms, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
INSERT INTO search_text(search_text, rank) VALUES('automerge', 0);

CREATE TRIGGER search_value_new AFTER INSERT ON record_field
WHEN EXISTS(SELECT 1 FROM search_field WHERE name = new.name)
BEGIN
  INSERT INTO search_waiting(record) SELECT new.record
    WHERE NOT EXISTS(SELECT 1 FROM search_waiting WHERE record = new.record)
    AND EXISTS(SELECT 1 FROM record r CROSS JOIN search_field f ON f.name = new.name AND f.type = r.type
      WHERE r.id = new.record);
END;

CREATE TRIGGER search_value_changed AFTER UPDATE OF value ON record_field
WHEN old.value <> new.value AND EXISTS(SELECT 1 FROM search_field WHERE name = new.name)
BEGIN
  INSERT INTO search_waiting(record) SELECT new.record
    WHERE NOT EXISTS(SELECT 1 FROM search_waiting WHERE record = new.record)
    AND EXISTS(SELECT 1 FROM record r CROSS JOIN search_field f ON f.name = new.name AND f.type = r.type
      WHERE r.id = new.record);
END;

CREATE TRIGGER search_existence AFTER UPDATE OF deleted ON record
WHEN old.deleted <> new.deleted AND EXISTS(SELECT 1 FROM search_field WHERE type = new.type)
BEGIN
  INSERT INTO search_waiting(record) SELECT new.id
    WHERE NOT EXISTS(SELECT 1 FROM search_waiting WHERE record = new.id);
END;
)sql";

} // namespace jixiao
