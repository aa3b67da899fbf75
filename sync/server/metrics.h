#pragma once

#include "core/store/outbox.h"

#include <QByteArray>

#include <array>
#include <atomic>

namespace jixiao::server {

/// Counters since the start. Thread-safe.
struct Metrics {
    std::array<std::atomic<quint64>, 6> repliesByClass{}; ///< index: status / 100
    std::array<std::atomic<quint64>, 6> verdicts{};       ///< index: Verdict
    std::atomic<quint64> recordsServed = 0;
    std::atomic<quint64> connections = 0;
    std::atomic<quint64> connectionsRefused = 0;
    std::atomic<quint64> handshakesFailed = 0;
    std::atomic<quint64> deadlinesPassed = 0;

    void count(Verdict verdict) { ++verdicts[std::size_t(verdict)]; }
    void countReply(int status) { ++repliesByClass[std::size_t(status / 100 % 6)]; }
    QByteArray text() const; ///< Prometheus text format
};

} // namespace jixiao::server
