#include "sync/server/package_admin.h"

#include <QFileInfo>

#include <algorithm>

namespace jixiao::server {

namespace {

const auto levelOption = QStringLiteral("level");
const auto yes = QStringLiteral("yes");

QString line(const QStringList& columns) { return columns.join(QLatin1Char('\t')) + QLatin1Char('\n'); }

QString sentence(const Error& error) {
    const auto detail = error.detail.isEmpty() ? error.id() : error.id() + QStringLiteral(": ") + error.detail;
    return error.userMessage().oneLine() + QStringLiteral("（%1）").arg(detail);
}

AdminReply refusal(const Error& error) { return {1, sentence(error) + QLatin1Char('\n'), {}}; }

/// Everything about a package or a device is the administrator's to see; the rest is the server's own trouble.
bool isRefusal(ErrorCode code) {
    return (code >= ErrorCode::PackageMalformed && code <= ErrorCode::PackageForked) ||
           code == ErrorCode::RecordNotFound || code == ErrorCode::InvalidInput || code == ErrorCode::DeviceRevoked ||
           code == ErrorCode::EnrolmentInvalid || code == ErrorCode::FileNotFound || code == ErrorCode::FileUnreadable;
}

int count(const QList<MutationVerdict>& verdicts, Verdict wanted) {
    return int(std::count_if(verdicts.cbegin(), verdicts.cend(),
                             [&](const MutationVerdict& verdict) { return verdict.verdict == wanted; }));
}

QString describe(const PackageReport& report, bool preview) {
    const auto& verdicts = report.verdicts;
    auto text = QStringLiteral("第 %1 号，修改 %2 项，其中流程操作 %3 项")
                    .arg(report.header.sequence)
                    .arg(report.entries)
                    .arg(report.decisions);
    if (!preview) {
        const int conflicts = count(verdicts, Verdict::Conflict);
        const int refused = count(verdicts, Verdict::Rejected);
        const int deferred = count(verdicts, Verdict::Deferred);
        text += QStringLiteral("：接收 %1，冲突 %2，拒绝 %3，稍后 %4")
                    .arg(int(verdicts.size()) - conflicts - refused - deferred)
                    .arg(conflicts)
                    .arg(refused)
                    .arg(deferred);
    }
    if (report.missing > 0) text += QStringLiteral("；之前有 %1 个序号没有收到，内容已含在本包").arg(report.missing);
    return text;
}

qsizetype sizeLimit(const QMap<QString, QString>& options) {
    const auto kilobytes = options.value(QStringLiteral("max-kb")).toLongLong();
    return kilobytes > 0 ? qsizetype(std::min<qint64>(kilobytes, package::maxBodyBytes / 1000) * 1000)
                         : package::usualFileBytes;
}

} // namespace

QString PackageAdmin::usage() {
    return QStringLiteral(
        "jixiao-server --data DIR package identity | package level public|internal|confidential\n"
        "jixiao-server --data DIR package enrol FILE --person PERSON --fingerprint TEXT [--level LEVEL] [--out DIR]\n"
        "jixiao-server --data DIR package import FILE|DIR [--preview yes] [--accept-gap yes] [--out DIR]\n"
        "jixiao-server --data DIR package export --device DEVICE [--level LEVEL] [--max-kb N] [--out DIR]\n"
        "jixiao-server --data DIR package list | package discard NAME\n");
}

template <typename T>
Result<T> PackageAdmin::within(const std::function<Result<T>()>& work) {
    Result<T> outcome(Error{ErrorCode::Internal});
    const auto committed = writer_.writeNow([&]() -> Result<void> {
        outcome = work();
        return outcome ? Result<void>() : outcome.error();
    });
    if (!committed) return committed.error();
    return outcome;
}

Result<AdminReply> PackageAdmin::run(const QStringList& words) {
    const auto verb = words.value(1);
    const bool named = words.size() > 2 && !words[2].startsWith(QLatin1String("--"));
    const auto options = Admin::optionsOf(words.mid(named ? 3 : 2));
    const auto name = named ? words[2] : QString();
    if (options && !named && verb == QLatin1String("identity")) return identity();
    if (options && named && verb == QLatin1String("level")) return setLevel(name);
    if (options && named && verb == QLatin1String("enrol")) return enrol(name, *options);
    if (options && !named && verb == QLatin1String("import")) return import(*options);
    if (options && !named && verb == QLatin1String("export")) return give(*options);
    if (options && !named && verb == QLatin1String("list")) return list();
    if (options && named && verb == QLatin1String("discard")) return discard(name);
    return AdminReply{2, usage(), {}};
}

PackageAdmin::Outcome PackageAdmin::identity() {
    const auto text = within<QString>([this]() -> Result<QString> {
        const auto own = registrar_.identity();
        if (!own) return own.error();
        return line(
            {own->id.toString(), package::fingerprint(own->signer.publicKey()), package::levelName(own->ceiling)});
    });
    if (!text) return text.error();
    return AdminReply{0, *text, {}};
}

PackageAdmin::Outcome PackageAdmin::setLevel(const QString& level) {
    const auto known = package::levelFromName(level);
    if (!known) return AdminReply{2, usage(), {}};
    const auto set = writer_.writeNow([&] { return registrar_.setCeiling(*known); });
    if (!set) return set.error();
    return identity();
}

PackageAdmin::Outcome PackageAdmin::enrol(const QString& name, const Options& options) {
    const auto path = folder_.inQuarantine(name);
    const auto level = package::levelFromName(options.value(levelOption, package::levelName(package::Level::Internal)));
    if (!level || !options.contains(QStringLiteral("person"))) return AdminReply{2, usage(), {}};
    const auto file = package::readPackage(path);
    if (!file) return refusal(file.error());
    const auto card = within<package::Made>([&]() -> Result<package::Made> {
        const auto person = admin_.find(RecordType::person, Field::name, options.value(QStringLiteral("person")));
        if (!person) return person.error();
        return registrar_.enrol(*file, options.value(QStringLiteral("fingerprint")), person->id, *level);
    });
    // Handed in by a person who waits for the answer: nothing is kept of a request that is refused.
    (void)folder_.discard(path);
    if (!card && isRefusal(card.error().code)) return refusal(card.error());
    if (!card) return card.error();
    const auto given = folder_.give({*card}, {});
    if (!given) return given.error();
    auto reply = identity();
    if (reply) reply->files = *given;
    return reply;
}

PackageAdmin::Outcome PackageAdmin::import(const Options& options) {
    AdminReply reply;
    QSet<Id> devices;
    const bool preview = options.value(QStringLiteral("preview")) == yes;
    const bool acceptGap = options.value(QStringLiteral("accept-gap")) == yes;
    const auto waiting = folder_.quarantined();
    for (const auto& path : waiting)
        if (auto done = importOne(path, preview, acceptGap, reply, devices); !done) return done.error();
    if (waiting.isEmpty()) reply.text = QStringLiteral("隔离区里没有数据包。\n");
    for (const auto& device : std::as_const(devices))
        if (auto done = answer(device, options, reply); !done) return done.error();
    return reply;
}

Result<void> PackageAdmin::importOne(const QString& path, bool preview, bool acceptGap, AdminReply& reply,
                                     QSet<Id>& devices) {
    const auto shown = QFileInfo(path).fileName();
    const auto file = package::readPackage(path);
    const auto report = !file     ? Result<PackageReport>(file.error())
                        : preview ? within<PackageReport>([&] { return exchange_.preview(*file, acceptGap); })
                                  : within<PackageReport>([&] { return exchange_.take(*file, acceptGap); });
    if (report) {
        reply.text +=
            line({preview ? QStringLiteral("可以导入") : QStringLiteral("已导入"), package::fileName(report->header),
                  QStringLiteral("%1 %2（%3）").arg(report->unitName, report->personName, report->device.name),
                  describe(*report, preview)});
        if (preview) return {};
        devices.insert(report->device.id);
        return folder_.archive(path, report->header);
    }
    const auto& error = report.error();
    if (!isRefusal(error.code)) return error;
    const bool known = error.code == ErrorCode::PackageRepeated || error.code == ErrorCode::PackageOvertaken;
    const bool waits = error.code == ErrorCode::PackageWaits;
    reply.text += line({known   ? QStringLiteral("不用导入")
                        : waits ? QStringLiteral("等前面的")
                                : QStringLiteral("已拒绝"),
                        shown, sentence(error)});
    if (!known && !waits) reply.exitCode = 1;
    if (!known || preview) return {};
    // The receipt may be what got lost.
    if (const auto envelope = package::parse(*file)) devices.insert(envelope->header.sender);
    return folder_.discard(path);
}

Result<void> PackageAdmin::answer(const Id& device, const Options& options, AdminReply& reply) {
    const auto level = package::levelFromName(options.value(levelOption, package::levelName(package::Level::Internal)));
    if (!level) {
        reply = {2, usage(), {}};
        return {};
    }
    const auto made =
        within<QList<package::Made>>([&] { return exchange_.answer(device, *level, sizeLimit(options)); });
    if (!made && isRefusal(made.error().code)) {
        reply.text += line({QStringLiteral("没有回执"), device.toString(), sentence(made.error())});
        reply.exitCode = 1;
        return {};
    }
    if (!made) return made.error();
    const auto given = folder_.give(*made, {});
    if (!given) return given.error();
    reply.files += *given;
    for (const auto& each : *made)
        reply.text += line({QStringLiteral("已生成回执"), package::fileName(each.header), device.toString(),
                            QStringLiteral("第 %1 号，%2 条").arg(each.header.sequence).arg(each.header.records)});
    return {};
}

PackageAdmin::Outcome PackageAdmin::give(const Options& options) {
    const auto device = Id::fromString(options.value(QStringLiteral("device")));
    if (!device) return AdminReply{2, usage(), {}};
    AdminReply reply;
    if (auto done = answer(*device, options, reply); !done) return done.error();
    return reply;
}

PackageAdmin::Outcome PackageAdmin::list() { return import({{QStringLiteral("preview"), yes}}); }

PackageAdmin::Outcome PackageAdmin::discard(const QString& name) {
    if (auto gone = folder_.discard(folder_.inQuarantine(name)); !gone) return refusal(gone.error());
    return AdminReply{0, QStringLiteral("已从隔离区移除\n"), {}};
}

} // namespace jixiao::server
