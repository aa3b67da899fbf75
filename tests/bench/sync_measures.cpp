// Sync as a person meets it: the real server program, TLS, both stores encrypted and durable on disk.
#include "core/base/clock.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_rows.h"
#include "tests/bench/stats.h"
#include "tests/bench/sync_device.h"
#include "tests/bench/sync_peer.h"

#include <QCoreApplication>
#include <QFile>

namespace jixiao::bench {

namespace {

constexpr int singleForms = 500;
constexpr int idleRuns = 20;

const auto ms = QStringLiteral("ms");
const auto mib = QStringLiteral("MiB");

double per100(double value, qsizetype documents) { return value * 100.0 / double(documents); }
double perSecond(double wallMs, qsizetype documents) { return double(documents) * 1000.0 / wallMs; }
double inMiB(double bytes) { return bytes / 1024.0 / 1024.0; }

/// One direction: how long, how much of the client's processor, how many bytes.
struct Direction {
    QString name;
    QString does; ///< in words
    double wallMs = 0;
    double cpuMs = 0;
    double serverCpuMs = 0;
    double bytes = 0;
    int requests = 0;
};

/// Everything the measures of one fleet (a server and its devices) have in common.
struct Fleet {
    SystemClock clock;
    SystemRandom random;
    UuidV7Source ids{clock, random};
    SyncServer server;
};

StoreKey serverKey(const QString& folder) {
    QFile file(folder + QStringLiteral("/server.key"));
    if (!file.open(QIODevice::ReadOnly)) qFatal("bench: the server keeps its key elsewhere");
    const auto bytes = file.readAll();
    return {SecretBytes::take(bytes.left(32)), SecretBytes::take(bytes.mid(32)), {}};
}

Direction pushed(Fleet& fleet, SyncDevice& device) {
    const double serverCpu = fleet.server.cpuMs();
    const auto run = device.sync();
    return {QStringLiteral("sync_push"),
            QStringLiteral("outbox to the last acknowledgement kept on the device, per 100 documents"),
            run.pushMs,
            run.pushCpuMs,
            fleet.server.cpuMs() - serverCpu,
            double(run.pushWire),
            run.batches};
}

Direction pulled(Fleet& fleet, SyncDevice& device) {
    const double serverCpu = fleet.server.cpuMs();
    const auto bytes = device.wireBytes(); // of other devices
    const auto run = device.sync();
    return {QStringLiteral("sync_pull"),
            QStringLiteral("empty device to everything stored, per 100 documents"),
            run.totalMs,
            run.totalCpuMs,
            fleet.server.cpuMs() - serverCpu,
            double(device.wireBytes() - bytes),
            run.pages};
}

void addSpeed(const Direction& direction, const RawInsert& raw, qsizetype documents, Report& report) {
    report.add({direction.name,
                ms,
                per100(direction.wallMs, documents),
                direction.does,
                per100(raw.wallMs, documents),
                QStringLiteral("raw SQLCipher inserts of the rows the receiver keeps, as many durable commits"),
                Limit::Ratio,
                2.5,
                {{QStringLiteral("documents_per_s"), rounded(perSecond(direction.wallMs, documents))},
                 {QStringLiteral("baseline_documents_per_s"), rounded(perSecond(raw.wallMs, documents))},
                 {QStringLiteral("rows_per_document"), rounded(double(raw.rows) / double(documents))},
                 {QStringLiteral("server_cpu_ms_per_100"), rounded(per100(direction.serverCpuMs, documents))},
                 {QStringLiteral("requests"), direction.requests}}});
    report.add({direction.name + QStringLiteral("_cpu"), ms, per100(direction.cpuMs, documents),
                QStringLiteral("processor time of the client, all threads, per 100 documents"),
                per100(raw.cpuMs, documents), QStringLiteral("processor time of the raw inserts"), Limit::Value, 40});
}

void addBytes(const Direction& direction, double rawBytes, Report& report) {
    report.add({direction.name + QStringLiteral("_wire"), mib, inMiB(direction.bytes),
                QStringLiteral("bytes of the connection, both ways, with TLS and HTTP"), inMiB(rawBytes),
                QStringLiteral("the documents as compact JSON"), Limit::Ratio, 0.3});
}

void measureAgain(SyncDevice& device, Report& report) {
    const auto runs = timeRuns(idleRuns, [&] { (void)device.sync(); });
    report.add({QStringLiteral("sync_again"), ms, percentile(runs, 95),
                QStringLiteral("a run when the server has everything, 95th percentile"), median(runs),
                QStringLiteral("the same, median"), Limit::Value, 100});
}

/// Save, push, acknowledged; then the rest of the run, as the app does it.
void measureSingleForms(SyncDevice& device, const QList<SyncDocument>& documents, Report& report) {
    Samples acknowledged;
    Samples whole;
    for (int i = -singleForms / 10; i < singleForms; ++i) { // the first ones warm up
        const auto& document = documents.at((i + singleForms) % documents.size());
        const double start = nowMs();
        device.edit(document.id, QStringLiteral("title"), QStringLiteral("绩效目标表 第%1次").arg(i));
        const double saved = nowMs() - start;
        const auto run = device.sync();
        if (run.report.sent != 1) qFatal("bench: a saved form was not sent");
        if (i < 0) continue;
        acknowledged.append(saved + run.pushMs);
        whole.append(saved + run.totalMs);
    }
    double sum = 0;
    for (const double sample : std::as_const(whole))
        sum += sample;
    const double mean = sum / double(whole.size());
    report.add({QStringLiteral("sync_one_form"),
                ms,
                mean,
                QStringLiteral("save, durable on the server, acknowledged, feed read: mean of a whole round"),
                median(acknowledged),
                QStringLiteral("save to acknowledged, median"),
                Limit::Value,
                2,
                {{QStringLiteral("forms_per_s"), rounded(1000.0 / mean)}}});
    report.add({QStringLiteral("sync_one_form_p99"), ms, percentile(acknowledged, 99),
                QStringLiteral("save to acknowledged, 99th percentile"), median(acknowledged),
                QStringLiteral("the same, median"), Limit::Value, 20});
}

void addPeer(const SyncOptions& options, const QList<SyncDocument>& documents, const Direction& push,
             const Direction& pull, Report& report) {
    if (options.peer.isEmpty()) return;
    const auto peer = runPouchDb(documents);
    const auto add = [&](const Direction& ours, double theirsMs) {
        const auto count = documents.size();
        report.add({ours.name + QStringLiteral("_peer"),
                    ms,
                    per100(ours.wallMs, count),
                    ours.does,
                    per100(theirsMs, count),
                    peer->versions + QStringLiteral(", flushed, without TLS"),
                    Limit::Ratio,
                    0.25,
                    {{QStringLiteral("peer_documents_per_s"), rounded(perSecond(theirsMs, count))},
                     {QStringLiteral("times_faster"), rounded(theirsMs / ours.wallMs)}}});
    };
    if (!peer) {
        report.addMissing(QStringLiteral("sync_push_peer"), QStringLiteral("PouchDB is not installed"));
        report.addMissing(QStringLiteral("sync_pull_peer"), QStringLiteral("PouchDB is not installed"));
        return;
    }
    add(push, peer->pushMs);
    add(pull, peer->pullMs);
}

struct Growth {
    double residentMiB = 0;
    double pushMs = 0;
    double pullMs = 0;
};

/// The server's memory after so many documents went up and came down.
Growth grow(const Seed& seed, int count) {
    Fleet fleet;
    SyncDevice first(fleet.clock, fleet.random, fleet.ids, fleet.server);
    first.fill(syncDocuments(seed, count, fleet.ids));
    Growth growth;
    growth.pushMs = first.sync().pushMs;
    first.close();
    SyncDevice second(fleet.clock, fleet.random, fleet.ids, fleet.server);
    growth.pullMs = second.sync().totalMs;
    growth.residentMiB = fleet.server.residentMiB();
    return growth;
}

void measureGrowth(const Seed& seed, const SyncOptions& options, Report& report) {
    const int many = options.documents * (options.large ? 10 : 1);
    const int few = many / 10;
    const auto small = grow(seed, few);
    const auto large = grow(seed, many);
    const auto name = QStringLiteral("sync_growth_");
    report.add({name + QStringLiteral("memory"), mib, large.residentMiB,
                QStringLiteral("resident memory of the server after %1 documents went up and down").arg(many),
                small.residentMiB, QStringLiteral("the same after %1").arg(few), Limit::Ratio, 1.1});
    report.add({name + QStringLiteral("push"), ms, per100(large.pushMs, many),
                QStringLiteral("pushing %1 documents, per 100").arg(many), per100(small.pushMs, few),
                QStringLiteral("pushing %1").arg(few), Limit::Ratio, 1.2});
    report.add({name + QStringLiteral("pull"), ms, per100(large.pullMs, many),
                QStringLiteral("pulling %1 documents, per 100").arg(many), per100(small.pullMs, few),
                QStringLiteral("pulling %1").arg(few), Limit::Ratio, 1.2});
}

} // namespace

void measureSync(const Seed& seed, const SyncOptions& options, Report& report) {
    Fleet fleet;
    const auto documents = syncDocuments(seed, options.documents, fleet.ids);
    double rawBytes = 0;
    for (const auto& document : documents)
        rawBytes += double(document.json().size());

    SyncDevice first(fleet.clock, fleet.random, fleet.ids, fleet.server);
    first.fill(documents);
    const auto push = pushed(fleet, first);
    SyncDevice second(fleet.clock, fleet.random, fleet.ids, fleet.server);
    const auto pull = pulled(fleet, second);
    if (second.count(RecordType::indicator) != options.documents * indicatorsPerDocument)
        qFatal("bench: documents are missing on the second device");
    measureAgain(first, report);
    measureSingleForms(first, documents, report);

    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/bench-raw-XXXXXX"));
    fleet.server.stop();
    const auto server =
        insertRawly(fleet.server.folder() + QStringLiteral("/server.db"), serverKey(fleet.server.folder()),
                    {QStringLiteral("record"), QStringLiteral("history"), QStringLiteral("mutation")}, push.requests,
                    folder.path());
    second.close();
    const auto client =
        insertRawly(second.file(), second.key(), {QStringLiteral("record"), QStringLiteral("record_field")},
                    pull.requests, folder.path());
    addSpeed(push, server, documents.size(), report);
    addSpeed(pull, client, documents.size(), report);
    addBytes(push, rawBytes, report);
    addBytes(pull, rawBytes, report);
    addPeer(options, documents, push, pull, report);
    measureGrowth(seed, options, report);
}

} // namespace jixiao::bench
