#include "sync/protocol/messages.h"
#include "tests/fuzz/fuzz_target.h"

using namespace jixiao;
using namespace jixiao::protocol;

namespace {

/// What was understood once is understood again after a round trip.
template <typename Message, typename Decode>
void check(const Result<Message>& message, Decode decode) {
    if (message && !decode(encode(*message))) qFatal("a decoded message does not survive the round trip");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    check(decodePushRequest(bytes), decodePushRequest);
    check(decodePushReply(bytes), decodePushReply);
    check(decodeChangesReply(bytes), decodeChangesReply);
    check(decodeEnrolRequest(bytes), decodeEnrolRequest);
    check(decodeEnrolReply(bytes), decodeEnrolReply);
    check(decodeProblem(bytes), decodeProblem);
    if (const auto code = EnrolmentCode::fromString(QString::fromUtf8(bytes)))
        if (!EnrolmentCode::fromString(code->toString())) qFatal("an enrolment code does not survive the round trip");
    return 0;
}
