#include "sync/package/device_packages.h"

#include "core/base/json.h"

#include <algorithm>

namespace jixiao::package {

namespace {

const auto partnerKey = QStringLiteral("package.partner");
const auto exchangeKey = QStringLiteral("package.exchange");
const auto idName = QStringLiteral("id");
const auto keyName = QStringLiteral("key");
const auto ceilingName = QStringLiteral("ceiling");

/// A message is never a large part of a file, so that files get about as large as they may.
qsizetype messageBytes(qsizetype maxFileBytes) { return std::clamp<qsizetype>(maxFileBytes / 4, 4 * 1024, 1'000'000); }

Summary summarise(const Header& header, const Content& content) {
    Summary summary;
    summary.header = header;
    summary.received = content.manifest.received;
    for (const auto& verdict : content.verdicts) {
        summary.conflicts += verdict.verdict == Verdict::Conflict;
        summary.refused += verdict.verdict == Verdict::Rejected;
        summary.deferred += verdict.verdict == Verdict::Deferred;
    }
    summary.applied = int(content.verdicts.size()) - summary.conflicts - summary.refused - summary.deferred;
    for (const auto& page : content.pages)
        for (const auto& record : page.records) {
            ++summary.changes;
            summary.decisions += record.type == RecordType::transition;
        }
    return summary;
}

} // namespace

Result<Partner> DevicePackages::partner() const {
    const auto text = store_.meta(partnerKey);
    if (!text) return text.error();
    if (text->isEmpty()) return Error{ErrorCode::PackageNoPartner};
    const auto object = parseJsonObject(text->toUtf8());
    if (!object) return Error{ErrorCode::StoreDamaged, partnerKey};
    return Partner{Id::fromString(object->value(idName).toString()).value_or(Id()),
                   QByteArray::fromBase64(object->value(keyName).toString().toLatin1()),
                   levelFromName(object->value(ceilingName).toString()).value_or(Level::Public)};
}

Result<void> DevicePackages::adopt(const Partner& partner) {
    const auto before = this->partner();
    if (!before && before.error().code != ErrorCode::PackageNoPartner) return before.error();
    if (!before || before->id != partner.id)
        if (auto kept = keep({}); !kept) return kept;
    return store_.setMeta(partnerKey,
                          QString::fromUtf8(canonicalJson({{idName, partner.id.toString()},
                                                           {keyName, QString::fromLatin1(partner.key.toBase64())},
                                                           {ceilingName, levelName(partner.ceiling)}})));
}

Result<Exchange> DevicePackages::exchange() const {
    const auto text = store_.meta(exchangeKey);
    if (!text) return text.error();
    return Exchange::fromJson(text->toUtf8());
}

Result<void> DevicePackages::keep(const Exchange& exchange) {
    return store_.setMeta(exchangeKey, QString::fromUtf8(exchange.toJson()));
}

/// What no server takes is refused here, as a push does; the rest goes on.
Result<int> DevicePackages::refuseTooLarge(QList<OutboundMutation>& mutations) {
    QList<MutationVerdict> verdicts;
    mutations.removeIf([&](const OutboundMutation& mutation) {
        if (protocol::encode(protocol::PushRequest{{mutation}}).size() <= protocol::maxInflatedBytes) return false;
        const Error error{ErrorCode::RequestTooLarge};
        verdicts << MutationVerdict{mutation.mutationId,          Verdict::Rejected, 0, {}, error.id(),
                                    error.userMessage().oneLine()};
        return true;
    });
    if (!verdicts.isEmpty())
        if (auto applied = store_.applyVerdicts(verdicts, clock_.nowMs()); !applied) return applied.error();
    return int(verdicts.size());
}

Result<Exported> DevicePackages::make(const ExportOptions& options) {
    const auto to = partner();
    if (!to) return to.error();
    if (options.level > to->ceiling) return Error{ErrorCode::PackageWrongLevel, levelName(options.level)};
    auto state = exchange();
    if (!state) return state.error();
    const auto cursor = store_.cursor();
    if (!cursor) return cursor.error();
    auto mutations = store_.takeForExport();
    if (!mutations) return mutations.error();
    const auto tooLarge = refuseTooLarge(*mutations);
    if (!tooLarge) return tooLarge.error();
    const Outline outline{Kind::Entries,
                          Id::fromString(actor_.deviceId).value_or(Id()),
                          Id::fromString(actor_.unitId).value_or(Id()),
                          to->id,
                          to->key,
                          options.level,
                          clock_.nowMs(),
                          {state->taken, state->takenHash, *cursor, false}};
    const auto limit = std::max(options.maxFileBytes, smallestFileBytes);
    auto packages = makePackages(outline, messagesOf(*mutations, messageBytes(limit)), limit, *state, signer_, ids_);
    if (!packages) return packages.error();
    // A number is used up before its file can exist: no two files ever get the same one.
    if (auto kept = keep(*state); !kept) return kept.error();
    Exported exported{*std::move(packages), {}, *tooLarge};
    for (const auto& mutation : std::as_const(*mutations))
        exported.entries << mutation.mutationId;
    return exported;
}

Result<void> DevicePackages::markGiven(const Exported& exported, const QString& waitingText) {
    return store_.markExported(exported.entries, waitingText);
}

Result<DevicePackages::Opened> DevicePackages::open(const QByteArray& file, bool acceptGap) const {
    const auto from = partner();
    if (!from) return from.error();
    auto envelope = parse(file);
    if (!envelope) return envelope.error();
    const auto& header = envelope->header;
    const Expected expected{from->key, Id::fromString(actor_.deviceId).value_or(Id()), from->ceiling};
    if (auto checked = check(*envelope, expected); !checked) return checked.error();
    if (header.kind != Kind::Answer || header.sender != from->id)
        return Error{ErrorCode::PackageMalformed, QStringLiteral("not an answer")};
    auto state = exchange();
    if (!state) return state.error();
    if (auto judged = state->judge(header, envelope->fileHash, acceptGap); !judged) return judged.error();
    const auto body = openBody(*envelope, signer_);
    if (!body) return body.error();
    auto content = decodeContent(header, *body);
    if (!content) return content.error();
    const auto& manifest = content->manifest;
    if (auto known = state->acknowledge(manifest.received, manifest.receivedHash); !known) return known.error();
    state->take(header, envelope->fileHash);
    return Opened{*std::move(envelope), *std::move(content), *std::move(state)};
}

Result<Summary> DevicePackages::preview(const QByteArray& file, bool acceptGap) const {
    const auto opened = open(file, acceptGap);
    if (!opened) return opened.error();
    return summarise(opened->envelope.header, opened->content);
}

Result<Summary> DevicePackages::take(const QByteArray& file, bool acceptGap) {
    const auto opened = open(file, acceptGap);
    if (!opened) return opened.error();
    if (auto applied = store_.applyVerdicts(opened->content.verdicts, clock_.nowMs()); !applied) return applied.error();
    if (auto applied = applyPages(opened->content); !applied) return applied.error();
    // Last: until then the file counts as not taken in, and what it did already does nothing a second time.
    if (auto kept = keep(opened->exchange); !kept) return kept.error();
    return summarise(opened->envelope.header, opened->content);
}

/// A page moves the cursor on when nothing before it can be missing here.
Result<void> DevicePackages::applyPages(const Content& content) {
    auto after = content.manifest.cursor;
    bool again = content.manifest.again;
    for (const auto& page : content.pages) {
        const auto cursor = store_.cursor();
        if (!cursor) return cursor.error();
        const bool follows = again || after <= *cursor;
        const auto reached = again ? page.cursor : follows ? std::max(*cursor, page.cursor) : *cursor;
        if (auto applied = store_.applyRemote(page.records, reached, *cursor); !applied) return applied;
        after = page.cursor;
        again = false;
    }
    return {};
}

} // namespace jixiao::package
