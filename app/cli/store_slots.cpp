#include "app/cli/store_slots.h"

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/store/data_folder.h"

#include <QDateTime>
#include <QTextStream>

namespace jixiao::cli {

namespace {

const auto nameOption = QStringLiteral("--name");
const auto slotOption = QStringLiteral("--slot");

Error usageError() {
    return {ErrorCode::InvalidInput,
            QStringLiteral("store slots DIR [add --name NAME | rename --slot ID --name NAME | remove --slot ID |"
                           " change [--slot ID] | recovery]")};
}

Result<OpenFolder> openFolder(Context& context, const QString& folder) {
    const auto passphrase = readPassphrase();
    if (!passphrase) return passphrase.error();
    return openDataFolder(folder, *passphrase, context.clock, context.ids);
}

Result<Id> slotOf(const Options& options) {
    const auto id = Id::fromString(options.value(slotOption));
    if (!id) return usageError();
    return *id;
}

int list(const OpenFolder& opened) {
    const auto infos = opened.vault.slotInfos(opened.key);
    if (!infos) return report(infos.error());
    QTextStream out(stdout);
    for (const auto& info : *infos) {
        const bool recovery = info.kind == SlotKind::Recovery;
        out << info.id.toString() << u'\t' << (recovery ? QStringLiteral("恢复码") : QStringLiteral("口令")) << u'\t'
            << QDateTime::fromMSecsSinceEpoch(info.createdMs).toString(QStringLiteral("yyyy-MM-dd HH:mm")) << u'\t'
            << info.label.simplified();
        if (info.id == opened.key.slot) out << u'\t' << QStringLiteral("（当前）");
        out << Qt::endl;
    }
    return Ok;
}

int done(const Result<void>& result, const QString& text) {
    if (!result) return report(result.error());
    QTextStream(stdout) << text << Qt::endl;
    return Ok;
}

int add(Context& context, OpenFolder& opened, const Options& options) {
    const auto passphrase = readNewPassphrase();
    if (!passphrase) return report(passphrase.error());
    const auto added = opened.vault.addPassphrase(opened.key, *passphrase, options.value(nameOption),
                                                  KdfParams::calibrated(context.clock), context.ids);
    return done(added, QStringLiteral("已添加 %1").arg(options.value(nameOption)));
}

int change(OpenFolder& opened, const Options& options) {
    const auto slot = options.has(slotOption) ? slotOf(options) : Result<Id>(opened.key.slot);
    if (!slot) return report(slot.error());
    const auto passphrase = readNewPassphrase();
    if (!passphrase) return report(passphrase.error());
    return done(opened.vault.setPassphrase(opened.key, *slot, *passphrase), QStringLiteral("口令已修改"));
}

int rename(OpenFolder& opened, const Options& options) {
    const auto slot = slotOf(options);
    if (!slot) return report(slot.error());
    return done(opened.vault.renameSlot(opened.key, *slot, options.value(nameOption)), QStringLiteral("已改名"));
}

int remove(OpenFolder& opened, const Options& options) {
    const auto slot = slotOf(options);
    if (!slot) return report(slot.error());
    return done(opened.vault.removeSlot(opened.key, *slot),
                QStringLiteral("已移除。以前复制走的文件仍能用旧口令打开；要让新数据也与之无关，请执行 store rekey"));
}

int recovery(Context& context, OpenFolder& opened) {
    const auto code = opened.vault.addRecovery(opened.key, KdfParams::calibrated(context.clock), context.ids);
    if (!code) return report(code.error());
    return done({}, QStringLiteral("新恢复码（请抄写并妥善保管，旧的已作废）：%1").arg(*code));
}

} // namespace

int runStoreSlots(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {nameOption, slotOption});
    if (!options) return report(options.error());
    const auto& words = options->positional;
    const auto verb = words.value(1);
    const bool named = options->has(nameOption);
    const bool placed = options->has(slotOption);
    const bool known =
        (verb.isEmpty() && !named && !placed) || (verb == QLatin1String("add") && named && !placed) ||
        (verb == QLatin1String("rename") && named && placed) || (verb == QLatin1String("remove") && placed && !named) ||
        (verb == QLatin1String("change") && !named) || (verb == QLatin1String("recovery") && !named && !placed);
    if (words.isEmpty() || words.size() > 2 || !known) return report(usageError());
    auto opened = openFolder(context, words.at(0));
    if (!opened) return report(opened.error());
    if (verb.isEmpty()) return list(*opened);
    if (verb == QLatin1String("add")) return add(context, *opened, *options);
    if (verb == QLatin1String("change")) return change(*opened, *options);
    if (verb == QLatin1String("rename")) return rename(*opened, *options);
    if (verb == QLatin1String("remove")) return remove(*opened, *options);
    return recovery(context, *opened);
}

int runStoreRekey(Context& context, const QString& folder) {
    const auto passphrase = readPassphrase();
    if (!passphrase) return report(passphrase.error());
    return done(rekeyDataFolder(folder, *passphrase, context.clock, context.ids),
                QStringLiteral("已换用新的数据密钥，各人口令和恢复码不变"));
}

} // namespace jixiao::cli
