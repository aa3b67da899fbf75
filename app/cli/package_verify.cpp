#include "app/cli/options.h"
#include "app/cli/package_files.h"
#include "core/workflow/snapshot.h"
#include "core/workflow/workflow.h"
#include "sync/package/slip.h"
#include "sync/protocol/transition.h"

#include <QDateTime>
#include <QTextStream>

namespace jixiao::cli {

namespace {

using namespace jixiao::package;

const auto storeOption = QStringLiteral("--store");
const auto outOption = QStringLiteral("-o");
const auto fromOption = QStringLiteral("--from");
const auto toOption = QStringLiteral("--to");

QString timeText(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm")); }

struct ReadFile {
    QByteArray bytes;
    Envelope envelope;
};
Result<ReadFile> readFile(const QString& path) {
    auto bytes = readPackage(path);
    if (!bytes) return bytes.error();
    auto envelope = parse(*bytes);
    if (!envelope) return envelope.error();
    return ReadFile{*std::move(bytes), *std::move(envelope)};
}

void printHeader(QTextStream& out, const Envelope& envelope) {
    const auto& h = envelope.header;
    out << QStringLiteral("文件：%1").arg(fileName(h)) << Qt::endl
        << QStringLiteral("发送方：%1，密钥指纹 %2").arg(h.sender.toString(), fingerprint(h.senderKey)) << Qt::endl
        << QStringLiteral("接收方：%1").arg(h.receiver.isNull() ? QStringLiteral("—") : h.receiver.toString())
        << Qt::endl
        << QStringLiteral("第 %1 号，第 %2 份共 %3 份，%4 条，密级 %5，%6")
               .arg(h.sequence)
               .arg(h.part)
               .arg(h.parts)
               .arg(h.records)
               .arg(levelName(h.level), timeText(h.createdMs))
        << Qt::endl
        << QStringLiteral("SHA-256：%1").arg(QString::fromLatin1(envelope.fileHash.toHex())) << Qt::endl;
}

/// Who decided what on which device, and whether what they saw is what is there.
Result<bool> printDecision(QTextStream& out, Store& store, const DeviceIdentity& identity, const Record& decision) {
    const auto content = store.formRecords(decision.parent);
    if (!content) return content.error();
    const bool same = snapshotHash(*content) == decision.value(Field::snapshotHash);
    const bool own = decision.value(Field::deviceId) == identity.actor.deviceId;
    const bool forged = own && !protocol::isSignedBy(decision, identity.signer->publicKey());
    out << QStringLiteral("  %1  %2  %3  设备 %4  %5  %6  %7")
               .arg(timeText(decision.value(Field::at).toLongLong()), decision.value(Field::personName),
                    decision.value(Field::action), decision.value(Field::deviceId), decision.value(Field::suite),
                    forged ? QStringLiteral("签名不符")
                    : own  ? QStringLiteral("签名相符")
                           : QStringLiteral("签名由服务器核对"),
                    same ? QStringLiteral("内容与签名时一致") : QStringLiteral("此后内容有变动"))
        << Qt::endl;
    return !forged;
}

/// Every decision about the forms of this store.
int verifyDecisions(PackageStore& opened) {
    const auto decisions = opened.store->recordsOfType(RecordType::transition);
    if (!decisions) return report(decisions.error());
    QTextStream out(stdout);
    out << QStringLiteral("操作记录 %1 项").arg(decisions->size()) << Qt::endl;
    int exit = Ok;
    for (const auto& decision : *decisions) {
        const auto good = printDecision(out, *opened.store, opened.identity, decision);
        if (!good) return report(good.error());
        if (!*good) exit = Failed;
    }
    return exit;
}

} // namespace

int runPackageVerify(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {storeOption});
    if (!options) return report(options.error());
    if (options->positional.size() > 1 || (options->positional.isEmpty() && !options->has(storeOption)))
        return report({ErrorCode::InvalidInput, QStringLiteral("package verify [FILE] [--store DIR]")});
    QTextStream out(stdout);
    std::optional<ReadFile> file;
    if (!options->positional.isEmpty()) {
        auto read = readFile(options->positional.first());
        if (!read) return report(read.error());
        file = *std::move(read);
        printHeader(out, file->envelope);
        if (!isSignedBy(file->envelope, file->envelope.header.senderKey))
            return report({ErrorCode::PackageTampered, options->positional.first()});
        out << QStringLiteral("签名相符：文件就是这个密钥签发的那一个") << Qt::endl;
    }
    if (!options->has(storeOption)) return Ok;
    auto opened = openPackageStore(context, options->value(storeOption));
    if (!opened) return report(opened.error());
    if (file) {
        const auto& key = file->envelope.header.senderKey;
        const auto partner = opened->packages(context).partner();
        const bool own = key == opened->identity.signer->publicKey();
        const bool known = own || (partner && partner->key == key);
        if (!known) return report({ErrorCode::PackageUnknownSender, options->positional.first()});
        out << (own ? QStringLiteral("由本设备签发") : QStringLiteral("由登记的服务器签发")) << Qt::endl;
    }
    return verifyDecisions(*opened);
}

int runPackageSlip(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {storeOption, outOption, fromOption, toOption});
    if (!options) return report(options.error());
    if (options->positional.isEmpty() || !options->has(outOption))
        return report({ErrorCode::InvalidInput,
                       QStringLiteral("package slip FILE… -o OUT.pdf [--store DIR] [--from TEXT] [--to TEXT]")});
    auto from = options->value(fromOption);
    Id ownDevice;
    if (options->has(storeOption)) {
        const auto opened = openPackageStore(context, options->value(storeOption));
        if (!opened) return report(opened.error());
        const auto& identity = opened->identity;
        ownDevice = Id::fromString(identity.actor.deviceId).value_or(Id());
        if (from.isEmpty()) from = QStringLiteral("%1 %2").arg(identity.unitName, identity.actor.name);
    }
    QList<SlipEntry> entries;
    for (const auto& word : options->positional)
        for (const auto& path : packageFiles(word, {Kind::Request, Kind::Card, Kind::Entries, Kind::Answer})) {
            const auto read = readFile(path);
            if (!read) return report(read.error());
            const auto& envelope = read->envelope;
            if (!isSignedBy(envelope, envelope.header.senderKey)) return report({ErrorCode::PackageTampered, path});
            const bool named = options->has(fromOption) || envelope.header.sender == ownDevice;
            entries << SlipEntry{envelope, read->bytes.size(), named ? from : QString(), options->value(toOption)};
        }
    const auto written = writeSlip(entries, options->value(outOption));
    return written ? Ok : report(written.error());
}

} // namespace jixiao::cli
