#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace jixiao::bench {

/// The server program in a process of its own, with a new data folder on the disk the program lies on.
class SyncServer {
public:
    SyncServer();
    ~SyncServer() { stop(); }
    SyncServer(const SyncServer&) = delete;
    SyncServer& operator=(const SyncServer&) = delete;

    QString folder() const { return dir_.path(); }
    quint16 port() const { return port_; }
    /// A fresh enrolment code of a person of the sample bureau.
    QString invite() const;
    double residentMiB() const;
    double cpuMs() const; ///< user and system, so far
    /// Ends it and waits, so that its file can be read.
    void stop();

private:
    QString administrate(const QStringList& words) const;

    QTemporaryDir dir_;
    QProcess process_;
    quint16 port_ = 0;
};

} // namespace jixiao::bench
