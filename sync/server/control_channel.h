#pragma once

#include "core/base/result.h"
#include "sync/server/admin.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <thread>

namespace jixiao::server {

/// Administrator's commands to a running server: a Unix socket "control" (0600) in the data folder, since only one
/// process may have the storage open. One command per connection, one at a time.
class ControlChannel {
public:
    using Handler = std::function<AdminReply(const QStringList& words, const QByteArray& file)>;

    /// Error: DiskWriteFailed (cannot make the socket).
    static Result<std::unique_ptr<ControlChannel>> listen(const QString& folder, Handler handler);
    ~ControlChannel();
    ControlChannel(const ControlChannel&) = delete;
    ControlChannel& operator=(const ControlChannel&) = delete;

    /// Sends a command to the server of this folder; nullopt when none is running. Error: NetworkInterrupted.
    static Result<std::optional<AdminReply>> send(const QString& folder, const QStringList& words,
                                                  const QByteArray& file);

private:
    ControlChannel(QString path, int listener, int wakeRead, int wakeWrite, Handler handler);
    void loop();

    QString path_;
    int listener_;
    int wakeRead_;
    int wakeWrite_;
    Handler handler_;
    std::thread thread_;
};

} // namespace jixiao::server
