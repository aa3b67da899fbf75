#include "sync/server/control_channel.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace jixiao::server {

namespace {

constexpr qsizetype maxMessage = 16 * 1024 * 1024;
constexpr int clientTimeoutSeconds = 30;

struct Descriptor {
    explicit Descriptor(int fd) : value(fd) {}
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int release() { return std::exchange(value, -1); }
    int value;
};

QString socketPath(const QString& folder) { return folder + QStringLiteral("/control"); }

std::optional<sockaddr_un> addressOf(const QString& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto name = QFile::encodeName(path);
    if (std::size_t(name.size()) >= sizeof address.sun_path) return std::nullopt;
    std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
    return address;
}

void limitTime(int socket) {
    const timeval limit{clientTimeoutSeconds, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

bool sendAll(int socket, const QByteArray& bytes) {
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto count = ::send(socket, bytes.constData() + sent, std::size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0) return false;
        sent += count;
    }
    ::shutdown(socket, SHUT_WR);
    return true;
}

std::optional<QJsonObject> receiveAll(int socket) {
    QByteArray bytes;
    std::array<char, 16 * 1024> buffer{};
    for (;;) {
        const auto count = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (count < 0 || bytes.size() > maxMessage) return std::nullopt;
        if (count == 0) break;
        bytes.append(buffer.data(), qsizetype(count));
    }
    auto object = parseJsonObject(bytes);
    return object ? std::optional(*object) : std::nullopt;
}

void answer(int socket, const ControlChannel::Handler& handler) {
    const auto request = receiveAll(socket);
    if (!request) return;
    QStringList words;
    const auto list = request->value(QStringLiteral("words")).toArray();
    for (const auto& word : list)
        words << word.toString();
    const auto reply =
        handler(words, QByteArray::fromBase64(request->value(QStringLiteral("file")).toString().toLatin1()));
    sendAll(socket, canonicalJson({{QStringLiteral("exit"), reply.exitCode},
                                   {QStringLiteral("text"), reply.text},
                                   {QStringLiteral("files"), QJsonArray::fromStringList(reply.files)}}));
}

} // namespace

Result<std::unique_ptr<ControlChannel>> ControlChannel::listen(const QString& folder, Handler handler) {
    const auto path = socketPath(folder);
    const auto address = addressOf(path);
    if (!address) return Error{ErrorCode::DiskWriteFailed, QStringLiteral("path too long: ") + path};
    QFile::remove(path); // left over from a killed server; the storage's own lock keeps a second one out
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    int wake[2] = {-1, -1};
    const bool ready = listener.value >= 0 &&
                       ::bind(listener.value, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0 &&
                       ::chmod(QFile::encodeName(path).constData(), S_IRUSR | S_IWUSR) == 0 &&
                       ::listen(listener.value, 4) == 0 && ::pipe2(wake, O_CLOEXEC) == 0;
    if (!ready) return Error{ErrorCode::DiskWriteFailed, QStringLiteral("cannot listen on ") + path};
    return std::unique_ptr<ControlChannel>(
        new ControlChannel(path, listener.release(), wake[0], wake[1], std::move(handler)));
}

ControlChannel::ControlChannel(QString path, int listener, int wakeRead, int wakeWrite, Handler handler)
    : path_(std::move(path)),
      listener_(listener),
      wakeRead_(wakeRead),
      wakeWrite_(wakeWrite),
      handler_(std::move(handler)),
      thread_([this] { loop(); }) {}

ControlChannel::~ControlChannel() {
    QFile::remove(path_);
    ::close(wakeWrite_);
    thread_.join();
    ::close(wakeRead_);
    ::close(listener_);
}

void ControlChannel::loop() {
    for (;;) {
        std::array<pollfd, 2> ready{{{listener_, POLLIN, 0}, {wakeRead_, POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), -1) < 0) continue;
        if (ready[1].revents != 0) return;
        const Descriptor client(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (client.value < 0) continue;
        limitTime(client.value);
        answer(client.value, handler_);
    }
}

Result<std::optional<AdminReply>> ControlChannel::send(const QString& folder, const QStringList& words,
                                                       const QByteArray& file) {
    const auto address = addressOf(socketPath(folder));
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const bool connected = address && socket.value >= 0 &&
                           ::connect(socket.value, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    if (!connected) return std::optional<AdminReply>();
    limitTime(socket.value);
    const auto request = canonicalJson({{QStringLiteral("words"), QJsonArray::fromStringList(words)},
                                        {QStringLiteral("file"), QString::fromLatin1(file.toBase64())}});
    const auto reply = sendAll(socket.value, request) ? receiveAll(socket.value) : std::nullopt;
    if (!reply) return Error{ErrorCode::NetworkInterrupted, QStringLiteral("the running server did not answer")};
    QStringList files;
    const auto names = reply->value(QStringLiteral("files")).toArray();
    for (const auto& name : names)
        files << name.toString();
    return std::optional(AdminReply{reply->value(QStringLiteral("exit")).toInt(),
                                    reply->value(QStringLiteral("text")).toString(), files});
}

} // namespace jixiao::server
