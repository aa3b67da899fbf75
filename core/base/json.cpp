#include "core/base/json.h"

#include <algorithm>

namespace jixiao {

namespace {

/// Nesting depth by a scan that skips strings; QJsonDocument itself allows 1024 levels.
int depthOf(const QByteArray& bytes) {
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\') ++i;
            else if (c == '"') inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray& bytes, const JsonLimits& limits) {
    if (bytes.size() > limits.maxBytes) return Error{ErrorCode::FileTooLarge};
    if (depthOf(bytes) > limits.maxDepth) return Error{ErrorCode::JsonMalformed, QStringLiteral("nested too deeply")};
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return Error{ErrorCode::JsonMalformed,
                     QStringLiteral("%1 at byte %2").arg(parseError.errorString()).arg(parseError.offset)};
    }
    if (!document.isObject()) return Error{ErrorCode::JsonMalformed, QStringLiteral("not an object")};
    return document.object();
}

QByteArray canonicalJson(const QJsonObject& object) {
    // QJsonObject keeps its keys sorted by UTF-16 code unit, as RFC 8785 asks.
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace jixiao
