#include "sync/engine/reply_check.h"
#include "sync/engine/sync_engine.h"

namespace jixiao {

Result<protocol::EnrolReply> enrolDevice(HttpClient& http, const protocol::EnrolRequest& request,
                                         const CancelFlag& cancel) {
    HttpRequest post;
    post.method = "POST";
    post.path = QString::fromLatin1(protocol::enrolPath);
    post.body = protocol::encode(request);
    post.requestId = request.deviceId.toString();
    post.maxReplyBytes = protocol::maxBodyBytes;
    const auto reply = http.send(post, cancel);
    if (!reply) return reply.error();
    if (auto failure = protocol::failureOf(*reply)) return *failure;
    auto identity = protocol::decodeEnrolReply(reply->body);
    if (identity) return identity;
    auto error = identity.error();
    error.requestId = reply->requestId;
    return error;
}

} // namespace jixiao
