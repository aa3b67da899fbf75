#include "core/base/json.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>
#include <vector>

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
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
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

/// Qt orders keys, and looks them up, differently with how an object came to be; so neither is relied on.
void write(const QJsonValue& value, QByteArray& out) {
    if (value.isObject()) {
        const auto object = value.toObject();
        std::vector<std::pair<QString, QJsonValue>> members;
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            members.emplace_back(it.key(), it.value());
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        char before = '{';
        for (const auto& [key, member] : members) {
            out += before;
            write(key, out);
            out += ':';
            write(member, out);
            before = ',';
        }
        out += members.empty() ? "{}" : "}";
    } else if (value.isArray()) {
        const auto array = value.toArray();
        char before = '[';
        for (const auto& entry : array) {
            out += before;
            write(entry, out);
            before = ',';
        }
        out += array.isEmpty() ? "[]" : "]";
    } else {
        out += QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
    }
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
    QByteArray out;
    write(object, out);
    return out;
}

} // namespace jixiao
