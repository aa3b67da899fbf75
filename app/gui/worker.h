#pragma once

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

} // namespace jixiao
