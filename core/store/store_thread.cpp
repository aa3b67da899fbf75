#include "core/store/store_thread.h"

#include "core/base/heap.h"

namespace jixiao {

namespace {

template <typename Work>
void whileUnlocked(std::unique_lock<std::mutex>& lock, Work work) {
    lock.unlock();
    work();
    lock.lock();
}

} // namespace

StoreThread::StoreThread(std::unique_ptr<Store> store, std::chrono::milliseconds pause)
    : store_(std::move(store)), pause_(pause), thread_([this] { loop(); }) {}

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
    const auto called = [this] { return stopping_ || !jobs_.empty(); };
    std::unique_lock lock(mutex_);
    while (true) {
        if (!called() && !tidied_) {
            tidied_ = true;
            whileUnlocked(lock, [this] { (void)store_->tidy(); }); // what fails is tried again after the next job
        } else if (!rested_ && !wake_.wait_for(lock, pause_, called)) {
            rested_ = true;
            whileUnlocked(lock, [this] {
                store_->rest();
                returnFreedMemory();
            });
        } else {
            wake_.wait(lock, called);
            if (jobs_.empty()) break;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            whileUnlocked(lock, [&] {
                job(*store_);
                job = nullptr;
            });
            tidied_ = rested_ = false;
        }
    }
    store_.reset();
}

} // namespace jixiao
