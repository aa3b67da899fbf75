#include "tests/bench/sync_device.h"

#include "tests/bench/stats.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <dirent.h>
#include <linux/tcp.h>
#include <sys/socket.h>

#include <cstdlib>

namespace jixiao::bench {

namespace {

constexpr int documentsPerProject = 50;

template <typename T>
T orDie(Result<T> result, const char* what) {
    if (!result) qFatal("bench: %s: %s %s", what, qPrintable(result.error().id()), qPrintable(result.error().detail));
    return *std::move(result);
}

void orDie(const Result<void>& result, const char* what) {
    if (!result) qFatal("bench: %s: %s %s", what, qPrintable(result.error().id()), qPrintable(result.error().detail));
}

/// Bytes of one connection to this port, acknowledged and received; 0 for anything else.
qint64 bytesOf(int descriptor, quint16 port) {
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return 0;
    if (peer.sin_family != AF_INET || ntohs(peer.sin_port) != port) return 0;
    tcp_info info{};
    size = sizeof info;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return 0;
    return qint64(info.tcpi_bytes_acked + info.tcpi_bytes_received);
}

} // namespace

SyncDevice::SyncDevice(const Clock& clock, RandomSource& random, IdSource& ids, const SyncServer& server)
    : clock_(clock),
      random_(random),
      ids_(ids),
      dir_(QCoreApplication::applicationDirPath() + QStringLiteral("/bench-device-XXXXXX")),
      key_{SecretBytes::random(32), SecretBytes::random(16), {}},
      port_(server.port()) {
    store_ = std::make_unique<StoreThread>(orDie(Store::create(dir_.path(), key_, clock_, ids_), "make a store"));
    enrol(server);
}

void SyncDevice::enrol(const SyncServer& server) {
    orDie(store_->call([this](Store& store) { return DeviceIdentity::initialise(store, ids_); }), "make a device");
    const auto read = [](Store& store) { return DeviceIdentity::read(store); };
    const auto code = orDie(protocol::EnrolmentCode::fromString(server.invite()), "read the enrolment code");
    const auto request = orDie(store_->call(read), "read the device").enrolRequest(code.code, QStringLiteral("bench"));
    const auto reply = orDie(enrolDevice(*makeCurlClient({code.serverUrl, code.pins, {}}), request, {}), "enrol");
    orDie(store_->call([&](Store& store) { return DeviceIdentity::adopt(store, reply, code.serverUrl); }), "adopt");
    identity_ = orDie(store_->call(read), "read the device");
    http_ = makeCurlClient(identity_.server);
}

void SyncDevice::fill(const QList<SyncDocument>& documents) {
    const auto unit = Id::fromString(identity_.actor.unitId).value_or(Id());
    Id project;
    for (qsizetype i = 0; i < documents.size(); ++i) {
        EditBatch batch{identity_.actor, documents[i].id, {}, {}, {}};
        if (i % documentsPerProject == 0) {
            project = ids_.next();
            batch.edits.append(
                {project, {{Field::name, QString::number(i)}}, true, false, RecordType::project, unit, {}});
        }
        batch.edits += documents[i].edits(project, unit, ids_);
        orDie(store_->call([&batch](Store& store) { return store.apply(batch); }), "save a document");
    }
}

void SyncDevice::edit(const Id& record, const QString& field, const QString& value) {
    RecordEdit edit;
    edit.record = record;
    edit.values.insert(field, value);
    const EditBatch batch{identity_.actor, record, {}, {edit}, {}};
    orDie(store_->call([&batch](Store& store) { return store.apply(batch); }), "save an edit");
}

SyncRun SyncDevice::sync() {
    SyncRun run;
    SyncEngine engine(*store_, *http_, clock_, random_, identity_.token);
    const double start = nowMs();
    const double startCpu = processCpuMs();
    run.report = orDie(engine.runOnce({},
                                      [&](SyncProgress progress) {
                                          if (!progress.pushing) {
                                              ++run.pages;
                                              return;
                                          }
                                          ++run.batches;
                                          run.pushMs = nowMs() - start;
                                          run.pushCpuMs = processCpuMs() - startCpu;
                                          run.pushWire = wireBytes();
                                      }),
                       "sync");
    run.totalMs = nowMs() - start;
    run.totalCpuMs = processCpuMs() - startCpu;
    if (run.report.refused > 0 || run.report.conflicts > 0) qFatal("bench: the server refuses the documents");
    return run;
}

qint64 SyncDevice::wireBytes() const {
    qint64 bytes = 0;
    DIR* folder = ::opendir("/proc/self/fd");
    if (folder == nullptr) return 0;
    while (const dirent* entry = ::readdir(folder))
        bytes += bytesOf(std::atoi(entry->d_name), port_);
    ::closedir(folder);
    return bytes;
}

qint64 SyncDevice::count(const QString& type) {
    return orDie(store_->call([&type](Store& store) { return store.recordsOfType(type); }), "count").size();
}

} // namespace jixiao::bench
