#include "sync/transport/curl_errors.h"

namespace jixiao {

namespace {

constexpr int headerTooLarge = 100; // CURLE_TOO_LARGE of curl 8.6; older ones say CURLE_WRITE_ERROR

} // namespace

ErrorCode codeOfCurl(CURLcode code, long osError) {
    switch (int(code)) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return ErrorCode::NetworkOffline;
    case CURLE_OPERATION_TIMEDOUT:
        return ErrorCode::NetworkTimeout;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return ErrorCode::NetworkInterrupted;
    case CURLE_SSL_CONNECT_ERROR:
        // A handshake cut by the network is no reason to distrust the server.
        return osError != 0 ? ErrorCode::NetworkInterrupted : ErrorCode::TlsUntrusted;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return ErrorCode::TlsUntrusted;
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return ErrorCode::PinMismatch;
    case CURLE_URL_MALFORMAT:
        return ErrorCode::InvalidInput;
    case CURLE_UNSUPPORTED_PROTOCOL: // an answer that is not HTTP/1.x
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_WRITE_ERROR: // larger than allowed
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_FILESIZE_EXCEEDED:
    case headerTooLarge:
        return ErrorCode::ServerNonsense;
    default:
        return ErrorCode::Internal;
    }
}

} // namespace jixiao
