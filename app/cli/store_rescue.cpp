#include "app/cli/store_rescue.h"

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/base/json.h"
#include "core/store/backup.h"
#include "core/store/restore.h"
#include "core/store/salvage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTextStream>

namespace jixiao::cli {

namespace {

const auto outOption = QStringLiteral("-o");
const auto keepOption = QStringLiteral("--keep");
const auto fromOption = QStringLiteral("--from");
const auto jsonOption = QStringLiteral("--json");
const auto previewFlag = QStringLiteral("--preview");
const auto discardFlag = QStringLiteral("--discard-unsent");
constexpr int maxKept = 1000;

int usage(const char* text) { return report({ErrorCode::InvalidInput, QString::fromUtf8(text)}); }

QString timeText(qint64 ms) {
    return ms == 0 ? QStringLiteral("—")
                   : QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString kindText(FormDifference::Kind kind) {
    switch (kind) {
    case FormDifference::Kind::OnlyInBackup:
        return QStringLiteral("仅备份中有");
    case FormDifference::Kind::OnlyHere:
        return QStringLiteral("仅现在有");
    case FormDifference::Kind::Different:
        break;
    }
    return QStringLiteral("内容不同");
}

QString kindName(FormDifference::Kind kind) {
    switch (kind) {
    case FormDifference::Kind::OnlyInBackup:
        return QStringLiteral("onlyInBackup");
    case FormDifference::Kind::OnlyHere:
        return QStringLiteral("onlyHere");
    case FormDifference::Kind::Different:
        break;
    }
    return QStringLiteral("different");
}

QJsonObject previewJson(const RestorePreview& preview) {
    QJsonArray forms;
    for (const auto& form : preview.forms)
        forms.append(QJsonObject{{QStringLiteral("form"), form.form.toString()},
                                 {QStringLiteral("title"), form.title},
                                 {QStringLiteral("kind"), kindName(form.kind)},
                                 {QStringLiteral("backupMs"), form.backupMs},
                                 {QStringLiteral("hereMs"), form.hereMs}});
    return {{QStringLiteral("format"), QStringLiteral("jixiao.restore/1")},
            {QStringLiteral("backupAtMs"), preview.backup.atMs},
            {QStringLiteral("unreadable"), preview.unreadable ? preview.unreadable->id() : QString()},
            {QStringLiteral("forms"), forms},
            {QStringLiteral("sameForms"), preview.sameForms},
            {QStringLiteral("unsent"), preview.unsent}};
}

QString previewText(const RestorePreview& preview) {
    QString text;
    QTextStream out(&text);
    out << QStringLiteral("备份时间 %1\n").arg(timeText(preview.backup.atMs));
    if (preview.unreadable)
        out << QStringLiteral("现有数据读不出来（%1），无法比较；恢复时原样移到一旁保存\n")
                   .arg(preview.unreadable->id());
    if (preview.unreadable && preview.unsent > 0)
        out << QStringLiteral("从中逐页读出尚未发送而备份中没有的修改 %1 处\n").arg(preview.unsent);
    for (const auto& form : preview.forms)
        out << QStringLiteral("%1\t备份 %2\t现在 %3\t%4\n")
                   .arg(kindText(form.kind), timeText(form.backupMs), timeText(form.hereMs), form.title.simplified());
    if (!preview.unreadable)
        out << QStringLiteral("相同 %1 张，有变化 %2 张；尚未发送而备份中没有的修改 %3 处\n")
                   .arg(preview.sameForms)
                   .arg(preview.forms.size())
                   .arg(preview.unsent);
    return text;
}

Result<void> show(const RestorePreview& preview, const Options& options, QJsonObject more, const QString& ending) {
    if (!options.has(jsonOption)) {
        QTextStream(stdout) << previewText(preview) << ending << Qt::flush;
        return {};
    }
    auto object = previewJson(preview);
    for (auto entry = more.begin(); entry != more.end(); ++entry)
        object.insert(entry.key(), entry.value());
    return writeOut(options.value(jsonOption), QJsonDocument(object).toJson());
}

} // namespace

int runStoreBackup(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {outOption, keepOption});
    if (!options) return report(options.error());
    bool number = true;
    BackupPolicy policy;
    if (options->has(keepOption)) policy.newest = options->value(keepOption).toInt(&number);
    if (options->positional.size() != 1 || !number || policy.newest < 1 || policy.newest > maxKept)
        return usage("store backup DIR [-o FOLDER] [--keep 1-1000]");
    const auto folder = options->positional.at(0);
    auto store = openStore(context, folder);
    if (!store) return report(store.error());
    const auto target = options->has(outOption) ? options->value(outOption) : Backups::defaultFolder(folder);
    const auto made = Backups::make(**store, target, policy, context.clock.nowMs());
    if (!made) return report(made.error());
    QTextStream out(stdout);
    out << QStringLiteral("已备份并核对：%1").arg(made->folder) << Qt::endl;
    out << QStringLiteral("记录 %1 条，修改留痕 %2 条，待发送 %3 条")
               .arg(made->records)
               .arg(made->journalRows)
               .arg(made->outboxRows)
        << Qt::endl;
    if (!made->auditOk)
        out << QStringLiteral("注意：留痕被改动过，以前的备份一个也没有清理；请执行 store check 并报告管理员")
            << Qt::endl;
    return Ok;
}

int runStoreRestore(Context& context, QStringList arguments) {
    const bool preview = arguments.removeAll(previewFlag) > 0;
    const bool discard = arguments.removeAll(discardFlag) > 0;
    const auto options = Options::parse(arguments, {fromOption, jsonOption});
    if (!options) return report(options.error());
    if (options->positional.size() != 1 || !options->has(fromOption))
        return usage("store restore DIR --from BACKUP [--preview] [--discard-unsent] [--json OUT|-]");
    const auto passphrase = readPassphrase();
    if (!passphrase) return report(passphrase.error());
    RestoreTask request;
    request.folder = options->positional.at(0);
    request.backup = options->value(fromOption);
    request.keepUnsent = !discard;
    if (preview) {
        const auto seen = Restore::preview(request, *passphrase, context.clock, context.ids);
        if (!seen) return report(seen.error());
        const auto shown = show(*seen, *options, {}, QStringLiteral("这是预览，什么都没有改\n"));
        return shown ? Ok : report(shown.error());
    }
    const auto done = Restore::run(request, *passphrase, context.clock, context.ids);
    if (!done) return report(done.error());
    const auto ending =
        QStringLiteral("已恢复，保留未发送的修改 %1 处\n原来的数据完整保存在 %2\n").arg(done->kept).arg(done->aside);
    const auto shown = show(done->preview, *options,
                            {{QStringLiteral("aside"), done->aside}, {QStringLiteral("kept"), done->kept}}, ending);
    return shown ? Ok : report(shown.error());
}

int runStoreSalvage(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {outOption});
    if (!options) return report(options.error());
    if (options->positional.size() != 1 || !options->has(outOption)) return usage("store salvage DIR -o NEWDIR");
    const auto folder = options->positional.at(0);
    const auto passphrase = readPassphrase();
    if (!passphrase) return report(passphrase.error());
    if (const auto settled = Restore::settle(folder); !settled) return report(settled.error());
    auto vault = Vault::open(folder, context.clock);
    if (!vault) return report(vault.error());
    const auto key = vault->unlock(*passphrase);
    if (!key) return report(key.error());
    const auto done = Salvage::run(folder, *key, options->value(outOption), context.clock, context.ids);
    if (!done) return report(done.error());
    QTextStream out(stdout);
    out << QStringLiteral("共 %1 页，读不出 %2 页，残缺的行 %3 条")
               .arg(done->scan.pages)
               .arg(done->scan.unreadable.size())
               .arg(done->scan.brokenRows)
        << Qt::endl;
    for (const auto& table : done->tables)
        out << QStringLiteral("%1：找到 %2 行，放回 %3 行").arg(table.name).arg(table.found).arg(table.placed)
            << Qt::endl;
    if (done->orphans > 0)
        out << QStringLiteral("%1 个值找不到所属的记录，另行保存在新数据里").arg(done->orphans) << Qt::endl;
    out << QStringLiteral("读出的数据在 %1，口令不变；原文件没有改动").arg(options->value(outOption)) << Qt::endl;
    if (!done->auditOk) out << QStringLiteral("留痕不完整：有一部分随损坏的页丢失") << Qt::endl;
    return done->complete() ? Ok : FindingsOpen;
}

} // namespace jixiao::cli
