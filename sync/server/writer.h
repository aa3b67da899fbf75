#pragma once

#include "sync/server/storage.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace jixiao::server {

/// The one thread that uses the storage. Writes that wait together share one COMMIT (group commit); each is answered
/// only after it. When a group fails, its jobs run again one by one, so that one bad job cannot fail the others.
/// Destroying it finishes what is queued.
class Writer {
public:
    /// Must give the same outcome when run again after a rollback. Fails only with errors of the storage.
    using Job = std::function<Result<void>()>;
    using Done = std::function<void(const Result<void>&)>; ///< on the writer's thread

    explicit Writer(ServerStorage& storage);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void write(Job job, Done done); ///< any thread
    void read(Job job, Done done);  ///< any thread; sees what was committed
    /// write() and wait. Never from `done`.
    Result<void> writeNow(Job job);

private:
    struct Item {
        Job job;
        Done done;
        bool writes = false;
    };
    void post(Item item);
    void loop();
    void commit(std::deque<Item> group);

    ServerStorage& storage_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Item> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace jixiao::server
