#include "core/base/json.h"

#include "core/base/json_text.h"

#include <QJsonArray>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace jixiao {

namespace {

/// Nesting depth by a scan that skips strings; QJsonDocument itself allows 1024 levels.
int depthOf(const QByteArray& bytes) {
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    const char* const end = bytes.constData() + bytes.size();
    for (const char* at = bytes.constData(); at < end; ++at) {
        const char c = *at;
        if (inString) {
            if (c == '\\')
                ++at;
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

char hexDigit(unsigned value) { return "0123456789abcdef"[value & 0xf]; }

/// At most six bytes.
char* putEscape(char* out, char16_t c) {
    static constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    *out++ = '\\';
    if (const auto known = c < 0x80 ? plain.find(char(c)) : plain.npos; known != plain.npos) {
        *out++ = letters[known];
        return out;
    }
    *out++ = 'u';
    for (const int shift : {12, 8, 4, 0})
        *out++ = hexDigit(unsigned(c) >> shift);
    return out;
}

char* putUtf8(char* out, char32_t c) {
    if (c < 0x800) {
        *out++ = char(0xc0 | (c >> 6));
    } else {
        if (c < 0x1'0000) {
            *out++ = char(0xe0 | (c >> 12));
        } else {
            *out++ = char(0xf0 | (c >> 18));
            *out++ = char(0x80 | ((c >> 12) & 0x3f));
        }
        *out++ = char(0x80 | ((c >> 6) & 0x3f));
    }
    *out++ = char(0x80 | (c & 0x3f));
    return out;
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
            appendJsonText(out, key);
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
    } else if (value.isString()) {
        appendJsonText(out, value.toString());
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

void appendJsonText(QByteArray& out, const QString& text) {
    constexpr qsizetype mostBytes = 6; // of one code unit
    const auto before = out.size();
    out.resize(before + text.size() * mostBytes + 2);
    char* at = out.data() + before;
    *at++ = '"';
    const auto* const end = text.utf16() + text.size();
    for (const auto* unit = text.utf16(); unit < end; ++unit) {
        const char16_t c = *unit;
        if (c < 0x80)
            at = c < 0x20 || c == u'"' || c == u'\\' ? putEscape(at, c) : (*at = char(c), at + 1);
        else if (!QChar::isSurrogate(c))
            at = putUtf8(at, c);
        else if (QChar::isHighSurrogate(c) && unit + 1 < end && QChar::isLowSurrogate(unit[1]))
            at = putUtf8(at, QChar::surrogateToUcs4(c, *++unit));
        else
            at = putEscape(at, c);
    }
    *at++ = '"';
    out.truncate(at - out.constData());
}

QByteArray canonicalJson(const QJsonObject& object) {
    QByteArray out;
    write(object, out);
    return out;
}

} // namespace jixiao
