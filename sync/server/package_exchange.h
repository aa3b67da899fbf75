#pragma once

#include "sync/package/maker.h"
#include "sync/server/package_registrar.h"
#include "sync/server/sync_service.h"

namespace jixiao::server {

/// What a package from a device holds, and after it was taken in what became of that.
struct PackageReport {
    package::Header header = {};
    QByteArray hash = {};
    Device device = {};
    QString personName = {};
    QString unitName = {};
    qint64 missing = 0; ///< numbers before this one that never came; what was in them is in here
    int entries = 0;
    int decisions = 0; ///< of them: submissions, approvals, returns
    QList<MutationVerdict> verdicts = {};
};

/// Packages on the server's side: what a device sent is executed by the same code as a push, and the answer holds the
/// verdicts it has no receipt for yet and the changes it has not read. Everything but preview() runs within a
/// transaction of the caller; after an error nothing of it may be kept.
class PackageExchange {
public:
    PackageExchange(ServerStorage& storage, SyncService& service, Directory& directory, PackageRegistrar& registrar,
                    const Clock& clock, IdSource& ids)
        : storage_(storage),
          service_(service),
          directory_(directory),
          registrar_(registrar),
          clock_(clock),
          ids_(ids) {}

    /// Errors: those of package::parse, package::check, Exchange::judge, openBody and decodeContent;
    /// PackageRevokedSender, PackageForked, and those of the storage.
    Result<PackageReport> preview(const QByteArray& file, bool acceptGap = false);
    Result<PackageReport> take(const QByteArray& file, bool acceptGap = false);

    /// The next answer for this device. Errors: RecordNotFound, DeviceRevoked, PackageWrongLevel (above what the device
    /// may read), PackageTooLarge, and those of the storage.
    Result<QList<package::Made>> answer(const Id& device, package::Level level, qsizetype maxFileBytes);

private:
    /// What is kept about packages to and from one device.
    struct State {
        package::Exchange exchange;
        qint64 cursor = 0; ///< where its pull stood
        /// Number of a package taken in → number of the newest answer with its verdicts, 0 for none.
        QMap<qint64, qint64> receipts;
    };
    struct Opened {
        PackageReport report;
        package::Content content;
        State state; ///< as it is once the file is taken
        Session session;
    };

    Result<Opened> open(const QByteArray& file, bool acceptGap);
    Result<Device> senderOf(const package::Envelope& envelope);
    Result<void> acknowledge(State& state, const package::Manifest& manifest, bool acceptGap);
    Result<QList<MutationVerdict>> openVerdicts(const Id& device, const State& state);
    Result<QList<package::Message>> changesAfter(const Session& session, qint64& cursor, bool& again,
                                                 qsizetype maxBytes);
    Result<State> stateOf(const Id& device);
    Result<void> keep(const Id& device, const State& state);

    ServerStorage& storage_;
    SyncService& service_;
    Directory& directory_;
    PackageRegistrar& registrar_;
    const Clock& clock_;
    IdSource& ids_;
};

} // namespace jixiao::server
