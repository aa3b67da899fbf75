#pragma once

#include "sync/protocol/messages.h"
#include "sync/transport/http_client.h"

#include <QMap>

#include <functional>
#include <mutex>

namespace jixiao {

/// What goes wrong with one request.
enum class Fault {
    None,
    CutBefore, ///< never reaches the server
    CutAfter,  ///< processed, the reply is lost
    Twice,     ///< the network delivers it twice; the second reply arrives
    Status500, ///< refused by a proxy before it was processed
    Html200,   ///< a captive portal
    Garbage,   ///< 200, JSON type, random bytes; processed
    WrongAck,  ///< a well-formed answer to another question; processed
    OtherIds,  ///< verdicts for mutations that were not sent (push); a feed that stands still (pull); processed
    Patience,  ///< 429 with Retry-After: 40
    Offline,
};

inline constexpr std::array allFaults{Fault::CutBefore, Fault::CutAfter, Fault::Twice,    Fault::Status500,
                                      Fault::Html200,   Fault::Garbage,  Fault::WrongAck, Fault::OtherIds,
                                      Fault::Patience,  Fault::Offline};

/// A server in memory with the protocol's own codec. It merges nothing: the newest mutation wins. Thread-safe.
class FakeServer final : public HttpClient {
public:
    /// Faults of the coming requests, in order; none afterwards.
    void script(const QList<Fault>& faults);
    /// Looks at each request before it is processed; an Error is the outcome of send().
    std::function<std::optional<Error>(const HttpRequest&, const CancelFlag&)> intercept;
    /// Verdict for a mutation instead of applying it.
    std::function<std::optional<MutationVerdict>(const OutboundMutation&)> judge;
    /// Bodies above this are answered 413.
    qsizetype maxBody = protocol::maxBodyBytes;
    int pageSize = 100;

    Result<HttpReply> send(const HttpRequest& request, const CancelFlag& cancel) override;

    /// Changes a record as another device would.
    void change(const Record& record);
    QMap<Id, Record> records() const;
    /// How often each mutation took effect.
    QMap<Id, int> effects() const;
    int requests() const;
    QList<int> batchSizes() const;

private:
    HttpReply process(const HttpRequest& request);
    HttpReply push(const QByteArray& body);
    HttpReply changes(const QString& path);
    MutationVerdict apply(const OutboundMutation& mutation);
    HttpReply spoil(Fault fault, const HttpRequest& request, HttpReply reply) const;

    mutable std::mutex mutex_;
    QList<Fault> faults_;
    QMap<Id, Record> records_;
    QMap<Id, int> effects_;
    qint64 revision_ = 0;
    int requests_ = 0;
    QList<int> batchSizes_;
};

} // namespace jixiao
