#pragma once

#include "core/store/store_thread.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace jixiao {

/// Runs `job` on the pool and gives its value to `then` on the thread of `receiver`, unless that is gone by then.
template <typename Job, typename Then>
void runOnWorker(QThreadPool& pool, QObject* receiver, Job job, Then then) {
    using R = std::invoke_result_t<Job>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    promise->future().then(receiver, std::move(then));
    pool.start([promise, job = std::move(job)]() mutable {
        promise->addResult(job());
        promise->finish();
    });
}

/// Runs `job` on the store thread and gives its value to `then` on the thread of `receiver`, unless that is gone by
/// then: always by way of the event loop, in the order the jobs were posted.
template <typename Job, typename Then>
void runInStore(StoreThread& store, QObject* receiver, Job job, Then then) {
    using R = std::invoke_result_t<Job, Store&>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    // Before the job can finish: a finished future calls `then` at once, ahead of answers still in the event queue.
    promise->future().then(receiver, std::move(then));
    store.run([promise, job = std::move(job)](Store& owned) mutable {
        promise->addResult(job(owned));
        promise->finish();
        return true;
    });
}

} // namespace jixiao
