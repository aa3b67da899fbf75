#include "sync/server/server_core.h"

#include "core/base/files.h"

#include <QDir>
#include <QFile>

namespace jixiao::server {

namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t saltBytes = 16;

QString listenFile(const QString& folder) { return folder + QStringLiteral("/listen"); }

QString keyFile(const QString& folder) { return folder + QStringLiteral("/server.key"); }

bool hasStorage(const QString& folder) { return QFile::exists(EmbeddedStorage::fileName(folder)); }

Result<StoreKey> keyFromVault(const QString& folder, const QString& passphraseFile, const Clock& clock, IdSource& ids) {
    auto text = readBounded(passphraseFile, 4096);
    if (!text) return text.error();
    const auto passphrase = SecretBytes::take(text->trimmed());
    text->fill('\0');
    auto vault = Vault::exists(folder) || hasStorage(folder)
                     ? Vault::open(folder, clock)
                     : Vault::create(folder, passphrase, QStringLiteral("server"), KdfParams(), clock, ids);
    if (!vault) return vault.error();
    return vault->unlock(passphrase);
}

Result<StoreKey> keyFromFile(const QString& folder) {
    const auto path = keyFile(folder);
    if (!QFile::exists(path)) {
        if (hasStorage(folder)) return Error{ErrorCode::VaultMissing, path};
        const auto fresh = SecretBytes::random(keyBytes + saltBytes);
        const auto bytes = fresh.bytes();
        auto written = replaceFile(
            path, QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())),
            FileReaders::OwnerOnly);
        if (!written) return written.error();
    }
    auto bytes = readBounded(path);
    if (!bytes) return bytes.error();
    if (std::size_t(bytes->size()) != keyBytes + saltBytes) return Error{ErrorCode::VaultDamaged, path};
    StoreKey key{SecretBytes::take(bytes->left(keyBytes)), SecretBytes::take(bytes->mid(keyBytes)), {}};
    bytes->fill('\0');
    return key;
}

} // namespace

Result<StoreKey> serverKey(const QString& folder, const Clock& clock, IdSource& ids) {
    const auto passphraseFile = qEnvironmentVariable("JIXIAO_PASSPHRASE_FILE");
    return passphraseFile.isEmpty() ? keyFromFile(folder) : keyFromVault(folder, passphraseFile, clock, ids);
}

Result<std::unique_ptr<ServerCore>> ServerCore::open(const QString& folder, const Clock& clock, RandomSource& random) {
    if (!QDir().mkpath(folder)) return Error{ErrorCode::DiskWriteFailed, folder};
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const bool firstStart = !hasStorage(folder) && !Vault::exists(folder) && !QFile::exists(keyFile(folder));
    UuidV7Source ids(clock, random);
    auto key = serverKey(folder, clock, ids);
    if (!key) return key.error();
    auto storage = EmbeddedStorage::open(folder, *key, firstStart);
    if (!storage) return storage.error();
    auto identity = tlsIdentity(folder, clock);
    if (!identity) return identity.error();
    return std::unique_ptr<ServerCore>(
        new ServerCore(folder, std::move(*storage), *std::move(identity), clock, random));
}

ServerCore::ServerCore(QString folder, std::unique_ptr<ServerStorage> storage, TlsIdentity identity, const Clock& clock,
                       RandomSource& random)
    : folder_(std::move(folder)),
      clock_(clock),
      identity_(std::move(identity)),
      ids_(clock, random),
      storage_(std::move(storage)),
      directory_(*storage_),
      accounts_(*storage_, directory_, clock, random),
      service_(*storage_, directory_, clock),
      writer_(*storage_),
      handler_(service_, accounts_, writer_, {QString::fromLatin1(identity_.caPem), {identity_.pin}}, clock) {}

ServerCore::~ServerCore() {
    control_.reset();
    http_.reset();
}

Result<void> ServerCore::serve(const HttpOptions& options) {
    auto http = HttpServer::start(options, identity_, handler_);
    if (!http) return http.error();
    http_ = std::move(*http);
    const auto host =
        options.address.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(options.address) : options.address;
    const auto url = QStringLiteral("https://%1:%2").arg(host).arg(port());
    if (auto written = replaceFile(listenFile(folder_), url.toUtf8(), FileReaders::OwnerOnly); !written) return written;
    auto control = ControlChannel::listen(
        folder_, [this](const QStringList& words, const QByteArray& file) { return admin(words, file); });
    if (!control) return control.error();
    control_ = std::move(*control);
    return {};
}

AdminReply ServerCore::admin(const QStringList& words, const QByteArray& file) {
    const auto url = readBounded(listenFile(folder_)).valueOr({});
    Admin commands(*storage_, directory_, accounts_, clock_, ids_, {QString::fromUtf8(url), identity_.pin});
    if (words.value(0) == QLatin1String("package")) return packageAdmin(commands, words);
    AdminReply reply;
    const auto committed = writer_.writeNow([&]() -> Result<void> {
        auto outcome = commands.run(words, file);
        if (!outcome) return outcome.error();
        reply = *outcome;
        return {};
    });
    if (committed) return reply;
    return failed(committed.error());
}

AdminReply ServerCore::packageAdmin(Admin& commands, const QStringList& words) {
    PackageRegistrar registrar(*storage_, accounts_, clock_, ids_);
    PackageExchange exchange(*storage_, service_, directory_, registrar, clock_, ids_);
    auto reply = PackageAdmin(folder_, commands, registrar, exchange, writer_).run(words);
    return reply ? *reply : failed(reply.error());
}

AdminReply ServerCore::failed(const Error& error) {
    (void)writer_.writeNow([this]() -> Result<void> { // what was rolled back may have been cached meanwhile
        directory_.forget();
        return {};
    });
    return {1, error.userMessage().oneLine() + QLatin1Char('\n'), {}};
}

} // namespace jixiao::server
