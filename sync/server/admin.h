#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "sync/server/accounts.h"
#include "sync/server/directory.h"
#include "sync/server/storage.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao::server {

/// The answer to an administrator's command: text for the terminal and the exit code (0 done, 1 refused, 2 not
/// understood).
struct AdminReply {
    int exitCode = 0;
    QString text;
    QStringList files = {}; ///< made in the data folder, for the program that was called to hand out
};

/// What an enrolment code must carry besides its secret.
struct ServerAddress {
    QString url;
    QString pin;
};

/// The administrator's commands: unit, person, device, load. Each runs as one transaction of its own.
class Admin {
public:
    Admin(ServerStorage& storage, Directory& directory, Accounts& accounts, const Clock& clock, IdSource& ids,
          ServerAddress address)
        : storage_(storage),
          directory_(directory),
          accounts_(accounts),
          clock_(clock),
          ids_(ids),
          address_(std::move(address)) {}

    /// `file` is the content of the file that "load" names. Fails only with errors of the storage; call it within a
    /// transaction.
    Result<AdminReply> run(const QStringList& words, const QByteArray& file);

    static QString usage();

    using Options = QMap<QString, QString>;
    /// "--name value" pairs; nullopt when they are no pairs.
    static std::optional<Options> optionsOf(const QStringList& words);
    /// The one live record of this type with this id or this value in the field. Errors: RecordNotFound, InvalidInput
    /// (several), with a text for the administrator.
    Result<Record> find(const QString& type, const QString& field, const QString& text);

private:
    using Outcome = Result<AdminReply>;
    Outcome unitAdd(const Options& options);
    Outcome unitList();
    Outcome personAdd(const Options& options);
    Outcome personList();
    Outcome deviceInvite(const Options& options);
    Outcome deviceList();
    Outcome deviceRevoke(const QString& device);
    Outcome load(const QByteArray& file);

    Result<void> store(Record record);

    ServerStorage& storage_;
    Directory& directory_;
    Accounts& accounts_;
    const Clock& clock_;
    IdSource& ids_;
    ServerAddress address_;
};

} // namespace jixiao::server
