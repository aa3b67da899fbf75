#include "sync/protocol/messages.h"

#include <QUrl>

#include <algorithm>

namespace jixiao::protocol {

namespace {

constexpr qsizetype maxTextChars = 2048;
constexpr int maxPins = 4;
const QString prefix = QStringLiteral("jixiao:enrol?");

QString percentEncoded(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

bool isPin(const QString& text) {
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == 32;
}

bool isCode(const QString& text) {
    return text.size() >= 8 && text.size() <= 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
           });
}

bool isServerUrl(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty() &&
           url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
           (url.path().isEmpty() || url.path() == QLatin1String("/"));
}

Error malformed(const QString& why) { return {ErrorCode::EnrolmentMalformed, why}; }

} // namespace

QString EnrolmentCode::toString() const {
    auto text = prefix + QStringLiteral("u=") + percentEncoded(serverUrl);
    for (const auto& pin : pins)
        text += QStringLiteral("&p=") + percentEncoded(pin);
    return text + QStringLiteral("&c=") + percentEncoded(code);
}

Result<EnrolmentCode> EnrolmentCode::fromString(const QString& text) {
    const auto trimmed = text.trimmed();
    if (trimmed.size() > maxTextChars) return malformed(QStringLiteral("too long"));
    if (!trimmed.startsWith(prefix)) return malformed(QStringLiteral("does not start with jixiao:enrol?"));
    EnrolmentCode result;
    const auto parts = trimmed.mid(prefix.size()).split(QLatin1Char('&'));
    for (const auto& part : parts) {
        const auto value = QUrl::fromPercentEncoding(part.mid(2).toUtf8());
        if (part.startsWith(QLatin1String("u=")) && result.serverUrl.isEmpty())
            result.serverUrl = value;
        else if (part.startsWith(QLatin1String("c=")) && result.code.isEmpty())
            result.code = value.toUpper();
        else if (part.startsWith(QLatin1String("p=")) && result.pins.size() < maxPins)
            result.pins << value;
        else
            return malformed(QStringLiteral("unknown or repeated part"));
    }
    if (!isServerUrl(result.serverUrl)) return malformed(QStringLiteral("no https address"));
    if (result.pins.isEmpty() || !std::all_of(result.pins.cbegin(), result.pins.cend(), isPin))
        return malformed(QStringLiteral("no key fingerprint"));
    if (!isCode(result.code)) return malformed(QStringLiteral("no one-time code"));
    return result;
}

} // namespace jixiao::protocol
