#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/store_rescue.h"
#include "core/base/files.h"
#include "core/evidence/evidence_file.h"
#include "sync/engine/device_identity.h"

#include <QDateTime>
#include <QFile>
#include <QSysInfo>
#include <QTextStream>

#include <algorithm>

namespace jixiao::cli {

namespace {

const auto extractOption = QStringLiteral("--extract");
const auto outOption = QStringLiteral("-o");
const auto formOption = QStringLiteral("--form");
const auto rowOption = QStringLiteral("--row");
const auto periodOption = QStringLiteral("--period");
const auto cleanUpOption = QStringLiteral("--clean-up");

QString timeText(qint64 ms) {
    return ms == 0 ? QStringLiteral("-")
                   : QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString lineOf(const Evidence& evidence) {
    const auto blank = [](const QString& text) { return text.isEmpty() ? QStringLiteral("-") : text; };
    return QStringList{
        contentName(evidence.hash), QString::number(evidence.size),
        blank(evidence.kind),       blank(evidence.fileName),
        timeText(evidence.takenMs), blank(evidence.takenWith),
        blank(evidence.personName), evidence.about.isNull() ? QStringLiteral("-") : evidence.about.toString()}
        .join(u'\t');
}

Result<void> listForm(Store& store, const FormSummary& form, QTextStream& out) {
    const auto evidence = store.evidence(form.id);
    if (!evidence) return evidence.error();
    if (evidence->isEmpty()) return {};
    out << QStringLiteral("%1\t%2").arg(form.id.toString(), form.projectName.isEmpty() ? form.title : form.projectName)
        << Qt::endl;
    for (const auto& one : *evidence)
        out << u'\t' << lineOf(one) << Qt::endl;
    return {};
}

int list(Store& store) {
    const auto forms = store.formSummaries();
    if (!forms) return report(forms.error());
    QTextStream out(stdout);
    for (const auto& form : *forms)
        if (auto listed = listForm(store, form, out); !listed) return report(listed.error());
    const auto contents = store.attachments();
    if (!contents) return report(contents.error());
    qint64 bytes = 0;
    for (const auto& content : *contents) {
        bytes += content.size;
        if (content.references == 0)
            out << QStringLiteral("已移除，仍在留痕中：%1\t%2").arg(contentName(content.hash)).arg(content.size)
                << Qt::endl;
    }
    out << QStringLiteral("佐证材料内容 %1 份，共 %2 字节").arg(contents->size()).arg(bytes) << Qt::endl;
    return Ok;
}

/// "sha256:…", or its digits alone.
Result<QByteArray> hashFrom(const QString& text) {
    const auto hash = contentHashFrom(text.startsWith(u's') ? text : QStringLiteral("sha256:") + text);
    if (!hash) return Error{ErrorCode::InvalidInput, text};
    return *hash;
}

int extract(Store& store, const QString& name, const QString& target) {
    const auto hash = hashFrom(name);
    if (!hash) return report(hash.error());
    const auto copyTo = [&](QIODevice& device) {
        return store.readAttachment(*hash, [&](const QByteArray& piece) -> Result<void> {
            if (device.write(piece) == piece.size()) return {};
            return Error{ErrorCode::DiskWriteFailed, device.errorString()};
        });
    };
    QFile standardOutput;
    if (target == QLatin1String("-") && !standardOutput.open(stdout, QIODevice::WriteOnly))
        return report({ErrorCode::DiskWriteFailed, standardOutput.errorString()});
    const auto done = target == QLatin1String("-") ? copyTo(standardOutput) : replaceFile(target, copyTo);
    if (!done) return report(done.error());
    QTextStream(stderr) << QStringLiteral("已取出；此文件没有加密，请妥善保管") << Qt::endl;
    return Ok;
}

int cleanUp(Store& store) {
    const auto freed = store.cleanUpAttachments();
    if (!freed) return report(freed.error());
    QTextStream(stdout) << QStringLiteral("清理了没有任何记录和留痕提到的内容：%1 字节").arg(*freed) << Qt::endl;
    return Ok;
}

Result<Evidence> placeOf(Store& store, const Options& options) {
    Evidence evidence;
    evidence.period = options.value(periodOption);
    const auto form = Id::fromString(options.value(formOption));
    if (!form) return Error{ErrorCode::InvalidInput, formOption};
    if (!options.has(rowOption)) return evidence;
    const auto row = Id::fromString(options.value(rowOption));
    if (!row) return Error{ErrorCode::InvalidInput, rowOption};
    const auto record = store.record(*row);
    if (!record) return record.error();
    if (!*record || (*record)->deleted || (*record)->parent != *form)
        return Error{ErrorCode::RecordNotFound, row->toString()};
    evidence.about = *row;
    return evidence;
}

} // namespace

int runStoreAttach(Context& context, const QStringList& arguments) {
    const auto options = Options::parse(arguments, {formOption, rowOption, periodOption});
    if (!options) return report(options.error());
    if (options->positional.size() != 2 || !options->has(formOption))
        return report(
            {ErrorCode::InvalidInput, QStringLiteral("store attach DIR --form ID [--row ID] [--period PERIOD] FILE")});
    const auto path = options->positional.at(1);
    const auto examined = examineFile(path);
    if (!examined) return report(examined.error());
    auto store = openStore(context, options->positional.at(0));
    if (!store) return report(store.error());
    const auto identity = DeviceIdentity::read(**store);
    if (!identity) return report(identity.error());
    auto place = placeOf(**store, *options);
    if (!place) return report(place.error());
    place->fileName = examined->fileName;
    place->takenMs = examined->takenMs;
    place->takenWith = examined->takenWith.isEmpty() ? QSysInfo::machineHostName() : examined->takenWith;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return report({ErrorCode::FileUnreadable, path});
    const auto added = (*store)->addEvidence({identity->actor, *Id::fromString(options->value(formOption)),
                                              QStringLiteral("添加佐证材料"), *place, examined->content,
                                              EvidenceRules::builtIn().limits},
                                             file);
    if (!added) return report(added.error());
    QTextStream(stdout) << contentName(examined->content.hash) << Qt::endl;
    return Ok;
}

int runStoreEvidence(Context& context, QStringList arguments) {
    const bool clean = arguments.removeAll(cleanUpOption) > 0;
    const auto options = Options::parse(arguments, {extractOption, outOption});
    if (!options) return report(options.error());
    const bool extracts = options->has(extractOption);
    if (options->positional.size() != 1 || extracts != options->has(outOption) || (extracts && clean))
        return report(
            {ErrorCode::InvalidInput, QStringLiteral("store evidence DIR [--extract HASH -o OUT|-] [--clean-up]")});
    auto store = openStore(context, options->positional.at(0));
    if (!store) return report(store.error());
    if (extracts) return extract(**store, options->value(extractOption), options->value(outOption));
    return clean ? cleanUp(**store) : list(**store);
}

} // namespace jixiao::cli
