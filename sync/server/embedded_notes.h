#pragma once

namespace jixiao::server {

/// A step of the schema of server.db: small named texts of the server's own, such as where its packages stand.
inline constexpr auto noteSchema = "CREATE TABLE note (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID";

} // namespace jixiao::server
