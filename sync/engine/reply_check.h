#pragma once

#include "core/base/error.h"
#include "sync/transport/http_client.h"

#include <optional>

namespace jixiao::protocol {

/// What a complete HTTP reply means when it is not an answer in JSON with status 200; nullopt when it is one. A status
/// alone is no acknowledgement: the codec still asks for the ack mark. Errors: CaptivePortal (something in between
/// speaks HTML or redirects), SignInExpired, DeviceRevoked, DeviceCopied, RequestTooLarge, RateLimited and
/// ServerUnavailable (args: seconds when the server said how long to wait), EnrolmentInvalid, EnrolmentUsed,
/// EnrolmentExpired, ServerRefused, ServerNonsense.
std::optional<Error> failureOf(const HttpReply& reply);

} // namespace jixiao::protocol
