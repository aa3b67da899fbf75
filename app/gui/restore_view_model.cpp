#include "app/gui/restore_view_model.h"

#include "app/gui/format.h"
#include "app/gui/session_view_model.h"
#include "app/gui/worker.h"

#include <QDir>
#include <QUrl>

namespace jixiao {

namespace {

constexpr qsizetype changesShown = 100;

QString lineOf(const FormDifference& form) {
    const auto title = form.title.simplified();
    switch (form.kind) {
    case FormDifference::Kind::OnlyInBackup:
        return RestoreViewModel::tr("会回来：%1").arg(title);
    case FormDifference::Kind::OnlyHere:
        return RestoreViewModel::tr("备份里没有：%1").arg(title);
    case FormDifference::Kind::Different:
        break;
    }
    return RestoreViewModel::tr("会变回 %1 的内容：%2").arg(minuteText(form.backupMs), title);
}

} // namespace

RestoreViewModel::RestoreViewModel(Services& services, SessionViewModel& session)
    : services_(services), session_(session) {
    // Restored, or unlocked in some other way: the page has done its work.
    connect(&session, &SessionViewModel::stageChanged, this, [this] {
        if (services_.store() != nullptr) cancel();
    });
}

QStringList RestoreViewModel::backups() const {
    QStringList texts;
    for (const auto& backup : known_)
        texts.append(tr("%1，%2 条记录").arg(minuteText(backup.atMs)).arg(backup.records));
    return texts;
}

void RestoreViewModel::choose(int index) {
    if (index == chosen_ || index >= known_.size()) return;
    chosen_ = index;
    forgetPreview();
    Q_EMIT chosenChanged();
}

void RestoreViewModel::begin() {
    session_.clearError();
    folder_ = services_.backupFolder();
    setError({});
    forgetPreview();
    list();
    active_ = true;
    Q_EMIT activeChanged();
    session_.lock();
}

void RestoreViewModel::cancel() {
    if (!active_) return;
    active_ = false;
    known_.clear();
    chosen_ = -1;
    forgetPreview();
    session_.clearError();
    Q_EMIT backupsChanged();
    Q_EMIT chosenChanged();
    Q_EMIT activeChanged();
}

void RestoreViewModel::chooseFolder(const QString& folder) {
    const QUrl url(folder);
    folder_ = QDir::cleanPath(url.isLocalFile() ? url.toLocalFile() : folder);
    setError({});
    forgetPreview();
    list();
}

/// Of any device: a new one has no identity yet.
void RestoreViewModel::list() {
    if (const auto one = Backups::read(folder_))
        known_ = {*one};
    else
        known_ = Backups::list(folder_);
    chosen_ = known_.isEmpty() ? -1 : 0;
    Q_EMIT backupsChanged();
    Q_EMIT chosenChanged();
}

void RestoreViewModel::preview(const QString& passphrase) {
    if (busy_ || chosen_ < 0) return;
    setBusy(true);
    setError({});
    session_.clearError();
    forgetPreview();
    runOnWorker(
        services_.workers(), this,
        [this, task = RestoreTask{services_.dataFolder(), known_.at(chosen_).folder},
         secret = std::make_shared<SecretBytes>(SecretBytes::take(passphrase.toUtf8()))] {
            return Restore::preview(task, *secret, services_.clock(), services_.ids());
        },
        [this](const Result<RestorePreview>& seen) {
            setBusy(false);
            if (!active_) return;
            if (seen)
                show(*seen);
            else
                setError(ErrorInfo::from(seen.error()));
        });
}

void RestoreViewModel::show(const RestorePreview& preview) {
    if (session_.stage() == SessionViewModel::Stage::FirstUse)
        summary_ = tr("本机还没有数据，会得到备份里的全部内容。");
    else if (preview.unreadable)
        summary_ = tr("现有的数据读不出来，无法比较；恢复时原样移到一旁。");
    else if (preview.forms.isEmpty())
        summary_ = tr("各表都与备份相同。");
    else
        summary_ = tr("%1 张表会有变化，%2 张相同。").arg(preview.forms.size()).arg(preview.sameForms);
    if (preview.unsent > 0) summary_ += tr("还没有发送的 %1 处修改会保留。").arg(preview.unsent);
    for (const auto& form : preview.forms.mid(0, changesShown))
        changes_.append(lineOf(form));
    if (const auto more = preview.forms.size() - changes_.size(); more > 0) changes_.append(tr("另有 %1 张").arg(more));
    Q_EMIT previewChanged();
}

void RestoreViewModel::restore(const QString& passphrase) {
    if (busy_ || chosen_ < 0 || summary_.isEmpty()) return;
    session_.restoreFrom(known_.at(chosen_), passphrase);
}

void RestoreViewModel::forgetPreview() {
    if (summary_.isEmpty()) return;
    summary_.clear();
    changes_.clear();
    Q_EMIT previewChanged();
}

void RestoreViewModel::setError(const ErrorInfo& error) {
    if (error == error_) return;
    error_ = error;
    Q_EMIT errorChanged();
}

void RestoreViewModel::setBusy(bool busy) {
    busy_ = busy;
    Q_EMIT busyChanged();
}

} // namespace jixiao
