#include "sync/server/package_registrar.h"

#include "core/base/json.h"
#include "sync/package/maker.h"

namespace jixiao::server {

namespace {

const auto identityNote = QStringLiteral("package.identity");
const auto ceilingNote = QStringLiteral("package.ceiling");
constexpr qsizetype seedBytes = 32;

QString ceilingNoteOf(const Id& device) { return QStringLiteral("package.ceiling.") + device.toString(); }

Result<package::Level> readLevel(ServerStorage& storage, const QString& key) {
    const auto note = storage.note(key);
    if (!note) return note.error();
    return package::levelFromName(QString::fromLatin1(*note)).value_or(package::Level::Internal);
}

} // namespace

Result<PackageIdentity> PackageRegistrar::identity() {
    auto note = storage_.note(identityNote);
    if (!note) return note.error();
    const auto ceiling = readLevel(storage_, ceilingNote);
    if (!ceiling) return ceiling.error();
    if (note->isEmpty()) {
        const auto fresh = Signer::generate();
        const auto seed = fresh.seed().bytes();
        *note = ids_.next().toString().toLatin1() +
                QByteArray(reinterpret_cast<const char*>(seed.data()), qsizetype(seed.size())).toHex();
        if (auto kept = storage_.putNote(identityNote, *note); !kept) return kept.error();
    }
    const auto id = Id::fromString(QString::fromLatin1(note->chopped(seedBytes * 2)));
    auto signer = Signer::fromSeed(SecretBytes::take(QByteArray::fromHex(note->right(seedBytes * 2))));
    note->fill('\0');
    if (!id || !signer) return Error{ErrorCode::StoreDamaged, identityNote};
    return PackageIdentity{*id, *std::move(signer), *ceiling};
}

Result<void> PackageRegistrar::setCeiling(package::Level ceiling) {
    return storage_.putNote(ceilingNote, package::levelName(ceiling).toLatin1());
}

Result<package::Level> PackageRegistrar::ceilingOf(const Id& device) {
    return readLevel(storage_, ceilingNoteOf(device));
}

Result<package::Made> PackageRegistrar::enrol(const QByteArray& file, const QString& keyFingerprint, const Id& person,
                                              package::Level ceiling) {
    const auto envelope = package::parse(file);
    if (!envelope) return envelope.error();
    auto request = package::readRequest(*envelope, keyFingerprint);
    if (!request) return request.error();
    auto known = storage_.device(request->deviceId);
    if (!known) return known.error();
    package::Card card{ceiling, std::nullopt};
    const bool anothers = *known && ((*known)->person != person || (*known)->publicKey != request->publicKey);
    if (anothers) return Error{ErrorCode::EnrolmentInvalid, QStringLiteral("the device is registered otherwise")};
    if (*known && (*known)->revoked) return Error{ErrorCode::DeviceRevoked};
    if (!*known) {
        auto code = accounts_.invite(person);
        if (!code) return code.error();
        request->code = *code;
        auto reply = accounts_.enrol(*request, {});
        if (!reply) return reply.error();
        card.identity = *std::move(reply);
    }
    const auto own = identity();
    if (!own) return own.error();
    auto kept = storage_.putNote(ceilingNoteOf(request->deviceId), package::levelName(ceiling).toLatin1());
    if (!kept) return kept.error();
    auto made = package::makeCard(card, own->id, own->signer, request->deviceId, request->publicKey, ids_.next(),
                                  clock_.nowMs());
    if (!made) return made.error();
    const auto sealed = package::parse(*made);
    if (!sealed) return sealed.error();
    return package::Made{sealed->header, sealed->fileHash, *std::move(made)};
}

} // namespace jixiao::server
