#include "core/store/database.h"
#include "core/store/record_table.h"
#include "core/store/schema.h"
#include "core/store/store_thread.h"
#include "store_fixture.h"

#include <barrier>
#include <mutex>
#include <thread>
#include <vector>

using namespace jixiao;
using namespace jixiao::test;

namespace {

constexpr int readers = 8;
constexpr int rounds = 30;
constexpr int batchesPerRound = 8;
constexpr int readsPerRound = 12;
constexpr int longValue = 6'000; ///< characters: each batch writes pages enough for the log to be moved many times

const QString step = QStringLiteral("step");
const QString remark = QStringLiteral("remark");

/// What one batch leaves behind: its number in both indicators, and a text made of it in the first.
QString textOf(int number) { return QString(longValue, QChar(0x4e00 + number)); }

/// What a reader found wrong, from any thread; Qt Test itself belongs to the main thread.
class Complaints {
public:
    void add(const std::string& text) {
        const std::lock_guard lock(mutex_);
        if (all_.size() < 10) all_.push_back(text);
    }
    QString text() const {
        QStringList lines;
        for (const auto& line : all_)
            lines.append(QString::fromStdString(line));
        return lines.join(u'\n');
    }

private:
    std::mutex mutex_;
    std::vector<std::string> all_;
};

/// Looks at a form on a connection of its own. Everything it sees must be what one number of batches left behind.
class Reader {
public:
    Reader(const QString& file, const Id& form, const Id& first, const Id& second, Complaints& complaints)
        : form_(form), first_(first), second_(second), complaints_(complaints) {
        auto opened = Database::openReader({file, storeMigrations()}, StoreFixture::key());
        if (opened)
            database_ = *std::move(opened);
        else
            complaints_.add("does not open: " + opened.error().detail.toStdString());
    }

    /// Reads twice in one transaction: what was seen first is still what is seen, whatever was written meanwhile.
    void read() {
        if (!database_) return;
        Transaction transaction(*database_, Transaction::Kind::Read);
        const int number = seen();
        std::this_thread::yield();
        if (seen() != number) complaints_.add("two answers in one transaction");
        if (auto done = transaction.commit(); !done) complaints_.add(done.error().detail.toStdString());
        if (number < last_) complaints_.add("went back to " + std::to_string(number));
        last_ = number;
    }
    int last() const { return last_; }

private:
    int seen() {
        RecordTable table(*database_);
        const auto first = table.find(first_);
        const auto second = table.find(second_);
        if (!first || !second) {
            complaints_.add("a record is missing");
            return -1;
        }
        const int number = first->value(step).toInt();
        const auto entries =
            database_->number("SELECT count(*) FROM journal WHERE record = ?1 AND field = ?2", first_, step);
        const auto groups =
            database_->number("SELECT count(*) FROM journal_group WHERE scope = ?1 AND label = '步'", form_);
        const bool whole = second->value(step).toInt() == number &&
                           (number == 0 || first->value(remark) == textOf(number)) && entries == number &&
                           groups == number;
        if (!whole)
            complaints_.add("half a batch at " + std::to_string(number) + ": " + second->value(step).toStdString() +
                            ", " + std::to_string(entries.value_or(-1)) + " entries, " +
                            std::to_string(groups.value_or(-1)) + " groups");
        return number;
    }

    const Id form_;
    const Id first_;
    const Id second_;
    Complaints& complaints_;
    std::unique_ptr<Database> database_;
    int last_ = 0;
};

} // namespace

/// Eight threads read while one writes: each sees the store as it was after some batch, never between two, and none of
/// them makes the writer wait for its turn. Run it in a build of the preset "tsan", too.
class TestStoreReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seeWholeBatchesOnly();
    void onTheStoresOwnThread();
};

void TestStoreReaders::seeWholeBatchesOnly() {
    StoreFixture f;
    const Id form = f.addForm(2);
    Complaints complaints;
    std::barrier together(readers + 1);
    std::vector<std::thread> threads;
    std::array<int, readers> last{};
    for (int i = 0; i < readers; ++i)
        threads.emplace_back([&, i] {
            Reader reader(f.file(), form, f.indicators[0], f.indicators[1], complaints);
            for (int round = 0; round < rounds; ++round) {
                together.arrive_and_wait();
                for (int read = 0; read < readsPerRound; ++read)
                    reader.read();
            }
            together.arrive_and_wait();
            reader.read();
            last[std::size_t(i)] = reader.last();
        });
    int refused = 0;
    int number = 0;
    for (int round = 0; round < rounds; ++round) {
        together.arrive_and_wait();
        for (int i = 0; i < batchesPerRound; ++i) {
            ++number;
            auto edit = f.change(f.indicators[0], step, QString::number(number));
            edit.values.insert(remark, textOf(number));
            const auto batch =
                f.batch(form, {edit, f.change(f.indicators[1], step, QString::number(number))}, QStringLiteral("步"));
            refused += f.store->apply(batch) ? 0 : 1;
        }
    }
    together.arrive_and_wait();
    for (auto& thread : threads)
        thread.join();
    QCOMPARE(refused, 0);
    QVERIFY2(complaints.text().isEmpty(), qPrintable(complaints.text()));
    for (const int seen : last)
        QCOMPARE(seen, number);
    const auto check = f.store->check();
    VERIFY_OK(check);
    QVERIFY2(check->intact, qPrintable(check->problems.join(u'\n')));
}

/// The way the program itself reads: from many threads, through the one that owns the store.
void TestStoreReaders::onTheStoresOwnThread() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const QList<Id> pair = f.indicators;
    Complaints complaints;
    StoreThread owner(std::move(f.store), std::chrono::milliseconds(1)); // it comes to rest in between
    std::barrier together(readers + 1);
    std::vector<std::thread> threads;
    for (int i = 0; i < readers; ++i)
        threads.emplace_back([&] {
            int last = 0;
            for (int round = 0; round < rounds; ++round) {
                together.arrive_and_wait();
                const auto seen = owner.call([&](Store& store) -> std::pair<int, int> {
                    const auto records = store.formRecords(form);
                    int numbers[2] = {-1, -2};
                    for (const auto& record : records ? *records : QList<Record>{})
                        for (int k = 0; k < 2; ++k)
                            if (record.id == pair[k]) numbers[k] = record.value(step).toInt();
                    return {numbers[0], numbers[1]};
                });
                if (seen.first != seen.second || seen.first < last) complaints.add("half a batch");
                last = seen.first;
            }
        });
    int refused = 0;
    for (int round = 1; round <= rounds; ++round) {
        together.arrive_and_wait();
        const auto done = owner.call([&](Store& store) {
            const QString value = QString::number(round);
            return store.apply(f.batch(form, {f.change(pair[0], step, value), f.change(pair[1], step, value)}));
        });
        refused += done ? 0 : 1;
    }
    for (auto& thread : threads)
        thread.join();
    QCOMPARE(refused, 0);
    QVERIFY2(complaints.text().isEmpty(), qPrintable(complaints.text()));
}

QTEST_GUILESS_MAIN(TestStoreReaders)
#include "tst_store_readers.moc"
