#include "sync/server/embedded_schema.h"

#include "sync/server/embedded_notes.h"

namespace jixiao::server {

const QList<Migration>& embeddedSchema() {
    static const QList<Migration> steps{{1, R"sql(
CREATE TABLE record (
    id BLOB PRIMARY KEY,
    type TEXT NOT NULL,
    unit BLOB,
    parent BLOB,
    revision INTEGER NOT NULL UNIQUE,
    deleted INTEGER NOT NULL,
    fields BLOB NOT NULL -- {"name": ["value", revision]}
) WITHOUT ROWID;
CREATE INDEX record_parent ON record(parent) WHERE parent IS NOT NULL;
CREATE INDEX record_type ON record(type);

CREATE TABLE history (
    record BLOB NOT NULL,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL, -- '' = deleted or restored
    value TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    device TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (record, revision, field)
) WITHOUT ROWID;

CREATE TABLE mutation (
    id BLOB PRIMARY KEY,
    device BLOB NOT NULL,
    content BLOB NOT NULL,
    revision INTEGER NOT NULL,
    device_seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE snapshot (
    hash TEXT NOT NULL,
    declaration BLOB NOT NULL,
    content BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (hash, declaration)
) WITHOUT ROWID;

CREATE TABLE device (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    name TEXT NOT NULL,
    suite TEXT NOT NULL,
    public_key BLOB NOT NULL,
    token BLOB NOT NULL UNIQUE,
    enrolled INTEGER NOT NULL,
    revoked INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE invitation (
    code BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    expires INTEGER NOT NULL,
    used_by BLOB
) WITHOUT ROWID;
)sql"},
                                        {2, "CREATE INDEX mutation_number ON mutation(device, device_seq)"},
                                        {3, noteSchema}};
    return steps;
}

} // namespace jixiao::server
