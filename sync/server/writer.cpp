#include "sync/server/writer.h"

#include <future>

namespace jixiao::server {

namespace {
constexpr std::size_t maxGroup = 64;
}

Writer::Writer(ServerStorage& storage) : storage_(storage), thread_([this] { loop(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::write(Job job, Done done) { post({std::move(job), std::move(done), true}); }
void Writer::read(Job job, Done done) { post({std::move(job), std::move(done), false}); }

Result<void> Writer::writeNow(Job job) {
    std::promise<Result<void>> promise;
    auto future = promise.get_future();
    write(std::move(job), [&promise](const Result<void>& result) { promise.set_value(result); });
    return future.get();
}

void Writer::post(Item item) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(item));
    }
    wake_.notify_one();
}

void Writer::loop() {
    for (;;) {
        std::deque<Item> group;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            do {
                group.push_back(std::move(queue_.front()));
                queue_.pop_front();
            } while (group.back().writes && !queue_.empty() && queue_.front().writes && group.size() < maxGroup);
        }
        if (group.front().writes) {
            commit(std::move(group));
        } else {
            group.front().done(group.front().job());
        }
    }
}

void Writer::commit(std::deque<Item> group) {
    const auto all = storage_.transact([&group]() -> Result<void> {
        for (const auto& item : group)
            if (auto result = item.job(); !result) return result;
        return {};
    });
    for (const auto& item : group)
        item.done(all.ok() || group.size() == 1 ? all : storage_.transact(item.job));
}

} // namespace jixiao::server
