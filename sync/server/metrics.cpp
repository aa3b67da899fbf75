#include "sync/server/metrics.h"

namespace jixiao::server {

QByteArray Metrics::text() const {
    QByteArray out;
    const auto line = [&out](const QByteArray& name, quint64 value) {
        out += "jixiao_" + name + ' ' + QByteArray::number(value) + '\n';
    };
    for (std::size_t i = 1; i < repliesByClass.size(); ++i)
        line("replies_total{class=\"" + QByteArray::number(quint64(i)) + "xx\"}", repliesByClass[i]);
    constexpr std::array verdictNames{"applied", "duplicate", "merged", "conflict", "rejected", "deferred"};
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        line(QByteArray("mutations_total{verdict=\"") + verdictNames[i] + "\"}", verdicts[i]);
    line("records_served_total", recordsServed);
    line("connections_total", connections);
    line("connections_refused_total", connectionsRefused);
    line("handshakes_failed_total", handshakesFailed);
    line("deadlines_passed_total", deadlinesPassed);
    return out;
}

} // namespace jixiao::server
