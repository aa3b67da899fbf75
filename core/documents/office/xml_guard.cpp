#include "core/documents/office/xml_guard.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <cstring>

namespace jixiao {

namespace {

constexpr qsizetype longestDeclaration = 1024;
constexpr qsizetype longestEntity = 64;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Guard {
public:
    Guard(QByteArrayView bytes, const XmlLimits& limits) : bytes_(bytes), limits_(limits) {}

    Result<void> run() {
        if (const auto encoding = checkEncoding(); !encoding) return encoding;
        while (true) {
            const auto text = at_;
            at_ = find('<', at_);
            if (!namesAreShort(text, at_ < 0 ? bytes_.size() : at_)) return unsafe("long entity name");
            if (at_ < 0) return {};
            if (const auto markup = passMarkup(); !markup) return markup;
        }
    }

private:
    Error damaged(const char* what) const { return {ErrorCode::DocumentDamaged, place(what)}; }
    Error unsafe(const char* what) const { return {ErrorCode::DocumentUnsafe, place(what)}; }
    QString place(const char* what) const {
        return QStringLiteral("XML: %1 at byte %2").arg(QLatin1String(what)).arg(std::max<qsizetype>(0, at_));
    }

    qsizetype find(char wanted, qsizetype from) const {
        if (from >= bytes_.size()) return -1;
        const void* hit = std::memchr(bytes_.data() + from, wanted, size_t(bytes_.size() - from));
        return hit ? static_cast<const char*>(hit) - bytes_.data() : -1;
    }
    bool startsAt(QByteArrayView text) const { return bytes_.sliced(at_).startsWith(text); }

    /// Whether every "&" from..to is followed by its ";" soon.
    bool namesAreShort(qsizetype from, qsizetype to) const {
        for (auto i = bytes_.first(to).indexOf('&', from); i >= 0; i = bytes_.first(to).indexOf('&', i + 1)) {
            const auto end = find(';', i);
            if (end < 0 || end - i > longestEntity) return false;
        }
        return true;
    }

    Result<void> checkEncoding() {
        if (bytes_.startsWith("\xEF\xBB\xBF")) at_ = 3;
        if (bytes_.size() < 4 || bytes_.first(4).contains('\0') || bytes_[at_] != '<')
            return damaged("not XML in UTF-8");
        if (!startsAt("<?xml")) return {};
        const auto end = bytes_.indexOf("?>", at_);
        if (end < 0 || end > longestDeclaration) return damaged("declaration without an end");
        const auto declaration = bytes_.sliced(at_, end - at_).toByteArray().toLower();
        const auto encoding = declaration.indexOf("encoding");
        if (encoding >= 0 && !declaration.mid(encoding).contains("utf-8")) return damaged("not in UTF-8");
        return {};
    }

    Result<void> passMarkup() {
        if (startsAt("<!--")) return passTo("-->", 4);
        if (startsAt("<![CDATA[")) return passTo("]]>", 9);
        if (startsAt("<?")) return passTo("?>", 2);
        if (startsAt("<!")) return unsafe("document type");
        if (startsAt("</")) {
            --depth_;
            return passTo(">", 2);
        }
        return passTag();
    }

    Result<void> passTo(QByteArrayView end, qsizetype skip) {
        const auto found = bytes_.indexOf(end, at_ + skip);
        if (found < 0) return damaged("ends inside markup");
        // The name of a closing tag is compared with the opening one by the parser; it only must not be endless.
        if (end == QByteArrayView(">") && found - at_ > limits_.maxNameBytes + 2) return unsafe("long name");
        at_ = found + end.size();
        return {};
    }

    Result<void> passTag() {
        qsizetype nameStart = at_ + 1;
        int attributes = 0;
        for (qsizetype i = at_ + 1; i < bytes_.size(); ++i) {
            const char c = bytes_[i];
            if (c == '>') {
                if (bytes_[i - 1] != '/' && ++depth_ > limits_.maxDepth) return unsafe("nested too deeply");
                at_ = i + 1;
                return {};
            }
            if (c == '"' || c == '\'') {
                if (++attributes > limits_.maxAttributes) return unsafe("too many attributes");
                const auto end = find(c, i + 1);
                if (end < 0) return damaged("ends inside an attribute");
                if (!namesAreShort(i, end)) return unsafe("long entity name");
                i = end;
                nameStart = i + 1;
            } else if (isSpace(c)) {
                nameStart = i + 1;
            } else if (i - nameStart > limits_.maxNameBytes) {
                return unsafe("long name");
            }
        }
        return damaged("ends inside a tag");
    }

    QByteArrayView bytes_;
    const XmlLimits& limits_;
    qsizetype at_ = 0;
    int depth_ = 0;
};

} // namespace

Result<void> guardXml(QByteArrayView bytes, const XmlLimits& limits) { return Guard(bytes, limits).run(); }

} // namespace jixiao
