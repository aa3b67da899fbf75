#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace jixiao {

/// Limits for JSON from outside.
struct JsonLimits {
    qsizetype maxBytes = 64 * 1024 * 1024;
    int maxDepth = 32;
};

/// Parses an object from untrusted bytes. Errors: FileTooLarge, JsonMalformed (with the offset, or "too deep", or
/// invalid UTF-8).
Result<QJsonObject> parseJsonObject(const QByteArray& bytes, const JsonLimits& limits = {});

/// Canonical bytes: keys sorted by code unit, no white space, UTF-8, minimal escapes (RFC 8785 for the strings,
/// integers and booleans used here). Hashes and signatures are made over these.
QByteArray canonicalJson(const QJsonObject& object);

} // namespace jixiao
