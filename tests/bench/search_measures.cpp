#include "core/store/store.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <ctime>

namespace jixiao::bench {

namespace {

constexpr int formCount = 5'000;
constexpr int rowsPerForm = 20;
constexpr int queries = 1'000;
constexpr int edits = 500;
constexpr int hitsShown = 50;

double cpuMs() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Indicators made of the sample's own words, the common ones as common as they are there.
class Bureau {
public:
    explicit Bureau(const Seed& seed) : dir_(seed.folder() + QStringLiteral("/search-XXXXXX")) {
        const auto documents = seed.documents(12);
        for (const auto& document : documents) {
            for (const auto& row : document.rows(QStringLiteral("indicators"))) {
                for (const auto& cell : row.cells)
                    if (cell.size() > 3) words_.append(cell);
            }
        }
        auto made = Store::create(dir_.path(), key(), clock_, ids_);
        if (!made) qFatal("bench: no store: %s", qPrintable(made.error().detail));
        store_ = std::move(*made);
        actor_ = {QStringLiteral("p1"), QStringLiteral("测量员"), {Role::Filler}, QStringLiteral("d1"), {}};
    }

    Store& store() { return *store_; }
    const QStringList& texts() const { return texts_; }
    qint64 bytes() const { return QFileInfo(Store::fileName(dir_.path())).size(); }

    /// A hundred forms in one transaction, as a device receives them.
    void fill() {
        QList<Record> page;
        for (int form = 0; form < formCount; ++form) {
            const Id declaration = ids_.next();
            page.append(record(RecordType::declaration, declaration, {}, {{QStringLiteral("title"), text(2)}}));
            for (int row = 0; row < rowsPerForm; ++row) {
                rows_.append(ids_.next());
                texts_.append(text(1));
                page.append(record(RecordType::indicator, rows_.last(), declaration,
                                   {{Field::name, texts_.last()},
                                    {QStringLiteral("description"), text(2)},
                                    {QStringLiteral("target"), QStringLiteral("≥%1％").arg(random_.bounded(100))}}));
            }
            if (form % 100 != 99) continue;
            if (!store_->applyRemote(page, ++revision_)) qFatal("bench: not stored");
            page.clear();
        }
    }

    /// Changes the name of another indicator each time: the dearest case for the index.
    double edit() {
        const Id row = rows_.at(random_.bounded(int(rows_.size())));
        RecordEdit change;
        change.record = row;
        change.values.insert(Field::name, text(1));
        const double start = cpuMs();
        if (!store_->apply({actor_, {}, QStringLiteral("修改"), {change}})) qFatal("bench: not saved");
        return cpuMs() - start;
    }

    QString query(int length) {
        const QString& text = texts_.at(random_.bounded(int(texts_.size())));
        return text.mid(random_.bounded(int(std::max<qsizetype>(1, text.size() - length))), length);
    }

private:
    static StoreKey key() {
        return {SecretBytes::take(QByteArray(32, 'k')), SecretBytes::take(QByteArray(16, 's')), Id()};
    }
    QString text(int parts) {
        QString text;
        for (int i = 0; i < parts; ++i)
            text += words_.at(random_.bounded(int(words_.size())));
        // A name of its own, as places and years give it.
        for (int i = 0; i < 4; ++i)
            text.insert(random_.bounded(int(text.size())), QChar(0x4e00 + random_.bounded(3000)));
        return text;
    }
    Record record(const QString& type, const Id& id, const Id& parent, const QMap<QString, QString>& values) {
        Record record{type, id, {}, parent, {}, ++revision_, false};
        for (auto value = values.cbegin(); value != values.cend(); ++value)
            record.fields.insert(value.key(), {value.value(), revision_});
        return record;
    }

    SystemClock clock_;
    SystemRandom randomBytes_;
    UuidV7Source ids_{clock_, randomBytes_};
    QRandomGenerator random_{20260301};
    QTemporaryDir dir_;
    QStringList words_;
    QStringList texts_;
    QList<Id> rows_;
    Actor actor_;
    qint64 revision_ = 0;
    std::unique_ptr<Store> store_;
};

struct Timed {
    Samples wall;
    Samples cpu;
};

Timed search(Bureau& bureau, int length, HitPer per) {
    Timed timed;
    for (int i = 0; i < queries; ++i) {
        const QString query = bureau.query(length);
        const double start = nowMs(), cpu = cpuMs();
        const auto hits = bureau.store().search(query, hitsShown, per);
        timed.cpu.append(cpuMs() - cpu);
        timed.wall.append(nowMs() - start);
        if (!hits) qFatal("bench: not searched: %s", qPrintable(hits.error().detail));
    }
    return timed;
}

/// The baseline: what search costs without an index.
double scan(Bureau& bureau) {
    const double start = nowMs();
    const auto records = bureau.store().recordsOfType(RecordType::indicator);
    const QString query = bureau.query(2);
    int found = 0;
    for (const auto& record : *records)
        found += record.value(Field::name).contains(query) ? 1 : 0;
    if (found == 0) qFatal("bench: the baseline finds nothing");
    return nowMs() - start;
}

} // namespace

void measureSearch(const Seed& seed, Report& report) {
    Bureau bureau(seed);
    const double fillStart = cpuMs();
    bureau.fill();
    const double fillMs = cpuMs() - fillStart;
    if (!bureau.store().tidy()) qFatal("bench: not indexed");
    const double baseline = scan(bureau);
    Samples edited;
    for (const auto& [length, name] : {std::pair{1, "one"}, {2, "two"}, {3, "three"}, {6, "six"}}) {
        for (int i = 0; i < edits / 4; ++i)
            edited.append(bureau.edit());
        const auto records = search(bureau, length, HitPer::Record);
        const auto forms = search(bureau, length, HitPer::Form);
        report.add(
            {QStringLiteral("search_%1").arg(QLatin1String(name)),
             QStringLiteral("ms"),
             percentile(records.wall, 99),
             QStringLiteral("the first 50 hits of %1 characters among 100,000 indicators, 99th percentile").arg(length),
             baseline,
             QStringLiteral("reading all indicators and looking into their names, once"),
             Limit::Value,
             5,
             {{QStringLiteral("median_ms"), rounded(median(records.wall))},
              {QStringLiteral("cpu_ms"), rounded(percentile(records.cpu, 99))},
              {QStringLiteral("per_form_ms"), rounded(percentile(forms.wall, 99))},
              {QStringLiteral("per_form_cpu_ms"), rounded(percentile(forms.cpu, 99))}}});
    }
    report.add({QStringLiteral("search_edit"),
                QStringLiteral("ms"),
                percentile(edited, 99),
                QStringLiteral("processor time of saving one name, another indicator each time, 99th percentile"),
                median(edited),
                QStringLiteral("the same, median"),
                Limit::Value,
                5,
                {{QStringLiteral("longest_ms"), rounded(percentile(edited, 100))},
                 {QStringLiteral("fill_cpu_ms"), rounded(fillMs)},
                 {QStringLiteral("file_bytes"), bureau.bytes()}}});
}

} // namespace jixiao::bench
