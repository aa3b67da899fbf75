#include "app/cli/audit_text.h"
#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/store_rescue.h"
#include "app/cli/store_slots.h"
#include "core/store/first_use.h"
#include "core/store/restore.h"
#include "sync/engine/device_identity.h"
#include "sync/engine/sync_engine.h"

#include <QHash>
#include <QSysInfo>
#include <QTextStream>

#include <functional>

namespace jixiao::cli {

namespace {

const auto offlineFlag = QStringLiteral("--offline");

Result<void> enrol(Store& store, const QString& text) {
    const auto code = protocol::EnrolmentCode::fromString(text);
    if (!code) return code.error();
    const auto identity = DeviceIdentity::read(store);
    if (!identity) return identity.error();
    const auto http = makeCurlClient({code->serverUrl, code->pins, {}});
    const auto reply = enrolDevice(*http, identity->enrolRequest(code->code, QSysInfo::machineHostName()),
                                   std::make_shared<std::atomic<bool>>(false));
    if (!reply) return reply.error();
    return DeviceIdentity::adopt(store, *reply, code->serverUrl);
}

Result<void> adopt(Context& context, Store& store, const Options& options) {
    const auto code = options.value(QStringLiteral("--enrol"));
    if (!code.isEmpty()) return enrol(store, code);
    if (!options.has(QStringLiteral("--person"))) return {}; // to be registered by a package
    return DeviceIdentity::adoptLocal(store, options.value(QStringLiteral("--person")),
                                      options.value(QStringLiteral("--unit")), context.ids);
}

/// The data folder was made before, but nobody was enrolled: the server was not there, or the program was killed.
int resume(Context& context, const Options& options, const QString& folder) {
    auto store = openStore(context, folder);
    if (!store) return report(store.error());
    const auto identity = DeviceIdentity::read(**store);
    if (!identity) return report(identity.error());
    if (!identity->actor.personId.isEmpty()) return report({ErrorCode::VaultExists, folder});
    const auto adopted = adopt(context, **store, options);
    return adopted ? Ok : report(adopted.error());
}

int init(Context& context, const Options& options, const QString& folder) {
    const auto code = options.value(QStringLiteral("--enrol"));
    if (!code.isEmpty())
        if (const auto parsed = protocol::EnrolmentCode::fromString(code); !parsed) return report(parsed.error());
    if (const auto settled = Restore::settle(folder); !settled) return report(settled.error());
    if (Vault::exists(folder)) return resume(context, options, folder);
    const auto passphrase = readPassphrase();
    if (!passphrase) return report(passphrase.error());
    QTextStream out(stdout);
    out << QStringLiteral("正在测定口令强化参数……") << Qt::endl;
    const auto params = KdfParams::calibrated(context.clock);
    auto fresh = makeDataFolder(folder, *passphrase, QStringLiteral("口令"), params, context.clock, context.ids);
    if (!fresh) return report(fresh.error());
    if (auto made = DeviceIdentity::initialise(*fresh->store, context.ids); !made) return report(made.error());
    out << QStringLiteral("已建立加密数据文件夹 %1").arg(folder) << Qt::endl;
    out << QStringLiteral("恢复码（请抄写并妥善保管）：%1").arg(fresh->recoveryCode) << Qt::endl;
    const auto adopted = adopt(context, *fresh->store, options);
    return adopted ? Ok : report(adopted.error());
}

int check(Context& context, const QString& folder) {
    auto store = openStore(context, folder);
    if (!store) return report(store.error());
    const auto result = (*store)->check();
    if (!result) return report(result.error());
    QTextStream out(stdout);
    out << QStringLiteral("记录 %1 条，修改留痕 %2 条，待发送 %3 条，数据版本 %4")
               .arg(result->records)
               .arg(result->journalRows)
               .arg(result->outboxRows)
               .arg(result->schemaVersion)
        << Qt::endl;
    if (result->attachments > 0)
        out << QStringLiteral("佐证材料 %1 份，共 %2 字节").arg(result->attachments).arg(result->attachmentBytes)
            << Qt::endl;
    for (const auto& problem : result->problems)
        out << QStringLiteral("问题：%1").arg(problem) << Qt::endl;
    out << auditText(**store, result->audit) << Qt::endl;
    QString verdict = QStringLiteral("完好");
    if (!result->problems.isEmpty())
        verdict = QStringLiteral("有损坏：请保留原文件，联系管理员从备份恢复");
    else if (!result->intact)
        verdict = QStringLiteral("文件可读，但留痕被改动过：请保留原文件，报告管理员");
    out << verdict << Qt::endl;
    return result->intact ? Ok : Failed;
}

} // namespace

int runStore(Context& context) {
    const auto rest = context.arguments.mid(1);
    const bool offline = context.arguments.contains(offlineFlag);
    const QHash<QString, std::function<int()>> apart{
        {QStringLiteral("slots"), [&] { return runStoreSlots(context, rest); }},
        {QStringLiteral("backup"), [&] { return runStoreBackup(context, rest); }},
        {QStringLiteral("restore"), [&] { return runStoreRestore(context, rest); }},
        {QStringLiteral("export"), [&] { return runStoreExport(context, rest); }},
        {QStringLiteral("import"), [&] { return runStoreImport(context, rest); }},
        {QStringLiteral("attach"), [&] { return runStoreAttach(context, rest); }},
        {QStringLiteral("evidence"), [&] { return runStoreEvidence(context, rest); }},
        {QStringLiteral("salvage"), [&] { return runStoreSalvage(context, rest); }}};
    if (const auto run = apart.value(context.arguments.value(0))) return run();
    auto words = context.arguments;
    words.removeAll(offlineFlag);
    const auto options =
        Options::parse(words, {QStringLiteral("--enrol"), QStringLiteral("--person"), QStringLiteral("--unit")});
    if (!options) return report(options.error());
    const auto verb = options->positional.value(0);
    const auto folder = options->positional.value(1);
    if (options->positional.size() == 2 && verb == QLatin1String("check")) return check(context, folder);
    if (options->positional.size() == 2 && verb == QLatin1String("rekey")) return runStoreRekey(context, folder);
    const bool whole = offline || options->has(QStringLiteral("--enrol")) ||
                       (options->has(QStringLiteral("--person")) && options->has(QStringLiteral("--unit")));
    if (options->positional.size() == 2 && verb == QLatin1String("init") && whole)
        return init(context, *options, folder);
    return report(
        {ErrorCode::InvalidInput,
         QStringLiteral("store check|rekey|slots|backup|restore|salvage|export|import|attach|evidence DIR, or "
                        "store init DIR with --enrol CODE, --offline, or --person NAME --unit NAME")});
}

} // namespace jixiao::cli
