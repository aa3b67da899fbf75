#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/store_rescue.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/store/unit_transfer.h"
#include "sync/engine/device_identity.h"

#include <QTextStream>

namespace jixiao::cli {

namespace {

const auto outOption = QStringLiteral("-o");
constexpr qint64 maxFileBytes = 512 * 1024 * 1024;

} // namespace

int runStoreExport(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {outOption});
    if (!options) return report(options.error());
    if (options->positional.size() != 1 || !options->has(outOption))
        return report({ErrorCode::InvalidInput, QStringLiteral("store export DIR -o OUT|-")});
    auto store = openStore(context, options->positional.at(0));
    if (!store) return report(store.error());
    const auto unit = UnitTransfer::read(**store, context.clock.nowMs());
    if (!unit) return report(unit.error());
    const auto written = writeOut(options->value(outOption), canonicalJson(*unit) + '\n');
    if (!written) return report(written.error());
    QTextStream err(stderr);
    err << QStringLiteral("已导出全部记录和修改留痕；此文件没有加密，请妥善保管") << Qt::endl;
    if (const auto contents = (*store)->attachments(); contents && !contents->isEmpty())
        err << QStringLiteral("佐证材料 %1 份不在此文件里：备份里有；也可用 store evidence 逐份取出")
                   .arg(contents->size())
            << Qt::endl;
    return Ok;
}

int runStoreImport(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {});
    if (!options) return report(options.error());
    if (options->positional.size() != 2)
        return report({ErrorCode::InvalidInput, QStringLiteral("store import DIR FILE")});
    const auto bytes = readBounded(options->positional.at(1), maxFileBytes);
    if (!bytes) return report(bytes.error());
    const auto object = parseJsonObject(*bytes, {qsizetype(maxFileBytes), 8});
    if (!object) return report(object.error());
    const auto records = UnitTransfer::parse(*object);
    if (!records) return report(records.error());
    auto store = openStore(context, options->positional.at(0));
    if (!store) return report(store.error());
    const auto identity = DeviceIdentity::read(**store);
    if (!identity) return report(identity.error());
    const auto done = UnitTransfer::write(**store, *records, identity->actor, QStringLiteral("导入单位数据"));
    if (!done) return report(done.error());
    QTextStream out(stdout);
    out << QStringLiteral("记录：新增 %1 条，更新 %2 条，未变 %3 条")
               .arg(done->created)
               .arg(done->changed)
               .arg(done->unchanged)
        << Qt::endl;
    for (const auto& form : done->locked)
        out << QStringLiteral("未导入（当前状态不能修改）：%1").arg(form.toString()) << Qt::endl;
    return done->locked.isEmpty() ? Ok : FindingsOpen;
}

} // namespace jixiao::cli
