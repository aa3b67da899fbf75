#pragma once

#include "core/store/store.h"

#include <QFuture>
#include <QPromise>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>

namespace jixiao {

/// The one thread that owns the Store. Jobs run in the order they were posted; results come back as values through a
/// QFuture. Between jobs the store tidies, and after a while without any it rests. Destroying it finishes queued jobs,
/// closes the store and joins.
class StoreThread {
public:
    static constexpr std::chrono::milliseconds usualPause{1'000};

    /// Without jobs for `pause`, the store rests.
    explicit StoreThread(std::unique_ptr<Store> store, std::chrono::milliseconds pause = usualPause);
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// Any thread. `job` gets the Store and returns any value type.
    template <typename Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Store&>> {
        using R = std::invoke_result_t<Job, Store&>;
        auto promise = std::make_shared<QPromise<R>>();
        auto future = promise->future();
        promise->start();
        post([promise, job = std::move(job)](Store& store) mutable {
            promise->addResult(job(store));
            promise->finish();
        });
        return future;
    }

    /// Waits for the result; never from the UI thread.
    template <typename Job>
    auto call(Job job) {
        return run(std::move(job)).takeResult();
    }

private:
    void post(std::function<void(Store&)> job);
    void loop();

    std::unique_ptr<Store> store_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void(Store&)>> jobs_;
    bool stopping_ = false;
    const std::chrono::milliseconds pause_;
    bool tidied_ = true; ///< since the last job
    bool rested_ = true; ///< likewise
    std::thread thread_;
};

} // namespace jixiao
