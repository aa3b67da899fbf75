#include "core/store/schema_attachment.h"

namespace jixiao {

// A content stands here once, however many records name it, and stays while a record or an entry of the journal does.
// Chunk n holds the bytes from n × 65536 on, and the SHA-256 of exactly these.
const char* const attachmentSchema = R"sql(
CREATE TABLE attachment(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  size INTEGER NOT NULL,
  kind TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added_ms INTEGER NOT NULL,
  thumbnail BLOB NOT NULL
);

CREATE TABLE attachment_chunk(
  attachment INTEGER NOT NULL REFERENCES attachment(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  digest BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(attachment, number)
);
)sql";

} // namespace jixiao
