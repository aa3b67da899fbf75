#include "core/store/store_thread.h"

namespace jixiao {

StoreThread::StoreThread(std::unique_ptr<Store> store) : store_(std::move(store)), thread_([this] { loop(); }) {}

StoreThread::~StoreThread() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void StoreThread::post(std::function<void(Store&)> job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

void StoreThread::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        if (jobs_.empty() && !stopping_ && !tidied_) {
            tidied_ = true;
            lock.unlock();
            (void)store_->tidy(); // what fails here is tried again after the next job
            lock.lock();
            continue;
        }
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (jobs_.empty()) break;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job(*store_);
        job = nullptr;
        lock.lock();
        tidied_ = false;
    }
    store_.reset();
}

} // namespace jixiao
