// A device that follows its cursor misses nothing, whatever is committed, rolled back and repeated beside it.
#include "storage_cases.h"
#include "sync/server/writer.h"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

using namespace jixiao;
using namespace jixiao::server;

namespace {

constexpr int authors = 4;
constexpr int writesEach = 60;
constexpr int readers = 3;

Result<ChangePage> pageAfter(Writer& writer, ServerStorage& storage, qint64 after) {
    std::promise<Result<ChangePage>> promise;
    auto future = promise.get_future();
    auto page = std::make_shared<Result<ChangePage>>(Error{ErrorCode::Internal});
    writer.read(
        [&storage, page, after]() -> Result<void> {
            *page = storage.changes({after, 5, 1 << 20, [](const Record&) { return true; }});
            return {};
        },
        [page, &promise](const Result<void>&) { promise.set_value(*page); });
    return future.get();
}

/// What one reader has when it has followed its cursor until the writing is over and the feed is at its end.
QMap<Id, qint64> follow(Writer& writer, ServerStorage& storage, const std::atomic<bool>& over) {
    QMap<Id, qint64> known;
    qint64 cursor = 0;
    for (;;) {
        const bool last = over;
        const auto page = pageAfter(writer, storage, cursor);
        if (!page || page->scannedTo < cursor) return {};
        for (const auto& record : page->records)
            known[record.id] = record.revision;
        cursor = page->scannedTo;
        if (last && !page->more) return known;
    }
}

} // namespace

class TestChangeFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSkipped();
};

void TestChangeFeed::nothingIsSkipped() {
    std::unique_ptr<QTemporaryDir> folder;
    const auto storage = StorageCases::openEmbedded(folder);
    const ManualClock clock;
    SeededRandom random;
    UuidV7Source ids(clock, random);
    QList<Id> rows;
    for (int i = 0; i < 20; ++i)
        rows << ids.next();
    Writer writer(*storage);
    std::atomic<bool> over = false;
    std::vector<std::future<QMap<Id, qint64>>> following;
    for (int i = 0; i < readers; ++i)
        following.push_back(std::async(std::launch::async, [&] { return follow(writer, *storage, over); }));
    std::atomic<int> failures = 0;
    std::vector<std::thread> writing;
    for (int author = 0; author < authors; ++author)
        writing.emplace_back([&, author] {
            for (int i = 0; i < writesEach; ++i) {
                const bool fails = i % 7 == author; // takes its whole group back with it
                const auto id = rows[(i * 13 + author * 5) % rows.size()];
                const auto kept = writer.writeNow([&storage, id, i, fails]() -> Result<void> {
                    auto found = storage->record(id);
                    if (!found) return found.error();
                    auto record = found->value_or(Record{RecordType::goal, id, {}, {}, {}, 0, false});
                    record.fields[Field::text].value = QString::number(i);
                    if (auto put = storage->put(record, {Field::text}, {}); !put) return put;
                    return fails ? Result<void>(Error{ErrorCode::StoreFailed}) : Result<void>();
                });
                failures += kept.ok() ? 0 : 1;
            }
        });
    for (auto& thread : writing)
        thread.join();
    over = true;
    QVERIFY(failures > 0);
    QMap<Id, qint64> truth;
    const auto all = storage->recordsOfType(RecordType::goal).valueOr({});
    for (const auto& record : all)
        truth.insert(record.id, record.revision);
    QCOMPARE(truth.size(), rows.size());
    for (auto& each : following)
        QCOMPARE(each.get(), truth);
}

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_change_feed.moc"
