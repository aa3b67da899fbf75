// The part of OutcomeViewModel that keeps files as evidence.
#include "app/gui/outcome_view_model_p.h"
#include "core/evidence/evidence_file.h"
#include "core/evidence/picture.h"

#include <QFile>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int mostThumbnails = 300; ///< of one form; further ones are shown by their kind
constexpr int longestSide = 2048;   ///< of a picture that is opened

/// On the store thread; the file is read once more, and has to be what was looked at.
Result<Id> putDown(Store& store, const QString& path, const EvidenceEdit& edit) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, file.errorString(), {{QStringLiteral("file"), edit.evidence.fileName}}};
    return store.addEvidence(edit, file);
}

Result<QByteArray> wholeContent(Store& store, const QByteArray& hash) {
    QByteArray bytes;
    const auto read = store.readAttachment(hash, [&](const QByteArray& piece) {
        bytes += piece;
        return Result<void>();
    });
    if (!read) return read.error();
    return bytes;
}

} // namespace

Result<void> OutcomeViewModel::loadEvidence(Store& store, const Id& declaration, Loaded& loaded) {
    auto evidence = store.evidence(declaration);
    if (!evidence) return evidence.error();
    loaded.evidence = *std::move(evidence);
    for (const auto& one : std::as_const(loaded.evidence)) {
        if (loaded.present.contains(one.hash)) continue;
        const auto here = store.hasAttachment(one.hash);
        if (!here) return here.error();
        if (!*here) continue;
        loaded.present.insert(one.hash);
        if (loaded.thumbnails.size() == mostThumbnails) continue;
        auto thumbnail = store.attachmentThumbnail(one.hash);
        if (thumbnail && !thumbnail->isEmpty()) loaded.thumbnails.insert(one.hash, *std::move(thumbnail));
    }
    return {};
}

QString OutcomeViewModel::evidencePatterns() {
    QStringList patterns;
    for (const auto& kind : EvidenceRules::builtIn().kinds)
        for (const auto& ending : kind.endings)
            patterns += QStringLiteral("*.") + ending;
    return patterns.join(u' ');
}

void OutcomeViewModel::setAttaching(bool attaching) {
    attaching_ = attaching;
    Q_EMIT attachingChanged();
}

void OutcomeViewModel::attach(int row, const QString& file) {
    const auto* shown = at(row);
    if (shown == nullptr || attaching_ || file.trimmed().isEmpty()) return;
    const QUrl url(file.trimmed());
    const auto path = url.isLocalFile() ? url.toLocalFile() : file.trimmed();
    EvidenceEdit edit{services_.actor(), id_, tr("添加佐证材料"), {}, {}, EvidenceRules::builtIn().limits};
    edit.evidence.about = shown->id;
    edit.evidence.period = period_.toString();
    clearError();
    setAttaching(true);
    runOnWorker(
        services_.workers(), this, [path] { return examineFile(path); },
        [this, path, edit, generation = generation_](const Result<ExaminedFile>& examined) {
            if (generation != generation_ || services_.store() == nullptr) return setAttaching(false);
            if (!examined) {
                setAttaching(false);
                return fail(examined.error());
            }
            keepFile(path, edit, *examined);
        });
}

void OutcomeViewModel::keepFile(const QString& path, EvidenceEdit edit, const ExaminedFile& file) {
    edit.content = file.content;
    edit.evidence.fileName = file.fileName;
    edit.evidence.takenMs = file.takenMs;
    edit.evidence.takenWith = file.takenWith.isEmpty() ? QSysInfo::machineHostName() : file.takenWith;
    runInStore(
        *services_.store(), this, [path, edit](Store& owned) { return putDown(owned, path, edit); },
        [this, form = edit.declaration, generation = generation_](const Result<Id>& added) {
            setAttaching(false);
            if (generation != generation_) {
                if (added) services_.notifyEdited(form);
                return;
            }
            if (!added) return fail(added.error());
            evidenceChanged(Step{{}, false, *added, false});
        });
}

void OutcomeViewModel::detach(const QString& record) {
    const auto id = Id::fromString(record);
    const auto known = [&](const Evidence& one) { return one.id == id; };
    if (id && isEditable() && std::any_of(evidence_.cbegin(), evidence_.cend(), known))
        setRemoved({{}, false, *id, true}, true);
}

/// Removes evidence or brings it back; the step is what undo takes back then, if it is to be kept.
void OutcomeViewModel::setRemoved(const Step& step, bool undoable) {
    if (services_.store() == nullptr) return;
    const auto actor = services_.actor();
    RecordEdit edit;
    edit.record = step.evidence;
    edit.remove = step.removed;
    edit.restore = !step.removed;
    // Who brings it back answers for it.
    if (edit.restore)
        edit.values = {{Field::personId, actor.personId},
                       {Field::personName, actor.name},
                       {Field::deviceId, actor.deviceId},
                       {Field::at, QString::number(services_.clock().nowMs())}};
    const EditBatch batch{actor, id_, step.removed ? tr("移除佐证材料") : tr("恢复佐证材料"), {edit}};
    clearError();
    runInStore(
        *services_.store(), this, [batch](Store& owned) { return owned.apply(batch); },
        [this, step, undoable, generation = generation_](const Result<void>& done) {
            if (generation != generation_) return;
            if (!done) return fail(done.error());
            evidenceChanged(undoable ? std::optional(step) : std::nullopt);
        });
}

void OutcomeViewModel::evidenceChanged(const std::optional<Step>& step) {
    if (step) undo_.append(*step);
    if (step && undo_.size() > maxOutcomeUndo) undo_.removeFirst();
    // Who hears of it reads the form anew, unless there is something of its own on the way.
    if (!pending_.isEmpty() || !sent_.isEmpty()) reload();
    services_.notifyEdited(id_);
}

QImage OutcomeViewModel::thumbnail(const QString& content) const {
    return QImage::fromData(thumbnails_.value(QByteArray::fromHex(content.toLatin1())));
}

void OutcomeViewModel::openPicture(const EvidenceItem& item) {
    const auto hash = QByteArray::fromHex(item.content.toLatin1());
    const auto found =
        std::find_if(evidence_.cbegin(), evidence_.cend(), [&](const Evidence& one) { return one.hash == hash; });
    const auto* kind = found == evidence_.cend() ? nullptr : EvidenceRules::builtIn().find(found->kind);
    if (kind == nullptr || !item.picture || services_.store() == nullptr) return;
    clearError();
    const auto decode = [this, kind, item](const QByteArray& bytes) {
        runOnWorker(
            services_.workers(), this,
            [bytes, kind] { return decodePicture(bytes, *kind, longestSide, EvidenceRules::builtIn()); },
            [this, item, generation = generation_](const Result<DecodedPicture>& picture) {
                if (generation != generation_) return;
                if (!picture) return fail(picture.error());
                picture_ = picture->image;
                openItem_ = item;
                Q_EMIT pictureChanged();
            });
    };
    runInStore(
        *services_.store(), this, [hash](Store& owned) { return wholeContent(owned, hash); },
        [this, decode, generation = generation_](const Result<QByteArray>& bytes) {
            if (generation != generation_) return;
            if (!bytes) return fail(bytes.error());
            decode(*bytes);
        });
}

void OutcomeViewModel::closePicture() {
    if (picture_.isNull()) return;
    picture_ = {};
    openItem_ = {};
    Q_EMIT pictureChanged();
}

} // namespace jixiao
