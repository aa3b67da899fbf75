#include "sync/package/content.h"
#include "sync/package/exchange.h"
#include "sync/package/maker.h"
#include "sync/package/registration.h"
#include "tests/fuzz/fuzz_target.h"

using namespace jixiao;
using namespace jixiao::package;

namespace {

/// Keys of nobody: what is signed with them is no secret.
const Signer& signer() {
    static const Signer one = *Signer::fromSeed(SecretBytes::take(QByteArray(32, 's')));
    return one;
}

void checkHeader(const Header& header) {
    if (decodeHeader(encodeHeader(header)).valueOr({}) != header) qFatal("a header does not survive the round trip");
    (void)fileName(header);
    Exchange exchange;
    if (exchange.judge(header, QByteArray(32, 'h'), true)) exchange.take(header, QByteArray(32, 'h'));
    if (Exchange::fromJson(exchange.toJson()).valueOr({}).taken != exchange.taken) qFatal("numbers are lost");
}

/// As if the sender's device had signed it: everything behind the signature is read.
void readOn(const Envelope& envelope, const QByteArray& body) {
    if (const auto content = decodeContent(envelope.header, body)) {
        auto messages = messagesOf(content->mutations, 100'000) + messagesOf(content->verdicts, 100'000);
        for (const auto& page : content->pages)
            messages << messageOf(page);
        const auto again = decodeContent(envelope.header, encodeContent(content->manifest, messages));
        if (!again || again->records() != content->records()) qFatal("a content does not survive the round trip");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const auto header = decodeHeader(bytes)) checkHeader(*header);
    (void)Exchange::fromJson(bytes);
    Envelope signedByKnown;
    for (const auto kind : {Kind::Entries, Kind::Answer}) {
        signedByKnown.header.kind = kind;
        for (int records = 0; records < 3; ++records) {
            signedByKnown.header.records = records;
            readOn(signedByKnown, bytes);
        }
    }
    const auto envelope = parse(bytes);
    if (!envelope) return 0;
    checkHeader(envelope->header);
    if (const auto body = openBody(*envelope, signer())) readOn(*envelope, *body);
    (void)readRequest(*envelope, fingerprint(envelope->header.senderKey));
    (void)readCard(*envelope, envelope->header.receiver, signer(), fingerprint(envelope->header.senderKey));
    return 0;
}
