#include "sync/package/header.h"

#include "core/base/json.h"
#include "sync/protocol/reader.h"

#include <algorithm>
#include <array>

namespace jixiao::package {

namespace {

constexpr auto formatName = "jixiao.package";
constexpr qsizetype keyBytes = 32;
constexpr qsizetype hashBytes = 32;

constexpr std::array<std::pair<Kind, const char*>, 4> kindNames{
    {{Kind::Request, "request"}, {Kind::Card, "card"}, {Kind::Entries, "entries"}, {Kind::Answer, "answer"}}};
constexpr std::array<std::pair<Level, const char*>, 3> levelNames{
    {{Level::Public, "public"}, {Level::Internal, "internal"}, {Level::Confidential, "confidential"}}};

template <typename Names, typename Value>
QString nameIn(const Names& names, Value value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value) return QString::fromLatin1(name);
    return {};
}

QString text(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }

void checkNumbers(protocol::ObjectReader& in, const Header& h) {
    const bool numbered = h.kind == Kind::Entries || h.kind == Kind::Answer;
    if (h.part > h.parts) in.fail(QStringLiteral("part"), QStringLiteral("beyond the last part"));
    if (numbered != (h.sequence > 0) || h.firstSequence() < (numbered ? 1 : 0))
        in.fail(QStringLiteral("sequence"), QStringLiteral("does not fit"));
    if (numbered && (h.sequence == 1) != h.previous.isEmpty())
        in.fail(QStringLiteral("previous"), QStringLiteral("does not fit"));
    if (h.since >= std::max<qint64>(1, h.firstSequence())) in.fail(QStringLiteral("since"), QStringLiteral("too new"));
    if (h.receiver.isNull() != (h.kind == Kind::Request))
        in.fail(QStringLiteral("receiver"), QStringLiteral("does not fit"));
}

} // namespace

QString levelName(Level level) { return nameIn(levelNames, level); }

std::optional<Level> levelFromName(const QString& name) {
    for (const auto& [level, candidate] : levelNames)
        if (name == QLatin1String(candidate)) return level;
    return std::nullopt;
}

QByteArray encodeHeader(const Header& h) {
    return canonicalJson({{QStringLiteral("format"), QString::fromLatin1(formatName)},
                          {QStringLiteral("version"), formatVersion},
                          {QStringLiteral("kind"), nameIn(kindNames, h.kind)},
                          {QStringLiteral("id"), h.id.toString()},
                          {QStringLiteral("suite"), h.suite},
                          {QStringLiteral("sender"), h.sender.toString()},
                          {QStringLiteral("senderUnit"), h.senderUnit.isNull() ? QString() : h.senderUnit.toString()},
                          {QStringLiteral("senderKey"), text(h.senderKey)},
                          {QStringLiteral("receiver"), h.receiver.isNull() ? QString() : h.receiver.toString()},
                          {QStringLiteral("sequence"), h.sequence},
                          {QStringLiteral("previous"), text(h.previous)},
                          {QStringLiteral("since"), h.since},
                          {QStringLiteral("part"), h.part},
                          {QStringLiteral("parts"), h.parts},
                          {QStringLiteral("level"), levelName(h.level)},
                          {QStringLiteral("records"), h.records},
                          {QStringLiteral("createdMs"), h.createdMs},
                          {QStringLiteral("packed"), h.packed},
                          {QStringLiteral("bodyBytes"), qint64(h.bodyBytes)}});
}

Result<Header> decodeHeader(const QByteArray& bytes) {
    auto in = protocol::readMessage(bytes, maxHeaderBytes, ErrorCode::PackageMalformed);
    if (!in) return in.error();
    if (in->text(QStringLiteral("format"), protocol::maxNameChars) != QLatin1String(formatName))
        in->fail(QStringLiteral("format"), QStringLiteral("not a package"));
    const auto version = in->integer(QStringLiteral("version"), 1);
    if (in->ok() && version > formatVersion)
        return Error{ErrorCode::PackageNewer, QStringLiteral("format version %1").arg(version)};
    Header h;
    const auto kind = in->token(QStringLiteral("kind"));
    const auto known = std::find_if(kindNames.cbegin(), kindNames.cend(),
                                    [&](const auto& each) { return kind == QLatin1String(each.second); });
    if (known == kindNames.cend())
        in->fail(QStringLiteral("kind"), QStringLiteral("unknown word"));
    else
        h.kind = known->first;
    h.id = in->id(QStringLiteral("id"));
    h.suite = in->token(QStringLiteral("suite"));
    h.sender = in->id(QStringLiteral("sender"));
    h.senderUnit = in->optionalId(QStringLiteral("senderUnit"));
    h.senderKey = in->base64(QStringLiteral("senderKey"), keyBytes);
    h.receiver = in->optionalId(QStringLiteral("receiver"));
    h.sequence = in->integer(QStringLiteral("sequence"));
    if (in->ok() && !in->text(QStringLiteral("previous"), protocol::maxNameChars).isEmpty())
        h.previous = in->base64(QStringLiteral("previous"), hashBytes);
    h.since = in->integer(QStringLiteral("since"));
    h.part = int(in->integer(QStringLiteral("part"), 1, maxParts));
    h.parts = int(in->integer(QStringLiteral("parts"), 1, maxParts));
    const auto level = levelFromName(in->token(QStringLiteral("level")));
    if (!level) in->fail(QStringLiteral("level"), QStringLiteral("unknown word"));
    h.level = level.value_or(Level::Confidential);
    h.records = int(in->integer(QStringLiteral("records"), 0, maxRecords));
    h.createdMs = in->integer(QStringLiteral("createdMs"));
    h.packed = in->boolean(QStringLiteral("packed"));
    h.bodyBytes = qsizetype(in->integer(QStringLiteral("bodyBytes"), 0, protocol::maxInteger));
    if (in->ok()) checkNumbers(*in, h);
    if (!in->ok()) return in->error();
    if (h.bodyBytes > maxBodyBytes)
        return Error{ErrorCode::PackageTooLarge, QStringLiteral("a body of %1 bytes").arg(h.bodyBytes)};
    return h;
}

} // namespace jixiao::package
