#include "sync/server/request_handler.h"

#include "core/base/gzip.h"

#include <QUrlQuery>

#include <array>

namespace jixiao::server {

namespace {

constexpr int enrolCallsPerWindow = 10;
constexpr qint64 enrolWindowMs = 60'000;
constexpr auto metricsPath = "/metrics";

struct Route {
    QByteArray path;
    QByteArray method;
    bool needsToken;
};

const std::array<Route, 5>& routes() {
    static const std::array<Route, 5> all{{{protocol::pushPath, "POST", true},
                                           {protocol::changesPath, "GET", true},
                                           {protocol::enrolPath, "POST", false},
                                           {protocol::healthPath, "GET", false},
                                           {metricsPath, "GET", false}}};
    return all;
}

const Route* routeOf(const QByteArray& path) {
    for (const auto& route : routes())
        if (route.path == path) return &route;
    return nullptr;
}

QString token(const ServerRequest& request) {
    constexpr auto scheme = "Bearer ";
    constexpr qsizetype maxToken = 256;
    const auto& value = request.authorization;
    if (!value.startsWith(scheme) || value.size() > maxToken) return {};
    return QString::fromLatin1(value.mid(qsizetype(qstrlen(scheme))).trimmed());
}

int statusOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::JsonMalformed:
        return 400;
    case ErrorCode::SignInExpired:
        return 401;
    case ErrorCode::DeviceRevoked:
    case ErrorCode::DeviceCopied:
    case ErrorCode::NotPermitted:
    case ErrorCode::EnrolmentInvalid:
    case ErrorCode::EnrolmentUsed:
    case ErrorCode::EnrolmentExpired:
        return 403;
    case ErrorCode::RequestTooLarge:
        return 413;
    case ErrorCode::RateLimited:
        return 429;
    case ErrorCode::Internal:
        return 500;
    default:
        return 503;
    }
}

/// Of what the storage reports, the device needs to know only that the server cannot answer now.
Error forDevice(const Error& error) {
    return statusOf(error.code) == 503 ? Error{ErrorCode::ServerUnavailable, error.id()} : error;
}

/// The body as JSON bytes. Errors: InvalidInput, RequestTooLarge.
Result<QByteArray> plainBody(const ServerRequest& request) {
    if (request.contentEncoding != "gzip") return request.body;
    auto body = gunzip(request.body, protocol::maxInflatedBytes);
    if (!body) return Error{ErrorCode::RequestTooLarge, QStringLiteral("not gzip, or larger than allowed inside")};
    return *body;
}

/// What a job on the writer's thread found out, for the callback that runs after it.
template <typename T>
using Shared = std::shared_ptr<Result<T>>;

template <typename T>
Shared<T> pending() {
    return std::make_shared<Result<T>>(Error{ErrorCode::Internal});
}

/// Errors of the request are its answer; errors of the storage fail the transaction.
Result<void> storageFailure(const Error& error) {
    if (statusOf(error.code) == 503) return error;
    return {};
}

} // namespace

RequestHandler::RequestHandler(SyncService& service, Accounts& accounts, Writer& writer, ServerCard card,
                               const Clock& clock)
    : service_(service),
      accounts_(accounts),
      writer_(writer),
      card_(std::move(card)),
      enrolLimit_(clock, enrolCallsPerWindow, enrolWindowMs) {}

ServerReply RequestHandler::problem(int status, const Error& error, const QByteArray& requestId) {
    ServerReply reply;
    reply.status = status;
    reply.contentType = "application/problem+json";
    reply.body = protocol::encode(
        protocol::Problem{status, error.userMessage().what, error.detail, error.id(), QString::fromLatin1(requestId)});
    return reply;
}

ServerReply RequestHandler::problem(const Error& error, const QByteArray& requestId) {
    const auto shown = forDevice(error);
    auto reply = problem(statusOf(shown.code), shown, requestId);
    if (reply.status == 503) reply.retryAfterSeconds = 5;
    return reply;
}

std::optional<ServerReply> RequestHandler::refuseEarly(const ServerRequest& request) const {
    const auto* route = routeOf(request.path());
    if (!route) return problem(404, Error{ErrorCode::ServerRefused, QStringLiteral("no such path")}, request.requestId);
    if (request.method != route->method) {
        auto reply =
            problem(405, Error{ErrorCode::ServerRefused, QStringLiteral("method not allowed")}, request.requestId);
        reply.allow = route->method;
        return reply;
    }
    const auto type = request.contentType.split(';').first().trimmed().toLower();
    const bool wrongType = route->method == "POST" && type != "application/json";
    const bool wrongEncoding = !request.contentEncoding.isEmpty() && request.contentEncoding != "gzip" &&
                               request.contentEncoding != "identity";
    if (wrongType || wrongEncoding)
        return problem(415, Error{ErrorCode::ServerRefused, QStringLiteral("send application/json, plain or gzip")},
                       request.requestId);
    if (route->needsToken && token(request).isEmpty())
        return problem(Error{ErrorCode::SignInExpired}, request.requestId);
    return std::nullopt;
}

void RequestHandler::handle(const ServerRequest& request, const Done& done) {
    if (auto refusal = refuseEarly(request)) return done(*refusal);
    const auto path = request.path();
    if (path == protocol::pushPath) return push(request, done);
    if (path == protocol::changesPath) return changes(request, done);
    if (path == protocol::enrolPath) return enrol(request, done);
    if (path == protocol::healthPath) return health(request, done);
    done({200, "text/plain; version=0.0.4", metrics_.text(), 0, {}});
}

void RequestHandler::push(const ServerRequest& request, const Done& done) {
    auto body = plainBody(request);
    if (!body) return done(problem(body.error(), request.requestId));
    auto message = protocol::decodePushRequest(*body);
    if (!message) return done(problem(message.error(), request.requestId));
    auto result = pending<protocol::PushReply>();
    const auto job = [this, result, bearer = token(request), batch = *std::move(message)]() -> Result<void> {
        auto session = service_.signIn(bearer);
        *result = session ? service_.push(*session, batch) : Result<protocol::PushReply>(session.error());
        return result->ok() ? Result<void>() : storageFailure(result->error());
    };
    writer_.write(job, [this, result, done, id = request.requestId](const Result<void>& committed) {
        if (!committed) return done(problem(committed.error(), id));
        if (!*result) return done(problem(result->error(), id));
        for (const auto& verdict : (*result)->verdicts)
            metrics_.count(verdict.verdict);
        done({200, "application/json", protocol::encode(**result), 0, {}});
    });
}

void RequestHandler::changes(const ServerRequest& request, const Done& done) {
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.path().size() + 1)));
    const auto number = [&](const QString& name, qint64 absent, bool& good) {
        if (!query.hasQueryItem(name)) return absent;
        bool isNumber = false;
        const auto value = query.queryItemValue(name).toLongLong(&isNumber);
        good = good && isNumber && value >= 0;
        return value;
    };
    bool good = true;
    const auto after = number(QStringLiteral("after"), 0, good);
    const auto limit = number(QStringLiteral("limit"), protocol::maxRecordsPerPage, good);
    if (!good || limit < 1 || limit > protocol::maxRecordsPerPage)
        return done(problem(Error{ErrorCode::InvalidInput, QStringLiteral("after or limit")}, request.requestId));
    auto result = pending<protocol::ChangesReply>();
    const auto job = [this, result, after, limit, bearer = token(request)]() -> Result<void> {
        auto session = service_.signIn(bearer);
        *result =
            session ? service_.changes(*session, after, int(limit)) : Result<protocol::ChangesReply>(session.error());
        return {};
    };
    writer_.read(job, [this, result, done, id = request.requestId](const Result<void>&) {
        if (!*result) return done(problem(result->error(), id));
        metrics_.recordsServed += quint64((*result)->records.size());
        done({200, "application/json", protocol::encode(**result), 0, {}});
    });
}

void RequestHandler::enrol(const ServerRequest& request, const Done& done) {
    if (const auto waitMs = enrolLimit_.waitMs(request.address); waitMs > 0) {
        const int seconds = int((waitMs + 999) / 1000);
        auto reply = problem(Error{ErrorCode::RateLimited, {}, {{QStringLiteral("seconds"), QString::number(seconds)}}},
                             request.requestId);
        reply.retryAfterSeconds = seconds;
        return done(reply);
    }
    auto body = plainBody(request);
    if (!body) return done(problem(body.error(), request.requestId));
    auto message = protocol::decodeEnrolRequest(*body);
    if (!message) return done(problem(message.error(), request.requestId));
    auto result = pending<protocol::EnrolReply>();
    const auto job = [this, result, enrolment = *message]() -> Result<void> {
        *result = accounts_.enrol(enrolment, card_);
        return result->ok() ? Result<void>() : storageFailure(result->error());
    };
    writer_.write(job, [result, done, id = request.requestId](const Result<void>& committed) {
        if (!committed) return done(problem(committed.error(), id));
        if (!*result) return done(problem(result->error(), id));
        done({200, "application/json", protocol::encode(**result), 0, {}});
    });
}

/// Asks the writer's thread, so that a stuck storage shows.
void RequestHandler::health(const ServerRequest& request, const Done& done) {
    writer_.read([this]() -> Result<void> { return service_.ready(); },
                 [done, id = request.requestId](const Result<void>& result) {
                     if (!result) return done(problem(result.error(), id));
                     done({200, "text/plain", "ok\n", 0, {}});
                 });
}

} // namespace jixiao::server
