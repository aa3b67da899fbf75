#include "app/cli/command.h"
#include "app/cli/options.h"
#include "sync/engine/device_identity.h"
#include "sync/engine/sync_engine.h"

#include <QTextStream>

namespace jixiao::cli {

namespace {

QString stateText(OutboxState state) {
    switch (state) {
    case OutboxState::Waiting:
        return QStringLiteral("待发送");
    case OutboxState::InFlight:
        return QStringLiteral("发送中");
    case OutboxState::Conflict:
        return QStringLiteral("有冲突");
    case OutboxState::Refused:
        return QStringLiteral("被拒绝");
    case OutboxState::Exported:
        return QStringLiteral("已导出，等待回执");
    }
    return {};
}

int printStatus(const Store& store) {
    const auto items = store.outbox();
    if (!items) return report(items.error());
    QTextStream out(stdout);
    for (const auto& item : *items)
        out << QStringLiteral("%1  %2  %3  %4")
                   .arg(stateText(item.state), item.scopeTitle, item.recordType, item.reason)
            << Qt::endl;
    out << QStringLiteral("待发送共 %1 项").arg(items->size()) << Qt::endl;
    return Ok;
}

} // namespace

int runSync(Context& context) {
    const auto options = Options::parse(context.arguments, {QStringLiteral("--store")});
    if (!options) return report(options.error());
    const bool status = options->positional == QStringList{QStringLiteral("status")};
    if (!options->has(QStringLiteral("--store")) || (!status && !options->positional.isEmpty()))
        return report({ErrorCode::InvalidInput, QStringLiteral("sync [status] --store DIR")});
    auto store = openStore(context, options->value(QStringLiteral("--store")));
    if (!store) return report(store.error());
    if (status) return printStatus(**store);

    const auto identity = DeviceIdentity::read(**store);
    if (!identity) return report(identity.error());
    if (identity->token.isEmpty() || identity->server.url.isEmpty())
        return report({ErrorCode::SignInExpired, QStringLiteral("this store is not enrolled with a server")});
    const auto http = makeCurlClient(identity->server);
    StoreThread thread(*std::move(store));
    if (auto due = thread.call([](Store& owned) { return owned.retryNow(); }); !due) return report(due.error());
    SyncEngine engine(thread, *http, context.clock, context.random, identity->token);
    const auto done = engine.runOnce(std::make_shared<std::atomic<bool>>(false));
    if (!done) return report(done.error());
    QTextStream(stdout) << QStringLiteral("已发送 %1 项，收到 %2 条，冲突 %3 处，被拒绝 %4 项")
                               .arg(done->sent)
                               .arg(done->received)
                               .arg(done->conflicts)
                               .arg(done->refused)
                        << Qt::endl;
    return done->refused == 0 ? Ok : Failed;
}

} // namespace jixiao::cli
