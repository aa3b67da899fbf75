#include "app/gui/services.h"
#include "core/store/form_repository.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QFile>

#include <thread>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace jixiao::bench {

namespace {

constexpr int saves = 300;

struct Saved {
    double commitMs = 0;   ///< when COMMIT was acknowledged
    double finishedMs = 0; ///< when the answer for the view-model was complete
    std::thread::id thread;
};

/// The file baseline: `bytes` at the end of a plain file, on the disk before the next one.
Samples writePlainly(const QString& folder, qint64 bytes) {
    QFile file(folder + QStringLiteral("/plain"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) qFatal("bench: no file in the data folder");
    const QByteArray block(bytes, 'x');
    Samples samples;
    for (int i = 0; i < saves; ++i) {
        const double start = nowMs();
        if (file.write(block) != bytes) qFatal("bench: the disk is full");
#ifdef Q_OS_UNIX
        ::fsync(file.handle());
#endif
        samples.append(nowMs() - start);
    }
    file.close();
    file.remove();
    return samples;
}

std::unique_ptr<StoreThread> openStore(const Seed& seed, const Clock& clock, IdSource& ids, Actor& actor) {
    auto vault = Vault::open(seed.folder(), clock);
    if (!vault) qFatal("bench: the vault does not open");
    const auto key = vault->unlock(SecretBytes::take(passphrase().toUtf8()));
    if (!key) qFatal("bench: the vault does not unlock");
    auto store = Store::open(seed.folder(), *key, clock, ids);
    if (!store) qFatal("bench: the store does not open");
    const auto identity = DeviceIdentity::read(**store);
    if (!identity) qFatal("bench: the store has no identity");
    actor = identity->actor;
    return std::make_unique<StoreThread>(*std::move(store));
}

} // namespace

void measureSaving(const Seed& seed, Report& report) {
    const SystemClock clock;
    SystemRandom random;
    UuidV7Source ids(clock, random);
    Actor actor;
    const auto store = openStore(seed, clock, ids, actor);

    Samples acknowledged;
    Samples posting;
    Samples answered;
    const auto before = bytesWritten();
    for (int i = 0; i < saves; ++i) {
        const QList<std::pair<FieldPath, QString>> values = {
            {FieldPath::fromString(QStringLiteral("indicators[30].name")), QStringLiteral("办结率 第%1次").arg(i)}};
        const double start = nowMs();
        auto future = store->run([&seed, &ids, &actor, values](Store& owned) { // as FormViewModel posts it
            Saved saved;
            const auto result =
                FormRepository(owned, seed.catalogue(), ids).setValues(seed.longForm(), values, actor, {});
            if (!result) qFatal("bench: not saved: %s", qPrintable(result.error().detail));
            saved.commitMs = nowMs();
            if (!owned.undoState(seed.longForm()) || !owned.formSummary(seed.longForm())) qFatal("bench: no summary");
            saved.finishedMs = nowMs();
            saved.thread = std::this_thread::get_id();
            return saved;
        });
        posting.append(nowMs() - start);
        const auto saved = future.takeResult();
        if (saved.thread == std::this_thread::get_id()) qFatal("bench: saved on the UI thread");
        acknowledged.append(saved.commitMs - start);
        answered.append(saved.finishedMs - start);
    }
    const auto bytes = qMax<qint64>(1, (bytesWritten() - before) / saves);
    const auto plain = writePlainly(seed.folder(), bytes);
    report.add({QStringLiteral("autosave"),
                QStringLiteral("ms"),
                percentile(acknowledged, 95),
                QStringLiteral("post to COMMIT acknowledged on the store thread, 95th percentile"),
                percentile(plain, 95),
                QStringLiteral("the same number of bytes written and synced to a plain file, 95th percentile"),
                Limit::Value,
                10,
                {{QStringLiteral("median_ms"), rounded(median(acknowledged))},
                 {QStringLiteral("baseline_median_ms"), rounded(median(plain))},
                 {QStringLiteral("bytes_per_save"), bytes},
                 {QStringLiteral("with_undo_and_summary_ms"), rounded(percentile(answered, 95))},
                 {QStringLiteral("posting_on_ui_thread_ms"), rounded(percentile(posting, 95))}}});
}

} // namespace jixiao::bench
