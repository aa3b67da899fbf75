#include "app/cli/options.h"
#include "app/cli/package_files.h"

#include <QFileInfo>
#include <QHash>
#include <QSysInfo>
#include <QTextStream>

#include <algorithm>
#include <functional>

namespace jixiao::cli {

namespace {

using namespace jixiao::package;

const auto storeOption = QStringLiteral("--store");
const auto outOption = QStringLiteral("-o");
const auto levelOption = QStringLiteral("--level");
const auto sizeOption = QStringLiteral("--max-kb");
const auto printOption = QStringLiteral("--fingerprint");
const auto previewFlag = QStringLiteral("--preview");
const auto gapFlag = QStringLiteral("--accept-gap");

int usage(const char* text) { return report({ErrorCode::InvalidInput, QString::fromUtf8(text)}); }

QString describe(const Summary& summary) {
    return QStringLiteral("第 %1 号：本机第 %2 号及以前的数据包已收到；接收 %3，冲突 %4，拒绝 %5，稍后 %6；"
                          "带回 %7 条记录，其中审批等操作 %8 项")
        .arg(summary.header.sequence)
        .arg(summary.received)
        .arg(summary.applied)
        .arg(summary.conflicts)
        .arg(summary.refused)
        .arg(summary.deferred)
        .arg(summary.changes)
        .arg(summary.decisions);
}

int request(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {storeOption, outOption});
    if (!options) return report(options.error());
    if (!options->has(storeOption) || !options->has(outOption) || !options->positional.isEmpty())
        return usage("package request --store DIR -o FOLDER");
    auto opened = openPackageStore(context, options->value(storeOption));
    if (!opened) return report(opened.error());
    const auto& signer = *opened->identity.signer;
    const auto file = makeRequest(opened->identity.enrolRequest({}, QSysInfo::machineHostName()), signer,
                                  context.ids.next(), context.clock.nowMs());
    if (!file) return report(file.error());
    const auto envelope = parse(*file);
    if (!envelope) return report(envelope.error());
    const auto given = opened->folder.give({{envelope->header, envelope->fileHash, *file}}, options->value(outOption));
    if (!given) return report(given.error());
    QTextStream(stdout)
        << given->first() << Qt::endl
        << QStringLiteral("本设备的指纹（请当面或用电话告诉管理员）：%1").arg(fingerprint(signer.publicKey()))
        << Qt::endl;
    return Ok;
}

int give(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {storeOption, outOption, levelOption, sizeOption});
    if (!options) return report(options.error());
    ExportOptions how;
    if (options->has(levelOption)) {
        const auto level = levelFromName(options->value(levelOption));
        if (!level) return usage("--level public|internal|confidential");
        how.level = *level;
    }
    bool isNumber = true;
    if (options->has(sizeOption)) how.maxFileBytes = options->value(sizeOption).toInt(&isNumber) * qsizetype(1000);
    if (!options->has(storeOption) || !options->has(outOption) || !options->positional.isEmpty() || !isNumber ||
        how.maxFileBytes <= 0)
        return usage("package export --store DIR -o FOLDER [--level LEVEL] [--max-kb N]");
    auto opened = openPackageStore(context, options->value(storeOption));
    if (!opened) return report(opened.error());
    auto packages = opened->packages(context);
    const auto made = packages.make(how);
    if (!made) return report(made.error());
    const auto paths = opened->folder.give(made->packages, options->value(outOption));
    if (!paths) return report(paths.error());
    const auto waiting = QStringLiteral("已导出（第 %1 号），等待回执").arg(made->packages.last().header.sequence);
    if (const auto marked = packages.markGiven(*made, waiting); !marked) return report(marked.error());
    QTextStream out(stdout);
    for (qsizetype i = 0; i < paths->size(); ++i)
        out << QStringLiteral("%1  %2  第 %3 号，%4 条")
                   .arg(paths->at(i), QString::fromLatin1(made->packages[i].hash.toHex()))
                   .arg(made->packages[i].header.sequence)
                   .arg(made->packages[i].header.records)
            << Qt::endl;
    if (made->tooLarge > 0) out << QStringLiteral("%1 项太大，没有放入，见待发送列表").arg(made->tooLarge) << Qt::endl;
    return made->tooLarge == 0 ? Ok : FindingsOpen;
}

/// The answer to a registration: who this device is now, and the server it belongs to.
Result<QString> takeCard(PackageStore& opened, DevicePackages& packages, const Envelope& envelope,
                         const QString& print) {
    auto& identity = opened.identity;
    const auto device = Id::fromString(identity.actor.deviceId).value_or(Id());
    const auto before = packages.partner();
    if (print.isEmpty() && before && before->key == envelope.header.senderKey)
        return Error{ErrorCode::PackageRepeated, fileName(envelope.header)};
    const auto card = readCard(envelope, device, *identity.signer, print);
    if (!card) return card.error();
    if (card->identity)
        if (const auto adopted = DeviceIdentity::adopt(*opened.store, *card->identity, {}); !adopted)
            return adopted.error();
    const Partner partner{envelope.header.sender, envelope.header.senderKey, card->ceiling};
    if (const auto kept = packages.adopt(partner); !kept) return kept.error();
    return QStringLiteral("本设备已登记，可以用数据包往来");
}

Result<QString> importOne(PackageStore& opened, Context& context, const QString& path, const QString& print,
                          bool preview, bool acceptGap) {
    const auto file = readPackage(path);
    if (!file) return file.error();
    const auto envelope = parse(*file);
    if (!envelope) return envelope.error();
    auto packages = opened.packages(context);
    const bool isCard = envelope->header.kind == Kind::Card;
    if (isCard && preview) return QStringLiteral("设备登记结果");
    if (isCard) {
        auto taken = takeCard(opened, packages, *envelope, print);
        if (!taken) return taken;
        if (auto kept = opened.folder.archive(path, envelope->header); !kept) return kept.error();
        return taken;
    }
    const auto summary = preview ? packages.preview(*file, acceptGap) : packages.take(*file, acceptGap);
    if (!summary) return summary.error();
    if (!preview)
        if (auto kept = opened.folder.archive(path, envelope->header); !kept) return kept.error();
    return describe(*summary);
}

int import(Context& context, QStringList arguments) {
    const bool preview = takeFlag(arguments, previewFlag);
    const bool acceptGap = takeFlag(arguments, gapFlag);
    const auto options = Options::parse(arguments, {storeOption, printOption});
    if (!options) return report(options.error());
    if (!options->has(storeOption) || options->positional.isEmpty())
        return usage("package import FILE|FOLDER… --store DIR [--fingerprint TEXT] [--preview] [--accept-gap]");
    auto opened = openPackageStore(context, options->value(storeOption));
    if (!opened) return report(opened.error());
    const auto device = Id::fromString(opened->identity.actor.deviceId).value_or(Id());
    for (const auto& word : options->positional)
        for (const auto& file : packageFiles(word, {Kind::Answer, Kind::Card}, device))
            if (const auto staged = opened->folder.stage(file); !staged) return report(staged.error());
    int exit = Ok;
    const auto waiting = opened->folder.quarantined();
    for (const auto& path : waiting) {
        const auto taken = importOne(*opened, context, path, options->value(printOption), preview, acceptGap);
        if (taken) {
            QTextStream(stdout) << (preview ? QStringLiteral("可以导入：") : QStringLiteral("已导入：")) << *taken
                                << Qt::endl;
            continue;
        }
        QTextStream(stderr) << QFileInfo(path).fileName() << QStringLiteral("：") << Qt::flush;
        const int code = report(taken.error());
        const auto reason = taken.error().code;
        const bool known = reason == ErrorCode::PackageRepeated || reason == ErrorCode::PackageOvertaken;
        if (known && !preview) (void)opened->folder.discard(path);
        if (!known && reason != ErrorCode::PackageWaits) exit = code;
    }
    return exit;
}

int receipt(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {storeOption});
    if (!options) return report(options.error());
    if (!options->has(storeOption) || !options->positional.isEmpty()) return usage("package receipt --store DIR");
    auto opened = openPackageStore(context, options->value(storeOption));
    if (!opened) return report(opened.error());
    const auto state = opened->packages(context).exchange();
    if (!state) return report(state.error());
    const auto items = opened->store->outbox();
    if (!items) return report(items.error());
    const auto exported = std::count_if(items->cbegin(), items->cend(),
                                        [](const OutboxItem& item) { return item.state == OutboxState::Exported; });
    QTextStream out(stdout);
    out << QStringLiteral("已导出到第 %1 号，对方已收到第 %2 号").arg(state->sent).arg(state->acknowledged) << Qt::endl
        << QStringLiteral("已导入对方第 %1 号").arg(state->taken) << Qt::endl
        << QStringLiteral("等待回执 %1 项，尚未导出 %2 项").arg(exported).arg(items->size() - exported) << Qt::endl
        << QStringLiteral("隔离区 %1 个文件").arg(opened->folder.quarantined().size()) << Qt::endl;
    return Ok;
}

} // namespace

Result<PackageStore> openPackageStore(Context& context, const QString& folder) {
    auto store = openStore(context, folder);
    if (!store) return store.error();
    auto identity = DeviceIdentity::read(**store);
    if (!identity) return identity.error();
    if (!identity->signer) return Error{ErrorCode::VaultDamaged, QStringLiteral("no device key")};
    return PackageStore{*std::move(store), *std::move(identity), Folder(folder)};
}

bool takeFlag(QStringList& arguments, const QString& flag) { return arguments.removeAll(flag) > 0; }

int runPackage(Context& context) {
    const auto rest = context.arguments.mid(1);
    const QHash<QString, std::function<int()>> verbs{
        {QStringLiteral("request"), [&] { return request(context, rest); }},
        {QStringLiteral("export"), [&] { return give(context, rest); }},
        {QStringLiteral("import"), [&] { return import(context, rest); }},
        {QStringLiteral("receipt"), [&] { return receipt(context, rest); }},
        {QStringLiteral("verify"), [&] { return runPackageVerify(context, rest); }},
        {QStringLiteral("slip"), [&] { return runPackageSlip(context, rest); }}};
    if (const auto run = verbs.value(context.arguments.value(0))) return run();
    return usage("package request|export|import|receipt|verify|slip");
}

} // namespace jixiao::cli
