#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/store/first_use.h"
#include "sync/engine/device_identity.h"
#include "sync/engine/sync_engine.h"

#include <QDateTime>
#include <QSysInfo>
#include <QTextStream>

namespace jixiao::cli {

namespace {

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

QString whatBroke(AuditBreak::Kind kind) {
    switch (kind) {
    case AuditBreak::Kind::Altered:
        return QStringLiteral("内容被改动");
    case AuditBreak::Kind::Missing:
        return QStringLiteral("中间缺少记录");
    case AuditBreak::Kind::Added:
        return QStringLiteral("多出来历不明的记录");
    case AuditBreak::Kind::CutOff:
        return QStringLiteral("末尾的记录被删除");
    case AuditBreak::Kind::EmptyGroup:
        return QStringLiteral("这一步的内容被删除");
    case AuditBreak::Kind::State:
        return QStringLiteral("撤销状态被改动");
    case AuditBreak::Kind::HeadMissing:
        return QStringLiteral("链尾标记丢失");
    case AuditBreak::Kind::HeadAltered:
        return QStringLiteral("链尾标记被改动");
    }
    return {};
}

/// "第 12 步第 30 条，2026-03-01 09:30:00，李民警，字段 target", as far as it is known.
QString whereItBroke(const AuditBreak& broken) {
    QStringList parts;
    QString place;
    if (broken.group != 0) place += QStringLiteral("第 %1 步").arg(broken.group);
    if (broken.seq != 0) place += QStringLiteral("第 %1 条").arg(broken.seq);
    if (!place.isEmpty()) parts.append(place);
    if (broken.atMs != 0)
        parts.append(QDateTime::fromMSecsSinceEpoch(broken.atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    if (!broken.personName.isEmpty()) parts.append(broken.personName);
    if (!broken.record.isNull()) parts.append(QStringLiteral("记录 %1").arg(broken.record.toString()));
    if (!broken.field.isEmpty()) parts.append(QStringLiteral("字段 %1").arg(broken.field));
    return parts.isEmpty() ? QString() : QStringLiteral("（%1）").arg(parts.join(u'，'));
}

void print(QTextStream& out, const AuditReport& audit) {
    if (audit.broken)
        out << QStringLiteral("问题：留痕链在此处断开：%1%2。之前的 %3 步、%4 条可信")
                   .arg(whatBroke(audit.broken->kind), whereItBroke(*audit.broken))
                   .arg(audit.groups)
                   .arg(audit.entries)
            << Qt::endl;
    else
        out << QStringLiteral("留痕链完整：%1 步，%2 条，逐条核对无误").arg(audit.groups).arg(audit.entries)
            << Qt::endl;
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
    for (const auto& problem : result->problems)
        out << QStringLiteral("问题：%1").arg(problem) << Qt::endl;
    print(out, result->audit);
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
    const auto options = Options::parse(
        context.arguments, {QStringLiteral("--enrol"), QStringLiteral("--person"), QStringLiteral("--unit")});
    if (!options) return report(options.error());
    const auto verb = options->positional.value(0);
    const auto folder = options->positional.value(1);
    if (options->positional.size() == 2 && verb == QLatin1String("check")) return check(context, folder);
    const bool whole = options->has(QStringLiteral("--enrol")) ||
                       (options->has(QStringLiteral("--person")) && options->has(QStringLiteral("--unit")));
    if (options->positional.size() == 2 && verb == QLatin1String("init") && whole)
        return init(context, *options, folder);
    return report(
        {ErrorCode::InvalidInput,
         QStringLiteral("store check DIR, or store init DIR with --enrol CODE or --person NAME --unit NAME")});
}

} // namespace jixiao::cli
