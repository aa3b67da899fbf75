#pragma once

#include "sync/package/folder.h"
#include "sync/server/admin.h"
#include "sync/server/package_exchange.h"
#include "sync/server/writer.h"

#include <QSet>

namespace jixiao::server {

/// The administrator's commands on packages. Files come in through the quarantine of the data folder, where the program
/// that was called has put them, and go out through its folder of given ones. Each file is a transaction of its own.
class PackageAdmin {
public:
    PackageAdmin(const QString& folder, Admin& admin, PackageRegistrar& registrar, PackageExchange& exchange,
                 Writer& writer)
        : folder_(folder), admin_(admin), registrar_(registrar), exchange_(exchange), writer_(writer) {}

    /// `words` begin with "package". Refusals are in the reply; fails only with errors of the storage or the disk.
    Result<AdminReply> run(const QStringList& words);

    static QString usage();

private:
    using Options = QMap<QString, QString>;
    using Outcome = Result<AdminReply>;
    Outcome identity();
    Outcome setLevel(const QString& level);
    Outcome enrol(const QString& name, const Options& options);
    Outcome import(const Options& options);
    Outcome give(const Options& options);
    Outcome list();
    Outcome discard(const QString& name);

    /// One file of the quarantine; adds its line to the reply and the device to those to be answered.
    Result<void> importOne(const QString& path, bool preview, bool acceptGap, AdminReply& reply, QSet<Id>& devices);
    Result<void> answer(const Id& device, const Options& options, AdminReply& reply);
    /// A value that a transaction of its own works out.
    template <typename T>
    Result<T> within(const std::function<Result<T>()>& work);

    package::Folder folder_;
    Admin& admin_;
    PackageRegistrar& registrar_;
    PackageExchange& exchange_;
    Writer& writer_;
};

} // namespace jixiao::server
