#include "sync/engine/reply_check.h"

#include "sync/protocol/messages.h"

#include <QMetaEnum>

#include <algorithm>

namespace jixiao::protocol {

namespace {

constexpr int maxRetryAfterSeconds = 3'600;
constexpr qsizetype maxDetail = 500;

QString mediaType(const HttpReply& reply) {
    return reply.headers.value(QStringLiteral("content-type")).section(QLatin1Char(';'), 0, 0).trimmed().toLower();
}

bool isHtml(const HttpReply& reply) {
    const auto type = mediaType(reply);
    return type == QLatin1String("text/html") || type == QLatin1String("application/xhtml+xml") ||
           reply.body.trimmed().startsWith('<');
}

/// Only words a server may say about a request; anything else would put words in our own mouth.
std::optional<ErrorCode> codeOf(const Problem& problem) {
    static const QList<ErrorCode> allowed{
        ErrorCode::SignInExpired,    ErrorCode::DeviceRevoked,     ErrorCode::RateLimited,
        ErrorCode::RequestTooLarge,  ErrorCode::EnrolmentInvalid,  ErrorCode::EnrolmentUsed,
        ErrorCode::EnrolmentExpired, ErrorCode::ServerUnavailable, ErrorCode::DeviceCopied};
    bool known = false;
    const int value = QMetaEnum::fromType<ErrorCode>().keyToValue(problem.code.toLatin1().constData(), &known);
    if (!known || !allowed.contains(ErrorCode(value))) return std::nullopt;
    return ErrorCode(value);
}

ErrorCode codeOfStatus(int status) {
    switch (status) {
    case 401:
        return ErrorCode::SignInExpired;
    case 413:
        return ErrorCode::RequestTooLarge;
    case 429:
        return ErrorCode::RateLimited;
    default:
        return status >= 500 ? ErrorCode::ServerUnavailable : ErrorCode::ServerRefused;
    }
}

QMap<QString, QString> waitOf(const HttpReply& reply) {
    bool given = false;
    const int seconds = reply.headers.value(QStringLiteral("retry-after")).toInt(&given);
    if (!given || seconds < 0) return {};
    return {{QStringLiteral("seconds"), QString::number(std::min(seconds, maxRetryAfterSeconds))}};
}

} // namespace

std::optional<Error> failureOf(const HttpReply& reply) {
    const auto type = mediaType(reply);
    const auto detail =
        QStringLiteral("HTTP %1, %2, %3 bytes").arg(reply.status).arg(type.left(60)).arg(reply.body.size());
    const auto fail = [&](ErrorCode code) { return Error{code, detail, waitOf(reply), reply.requestId}; };
    const bool redirect = reply.status >= 300 && reply.status < 400;
    if (redirect || reply.status == 511 || (isHtml(reply) && reply.status < 500)) return fail(ErrorCode::CaptivePortal);
    if (reply.status == 200) {
        if (type == QLatin1String("application/json")) return std::nullopt;
        return fail(ErrorCode::ServerNonsense);
    }
    if (reply.status < 400 || reply.status > 599) return fail(ErrorCode::ServerNonsense);
    const auto problem = decodeProblem(reply.body);
    auto error = fail(problem ? codeOf(*problem).value_or(codeOfStatus(reply.status)) : codeOfStatus(reply.status));
    if (problem) error.detail += QStringLiteral("; %1: %2").arg(problem->code, problem->detail).left(maxDetail);
    return error;
}

} // namespace jixiao::protocol
