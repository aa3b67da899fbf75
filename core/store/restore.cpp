#include "core/store/restore.h"

#include "core/base/log.h"
#include "core/store/database.h"
#include "core/store/record_table.h"
#include "core/store/restore_place.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/store/unsent_changes.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 deviceSeqGap = 1'000'000; ///< larger than what a device sends in years
const auto ownMeta = QSet<QString>{cursorKey, QStringLiteral("audit_head"), QStringLiteral("audit_pending"),
                                   QStringLiteral("device_seq")};

bool sameKey(const StoreKey& a, const StoreKey& b) {
    return std::ranges::equal(a.key.bytes(), b.key.bytes()) && std::ranges::equal(a.salt.bytes(), b.salt.bytes());
}

DatabaseOptions optionsFor(const QString& folder) { return {Store::fileName(folder), storeMigrations()}; }

/// One restore, step by step.
class Job {
public:
    Job(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock, IdSource& ids)
        : request_(request),
          passphrase_(passphrase),
          clock_(clock),
          ids_(ids),
          staged_(RestorePlace::folder(request.folder)) {}

    Result<void> stage();
    /// Instead of stage() and compare(): from the damaged store itself.
    Result<void> stageSalvaged();
    Result<void> compare();
    Result<void> install();

    RestoreReport report;

private:
    Result<void> unlock();
    Result<void> unlockStaged();
    Result<void> comparePlaces();
    Result<void> readPresent();
    Result<void> readUnsent(Database& present);
    Result<void> salvageUnsent();
    Result<void> comparePresent(Store& present, Store& old);
    Result<void> carryOver();
    Result<void> carryMeta(Database& to) const;
    Result<void> takePresentKey() const;

    const RestoreTask& request_;
    const SecretBytes& passphrase_;
    const Clock& clock_;
    IdSource& ids_;
    QString staged_;
    std::optional<StoreKey> presentKey_; ///< nullopt: the present key file does not open
    StoreKey stagedKey_;
    QList<UnsentChange> unsent_;
    QMap<QString, QString> presentMeta_;
};

Result<void> Job::stage() {
    auto backup = Backups::read(request_.backup);
    if (!backup) return backup.error();
    report.preview.backup = *backup;
    RestorePlace::clear(request_.folder);
    // The copy, its log, and once more if the key has changed.
    if (auto room = checkFreeSpace(request_.folder, 3 * backup->store.size); !room) return room;
    if (auto made = makePrivateFolder(staged_); !made) return made;
    for (const char* name : {"store.keys", "store.db"}) {
        const auto file = u'/' + QLatin1String(name);
        const auto copied = copyFile(request_.backup + file, staged_ + file);
        if (!copied) return copied.error();
    }
    backup->folder = staged_;
    if (auto same = Backups::verify(*backup); !same) return same;
    return unlock();
}

Result<void> Job::stageSalvaged() {
    RestorePlace::clear(request_.folder);
    const auto size = QFileInfo(Store::fileName(request_.folder)).size();
    if (auto room = checkFreeSpace(request_.folder, 2 * size); !room) return room;
    auto vault = Vault::open(request_.folder, clock_);
    if (!vault) return vault.error();
    auto key = vault->unlock(passphrase_);
    if (!key) return key.error();
    presentKey_ = *std::move(key);
    stagedKey_ = presentKey_->clone();
    auto salvaged = Salvage::run(request_.folder, stagedKey_, staged_, clock_, ids_);
    if (!salvaged) return salvaged.error();
    report.salvaged = *std::move(salvaged);
    report.preview.unreadable = Error{ErrorCode::StoreDamaged};
    return {};
}

Result<void> Job::unlock() {
    auto present = Vault::open(request_.folder, clock_);
    if (present) {
        auto key = present->unlock(passphrase_);
        if (key)
            presentKey_ = *std::move(key);
        else if (key.error().code == ErrorCode::TooManyAttempts)
            return key.error();
    }
    return unlockStaged();
}

Result<void> Job::unlockStaged() {
    if (presentKey_ && Database::open(optionsFor(staged_), *presentKey_)) {
        stagedKey_ = presentKey_->clone();
        return {};
    }
    // Guessing is slowed down by the count of the present folder.
    Attempts(staged_, clock_).succeeded({});
    auto vault = Vault::open(staged_, clock_);
    if (!vault) return vault.error();
    auto key = vault->unlock(passphrase_);
    if (!key) return key.error();
    stagedKey_ = *std::move(key);
    const auto opened = Database::open(optionsFor(staged_), stagedKey_);
    return opened ? Result<void>() : Result<void>(opened.error());
}

Result<void> Job::compare() {
    // Migrated, if it is from an earlier version.
    if (const auto old = Store::open(staged_, stagedKey_, clock_, ids_); !old) return old.error();
    auto compared = comparePlaces();
    if (compared) compared = readPresent();
    if (compared || compared.error().code == ErrorCode::StoreBusy) return compared;
    auto& preview = report.preview;
    preview.unreadable = compared.error();
    preview.forms.clear();
    preview.sameForms = 0;
    unsent_.clear();
    presentMeta_.clear();
    return preview.unreadable->code == ErrorCode::StoreDamaged && presentKey_ ? salvageUnsent() : Result<void>();
}

Result<void> Job::comparePlaces() {
    const auto old = Store::open(staged_, stagedKey_, clock_, ids_);
    if (!old) return old.error();
    if (!presentKey_) return Error{ErrorCode::VaultDamaged, QStringLiteral("the key file does not open")};
    const auto present = Store::open(request_.folder, *presentKey_, clock_, ids_);
    if (!present) return present.error();
    return comparePresent(**present, **old);
}

Result<void> Job::comparePresent(Store& present, Store& old) {
    const auto here = present.formSummaries();
    if (!here) return here.error();
    const auto there = old.formSummaries();
    if (!there) return there.error();
    QHash<Id, FormSummary> inBackup;
    for (const auto& form : *there)
        inBackup.insert(form.id, form);
    const auto titleOf = [](const FormSummary& form) { return form.title.isEmpty() ? form.projectName : form.title; };
    auto& forms = report.preview.forms;
    for (const auto& form : *here) {
        if (!inBackup.contains(form.id)) {
            forms.append({FormDifference::Kind::OnlyHere, form.id, titleOf(form), 0, form.changedMs});
            continue;
        }
        const auto other = inBackup.take(form.id);
        const auto now = present.formRecords(form.id);
        if (!now) return now.error();
        const auto then = old.formRecords(form.id);
        if (!then) return then.error();
        if (*now == *then)
            ++report.preview.sameForms;
        else
            forms.append({FormDifference::Kind::Different, form.id, titleOf(form), other.changedMs, form.changedMs});
    }
    for (const auto& form : *there)
        if (inBackup.contains(form.id))
            forms.append({FormDifference::Kind::OnlyInBackup, form.id, titleOf(form), form.changedMs, 0});
    return {};
}

Result<void> Job::readPresent() {
    const auto present = Database::open(optionsFor(request_.folder), *presentKey_);
    if (!present) return present.error();
    auto rows = (*present)->query("SELECT key, value FROM meta");
    while (rows.next())
        presentMeta_.insert(rows.text(0), rows.text(1));
    if (auto status = rows.status(); !status) return status;
    return readUnsent(**present);
}

Result<void> Job::readUnsent(Database& present) {
    const auto unsent = UnsentChanges::read(present);
    if (!unsent) return unsent.error();
    const auto old = Database::open(optionsFor(staged_), stagedKey_);
    if (!old) return old.error();
    const auto missing = UnsentChanges::countMissing(**old, *unsent);
    if (!missing) return missing.error();
    unsent_ = *unsent;
    report.preview.unsent = *missing;
    return {};
}

/// From what can still be read of the damaged store. Nothing else of it is used.
Result<void> Job::salvageUnsent() {
    const auto folder = staged_ + QStringLiteral("/salvaged");
    auto done = [&]() -> Result<void> {
        const auto salvaged = Salvage::run(request_.folder, *presentKey_, folder, clock_, ids_);
        if (!salvaged) return salvaged.error();
        const auto opened = Database::open(optionsFor(folder), *presentKey_);
        return opened ? readUnsent(**opened) : Result<void>(opened.error());
    }();
    QDir(folder).removeRecursively();
    if (!done) qCWarning(lcStore) << "nothing unsent can be read from the damaged store:" << done.error().id();
    const bool noRoom =
        !done && (done.error().code == ErrorCode::DiskFull || done.error().code == ErrorCode::DiskWriteFailed);
    return noRoom ? done : Result<void>();
}

/// Identity, server and trust are those of today; numbers once used for mutations are never used again.
Result<void> Job::carryMeta(Database& to) const {
    Transaction transaction(to);
    for (auto entry = presentMeta_.cbegin(); entry != presentMeta_.cend(); ++entry)
        if (!ownMeta.contains(entry.key()))
            to.run("INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                   entry.key(), entry.value());
    const auto used = to.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'device_seq'").value_or(0);
    const auto here = presentMeta_.value(QStringLiteral("device_seq")).toLongLong();
    const auto next = report.preview.unreadable ? used + deviceSeqGap : std::max(used, here);
    to.run("INSERT INTO meta(key, value) VALUES('device_seq', ?1) ON CONFLICT DO UPDATE SET value = excluded.value",
           QString::number(next));
    // What was not frozen in the backup may have been sent since with other values.
    QList<qint64> open;
    auto rows = to.query("SELECT seq FROM outbox WHERE frozen = 0");
    while (rows.next())
        open.append(rows.integer(0));
    for (const auto seq : std::as_const(open))
        to.run("UPDATE outbox SET mutation_id = ?2 WHERE seq = ?1", seq, ids_.next());
    return transaction.commit();
}

Result<void> Job::carryOver() {
    const auto opened = Database::open(optionsFor(staged_), stagedKey_);
    if (!opened) return opened.error();
    Database& old = **opened;
    if (auto done = carryMeta(old); !done) return done;
    if (report.salvaged) {
        // What is missing now may lie before the place the feed was read to.
        if (!old.run("DELETE FROM meta WHERE key = ?1", cursorKey)) return old.lastError();
    } else if (request_.keepUnsent) {
        const auto kept = UnsentChanges::apply(old, unsent_, request_.label, clock_.nowMs(), ids_);
        if (!kept) return kept.error();
        report.kept = *kept;
    }
    const auto problems = old.findProblems();
    if (!problems) return problems.error();
    if (problems->isEmpty()) return {};
    return Error{ErrorCode::StoreDamaged, problems->mid(0, 20).join(QLatin1String("; "))};
}

Result<void> Job::takePresentKey() const {
    const auto begin = [this]() -> Result<StoreKey> { return presentKey_->clone(); };
    return Database::reencrypt(optionsFor(staged_), stagedKey_, begin, [](const StoreKey&) { return Result<void>(); });
}

Result<void> Job::install() {
    if (auto carried = carryOver(); !carried) return carried;
    const bool withKeys = !presentKey_;
    if (presentKey_ && !sameKey(*presentKey_, stagedKey_))
        if (auto taken = takePresentKey(); !taken) return taken;
    const auto moment = QDateTime::fromMSecsSinceEpoch(clock_.nowMs(), Qt::UTC);
    const auto wanted = QStringLiteral("replaced-") + moment.toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString name = wanted;
    for (int i = 2; QFileInfo::exists(request_.folder + u'/' + name); ++i)
        name = wanted + u'-' + QString::number(i);
    report.aside = request_.folder + u'/' + name;
    return Database::whileLocked(Store::fileName(request_.folder), [&]() -> Result<void> {
        if (auto marked = RestorePlace::markReady(request_.folder, name, withKeys); !marked) return marked;
        const auto through = RestorePlace::carryThrough(request_.folder);
        // The mark stands: the next opening carries it through, and nothing is lost until then.
        if (!through) qCWarning(lcStore) << "the restore is not through yet:" << through.error().id();
        return through;
    });
}

enum class Work { Preview, Restore, Salvage };

Result<RestoreReport> work(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock, IdSource& ids,
                           Work kind) {
    if (auto settled = Restore::settle(request.folder); !settled) return settled.error();
    if (!QFileInfo(request.folder).isDir())
        if (auto made = makePrivateFolder(request.folder); !made) return made.error();
    Job job(request, passphrase, clock, ids);
    auto done = RestorePlace::whileLocked(request.folder, [&]() -> Result<void> {
        auto result = kind == Work::Salvage ? job.stageSalvaged() : job.stage();
        if (result && kind != Work::Salvage) result = job.compare();
        bool marked = false;
        if (result && kind != Work::Preview) {
            result = job.install();
            marked = !result && QFileInfo::exists(RestorePlace::folder(request.folder) + QStringLiteral("/ready.json"));
        }
        if (!marked) RestorePlace::clear(request.folder);
        return result;
    });
    if (!done) return done.error();
    return job.report;
}

} // namespace

Result<RestorePreview> Restore::preview(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock,
                                        IdSource& ids) {
    auto done = work(request, passphrase, clock, ids, Work::Preview);
    if (!done) return done.error();
    return done->preview;
}

Result<RestoreReport> Restore::run(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock,
                                   IdSource& ids) {
    return work(request, passphrase, clock, ids, Work::Restore);
}

Result<RestoreReport> Restore::salvage(const QString& folder, const SecretBytes& passphrase, const Clock& clock,
                                       IdSource& ids) {
    return work({folder, {}, true}, passphrase, clock, ids, Work::Salvage);
}

} // namespace jixiao
